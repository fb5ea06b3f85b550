"""The life of an order: nothing follows an end, and money only moves where it may."""

from __future__ import annotations

from datetime import date

import pytest

from onevisit.rules.payments.exemptions import GROUNDS, check, grounds_for
from onevisit.rules.payments.orders import Deed, Stand, after, check_assessment, good_until, may

LAWS = {"居民身份证法": 23}


def test_only_an_open_order_is_paid() -> None:
    assert [stand for stand in Stand if may(stand, Deed.PAY)] == [Stand.OPEN]


def test_only_what_was_paid_goes_back_and_all_of_it_ends_it() -> None:
    assert [stand for stand in Stand if may(stand, Deed.REFUND)] == [Stand.PAID, Stand.PARTLY]
    assert after(Stand.PAID, Deed.REFUND, left=100) is Stand.PARTLY
    assert after(Stand.PARTLY, Deed.REFUND, left=0) is Stand.REFUNDED


@pytest.mark.parametrize("stand", [Stand.EXPIRED, Stand.CANCELLED])
def test_nothing_follows_an_end(stand: Stand) -> None:
    assert not any(may(stand, deed) for deed in Deed)


def test_what_may_not_happen_has_no_stand_after_it() -> None:
    with pytest.raises(KeyError):
        after(Stand.OPEN, Deed.REFUND, left=0)


def test_every_stand_and_deed_has_a_word() -> None:
    assert all(one.label for one in (*Stand, *Deed))


def test_a_code_is_good_for_fifteen_days() -> None:
    assert good_until(date(2026, 11, 23)) == date(2026, 12, 8)


@pytest.mark.parametrize(
    ("amount", "calculation", "fields"),
    [
        ("80", "40×2", []),
        ("0", "不在收取范围", []),
        ("", "40×2", ["amount"]),
        ("80", "", ["calculation"]),
        ("八十", "x" * 201, ["amount", "calculation"]),
    ],
)
def test_an_assessment_says_how_much_and_how(amount: str, calculation: str, fields: list[str]) -> None:
    assert [one.field for one in check_assessment(amount, calculation)] == fields


@pytest.mark.parametrize(
    ("law", "article", "reason", "fields"),
    [
        ("居民身份证法", "21", "领取低保", []),
        ("领导批示", "1", "领导同意", ["law"]),
        ("居民身份证法", "24", "领取低保", ["article"]),
        ("居民身份证法", "二十一", "领取低保", ["article"]),
        ("居民身份证法", "21", "", ["reason"]),
    ],
)
def test_no_exemption_without_an_article_that_exists(
    law: str, article: str, reason: str, fields: list[str]
) -> None:
    assert [one.field for one in check(law, article, reason, LAWS)] == fields


def test_the_known_grounds_stand_with_the_fees_that_they_lift() -> None:
    assert {one.key for one in grounds_for("不动产登记收费通知")} == {"small-business"}
    assert grounds_for("护照法") == ()
    assert all(one.source for one in GROUNDS if one.assumed)
