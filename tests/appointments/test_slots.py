"""Slots are made from hours, calendar, staff and times learnt, and follow them when they change."""

from __future__ import annotations

from datetime import date, datetime, time

import pytest

from appointments import making
from appointments.making import HALL, TUESDAY, at
from factories import cases as make
from onevisit.appointments import closing, overview, slots
from onevisit.appointments.closing import Shut
from onevisit.appointments.models import Appointment, Place, Slot
from onevisit.platform import clock
from onevisit.platform.organs.models import Hall, Leave, Post, Window
from onevisit.platform.workdays.commands import replace_calendar
from onevisit.platform.workdays.queries import calendar
from onevisit.rules.appointments.refusals import ClosureRefused, NotYourHall, ReasonNeeded
from onevisit.rules.calendar import DayKind, DayRow

pytestmark = pytest.mark.django_db


def times(day: str, desk: str = "商事登记", hall: str = HALL) -> list[str]:
    rows = Slot.objects.filter(hall=hall, desk=desk, day=date.fromisoformat(day)).order_by("begins_at")
    return [f"{one.begins_at.astimezone(clock.DISTRICT):%H:%M}" for one in rows]


def test_the_round_makes_ten_working_days_and_a_second_one_changes_nothing() -> None:
    assert making.offered() > 500
    assert times("2026-11-24") == ["09:00", "10:00", "11:00", "13:00", "14:00", "15:00", "16:00"]
    assert times("2026-11-23") == ["13:00", "14:00", "15:00", "16:00"], "today, what is still to come"
    assert times("2026-11-28") == [], "a Saturday"
    assert (times("2026-12-07") != [], times("2026-12-08")) == (True, [])
    before = list(Slot.objects.order_by("pk").values())
    assert making.offered() == 0
    assert list(Slot.objects.order_by("pk").values()) == before
    making.consistent()


def test_next_days_round_adds_one_day_and_drops_the_places_of_the_former_one() -> None:
    making.offered()
    making.booked(begins_at=at("2026-11-23T15:00"))
    next_morning = at("2026-11-24T08:00")
    assert slots.tidy(next_morning) > 20
    left = Place.objects.filter(slot__day=date(2026, 11, 23))
    assert [place.appointment is not None for place in left] == [True]
    slots.refresh(next_morning)
    assert times("2026-12-08") != []
    assert times("2026-11-23") != [], "what was offered stays to be looked up"


def test_every_hall_offers_what_its_windows_take_and_shares_windows_of_two_classes() -> None:
    making.offered()
    desks = dict(Slot.objects.filter(begins_at=TUESDAY).values_list("hall", "desk").distinct())
    assert (
        len(desks) == Hall.objects.count() - Hall.objects.filter(hours__startswith="周一至周五 8:30").count()
    )
    of_district = Slot.objects.filter(hall=HALL, begins_at=TUESDAY).values_list("desk", flat=True)
    assert sorted(of_district) == sorted(["投资项目审批", "不动产登记", "商事登记", "社会民生"])
    (town,) = Slot.objects.filter(hall="chengdong-centre", begins_at=TUESDAY)
    assert set(town.desk.split("、")) == {"商事登记", "社会民生"}
    assert town.fits == 2
    village = Slot.objects.filter(hall="gongpingzhuang-point").order_by("begins_at")
    assert village[0].begins_at.astimezone(clock.DISTRICT).time() == time(14)
    assert [one.fits for one in village[:3]] == [3, 3, 3]


def test_the_derivation_is_kept_with_the_slot() -> None:
    making.offered()
    found = making.slot()
    assert found.fits == 7
    assert found.why[0] == "商事登记窗口3个（C01、C02、C03），当天都有人在岗"
    assert found.why[2:] == [
        "3个窗口 × 4件 = 12件",
        "留40%给现场取号的人（参照《浙江省保障“最多跑一次”改革规定》第十二条，待本区确认），留5件",
        "可以预约7个",
    ]


def on_leave(window: str, deputy: str, since: str, until: str, **more: object) -> Leave:
    away = Post.objects.get(hall=HALL, window=window).person
    stands_in = Post.objects.filter(hall=HALL, window=deputy)[0].person
    return Leave.objects.create(
        person=away,
        deputy=stands_in,
        since=date.fromisoformat(since),
        until=date.fromisoformat(until),
        reason="annual",
        key=make.key(),
        made_by=away,
        made_at=make.NOON,
        **more,
    )


def test_leave_lowers_the_days_of_the_leave_and_no_other() -> None:
    making.offered()
    on_leave("C02", "C01", "2026-11-24", "2026-11-25")
    making.offered()
    assert making.slot().fits == 4
    assert "C02没有人在岗" in making.slot().why[0]
    assert making.slot(at("2026-11-26T09:00")).fits == 7
    making.consistent()


def test_a_deputy_without_a_window_of_his_own_opens_the_one_of_his_colleague() -> None:
    on_leave("C02", "E01", "2026-11-24", "2026-11-24")
    making.offered()
    assert making.slot().fits == 7


def test_a_leave_ended_early_brings_the_places_back() -> None:
    leave = on_leave("C02", "C01", "2026-11-24", "2026-11-26")
    making.offered()
    leave.ended_by, leave.ended_at = leave.person, at("2026-11-24T18:00")
    leave.save()
    making.offered()
    assert [making.slot(at(f"2026-11-{day}T09:00")).fits for day in (24, 25)] == [7, 7]


