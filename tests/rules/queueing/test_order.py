"""The order of a line: what each rule says, and what holds whatever people do."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onevisit.rules.queueing import (
    Desk,
    Ground,
    Place,
    Priority,
    Standing,
    order,
    place,
    placed_after_absence,
    why,
    why_before,
)
from onevisit.rules.queueing.order import AT_MOST, BEHIND, GRACE, HEAD_START, LEAD

NINE = datetime.fromisoformat("2026-11-23T09:00:00+08:00")


def at(minutes: float) -> datetime:
    return NINE + timedelta(minutes=minutes)


def ticket(number: int, minutes: float, priority: Priority = Priority.NONE, booked: float | None = None,
           floor: datetime | None = None) -> Standing:  # fmt: skip
    promised = None if booked is None else at(booked)
    found = place(at(minutes), priority, promised, floor)
    return Standing(number, f"D{number:03}", Desk.PEOPLE, at(minutes), found, priority, promised)


def numbers(*tickets: Standing) -> list[int]:
    return [one.id for one in order(tickets)]


def test_walk_ins_are_called_as_they_came_and_equal_instants_by_number() -> None:
    assert numbers(ticket(3, 5), ticket(2, 4), ticket(1, 4)) == [1, 2, 3]


def test_priority_counts_as_half_an_hour_earlier_and_no_more() -> None:
    elderly = ticket(9, 31, Priority.ELDERLY)
    assert numbers(ticket(1, 0), ticket(2, 2), elderly) == [1, 9, 2]
    assert elderly.place == Place(at(31) - HEAD_START, Ground.PRIORITY)


def test_priority_passes_no_earlier_than_the_floor() -> None:
    pregnant = ticket(30, 10, Priority.PREGNANT, floor=at(8))
    assert pregnant.place == Place(at(8), Ground.PRIORITY)
    assert numbers(ticket(19, 8), ticket(20, 9), pregnant) == [19, 30, 20], (
        "he who was the floor stays before"
    )


def test_a_booking_in_its_time_goes_before_those_who_came_up_to_an_hour_before_it() -> None:
    booked = ticket(5, 58, booked=60)
    assert booked.place == Place(at(60) - LEAD, Ground.BOOKED)
    assert numbers(ticket(1, -1), ticket(2, 30), booked) == [1, 5, 2]


def test_coming_far_too_early_for_a_booking_costs_nothing() -> None:
    assert ticket(1, 0, booked=180).place.at == at(0)


@pytest.mark.parametrize(("minutes", "ground"), [(15, Ground.BOOKED), (15.1, Ground.BOOKED_LATE)])
def test_a_booking_holds_for_a_quarter_of_an_hour_and_is_a_walk_in_then(
    minutes: float, ground: Ground
) -> None:
    late = ticket(1, minutes, booked=0)
    assert late.place.ground is ground
    assert (late.place.at == at(minutes)) is (ground is Ground.BOOKED_LATE)


def test_who_is_late_for_his_booking_keeps_his_priority() -> None:
    late = ticket(1, 60, Priority.DISABLED, booked=0)
    assert late.place == Place(at(60) - HEAD_START, Ground.PRIORITY)


def test_who_has_both_gets_the_better_of_the_two() -> None:
    assert ticket(1, 10, Priority.SERVICE, booked=20).place.ground is Ground.BOOKED
    assert ticket(1, 10, Priority.SERVICE, booked=180).place.ground is Ground.PRIORITY


def test_who_was_parked_goes_on_before_everybody() -> None:
    back = Standing(7, "D007", Desk.PEOPLE, at(50), Place(at(50), Ground.RETURNED))
    assert numbers(ticket(1, 0), ticket(2, 45, Priority.ELDERLY), back) == [7, 1, 2]


def test_who_was_not_there_comes_after_the_next_three() -> None:
    line = [ticket(number, number) for number in range(1, 7)]
    found = placed_after_absence(at(20), line)
    back = Standing(0, "D000", Desk.PEOPLE, at(-9), found)
    assert numbers(*line, back) == [1, 2, 3, 0, 4, 5, 6]
    assert BEHIND == 3


def test_who_was_not_there_and_finds_a_short_line_is_last() -> None:
    line = [ticket(1, 0), ticket(2, 1)]
    back = Standing(0, "D000", Desk.PEOPLE, at(-9), placed_after_absence(at(20), line))
    assert numbers(*line, back) == [1, 2, 0]


KINDS = st.sampled_from([*Priority, "booked", "late"])
DAY = st.lists(
    st.tuples(st.integers(0, 8), KINDS, st.integers(0, 90), st.integers(0, 3)), min_size=1, max_size=120
)
"""Minutes since the one before, who comes, minutes until his booking, and how many are called before the next comes."""


@given(DAY)
def test_nobody_is_passed_by_more_than_ten_with_priority_nor_by_bookings_of_later_than_an_hour(day) -> None:
    waiting: list[Standing] = []
    called: list[Standing] = []
    came: list[datetime] = []
    now = 0.0
    for number, (gap, kind, ahead, calls) in enumerate(day):
        now += gap
        floor = came[number - AT_MOST - 1] if number > AT_MOST else None
        booked = None
        if kind == "booked":
            booked = now + ahead
        elif kind == "late":
            booked = now - GRACE.total_seconds() / 60 - 1
        priority = kind if isinstance(kind, Priority) else Priority.NONE
        waiting.append(ticket(number, now, priority, booked, floor))
        came.append(at(now))
        for _ in range(min(calls, len(waiting))):
            waiting = order(waiting)
            called.append(waiting.pop(0))
    called += order(waiting)
    position = {one.id: turn for turn, one in enumerate(called)}
    assert sorted(position) == list(range(len(day))), "everybody is called, and once"
    for one in called:
        passed_by = [other for other in called if other.id > one.id and position[other.id] < position[one.id]]
        assert sum(other.place.ground is Ground.PRIORITY for other in passed_by) <= AT_MOST
        booked_for = [
            other.promised_at
            for other in passed_by
            if other.place.ground is Ground.BOOKED and other.promised_at
        ]
        assert all(promised <= one.came + LEAD for promised in booked_for)
        assert {other.place.ground for other in passed_by} <= {Ground.PRIORITY, Ground.BOOKED}


@given(DAY)
def test_coming_later_never_brings_anybody_forward(day) -> None:
    """Nobody gains by leaving and taking a new ticket of the same kind."""
    now = 0
    for number, (gap, kind, _, _) in enumerate(day):
        now += gap
        if isinstance(kind, Priority):
            first, second = ticket(number, now, kind), ticket(number + 1, now + 1, kind)
            assert first.key < second.key


def test_why_is_said_in_words_and_tells_the_public_nothing_of_health() -> None:
    pregnant, walk_in = ticket(9, 31, Priority.PREGNANT), ticket(2, 2)
    assert why(walk_in) == "D002号09:02取号，按取号先后排队"
    told = why_before(pregnant, walk_in)
    assert told == (
        "D009号09:31取号，属于法律法规和本区规定优先照顾的人，视同09:01取号（最多越过10人）；D002号09:02取号，按取号先后排队。"
    )
    assert "孕妇" in why(pregnant, public=False)
    assert "《残疾人保障法》第五十五条" in why(ticket(3, 31, Priority.DISABLED), public=False)


def test_why_of_every_ground_names_the_number() -> None:
    for ground in Ground:
        one = Standing(1, "A001", Desk.INVESTMENT, at(0), Place(at(0), ground), Priority.ELDERLY, at(30))
        assert why(one).startswith("A001号")


def test_why_before_is_not_asked_the_wrong_way_round() -> None:
    with pytest.raises(ValueError, match="D002 is not called before D001"):
        why_before(ticket(2, 2), ticket(1, 1))
