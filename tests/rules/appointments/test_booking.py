"""Until when one may book, move and cancel, and what coming early or late means."""

from __future__ import annotations

import inspect
from datetime import datetime, timedelta

import pytest

from onevisit.rules.appointments import booking, contact, refusals
from onevisit.rules.appointments.booking import Arrival, Deed, Phase, Rules, SlotTime

NINE = datetime.fromisoformat("2026-11-24T09:00:00+08:00")
SLOT = SlotTime(NINE, NINE + timedelta(hours=1))
RULES = Rules()


def minutes(count: int) -> datetime:
    return NINE + timedelta(minutes=count)


def test_booking_ends_with_the_lead() -> None:
    booking.check_time(SLOT, minutes(-30), RULES)
    with pytest.raises(refusals.TooSoon, match="不到30分钟"):
        booking.check_time(SLOT, minutes(-29), RULES)
    with pytest.raises(refusals.Past):
        booking.check_time(SLOT, NINE, RULES)


@pytest.mark.parametrize("deed", [Deed.MOVE, Deed.CANCEL])
def test_moving_and_cancelling_end_when_the_slot_begins(deed: Deed) -> None:
    booking.check_before(SLOT, minutes(-1), deed)
    with pytest.raises(refusals.Begun, match=deed.label):
        booking.check_before(SLOT, NINE, deed)


@pytest.mark.parametrize("phase", [Phase.ARRIVED, Phase.MISSED, Phase.CANCELLED])
def test_what_is_over_stays_over(phase: Phase) -> None:
    booking.check_live(Phase.BOOKED, Deed.CANCEL)
    with pytest.raises(refusals.NotLive, match=phase.label):
        booking.check_live(phase, Deed.CANCEL)


def test_an_hour_early_to_a_quarter_late_keeps_the_promise() -> None:
    assert booking.arrival(SLOT, minutes(-60), RULES) is Arrival.IN_TIME
    assert booking.arrival(SLOT, minutes(15), RULES) is Arrival.IN_TIME
    assert booking.arrival(SLOT, minutes(16), RULES) is Arrival.LATE
    assert booking.arrival(SLOT, minutes(300), RULES) is Arrival.LATE, "never refused"
    with pytest.raises(refusals.TooEarly, match="11月24日08:00起"):
        booking.arrival(SLOT, minutes(-61), RULES)
    assert [booking.may_arrive(SLOT, minutes(one), RULES) for one in (-61, -60, 300)] == [False, True, True]


def test_every_refusal_says_what_to_do_and_most_that_one_may_just_come() -> None:
    kinds = [one for _, one in inspect.getmembers(refusals, inspect.isclass)]
    found = [one for one in kinds if one.__module__ == refusals.__name__]
    assert len(found) >= 14
    assert [one.__name__ for one in found if not (one.what and one.remedy.endswith("。"))] == []
    of_time = (refusals.Full, refusals.Past, refusals.TooSoon, refusals.TooManyBooked, refusals.Begun)
    assert all(refusals.JUST_COME in one.remedy for one in of_time)


@pytest.mark.parametrize(
    ("name", "phone", "known"),
    [
        (" 示例·王 桂兰 ", "138-0000-0000", ("示例·王桂兰", "13800000000")),
        ("示例·李四", "０５３３－１２３４５６７", ("示例·李四", "05331234567")),
    ],
)
def test_contact_is_kept_in_one_form(name: str, phone: str, known: tuple[str, str]) -> None:
    assert contact.check(name, phone) == known


@pytest.mark.parametrize(
    ("name", "phone", "missing"),
    [
        ("", "13800000000", "姓名"),
        ("示例·李四", "", "联系电话"),
        ("示例·李四", "12345", "能打通的电话号码"),
        ("长" * 31, "13800000000", "不超过30个字"),
    ],
)
def test_contact_that_is_no_contact(name: str, phone: str, missing: str) -> None:
    with pytest.raises(refusals.ContactNeeded, match=missing):
        contact.check(name, phone)
