"""Money is whole fen: read as people type it, printed as figures, written out as receipts do."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onevisit.rules.payments.money import MOST, capital, fen, read, yuan


@pytest.mark.parametrize(
    ("amount", "words"),
    [
        (0, "零元整"),
        (1, "壹分"),
        (5, "伍分"),
        (10, "壹角"),
        (1000, "壹拾元整"),
        (8000, "捌拾元整"),
        (8050, "捌拾元伍角"),
        (8005, "捌拾元零伍分"),
        (10_001_00, "壹万零壹元整"),
        (1_0000_0000, "壹佰万元整"),
        (1_001_000_00, "壹佰万壹仟元整"),
        (100_0100_00, "壹佰万零壹佰元整"),
        (1_0203_04, "壹万零贰佰零叁元零肆分"),
        (MOST, "玖仟玖佰玖拾玖万玖仟玖佰玖拾玖元玖角玖分"),
    ],
)
def test_an_amount_is_written_out_as_a_receipt_does(amount: int, words: str) -> None:
    assert capital(amount) == words


@given(st.integers(0, MOST))
def test_what_is_printed_is_read_back(amount: int) -> None:
    assert read(yuan(amount)) == amount
    assert fen(Decimal(amount) / 100) == amount


@pytest.mark.parametrize("text", ["", "八十", "80.005", "-1", "1e3", "80..5", "٨٠", "100000000"])
def test_what_is_no_amount_is_none(text: str) -> None:
    assert read(text) is None


@pytest.mark.parametrize(
    ("text", "amount"), [("80", 8000), (" 1,200.5元", 120_050), ("0", 0), ("1，000", 100_000)]
)
def test_amounts_are_read_as_people_type_them(text: str, amount: int) -> None:
    assert read(text) == amount


@pytest.mark.parametrize("amount", [Decimal("0.005"), Decimal(-1), Decimal("1E9")])
def test_a_fraction_of_a_fen_and_what_is_no_amount_are_refused(amount: Decimal) -> None:
    with pytest.raises(ValueError, match="精确到分"):
        fen(amount)


def test_what_is_out_of_reach_is_not_written_out() -> None:
    with pytest.raises(ValueError, match="大写"):
        capital(MOST + 1)
