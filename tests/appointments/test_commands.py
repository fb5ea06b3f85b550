"""Booking, moving, cancelling, coming and not coming: once for a key, and each refusal in a sentence."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from appointments import making
from appointments.making import BUNDLE, HALL, ROAD, SHOP, TUESDAY, at
from factories import cases as make
from onevisit.appointments import commands, errands, forgetting, queries, reminders
from onevisit.appointments.commands import Holder, Wish
from onevisit.appointments.models import Appointment, Happening, Place, Slot
from onevisit.appointments.refusals import KeyUsed, NoSuchAppointment
from onevisit.platform import clock
from onevisit.platform.outbox.commands import run_next
from onevisit.platform.outbox.models import Notice
from onevisit.platform.people.actors import NOBODY
from onevisit.rules.appointments import refusals
from onevisit.rules.appointments.booking import Deed, Kind, Phase

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _offered(noon: None) -> None:
    making.offered()


def notices(party: int | None) -> list[str]:
    with clock.at(make.later(7)):
        while run_next():
            pass
    return list(Notice.objects.filter(party=party).order_by("id").values_list("text", flat=True))


def test_a_place_is_booked_with_a_code_and_told() -> None:
    actor, holder = who = making.somebody()
    booked = making.booked(who=who)
    row = making.row(booked)
    assert (row.phase, row.nth, row.slot.begins_at) == (Phase.BOOKED, 1, TUESDAY)
    assert making.left(row.slot) == 6
    (said,) = notices(holder.party)
    assert "11月24日星期二09:00到博山区政务服务中心办“食品经营许可（新办）”" in said
    assert booked.code in said
    view = queries.one(actor, booked.id)
    assert [line.deed for line in view.history] == [Deed.BOOK]
    assert view.card.can_change
    assert not view.card.can_arrive


def test_the_same_key_is_the_same_appointment() -> None:
    actor, holder = making.somebody()
    key = make.key()
    first, second = (
        commands.book(SHOP, HALL, TUESDAY, holder, actor=actor, at=make.NOON, key=key) for _ in range(2)
    )
    assert first == second
    assert Appointment.objects.count() == 1


def test_a_full_slot_names_the_next_free_times() -> None:
    making.narrowed(0)
    making.narrowed(0, at("2026-11-23T13:00"))
    with pytest.raises(refusals.Full) as raised:
        making.booked()
    assert raised.value.sentence == (
        "博山区政务服务中心11月24日星期二09:00的7个预约名额已经约满。"
        "最近可约：11月23日星期一14:00、15:00、16:00、11月24日星期二10:00；不预约也可以直接到大厅取号办理。"
    )


@pytest.mark.parametrize(
    ("begins_at", "now", "refused"),
    [
        ("2026-11-23T13:00", "2026-11-23T12:31", refusals.TooSoon),
        ("2026-11-23T13:00", "2026-11-23T13:00", refusals.Past),
        ("2026-11-28T09:00", "2026-11-23T12:00", refusals.NoSlot),
        ("2026-11-24T09:30", "2026-11-23T12:00", refusals.NoSlot),
    ],
)
def test_times_that_cannot_be_booked(begins_at: str, now: str, refused: type[Exception]) -> None:
    with pytest.raises(refused):
        making.booked(begins_at=at(begins_at), now=at(now))
    assert not Appointment.objects.exists()


def test_a_hall_without_a_window_of_the_class_says_so() -> None:
    with pytest.raises(refusals.HallDoesNotTake, match="公平庄社区便民服务点没有办理“商事登记”"):
        making.booked(hall="gongpingzhuang-point")
    with pytest.raises(refusals.HallDoesNotTake):
        making.booked(hall="nowhere")


def test_one_live_appointment_for_a_thing_and_three_in_all() -> None:
    who = making.somebody()
    first = making.booked(SHOP, who=who)
    with pytest.raises(
        refusals.AlreadyBooked, match="已经预约了“食品经营许可（新办）”：博山区政务服务中心11月24日"
    ):
        making.booked(SHOP, at("2026-11-25T09:00"), who)
    making.booked(BUNDLE, who=who)
    making.booked(ROAD, who=who)
    with pytest.raises(refusals.TooManyBooked, match="已经有3个没有到期的预约"):
        making.booked(Wish(Kind.MATTER, "billboard", "户外广告", "社会民生"), who=who)
    commands.cancel(first.id, actor=who[0], at=make.NOON, key=make.key())
    making.booked(SHOP, at("2026-11-25T09:00"), who)
    assert sorted(Appointment.objects.filter(phase="booked").values_list("nth", flat=True)) == [1, 2, 3]


def test_nobody_books_in_the_name_of_a_party_that_is_not_his() -> None:
    actor, _ = making.somebody()
    _, other = making.somebody()
    for who in (actor, NOBODY):
        with pytest.raises(NoSuchAppointment):
            commands.book(SHOP, HALL, TUESDAY, other, actor=who, at=make.NOON, key=make.key())


def test_the_hall_books_for_somebody_on_the_telephone() -> None:
    caller = Holder(name="示例·郑大爷", phone="0533-4111111")
    with pytest.raises(refusals.NotYourHall, match="替别人预约"):
        making.booked(who=(making.somebody()[0], caller))
    with pytest.raises(refusals.NotYourHall):
        making.booked(who=(making.clerk("社会民生"), caller))
    with pytest.raises(refusals.ContactNeeded):
        making.booked(who=(making.clerk(), Holder(name="示例·郑大爷", phone="打不通")))
    booked = making.booked(who=(making.clerk(), caller))
    row = making.row(booked)
    assert (row.name, row.phone, row.holder) == ("示例·郑大爷", "05334111111", "phone:05334111111")
    assert "综合窗口人员" in Happening.objects.get(appointment=row).as_what
    with pytest.raises(refusals.AlreadyBooked):
        making.booked(who=(making.hall_head(), caller), begins_at=at("2026-11-25T09:00"))


def test_moving_gives_the_old_place_back_only_for_a_new_one() -> None:
    actor, holder = who = making.somebody()
    booked = making.booked(who=who)
    full = making.narrowed(0, at("2026-11-25T09:00"))
    with pytest.raises(refusals.Full):
        commands.move(booked.id, HALL, full.begins_at, actor=actor, at=make.NOON, key=make.key())
    assert making.row(booked).slot.begins_at == TUESDAY, "the old place is still his"
    key = make.key()
    for _ in range(2):
        commands.move(booked.id, HALL, at("2026-11-26T14:00"), actor=actor, at=make.NOON, key=key)
    row = making.row(booked)
    assert (row.slot.begins_at, row.moves, row.code) == (at("2026-11-26T14:00"), 1, booked.code)
    assert (making.left(making.slot()), making.left(row.slot)) == (7, 6)
    assert notices(holder.party)[-1].startswith("预约已改到11月26日星期四14:00")
    commands.move(booked.id, "chengdong-centre", TUESDAY, actor=actor, at=make.NOON, key=make.key())
    assert making.row(booked).slot.hall_id == "chengdong-centre"
    making.consistent()


def test_cancelling_frees_the_place_for_the_next() -> None:
    actor, _ = who = making.somebody()
    making.narrowed(1)
    booked = making.booked(who=who)
    with pytest.raises(refusals.Full):
        making.booked()
    commands.cancel(booked.id, actor=actor, at=make.NOON, key=make.key())
    making.booked()
    with pytest.raises(refusals.NotLive, match="已取消"):
        commands.move(booked.id, HALL, at("2026-11-25T09:00"), actor=actor, at=make.NOON, key=make.key())
    with pytest.raises(refusals.NotLive):
        commands.cancel(booked.id, actor=actor, at=make.NOON, key=make.key())
    making.consistent()


def test_the_hall_cancels_with_a_reason_which_is_told() -> None:
    _, holder = who = making.somebody()
    booked = making.booked(who=who)
    with pytest.raises(refusals.ReasonNeeded):
        commands.cancel(booked.id, actor=making.hall_head(), at=make.NOON, key=make.key())
    commands.cancel(booked.id, actor=making.hall_head(), at=make.NOON, key=make.key(), reason="停电")
    assert "取消了：停电。" in notices(holder.party)[-1]


def test_nothing_is_moved_or_cancelled_once_it_has_begun_nor_by_a_stranger() -> None:
    actor, _ = who = making.somebody()
    booked = making.booked(who=who)
    stranger, _ = making.somebody()
    for one in (stranger, NOBODY, making.clerk("社会民生")):
        with pytest.raises(NoSuchAppointment):
            commands.cancel(booked.id, actor=one, at=make.NOON, key=make.key(), reason="试试")
    for change in (
        lambda: commands.cancel(booked.id, actor=actor, at=TUESDAY, key=make.key()),
        lambda: commands.move(
            booked.id, HALL, at("2026-11-25T09:00"), actor=actor, at=TUESDAY, key=make.key()
        ),
    ):
        with pytest.raises(refusals.Begun):
            change()


def test_whoever_comes_with_the_code_gets_a_ticket_for_the_promised_time() -> None:
    booked = making.booked()
    with pytest.raises(refusals.TooEarly, match="11月24日08:00起"):
        commands.check_in(booked.code, actor=NOBODY, at=make.NOON, key=make.key())
    now, key = TUESDAY - timedelta(minutes=10), make.key()
    spoken = f" {booked.code[:4].lower()}-{booked.code[4:]} "
    arrived = commands.check_in(spoken, actor=NOBODY, at=now, key=key)
    assert arrived.number.startswith("C")
    assert (arrived.late, arrived.promised_at) == (False, TUESDAY)
    assert commands.check_in(booked.code, actor=NOBODY, at=now, key=key).number == arrived.number
    with pytest.raises(refusals.NotLive, match="已到场"):
        commands.check_in(booked.code, actor=NOBODY, at=now, key=make.key())
    row = making.row(booked)
    assert (row.phase, row.ticket, row.arrived_at, row.place is not None) == (
        "arrived",
        arrived.number,
        now,
        True,
    )
    with pytest.raises(NoSuchAppointment):
        commands.check_in("23456789", actor=NOBODY, at=now, key=make.key())


def test_who_comes_late_is_served_all_the_same() -> None:
    booked = making.booked()
    late = TUESDAY + timedelta(minutes=40)
    assert commands.check_in(booked.code, actor=NOBODY, at=late, key=make.key()).late


def test_a_hall_with_one_window_needs_no_ticket() -> None:
    two = at("2026-11-24T14:00")
    booked = making.booked(ROAD, two, hall="gongpingzhuang-point")
    arrived = commands.check_in(booked.code, actor=NOBODY, at=two, key=make.key())
    assert (arrived.number, making.row(booked).phase) == ("", "arrived")


def test_who_did_not_come_is_written_down_once_and_nothing_follows_from_it() -> None:
    who = making.somebody()
    booked, kept = making.booked(who=who), making.booked()
    commands.check_in(kept.code, actor=NOBODY, at=TUESDAY, key=make.key())
    assert commands.mark_missed(TUESDAY + timedelta(minutes=59)) == 0
    over = TUESDAY + timedelta(hours=1)
    assert (commands.mark_missed(over), commands.mark_missed(over)) == (1, 0)
    assert (making.row(booked).phase, making.row(kept).phase) == ("missed", "arrived")
    making.booked(begins_at=at("2026-11-25T09:00"), who=who, now=over)


def test_what_the_hall_had_closed_nobody_missed() -> None:
    _, holder = who = making.somebody()
    booked = making.booked(who=who)
    Slot.objects.filter(pk=making.row(booked).slot_id).update(fits=0, closed="停电")
    assert commands.mark_missed(TUESDAY + timedelta(hours=1)) == 1
    line = Happening.objects.get(appointment=booked.id, seq=2)
    assert (making.row(booked).phase, line.deed, line.words) == ("cancelled", "cancel", "停电")
    with clock.at(TUESDAY + timedelta(hours=2)):
        while run_next():
            pass
    assert Notice.objects.filter(party=holder.party, text__contains="取消了：停电").count() == 1


def test_one_is_reminded_in_the_evening_and_in_the_morning_each_once() -> None:
    _, holder = who = making.somebody()
    booked = making.booked(who=who)
    evening, morning = at("2026-11-23T18:30"), at("2026-11-24T07:05")
    assert [reminders.remind(at("2026-11-23T17:00")), reminders.remind(at("2026-11-23T23:00"))] == [0, 0]
    assert [reminders.remind(evening), reminders.remind(evening), reminders.remind(morning)] == [1, 0, 1]
    assert reminders.remind(morning) == 0
    said = notices(holder.party)
    assert [one[:4] for one in said] == ["预约成功", "提醒：您", "提醒：您"]
    assert ("明天09:00" in said[1], "今天09:00" in said[2]) == (True, True)
    commands.move(
        booked.id, HALL, at("2026-11-24T15:00"), actor=who[0], at=at("2026-11-24T07:30"), key=make.key()
    )
    assert reminders.remind(at("2026-11-24T07:40")) == 0, "the notice of the move has just said it"


def test_the_rounds_make_slots_mark_missed_and_remind() -> None:
    booked = making.booked()
    with clock.at(at("2026-11-24T10:05")):
        assert errands.slots_round() > 0
        assert errands.missed_round() == 1
        assert errands.reminders_round() == 0
    assert making.row(booked).phase == "missed"


def test_half_a_year_later_nobody_knows_who_it_was() -> None:
    kept, coming = making.booked(), making.booked()
    commands.check_in(kept.code, actor=NOBODY, at=TUESDAY, key=make.key())
    assert forgetting.forget(TUESDAY + forgetting.KEPT) == 0
    later = TUESDAY + forgetting.KEPT + timedelta(hours=2)
    assert (forgetting.forget(later), forgetting.forget(later)) == (1, 0)
    row = making.row(kept)
    assert (row.name, row.phone, row.holder, row.party, row.phase) == ("", "", "", None, "arrived")
    assert making.row(coming).name, "it was never closed"


def test_the_database_itself_allows_no_place_twice_and_no_fourth() -> None:
    who = making.somebody()
    first, second = making.row(making.booked(who=who)), making.row(making.booked(ROAD, who=who))

    def breaks(**values: object) -> None:
        with pytest.raises(IntegrityError), transaction.atomic():
            Appointment.objects.filter(pk=second.pk).update(**values)

    breaks(place=first.place)
    breaks(nth=first.nth)
    breaks(nth=4)
    breaks(nth=None)
    breaks(place=None)
    breaks(phase="cancelled")
    breaks(subject=first.subject, kind=first.kind)
    with pytest.raises(IntegrityError), transaction.atomic():
        Place.objects.create(slot=first.slot, number=first.place.number)


def test_the_history_cannot_be_changed() -> None:
    booked = making.booked()
    key = Happening.objects.get(appointment=booked.id).key
    attacks = (
        lambda: Happening.objects.update(words="改"),
        lambda: Happening.objects.all().delete(),
        lambda: _past_the_triggers(key),
    )
    for attack in attacks:
        with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
            attack()
    assert Happening.objects.filter(appointment=booked.id, words="").count() == 1


def _past_the_triggers(key: str) -> None:
    """SQLite's REPLACE, or PostgreSQL's TRUNCATE: what goes past triggers against UPDATE and DELETE."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute(
                "REPLACE INTO appointments_happening"
                " (appointment_id, seq, deed, at, as_what, hall_id, begins_at, words, key)"
                " SELECT appointment_id, seq, deed, at, as_what, hall_id, begins_at, 'x', key"
                " FROM appointments_happening WHERE key = %s",
                [key],
            )
        else:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            cursor.execute("TRUNCATE appointments_happening")