def test_booked_ones_that_no_longer_fit_stay_and_are_listed_the_latest_first_to_be_called() -> None:
    making.offered()
    one = making.narrowed(0)
    latest = Appointment.objects.filter(slot=one).order_by("-booked_at", "-id")[:3]
    on_leave("C02", "C01", "2026-11-24", "2026-11-24")
    making.offered()
    one.refresh_from_db()
    assert (one.fits, Appointment.objects.filter(slot=one, phase="booked").count()) == (4, 7)
    making.consistent()
    with clock.at(make.NOON):
        found = overview.misfits(making.hall_head())
        assert {misfit.card.id for misfit in found} == {row.pk for row in latest}
        assert "C02没有人在岗" in found[0].why
        assert found[0].card.phone
        (view,) = [
            view for view in overview.slots_of_day(making.hall_head(), HALL, TUESDAY.date()) if view.over
        ]
        assert (view.fits, view.taken, view.over) == (4, 7, 3)
        assert overview.misfits(making.clerk()) == ()


def test_changed_hours_change_what_nobody_booked_and_keep_what_somebody_did() -> None:
    making.offered()
    making.booked(begins_at=at("2026-11-24T16:00"))
    Hall.objects.filter(key=HALL).update(hours="周一至周五 9:00–12:00 13:00–16:00")
    making.offered()
    kept = making.slot(at("2026-11-24T16:00"))
    assert (kept.fits, kept.places.count()) == (0, 1)
    assert kept.why == [slots.GONE]
    assert times("2026-11-25")[-1] == "15:00"
    assert making.offered() == 0
    with clock.at(make.NOON):
        (misfit,) = overview.misfits(making.hall_head())
        assert misfit.why == slots.GONE


def test_hours_that_cannot_be_read_offer_nothing_and_break_nothing() -> None:
    Hall.objects.filter(key=HALL).update(hours="工作时间")
    making.offered()
    assert times("2026-11-24") == []
    assert times("2026-11-24", "商事登记、社会民生", "chengdong-centre") != []


def test_a_holiday_put_into_the_calendar_takes_its_day_away() -> None:
    making.offered()
    years, days = calendar().to_rows()
    holiday = DayRow(date(2026, 11, 24), DayKind.HOLIDAY, "试验日")
    replace_calendar(years, sorted((*days, holiday), key=lambda one: one.on))
    making.offered()
    assert times("2026-11-24") == []
    assert times("2026-12-08") != [], "ten working days still"


def test_a_window_that_is_added_and_a_post_that_ends_count_from_their_day() -> None:
    Post.objects.filter(hall=HALL, window="C01").update(until=date(2026, 11, 24))
    making.offered()
    assert [making.slot(at(f"2026-11-{day}T09:00")).fits for day in (24, 25)] == [7, 4]
    Window.objects.create(hall_id=HALL, number="C04", name="商事登记四号窗", classes=["商事登记"])
    making.offered()
    assert "窗口4个（C01、C02、C03、C04），当天在岗3个，C04没有人在岗" in making.slot().why[0]


def shut(since: str, until: str, reason: str = "消防演练", desk: str = "", day: str = "2026-11-24") -> Shut:
    return Shut(
        HALL,
        desk,
        date.fromisoformat(day),
        time.fromisoformat(since),
        time.fromisoformat(until),
        reason,
    )


def close(what: Shut, now: datetime = make.NOON, **more: object) -> int:
    actor = more.get("actor", making.hall_head())
    return closing.close(what, actor=actor, at=now, key=str(more.get("key", make.key())))  # type: ignore[arg-type]


def test_the_head_closes_hours_with_a_reason_and_opens_them_again() -> None:
    making.offered()
    making.booked()
    closure = close(shut("09:00", "10:30"))
    nine, ten, eleven = (making.slot(at(f"2026-11-24T{hour}:00")) for hour in ("09", "10", "11"))
    assert (nine.fits, nine.closed, nine.places.count()) == (0, "消防演练", 1)
    assert (ten.fits, ten.closed) == (3, ""), "half of it is left"
    assert ten.why[0] == "其中停办30分钟：消防演练"
    assert eleven.fits == 7
    making.consistent()
    with clock.at(make.NOON):
        (misfit,) = overview.misfits(making.hall_head())
        assert misfit.why == "消防演练"
        (view,) = overview.closures(making.hall_head(), HALL)
        assert (view.reason, view.made_by, view.ended_at) == ("消防演练", making.hall_head().name, None)
    closing.reopen(closure, actor=making.hall_head(), at=make.NOON)
    assert [making.slot(at(f"2026-11-24T{hour}:00")).fits for hour in ("09", "10")] == [7, 7]
    making.consistent()


def test_one_desk_may_be_closed_alone() -> None:
    making.offered()
    close(shut("09:00", "12:00", desk="商事登记"))
    assert making.slot().fits == 0
    assert making.slot(desk="社会民生").fits > 0


def test_closing_is_for_the_head_and_says_why() -> None:
    making.offered()
    with pytest.raises(NotYourHall, match="大厅负责人"):
        close(shut("09:00", "10:00"), actor=making.clerk())
    with pytest.raises(ReasonNeeded):
        close(shut("09:00", "10:00", "  "))
    for since, until, day in (("10:00", "09:00", "2026-11-24"), ("09:00", "10:00", "2026-11-20")):
        with pytest.raises(ClosureRefused):
            close(shut(since, until, day=day))
    with pytest.raises(ClosureRefused, match="31天"):
        close(shut("09:00", "10:00", day="2027-02-01"))
    key = make.key()
    assert close(shut("09:00", "10:00"), key=key) == close(shut("09:00", "10:00"), key=key)
