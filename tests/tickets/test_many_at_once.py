"""A hall of forty windows, on real connections: nobody is called twice, nobody is forgotten, no number is missing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator

import pytest

from casework.together import at_once
from factories import cases as make
from factories.posts import main_hall
from onevisit.platform.organs.models import Window
from onevisit.platform.people.actors import NOBODY, Actor, ActorKind, Holding
from onevisit.rules.district.definition import Role
from onevisit.rules.queueing import Desk, Priority, State, order
from onevisit.tickets import commands, refusals
from onevisit.tickets.cards import TicketCard, standing
from onevisit.tickets.commands import Wanted
from onevisit.tickets.models import Ticket, TicketAct
from tickets import hall

pytestmark = pytest.mark.usefixtures("committed")
WINDOWS = 40


@pytest.fixture
def windows() -> Iterator[list[Actor]]:
    """Forty people at forty windows for one line."""
    numbers = [f"Z{number:02}" for number in range(WINDOWS)]
    Window.objects.bulk_create(
        Window(hall_id=main_hall(), number=one, name=one, classes=["社会民生"]) for one in numbers
    )
    person = hall.sitting("D01").person
    yield [
        Actor(
            ActorKind.STAFF,
            person,
            "示例·窗口",
            (Holding(Role.CLERK, "approval", hall=main_hall(), window=one, classes=("社会民生",)),),
        )
        for one in numbers
    ]
    Window.objects.filter(number__in=numbers).delete()


def calling(actor: Actor) -> Callable[[], TicketCard]:
    return lambda: commands.call_next(actor=actor, at=hall.at(30), key=make.key())


def taking(desk: Desk, priority: Priority = Priority.NONE) -> Callable[[], TicketCard]:
    wanted = Wanted(main_hall(), desk, priority=priority)
    return lambda: commands.take(wanted, actor=NOBODY, at=hall.at(20), key=make.key())


def test_forty_windows_call_at_once_and_each_ticket_is_called_exactly_once(windows: list[Actor]) -> None:
    kinds = [Priority.NONE, Priority.NONE, Priority.ELDERLY]
    for number in range(WINDOWS + 5):
        hall.taken(minutes=number / 10, priority=kinds[number % 3])
    expected = [one.id for one in order(standing(row) for row in Ticket.objects.all())]
    called = at_once(*[calling(one) for one in windows])
    assert not [one for one in called if isinstance(one, Exception)]
    assert {one.id for one in called} == set(expected[:WINDOWS]), "those who were first, and nobody twice"
    assert len({one.window for one in called}) == WINDOWS
    assert Ticket.objects.filter(state=State.WAITING.value).count() == 5
    assert TicketAct.objects.filter(deed="call").count() == WINDOWS


def test_fewer_people_than_windows_and_the_others_are_told(windows: list[Actor]) -> None:
    for _ in range(7):
        hall.taken()
    called = at_once(*[calling(one) for one in windows])
    kinds = Counter(type(one) for one in called)
    assert kinds == {TicketCard: 7, refusals.NobodyWaits: WINDOWS - 7}
    assert len({one.id for one in called if isinstance(one, TicketCard)}) == 7


def test_forty_take_at_once_and_numbers_have_no_gaps_and_no_twins() -> None:
    every = [
        taking(Desk.PEOPLE, Priority.DISABLED) if one % 4 == 0 else taking(Desk.PEOPLE) for one in range(30)
    ]
    every += [taking(Desk.COMMERCE) for _ in range(10)]
    cards = at_once(*every)
    assert sorted(one.number for one in cards) == [
        *(f"C{number:03}" for number in range(1, 11)),
        *(f"D{number:03}" for number in range(1, 31)),
    ]
    assert len({one.code for one in cards}) == 40


def test_people_come_while_windows_call(windows: list[Actor]) -> None:
    for _ in range(10):
        hall.taken()
    done = at_once(*[taking(Desk.PEOPLE) for _ in range(20)], *[calling(one) for one in windows[:20]])
    failed = [one for one in done if isinstance(one, Exception)]
    assert all(isinstance(one, refusals.NobodyWaits) for one in failed)
    called = [one.id for one in done[20:] if isinstance(one, TicketCard)]
    assert len(called) == len(set(called)) >= 10
    rows = Ticket.objects.filter(series="D").order_by("seq").values_list("seq", flat=True)
    assert list(rows) == list(range(1, 31))


def test_two_clicks_at_one_window_call_one(windows: list[Actor]) -> None:
    hall.taken()
    hall.taken()
    results = at_once(calling(windows[0]), calling(windows[0]))
    assert sorted(type(one).__name__ for one in results) == ["TicketCard", "WindowBusy"]
    key = make.key()
    same = at_once(
        *[lambda: commands.call_next(actor=windows[1], at=hall.at(30), key=key).id for _ in range(3)]
    )
    assert len(set(same)) == 1


def test_two_windows_call_the_same_person_out_of_turn_and_one_gets_him(windows: list[Actor]) -> None:
    one = hall.taken()

    def call(actor: Actor) -> Callable[[], TicketCard]:
        return lambda: commands.call_this(one.id, "急", actor=actor, at=hall.at(30), key=make.key())

    results = at_once(call(windows[0]), call(windows[1]))
    (lost,) = [result for result in results if isinstance(result, Exception)]
    assert "正在叫号" in str(lost)


def test_he_gives_up_while_he_is_called(windows: list[Actor]) -> None:
    one = hall.taken()
    results = at_once(
        calling(windows[0]),
        lambda: commands.give_up(one.id, actor=NOBODY, at=hall.at(30), key=make.key(), code=one.code),
    )
    assert Ticket.objects.get().state == State.LEFT.value
    assert isinstance(results[1], TicketCard), "he may go at any time, called or not"
