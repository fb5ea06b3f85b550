"""Many at the same moment, on real connections: the last places go to as many people, and nobody waits for ever."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable
from itertools import pairwise
from typing import Any

import pytest

from appointments import making
from appointments.making import HALL, ROAD, SHOP, TUESDAY, at
from casework.together import at_once
from factories import cases as make
from onevisit.appointments import commands, slots
from onevisit.appointments.models import Appointment, Happening, Slot
from onevisit.platform.people.actors import NOBODY
from onevisit.rules.appointments import refusals

pytestmark = pytest.mark.usefixtures("committed")

PEOPLE, LAST = 50, 5
BUSY = 20.0
"""Seconds: SQLite's busy timeout (settings); nobody may come near it."""


def timed(work: Callable[[], Any]) -> Callable[[], tuple[Any, float]]:
    def run() -> tuple[Any, float]:
        began = time.monotonic()
        try:
            done: Any = work()
        except refusals.Full as full:
            done = full
        return done, time.monotonic() - began

    return run


def test_three_rounds_at_once_make_each_slot_once_with_its_places() -> None:
    made = at_once(*[lambda: slots.refresh(make.NOON)] * 3)
    assert not [one for one in made if isinstance(one, Exception)]
    assert slots.refresh(make.NOON) == 0
    making.consistent()


def test_fifty_people_grab_the_last_five_places() -> None:
    making.offered()
    slot = making.narrowed(LAST)
    people = [making.somebody() for _ in range(PEOPLE)]
    results = at_once(*[timed(lambda who=who: making.booked(who=who)) for who in people])  # type: ignore[misc]
    assert not [one for one in results if not isinstance(one, tuple)], "no deadlock, no other error"
    got = [done for done, _ in results if isinstance(done, commands.Booked)]
    told = [done.sentence for done, _ in results if isinstance(done, refusals.Full)]
    assert (len(got), len(told)) == (LAST, PEOPLE - LAST)
    assert len({one.code for one in got}) == LAST
    assert all("11月24日星期二09:00的7个预约名额已经约满" in one for one in told)
    assert all("最近可约：11月23日星期一13:00、14:00" in one for one in told)
    assert max(seconds for _, seconds in results) < BUSY / 2
    assert (making.left(slot), Appointment.objects.filter(slot=slot, phase="booked").count()) == (0, 7)
    making.consistent()


def test_moves_that_cross_do_not_wait_for_each_other() -> None:
    making.offered()
    other = at("2026-11-24T10:00")
    # Three and three fit into the seven places of either slot, whoever moves first.
    there = [making.somebody() for _ in range(3)]
    back = [making.somebody() for _ in range(3)]
    going = [(who, making.booked(SHOP, TUESDAY, who), other) for who in there]
    coming = [(who, making.booked(SHOP, other, who), TUESDAY) for who in back]

    def move(who: Any, booked: commands.Booked, to: Any) -> Callable[[], Any]:
        return lambda: commands.move(booked.id, HALL, to, actor=who[0], at=make.NOON, key=make.key())

    crossing = [pair for both in zip(going, coming, strict=True) for pair in both]
    results = at_once(*[timed(move(*one)) for one in crossing])
    assert not [one for one in results if not isinstance(one, tuple)]
    where = Counter(Appointment.objects.filter(phase="booked").values_list("slot__begins_at", flat=True))
    moved = [done for done, _ in results if isinstance(done, commands.Booked)]
    assert len(moved) == 6, "there was room for all of them"
    assert where == {TUESDAY: 3, other: 3}
    assert max(seconds for _, seconds in results) < BUSY / 2
    making.consistent()


def test_two_move_to_the_last_place_one_keeps_what_he_had() -> None:
    making.offered()
    target = making.narrowed(1, at("2026-11-25T09:00"))
    people = [making.somebody() for _ in range(6)]
    booked = [making.booked(SHOP, TUESDAY, who) for who in people]
    results = at_once(
        *[
            lambda who=who, one=one: commands.move(  # type: ignore[misc]
                one.id, HALL, target.begins_at, actor=who[0], at=make.NOON, key=make.key()
            )
            for who, one in zip(people, booked, strict=True)
        ]
    )
    assert sorted(type(one).__name__ for one in results) == ["Booked"] + ["Full"] * 5
    assert Appointment.objects.filter(phase="booked", pk__in=[one.id for one in booked]).count() == 6
    making.consistent()


def test_one_person_at_five_windows_gets_three_and_one_of_the_same() -> None:
    making.offered()
    who = making.somebody()
    wishes = [commands.Wish(SHOP.kind, f"thing-{number}", "一件事", "商事登记") for number in range(5)]
    results = at_once(*[lambda wish=wish: making.booked(wish, TUESDAY, who) for wish in wishes])  # type: ignore[misc]
    assert sorted(type(one).__name__ for one in results) == ["Booked"] * 3 + ["TooManyBooked"] * 2
    same = making.somebody()
    results = at_once(*[lambda: making.booked(ROAD, TUESDAY, same)] * 5)
    assert sorted(type(one).__name__ for one in results) == ["AlreadyBooked"] * 4 + ["Booked"]
    making.consistent()


def test_a_double_click_at_the_same_moment_books_cancels_and_arrives_once() -> None:
    making.offered()
    actor, holder = making.somebody()
    key, cancelling, coming = make.key(), make.key(), make.key()

    def book() -> commands.Booked:
        return commands.book(SHOP, HALL, TUESDAY, holder, actor=actor, at=make.NOON, key=key)

    results = at_once(book, book, book)
    assert len(set(results)) == 1
    (one,) = set(results)

    def cancel() -> None:
        commands.cancel(one.id, actor=actor, at=make.NOON, key=cancelling)

    assert at_once(cancel, cancel) == [None, None]
    other = making.booked()

    def come() -> str:
        return commands.check_in(other.code, actor=NOBODY, at=TUESDAY, key=coming).number

    assert len(set(at_once(come, come, come))) == 1
    assert Happening.objects.filter(deed="arrive").count() == 1
    making.consistent()


def test_two_desks_check_the_same_person_in_with_one_ticket() -> None:
    making.offered()
    booked = making.booked()
    results = at_once(*[lambda: commands.check_in(booked.code, actor=NOBODY, at=TUESDAY, key=make.key())] * 4)
    assert sorted(type(one).__name__ for one in results) == ["Arrived"] + ["NotLive"] * 3


def test_rounds_bookings_and_cancellations_at_once_leave_the_books_straight() -> None:
    making.offered()
    people = [making.somebody() for _ in range(8)]
    leaving = [making.booked(SHOP, TUESDAY, who) for who in people[:4]]
    Slot.objects.filter(begins_at=TUESDAY, desk="商事登记", hall=HALL).update(fits=0, why=["x"])
    results = at_once(
        lambda: slots.refresh(make.NOON),
        lambda: slots.refresh(make.NOON),
        *[lambda who=who: making.booked(ROAD, TUESDAY, who) for who in people[4:]],  # type: ignore[misc]
        *[
            lambda who=who, one=one: commands.cancel(one.id, actor=who[0], at=make.NOON, key=make.key())  # type: ignore[misc]
            for who, one in zip(people[:4], leaving, strict=True)
        ],
    )
    assert not [one for one in results if isinstance(one, Exception)]
    making.consistent()
    begins = sorted(Slot.objects.filter(hall=HALL, desk="商事登记").values_list("begins_at", flat=True))
    assert all(a < b for a, b in pairwise(begins))
