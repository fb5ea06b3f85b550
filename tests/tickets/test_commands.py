"""What is done with a ticket, by whom, and what it is refused for."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from factories import cases as make
from factories.posts import main_hall
from onevisit.platform.people.actors import NOBODY, Actor
from onevisit.rules.cases.refusals import Refused
from onevisit.rules.queueing import Desk, Ground, Priority, State
from onevisit.rules.queueing.refusals import BackTooLate, CalledOften, CalledOnce, TicketNotNow
from onevisit.tickets import commands, refusals
from onevisit.tickets.cards import TicketCard
from onevisit.tickets.commands import Wanted
from onevisit.tickets.models import Ticket, TicketAct, WindowDay
from tickets import hall

pytestmark = pytest.mark.django_db


def deeds(ticket: TicketCard) -> list[str]:
    return list(TicketAct.objects.filter(ticket=ticket.id).order_by("seq").values_list("deed", flat=True))


def test_a_ticket_from_the_printer_to_the_end() -> None:
    one = hall.taken(Desk.PEOPLE, 0, about="dig-road", about_name="挖路")
    assert (one.number, one.state, len(one.code)) == ("D001", State.WAITING, 8)
    called = hall.called("D01", 5)
    assert (called.id, called.state, called.window, called.calls) == (one.id, State.CALLED, "D01", 1)
    clerk = hall.sitting("D01")
    begun = commands.begin(one.id, actor=clerk, at=hall.at(6), key=make.key())
    assert begun.begun_at == hall.at(6)
    ended = commands.done(one.id, actor=clerk, at=hall.at(14), key=make.key())
    assert (ended.state, ended.served, ended.ended_at) == (State.DONE, 8 * 60, hall.at(14))
    assert deeds(one) == ["take", "call", "begin", "done"]
    last = TicketAct.objects.filter(ticket=one.id).latest("seq")
    assert (last.window, last.seconds, last.desk) == ("D01", 480, "D")
    assert last.as_what.endswith("综合窗口人员")


def test_each_line_has_numbers_of_its_own() -> None:
    numbers = [hall.taken(desk).number for desk in (Desk.PEOPLE, Desk.COMMERCE, Desk.PEOPLE, Desk.ENQUIRY)]
    assert numbers == ["D001", "C001", "D002", "F001"]


def test_the_same_request_takes_one_ticket() -> None:
    key = make.key()
    wanted = Wanted(main_hall(), Desk.PEOPLE)
    first, again = (commands.take(wanted, actor=NOBODY, at=hall.at(), key=key) for _ in range(2))
    assert first.id == again.id
    assert Ticket.objects.count() == 1
    assert hall.taken().number == "D002", "and what was sent twice leaves no gap"


def test_a_key_answers_only_what_was_asked_with_it() -> None:
    key, somebody = make.key(), make.applicant()[0]
    wanted = Wanted(main_hall(), Desk.PEOPLE)
    first = commands.take(wanted, actor=NOBODY, at=hall.at(), key=key)
    for other, actor in (
        (Wanted(main_hall(), Desk.COMMERCE), NOBODY),
        (Wanted("chengdong-centre", Desk.PEOPLE), NOBODY),
        (Wanted(main_hall(), Desk.PEOPLE, priority=Priority.ELDERLY), NOBODY),
        (wanted, somebody),
    ):
        with pytest.raises(refusals.KeyUsed, match="再选一次"):
            commands.take(other, actor=actor, at=hall.at(), key=key)
    assert Ticket.objects.count() == 1
    with pytest.raises(refusals.KeyUsed):
        commands.give_up(first.id, actor=NOBODY, at=hall.at(1), key=key, code=first.code)
    assert commands.take(wanted, actor=NOBODY, at=hall.at(), key=key).id == first.id
    assert hall.taken(Desk.COMMERCE).number == "C001", "and what was refused leaves no gap"


def test_the_key_of_a_call_is_of_one_window_and_one_ticket() -> None:
    first, second, key = hall.taken(), hall.taken(), make.key()
    commands.call_next(actor=hall.sitting("D01"), at=hall.at(1), key=key)
    with pytest.raises(refusals.KeyUsed):
        commands.call_next(actor=hall.sitting("D02"), at=hall.at(1), key=key)
    left = make.key()
    commands.give_up(first.id, actor=NOBODY, at=hall.at(2), key=left, code=first.code)
    with pytest.raises(refusals.KeyUsed):
        commands.give_up(second.id, actor=NOBODY, at=hall.at(2), key=left, code=second.code)
    assert Ticket.objects.get(pk=second.id).state == "waiting"


def test_no_ticket_where_there_is_no_window() -> None:
    with pytest.raises(refusals.NoSuchLine, match="没有办“不动产登记”的窗口"):
        commands.take(Wanted("chengdong-centre", Desk.PROPERTY), actor=NOBODY, at=hall.at(), key=make.key())
    for nowhere in ("gongpingzhuang-point", "moon"):
        with pytest.raises(refusals.NoTicketsHere):
            commands.take(Wanted(nowhere, Desk.PEOPLE), actor=NOBODY, at=hall.at(), key=make.key())


def test_priority_is_called_first_and_passes_ten_at_most() -> None:
    walk_ins = [hall.taken(minutes=minute / 10) for minute in range(14)]
    elderly = hall.taken(minutes=2, priority=Priority.ELDERLY)
    order = [hall.called(window, 3).number for window in ("D01", "D02", "D03", "D04")]
    assert order == ["D001", "D002", "D003", "D004"], "ten are passed, not fourteen"
    _finish("D01")
    assert hall.called("D01", 4).id == elderly.id
    assert elderly.standing.place.at == walk_ins[3].came


def _finish(window: str) -> None:
    row = Ticket.objects.get(window=window, state__in=["called", "serving"])
    clerk = hall.sitting(window)
    if row.state == "called":
        commands.begin(row.pk, actor=clerk, at=hall.at(4), key=make.key())
    commands.done(row.pk, actor=clerk, at=hall.at(4), key=make.key())


def test_a_booking_counts_from_an_hour_before() -> None:
    hall.taken(minutes=0)
    booked = hall.taken(minutes=5, appointment="A0001", promised_at=hall.at(10))
    assert (booked.appointment, booked.standing.place.ground) == ("A0001", Ground.BOOKED)
    assert hall.called().id == booked.id


def test_a_window_has_one_ticket_at_a_time() -> None:
    one = hall.serving()
    hall.taken()
    with pytest.raises(refusals.WindowBusy, match=one.number):
        hall.called("D01", 2)
    assert hall.called("D02", 2).number == "D002"


def test_a_window_calls_its_own_lines_and_says_when_nobody_waits() -> None:
    hall.taken(Desk.COMMERCE)
    with pytest.raises(refusals.NobodyWaits, match="社会民生"):
        hall.called("D01")
    assert hall.called("C03").number == "C001"


def test_a_window_of_two_lines_calls_whoever_came_first() -> None:
    town = "chengdong-centre"
    for minutes, desk in ((2, Desk.PEOPLE), (1, Desk.COMMERCE)):
        commands.take(Wanted(town, desk), actor=NOBODY, at=hall.at(minutes), key=make.key())
    clerk = hall.sitting("1", town)
    called = commands.call_next(actor=clerk, at=hall.at(3), key=make.key())
    assert called.number == "C001"


def test_calling_twice_by_one_click_calls_one() -> None:
    hall.taken()
    hall.taken()
    key, clerk = make.key(), hall.sitting("D01")
    first = commands.call_next(actor=clerk, at=hall.at(1), key=key)
    assert commands.call_next(actor=clerk, at=hall.at(1), key=key).id == first.id
    assert TicketAct.objects.filter(deed="call").count() == 1


def test_who_does_not_come_is_called_again_and_put_down_and_may_return() -> None:
    one, clerk = hall.taken(), hall.sitting("D01")
    rest = [hall.taken(minutes=minute) for minute in (1, 2, 3, 4)]
    hall.called("D01", 5)
    with pytest.raises(CalledOnce):
        commands.not_come(one.id, actor=clerk, at=hall.at(6), key=make.key())
    for _ in range(2):
        commands.recall(one.id, actor=clerk, at=hall.at(6), key=make.key())
    with pytest.raises(CalledOften):
        commands.recall(one.id, actor=clerk, at=hall.at(7), key=make.key())
    gone = commands.not_come(one.id, actor=clerk, at=hall.at(7), key=make.key())
    assert gone.state is State.ABSENT
    back = commands.come_back(one.id, actor=NOBODY, at=hall.at(20), key=make.key(), code=one.code)
    assert (back.state, back.standing.place.ground, back.calls) == (State.WAITING, Ground.ABSENT, 0)
    order = []
    for _ in range(5):
        order.append(hall.called("D01", 21).id)
        _finish("D01")
    assert order == [rest[0].id, rest[1].id, rest[2].id, one.id, rest[3].id]


def test_who_returns_too_late_takes_another() -> None:
    one, clerk = hall.taken(), hall.sitting("D01")
    hall.called()
    commands.recall(one.id, actor=clerk, at=hall.at(2), key=make.key())
    commands.not_come(one.id, actor=clerk, at=hall.at(3), key=make.key())
    with pytest.raises(BackTooLate, match="重新取一个号"):
        commands.come_back(one.id, actor=NOBODY, at=hall.at(34), key=make.key(), code=one.code)


def test_parking_keeps_the_place_and_the_window_and_stops_the_clock() -> None:
    one, clerk = hall.serving(), hall.sitting("D01")
    parked = commands.park(one.id, "去复印身份证", actor=clerk, at=hall.at(4), key=make.key())
    assert (parked.state, parked.served) == (State.PARKED, 180)
    waiting = hall.taken(minutes=-60)
    assert hall.called("D01", 5).id == waiting.id, "the window is free meanwhile"
    _finish("D01")
    hall.taken(minutes=-50)
    back = commands.unpark(one.id, actor=NOBODY, at=hall.at(30), key=make.key(), code=one.code)
    assert (back.standing.place.ground, back.for_window) == (Ground.RETURNED, "D01")
    assert hall.called("D02", 31).id != one.id, "another window does not know what he has already shown"
    assert hall.called("D01", 31).id == one.id, "his own calls him before everybody"
    commands.begin(one.id, actor=clerk, at=hall.at(31), key=make.key())
    assert commands.done(one.id, actor=clerk, at=hall.at(33), key=make.key()).served == 300


def test_who_is_passed_on_counts_from_when_he_came() -> None:
    one, clerk = hall.serving("D01", 0), hall.sitting("D01")
    hall.taken(Desk.COMMERCE, 1)
    moved = commands.pass_on(
        one.id, Desk.COMMERCE, "要先办营业执照", actor=clerk, at=hall.at(5), key=make.key()
    )
    assert (moved.number, moved.desk, moved.standing.place.ground) == (
        "D001",
        Desk.COMMERCE,
        Ground.PASSED_ON,
    )
    assert hall.called("C01", 6).id == one.id
    act = TicketAct.objects.get(ticket=one.id, deed="pass-on")
    assert (act.desk, act.window, act.seconds) == ("D", "D01", 300), "what it took belongs to the first desk"


def test_passing_on_to_one_window_leaves_it_to_that_window() -> None:
    one, clerk = hall.serving("D01", 0), hall.sitting("D01")
    commands.pass_on(
        one.id, Desk.PEOPLE, "医保归三号窗", actor=clerk, at=hall.at(1), key=make.key(), window="D03"
    )
    with pytest.raises(refusals.NobodyWaits):
        hall.called("D02", 2)
    assert hall.called("D03", 2).id == one.id


def test_who_stood_in_the_wrong_line_keeps_his_place_with_its_priority() -> None:
    hall.taken(Desk.COMMERCE, 10)
    pregnant = hall.taken(Desk.PEOPLE, 20, Priority.PREGNANT)
    guide = hall.sitting("F01")
    commands.pass_on(pregnant.id, Desk.COMMERCE, "取错了号", actor=guide, at=hall.at(21), key=make.key())
    assert hall.called("C01", 22).id == pregnant.id


@pytest.mark.parametrize(("desk", "window"), [(Desk.PEOPLE, ""), (Desk.COMMERCE, "D02"), (Desk.PEOPLE, "Z9")])
def test_passing_on_goes_somewhere(desk: Desk, window: str) -> None:
    one = hall.serving()
    with pytest.raises(refusals.PassedNowhere):
        commands.pass_on(
            one.id, desk, "试", actor=hall.sitting("D01"), at=hall.at(2), key=make.key(), window=window
        )


def test_reasons_are_given() -> None:
    one, clerk = hall.serving(), hall.sitting("D01")
    waiting = hall.taken()
    for work in (
        lambda: commands.park(one.id, " ", actor=clerk, at=hall.at(2), key=make.key()),
        lambda: commands.pass_on(one.id, Desk.COMMERCE, "", actor=clerk, at=hall.at(2), key=make.key()),
        lambda: commands.call_this(waiting.id, "", actor=hall.sitting("D02"), at=hall.at(2), key=make.key()),
    ):
        with pytest.raises(refusals.SayWhy, match="写明理由"):
            work()


def test_calling_one_out_of_turn_says_why() -> None:
    hall.taken()
    second = hall.taken()
    called = commands.call_this(
        second.id, "老人站不住", actor=hall.sitting("D02"), at=hall.at(2), key=make.key()
    )
    assert (called.id, called.state, called.window) == (second.id, State.CALLED, "D02")
    assert TicketAct.objects.get(deed="call-this").words == "老人站不住"
    with pytest.raises(refusals.NotYourLine, match="本窗口不办"):
        commands.call_this(hall.taken().id, "熟人", actor=hall.sitting("C01"), at=hall.at(3), key=make.key())


def test_giving_up() -> None:
    by_himself, told = hall.taken(), hall.taken()
    left = commands.give_up(by_himself.id, actor=NOBODY, at=hall.at(9), key=make.key(), code=by_himself.code)
    assert (left.state, left.ended_at) == (State.LEFT, hall.at(9))
    assert (
        commands.give_up(told.id, actor=hall.sitting("F01"), at=hall.at(9), key=make.key()).state
        is State.LEFT
    )
    with pytest.raises(refusals.NobodyWaits):
        hall.called("D01", 10)


def test_nobody_does_anything_with_the_ticket_of_another() -> None:
    one = hall.serving("D01")
    waiting = hall.taken()
    other, stranger = hall.sitting("D02"), make.applicant()[0]
    deeds: list[Callable[[Actor], object]] = [
        lambda actor: commands.recall(one.id, actor=actor, at=hall.at(2), key=make.key()),
        lambda actor: commands.park(one.id, "x", actor=actor, at=hall.at(2), key=make.key()),
        lambda actor: commands.pass_on(
            one.id, Desk.COMMERCE, "x", actor=actor, at=hall.at(2), key=make.key()
        ),
        lambda actor: commands.done(one.id, actor=actor, at=hall.at(2), key=make.key()),
        lambda actor: commands.not_come(one.id, actor=actor, at=hall.at(2), key=make.key()),
        lambda actor: commands.give_up(one.id, actor=actor, at=hall.at(2), key=make.key()),
    ]
    for deed in deeds:
        with pytest.raises(refusals.NotYourTicket, match="D01号窗口"):
            deed(other)
        with pytest.raises(refusals.NoSuchTicket):
            deed(stranger)
        with pytest.raises(refusals.NoSuchTicket):
            deed(hall.sitting("1", "chengdong-centre"))
    with pytest.raises(refusals.NotYourTicket):
        commands.begin(waiting.id, actor=other, at=hall.at(2), key=make.key())
    with pytest.raises(refusals.NoSuchTicket):
        commands.give_up(waiting.id, actor=NOBODY, at=hall.at(2), key=make.key(), code=one.code)
    with pytest.raises(refusals.NotAtWindow):
        commands.call_next(actor=stranger, at=hall.at(2), key=make.key())
    with pytest.raises(refusals.NotAtWindow):
        commands.call_next(actor=hall.head(), at=hall.at(2), key=make.key())


def test_the_head_of_the_hall_brings_back_what_another_window_parked() -> None:
    one = hall.serving("D01")
    commands.park(one.id, "去取材料", actor=hall.sitting("D01"), at=hall.at(2), key=make.key())
    with pytest.raises(refusals.NotYourTicket):
        commands.unpark(one.id, actor=hall.sitting("D02"), at=hall.at(3), key=make.key())
    moved = commands.pass_on(
        one.id, Desk.PEOPLE, "一号窗有事", actor=hall.head(), at=hall.at(3), key=make.key(), window="D02"
    )
    assert (moved.state, moved.for_window) == (State.WAITING, "D02")


def test_what_is_over_stays_so_and_yesterday_is_not_today() -> None:
    one, clerk = hall.serving(), hall.sitting("D01")
    commands.done(one.id, actor=clerk, at=hall.at(5), key=make.key())
    with pytest.raises(Refused) as refused:
        commands.park(one.id, "x", actor=clerk, at=hall.at(6), key=make.key())
    assert isinstance(refused.value, refusals.NotYourTicket | TicketNotNow)
    waiting = hall.taken()
    with pytest.raises(refusals.NoSuchTicket):
        commands.give_up(waiting.id, actor=clerk, at=hall.at(24 * 60), key=make.key())


def test_cases_are_noted_with_the_ticket_at_the_window() -> None:
    one, clerk = hall.serving(), hall.sitting("D01")
    assert commands.handled(clerk, "261123000017", at=hall.at(3)) == one.number
    assert commands.handled(clerk, "261123000017", at=hall.at(3)) == one.number, "once"
    assert commands.handled(clerk, "261123000025", at=hall.at(4)) == one.number
    assert commands.handled(hall.sitting("D02"), "261123000033", at=hall.at(4)) == ""
    assert commands.handled(make.applicant()[0], "261123000033", at=hall.at(4)) == ""
    noted = TicketAct.objects.filter(deed="handled").order_by("id").values_list("number", flat=True)
    assert list(noted) == ["261123000017", "261123000025"]


def test_a_window_opens_with_its_first_call_and_closes_when_nobody_is_there() -> None:
    clerk = hall.sitting("D01")
    one = hall.serving()
    with pytest.raises(refusals.WindowBusy):
        commands.close(actor=clerk, at=hall.at(2), hall=main_hall(), window="D01")
    commands.done(one.id, actor=clerk, at=hall.at(3), key=make.key())
    commands.close(actor=clerk, at=hall.at(4))
    assert WindowDay.objects.get().closed_at == hall.at(4)
    commands.open_for_today(actor=clerk, at=hall.at(5))
    assert WindowDay.objects.get().closed_at is None