def test_what_booking_and_moving_cost() -> None:
    actor, _ = who = making.somebody()
    making.booked()
    with CaptureQueriesContext(connection) as book:
        booked = making.booked(who=who)
    with CaptureQueriesContext(connection) as move:
        commands.move(booked.id, HALL, at("2026-11-26T14:00"), actor=actor, at=make.NOON, key=make.key())

    def own(captured: CaptureQueriesContext) -> int:
        return len([one for one in captured if "SAVEPOINT" not in one["sql"]])

    assert (own(book), own(move)) == (10, 12)


def test_the_key_of_another_s_page_gives_nobody_his_ticket() -> None:
    first, second = making.booked(), making.booked()
    now, key = TUESDAY - timedelta(minutes=10), make.key()
    commands.check_in(first.code, actor=NOBODY, at=now, key=key)
    with pytest.raises(KeyUsed, match="刷新页面"):
        commands.check_in(second.code, actor=NOBODY, at=now, key=key)
    assert making.row(second).phase == Phase.BOOKED
    assert commands.check_in(second.code, actor=NOBODY, at=now, key=make.key()).number


def test_a_key_answers_only_what_was_asked_with_it() -> None:
    (actor, holder), (other, others) = making.somebody(), making.somebody()
    key = make.key()
    booked = commands.book(SHOP, HALL, TUESDAY, holder, actor=actor, at=make.NOON, key=key)
    with pytest.raises(KeyUsed):
        commands.book(SHOP, HALL, TUESDAY, others, actor=other, at=make.NOON, key=key)
    with pytest.raises(KeyUsed):
        commands.cancel(booked.id, actor=actor, at=make.NOON, key=key)
    assert making.row(booked).phase == Phase.BOOKED


@pytest.mark.parametrize("begins_at", ["0001-01-01T00:00", "9999-12-31T23:59"])
def test_a_time_that_no_calendar_has_is_no_slot(begins_at: str) -> None:
    actor, _ = who = making.somebody()
    booked = making.booked(who=who)
    with pytest.raises(refusals.NoSlot):
        commands.move(booked.id, HALL, at(begins_at), actor=actor, at=make.NOON, key=make.key())
