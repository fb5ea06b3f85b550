"""The clocks of the rules against the same clocks counted by hand."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date, timedelta

from onevisit.rules.cases import events as e
from onevisit.rules.cases.clocks import Clock, ClockKind, clocks, due_days
from rules.walk.days import counted, main_due, stands_still, this_or_next, workdays_after
from rules.walk.road import Road
from rules.walk.shapes import WORKING, Shape
from rules.walk.walk import Place


def told_days(shape: Shape, place: Place) -> Iterator[str]:
    """The two days that the applicant is told."""
    state, road, today, matter = place.state, place.road, place.today, shape.matter
    promised, statutory = due_days(matter, state, WORKING, today)
    limits = matter.limits
    for name, limit, said in (
        ("promise", limits.promised, promised),
        ("statute", limits.statutory, statutory),
    ):
        ours = main_due(matter, road, limit, today, told=True)
        if said != ours:
            yield f"the {name} is told for another day: {said}, by hand {ours}"
    if any(isinstance(one, TOLD) for one in place.events) and state.told_due != promised:
        yield f"the case remembers another day than was told: {state.told_due}, {promised}"


TOLD = (e.Accepted, e.Resumed, e.Extended, e.HearingWaived, e.HearingHeld)
RUNS: dict[ClockKind, Callable[[Road], bool]] = {
    ClockKind.ACCEPTANCE: lambda road: road.accepted is None and road.ended is None and not waits(road),
    ClockKind.CORRECTION: lambda road: road.accepted is None and road.ended is None and waits(road),
    ClockKind.DEFERRAL: lambda road: bool(road.late) and road.stopped is None,
    ClockKind.PROMISED: lambda road: road.accepted is not None and road.stopped is None,
    ClockKind.STATUTORY: lambda road: road.accepted is not None and road.stopped is None,
    ClockKind.SPECIAL: lambda road: bool(road.specials) and road.stopped is None,
    ClockKind.HEARING_HOLD: lambda road: (
        road.wanted is not None and road.hearing_open and road.stopped is None
    ),
    ClockKind.DELIVERY: lambda road: road.decided is not None and road.handed is None and not road.noticed,
    ClockKind.NOTICE: lambda road: road.noticed is not None and road.handed is None,
    ClockKind.CHECK: lambda road: bool(road.promised) and road.granted and road.checked is None,
}
"""When a clock of each kind runs. Any other that stands in `clocks` has to have stopped."""


def waits(road: Road) -> bool:
    """Whether something that was asked for has not come."""
    return bool(road.corrections) and not set(road.asked) <= road.answered


def by_hand(shape: Shape, place: Place) -> Iterator[str]:
    """Which clocks run, whether they stand still, and when each is due."""
    found = clocks(shape.matter, place.state, WORKING, place.today)
    running = Counter(one.kind for one in found if one.stopped_on is None)
    for kind, runs in RUNS.items():
        if bool(running[kind]) != runs(place.road):
            yield f"{kind.value} {'runs' if running[kind] else 'does not run'}, by hand the opposite"
    for clock in found:
        yield from _reading(shape, place, clock)


def _reading(shape: Shape, place: Place, clock: Clock) -> Iterator[str]:
    road, today, limits = place.road, place.today, shape.matter.limits
    spans = stands_still(road, today, told=False)
    ours: date | None = None
    match clock.kind:
        case ClockKind.PROMISED | ClockKind.STATUTORY:
            limit = limits.promised if clock.kind is ClockKind.PROMISED else limits.statutory
            ours = main_due(shape.matter, road, limit, today, told=False)
            still = road.stopped is None and any(since <= today <= until for since, until in spans)
            late = today > ours if road.stopped is None else road.stopped > ours
            if clock.reading.overdue != late:
                yield f"{clock.kind.value} overdue {clock.reading.overdue}: by hand {late}"
            if clock.reading.paused != (still and not late):
                yield f"{clock.kind.value} stands still {clock.reading.paused}: by hand {still}"
        case ClockKind.STAGE:
            stage = shape.matter.stage(clock.about)
            if stage.limit and road.accepted and clock.stopped_on is None:
                before = [road.opinions[one][1] for one in stage.after if one in road.opinions]
                ours = counted(stage.limit, max([road.accepted, *before]), spans)
        case _:
            ours = _own(shape, road, clock)
    if ours is not None and clock.reading.due != ours:
        yield f"{clock.kind.value} is due on another day: {clock.reading.due}, by hand {ours}"


def _own(shape: Shape, road: Road, clock: Clock) -> date | None:
    """The last day of a clock that nothing stops: working days from its own beginning, but for three."""
    start, length = {
        ClockKind.ACCEPTANCE: (road.complete, 5),
        ClockKind.DELIVERY: (road.decided, 10),
        ClockKind.HEARING_HOLD: (road.wanted, 20),
        ClockKind.CHECK: (road.decided, 60),
        ClockKind.RECTIFY: (road.checked[1] if road.checked else None, 15),
    }.get(clock.kind, (None, 0))
    if start is not None:
        return workdays_after(start, length)
    match clock.kind:
        case ClockKind.CORRECTION if road.correction_on:
            return counted(shape.matter.courses.correction, road.correction_on)
        case ClockKind.DEFERRAL:
            return road.late.get(clock.about)
        case ClockKind.NOTICE if road.noticed:
            return this_or_next(road.noticed[0] + timedelta(days=30))
    return None
