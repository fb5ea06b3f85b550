"""What goes back: all of what came to nothing, part of what was not used, and whatever should not have been charged."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from onevisit.rules.payments.refunds import Ground, Paid, check, grounds, owed_back

PAID = Paid(1000, 0, "居民身份证收费通知", ended=False, made_on=None)
ENDED = replace(PAID, ended=True)
MADE = replace(ENDED, made_on=date(2026, 11, 23))


def test_a_case_that_came_to_nothing_before_anything_was_made_is_given_back_whole() -> None:
    assert owed_back(ENDED) == 1000
    assert check(ENDED, 1000, Ground.ENDED, "申请人撤回") == ()
    assert [one.field for one in check(ENDED, 500, Ground.ENDED, "申请人撤回")] == ["amount"]


def test_once_the_result_is_made_only_what_was_wrongly_charged_goes_back() -> None:
    assert owed_back(MADE) == 0
    assert grounds(MADE) == (Ground.WRONGLY,)
    (fault,) = check(MADE, 1000, Ground.ENDED, "申请人撤回")
    assert "结果已经制作" in fault.message


def test_a_running_case_is_given_nothing_back_without_reason() -> None:
    assert grounds(PAID) == (Ground.WRONGLY,)
    assert owed_back(PAID) == 0


def test_the_road_that_was_occupied_for_less_is_given_back_in_part() -> None:
    road = replace(PAID, law="城市道路管理条例")
    assert grounds(road)[0] is Ground.LESS_USED
    assert check(road, 300, Ground.LESS_USED, "提前十天完工") == ()


@pytest.mark.parametrize("amount", [None, 0, 1001])
def test_never_more_than_was_paid_and_never_nothing(amount: int | None) -> None:
    assert [one.field for one in check(PAID, amount, Ground.WRONGLY, "多收")] == ["amount"]


def test_what_has_gone_back_does_not_go_back_again() -> None:
    rest = replace(PAID, returned=400)
    assert check(rest, 600, Ground.WRONGLY, "多收") == ()
    assert check(rest, 601, Ground.WRONGLY, "多收")
    assert grounds(replace(PAID, returned=1000)) == ()


def test_a_refund_has_a_reason() -> None:
    assert [one.field for one in check(PAID, 100, Ground.WRONGLY, "")] == ["reason"]
    assert [one.field for one in check(PAID, 100, None, "多收")] == ["ground"]
