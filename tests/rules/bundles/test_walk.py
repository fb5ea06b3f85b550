"""Every course that a small bundle can take: each part ends, whatever happens in which order, and it is never stuck."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, timedelta

import pytest

from onevisit.rules.bundles import deciding, refusals
from onevisit.rules.bundles import events as e
from onevisit.rules.bundles.clock import front
from onevisit.rules.bundles.state import BrokenStream, BundleState, evolve, replay
from onevisit.rules.calendar import Calendar
from onevisit.rules.calendar.day import DayKind
from onevisit.rules.calendar.rows import DayRow, YearRow
from onevisit.rules.cases.phases import Outcome, Phase, RatingLevel
from onevisit.rules.matters.vocabulary import Channel, Delivery
from rules.bundles.small import matter

DAY = date(2026, 11, 23)
SHAPES: list[Mapping[str, str]] = [
    {"a": "", "b": ""},
    {"a": "", "b": "a"},
    {"a": "", "b": "a", "c": "a"},
    {"a": "", "b": "a", "c": "b"},
    {"a": "", "b": "", "c": "ab"},
    {"a": "", "b": "a", "c": "a", "d": "bc"},
]
ENDINGS = (
    (Phase.ISSUED, Outcome.GRANTED),
    (Phase.REFUSED, Outcome.REFUSED),
    (Phase.DECLINED, Outcome.DECLINED),
    (Phase.WITHDRAWN, Outcome.WITHDRAWN),
    (Phase.TERMINATED, Outcome.TERMINATED),
    (Phase.UNACCEPTED, Outcome.UNACCEPTED),
)


def handed_in(shape: Mapping[str, str]) -> e.HandedIn:
    rows = tuple(e.PartRow(key, 1, f"事项{key}", tuple(after)) for key, after in shape.items())
    return e.HandedIn(DAY, rows, Channel.WINDOW, Delivery.WINDOW, "c", "hall")


def told(state: BundleState, part: str, phase: Phase, outcome: Outcome | None) -> BundleState:
    for event in deciding.follow(state, f"case-{part}", part, phase, outcome, DAY):
        state = evolve(state, event)
    return state


def moves(state: BundleState) -> Iterator[tuple[str, Phase, Outcome | None]]:
    """What can happen next: what is ready begins, what has begun ends, what lies there is handed over."""
    for one in state.parts.values():
        if one in state.ready:
            yield one.matter, Phase.SUBMITTED, None
        elif one.phase is Phase.SUBMITTED:
            yield from ((one.matter, *ending) for ending in ENDINGS)
        elif one.ready_to_collect:
            yield one.matter, Phase.HANDED_OUT, one.outcome


def key_of(state: BundleState) -> object:
    return tuple((one.phase, one.outcome, one.dropped_for) for one in state.parts.values())


@pytest.mark.parametrize("shape", SHAPES, ids=str)
def test_whatever_happens_every_part_ends_and_then_it_is_over(shape: Mapping[str, str]) -> None:
    start = replay([handed_in(shape)])
    seen, open_ = {key_of(start): start}, [start]
    ends = 0
    while open_:
        state = open_.pop()
        following = list(moves(state))
        assert bool(following) == (state.finished_on is None), (
            "it is over when, and only when, nothing can happen"
        )
        for one in state.parts.values():
            failed = [key for key in one.after if state.parts[key].failed]
            assert bool(one.dropped_for) == bool(failed), "what was let down is dropped at once"
            assert not one.case or all(state.parts[key].gave for key in one.after)
        if not following:
            ends += 1
            assert state.complete
            with pytest.raises(refusals.NothingToAccept):
                deciding.accept(state, DAY, "hall", "1", ())
            with pytest.raises(refusals.TooLate):
                deciding.withdrawable(state)
        else:
            with pytest.raises(refusals.NotFinishedYet):
                deciding.rate(state, RatingLevel.GOOD, DAY)
        for move in following:
            after = told(state, *move)
            assert told(after, *move) == after, "told twice is told once"
            name = key_of(after)
            if name not in seen:
                seen[name] = after
                open_.append(after)
            # Another order of the same things leads to the same place: the dates are the same here.
            assert key_of(seen[name]) == name
    assert ends > 1


def test_two_things_may_happen_in_either_order() -> None:
    start = replay([handed_in({"a": "", "b": "", "c": "ab"})])
    for first in ENDINGS:
        for second in ENDINGS:
            one = told(told(start, "a", *first), "b", *second)
            other = told(told(start, "b", *second), "a", *first)
            same = [(p.phase, p.outcome, bool(p.dropped_for)) for p in one.parts.values()]
            assert same == [(p.phase, p.outcome, bool(p.dropped_for)) for p in other.parts.values()]
            assert (one.finished_on, one.collectable) == (other.finished_on, other.collectable)


def test_what_is_given_up_takes_with_it_what_waits_for_it() -> None:
    state = replay([handed_in({"a": "", "b": "a", "c": "b"})])
    events = deciding.give_up(state, ["b"], "不办了", DAY)
    assert [(one.matter, one.giver, one.why) for one in events if isinstance(one, e.Dropped)] == [
        ("b", "b", "不办了"),
        ("c", "b", ""),
    ]
    assert deciding.give_up(told(state, "a", Phase.SUBMITTED, None), ["a"], "x", DAY) == ()


@pytest.mark.parametrize(
    "events",
    [
        [],
        [handed_in({"a": ""})] * 2,
        [e.Finished(DAY)],
        [handed_in({"a": ""}), e.Begun("z", "1", DAY)],
        [handed_in({"a": ""}), e.Event()],
    ],
)
def test_events_that_cannot_follow_each_other(events: list[e.Event]) -> None:
    with pytest.raises(BrokenStream):
        replay(events)


def test_accepted_again_keeps_the_first_day_and_all_that_was_seen() -> None:
    first = e.Accepted(DAY, ("a",), "hall", "1", ("a.p",))
    state = replay(
        [handed_in({"a": ""}), first, e.Accepted(DAY + timedelta(3), ("a",), "hall", "2", ("a.q",))]
    )
    assert (state.accepted_on, state.accepted_at, state.sighted) == (DAY, ("hall", "2"), ("a.p", "a.q"))


YEARS = [YearRow(year, announced=True, source="") for year in (2026, 2027)]
CALENDAR = Calendar.from_rows(YEARS, [DayRow(date(one.year, 1, 1), DayKind.HOLIDAY, "元旦") for one in YEARS])


def until(state: BundleState, dues: Mapping[str, date], today: date = DAY) -> date | None:
    matters = {"a": matter("a", days=2), "b": matter("b", days=3), "c": matter("c", days=9)}
    found = front(state, dues, matters, CALENDAR, today)
    known = [one.until for one in found.lines if not one.part.ended and not one.part.ready_to_collect]
    assert found.until == (max(known) if known and None not in known else None)  # type: ignore[type-var]
    assert found.last is None or found.last.until == max(one for one in known if one is not None)
    return found.until


def test_one_clock_in_front() -> None:
    state = told(replay([handed_in({"a": "", "b": "a", "c": ""})]), "a", Phase.ACCEPTED, None)
    state = told(state, "c", Phase.SUBMITTED, None)
    assert until(state, {"case-a": date(2026, 11, 25)}) is None, "not every part has a day yet"
    state = told(state, "c", Phase.ACCEPTED, None)
    wednesday = {"case-a": date(2026, 11, 25), "case-c": date(2026, 11, 26)}
    assert until(state, wednesday) == date(2026, 11, 30), "three working days after the giver's day"
    later = wednesday | {"case-a": date(2026, 11, 27)}
    assert until(state, later) == date(2026, 12, 2), "a later giver makes it later, never earlier"
    assert until(state, wednesday, today=date(2026, 12, 1)) == date(2026, 12, 4), (
        "an overdue giver: from today"
    )
    issued = told(state, "a", Phase.ISSUED, Outcome.GRANTED)
    day = date(2026, 12, 31)
    assert until(issued, {"case-c": day}) == day, "what lies there already holds nothing up"
    state = told(told(issued, "b", Phase.WITHDRAWN, Outcome.WITHDRAWN), "c", Phase.REFUSED, Outcome.REFUSED)
    assert until(state, {"case-c": day}) is None, "nobody works on anything any more"
