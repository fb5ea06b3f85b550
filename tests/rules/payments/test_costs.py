"""What a case costs, over the whole pack: every charge has its basis, and what is free says why."""

from __future__ import annotations

import pytest

from factories.matters import matters, situations
from onevisit.rules.basis import Basis
from onevisit.rules.payments.costs import costs


def of(matter: str, **answers: str) -> dict[str, int | None]:
    return {one.key: one.fen for one in costs(matters()[matter], answers).charged}


def test_the_situation_decides_which_fee_applies() -> None:
    assert of("id-card", why="expired", aid="none") == {"renewal": 2000}
    assert of("id-card", why="damaged", aid="none") == {"damage": 4000}
    assert of("id-card", why="expired", aid="minimum") == {}
    assert of("property-mortgage", use="other") == {"registration-other": 55_000}


def test_a_standard_in_words_has_no_amount_yet() -> None:
    assert of("dig-road") == {"repair": None}


def test_a_tax_is_no_charge_whatever_the_definition_calls_it() -> None:
    found = costs(matters()["property-transfer"], {"use": "home"})
    assert {one.name for one in found.taxes} == {"契税（买方）", "个人所得税（卖方是个人的）"}
    assert not any(one.basis.law.endswith("税法") for one in found.charged)


@pytest.mark.parametrize(
    ("matter", "basis"), [("food-business-permit", Basis("行政许可法", "58")), ("sole-trader", None)]
)
def test_what_is_free_says_why(matter: str, basis: Basis | None) -> None:
    found = costs(matters()[matter], {})
    assert (found.charged, found.basis) == ((), basis)
    assert "不收" in found.free


def test_a_case_outside_the_fee_says_that_it_is_its_situation() -> None:
    found = costs(matters()["id-card"], {"why": "error", "aid": "none"})
    assert found.free == "您的情形不在收费范围内"


def test_in_every_situation_of_every_matter_a_charge_has_a_basis_and_what_is_free_has_a_reason() -> None:
    charged = set()
    for key, matter in matters().items():
        for answers in situations(matter):
            found = costs(matter, answers)
            assert bool(found.charged) != bool(found.free)
            for one in found.charged:
                charged.add(key)
                assert one.basis.law
                assert one.fen is None or one.fen > 0
                assert one.standard
    assert len(charged) == sum(bool(one.fees) for one in matters().values())
