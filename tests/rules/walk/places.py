"""What has to hold of every place: its clocks, what time has made of it, and that somebody has a next step."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from onevisit.rules.cases import events as e
from onevisit.rules.cases.evolve import evolve
from onevisit.rules.cases.lapse import lapse, next_lapse
from onevisit.rules.cases.papers import papers_for
from onevisit.rules.cases.phases import Phase
from onevisit.rules.cases.procedure import duties
from onevisit.rules.cases.state import CaseState
from onevisit.rules.matters.courses import Act, DeferralEnd
from rules.walk.days import ONE, this_or_next, workdays_after
from rules.walk.shapes import Shape
from rules.walk.timing import by_hand, waits
from rules.walk.walk import Place, context

AHEAD = 45
"""How many days are passed one by one, to compare with passing them in one jump."""


def at_place(shape: Shape, place: Place) -> Iterator[str]:
    """What is wrong with a place."""
    try:
        yield from by_hand(shape, place)
        yield from _overdue(shape, place)
        yield from _lapses(shape, place)
        yield from _somebody(shape, place)
    except Exception as broken:  # noqa: BLE001 — whatever it is, the road that leads to it is the finding.
        yield f"reading the case breaks with {type(broken).__name__}: {broken}"


def _somebody(shape: Shape, place: Place) -> Iterator[str]:
    state = place.state
    if state.phase.finished or state.phase is Phase.CLOSED:
        if state.outcome is None or state.finished_on is None:
            yield "an end without an outcome or a day"
        return
    if duties(shape.matter, state):
        if any(not duty.organ for duty in duties(shape.matter, state)):
            yield "a duty of nobody"
        return
    if state.phase is not Phase.CORRECTING or state.correction is None:
        yield f"nobody has a next step: {state.phase.value}"
    elif next_lapse(context(shape, place.today), state) is None:
        yield "waits for the applicant without a date"


def _overdue(shape: Shape, place: Place) -> Iterator[str]:
    """What the law has long made of the case, by hand: nothing of it may still be open."""
    road, today, state = place.road, place.today, place.state
    if road.stopped is None and road.accepted is None:
        if not waits(road) and today > workdays_after(road.complete, 5):
            yield "nobody answered for five days, and it is not accepted"
        if waits(road) and road.correction_until and today > this_or_next(road.correction_until):
            yield "the correction did not come, and it is not withdrawn"
    if road.stopped is None and road.accepted is not None:
        gone = [one for one in road.late.values() if today > this_or_next(one)]
        if gone and shape.matter.courses.deferral_ends is DeferralEnd.WITHDRAWN:
            yield "something deferred did not come, and it is not withdrawn"
        one = state.concerned
        expiry = one.expires_on if one and one.act is Act.RENEWAL and one.in_time else None
        if expiry and today > expiry >= road.complete:
            yield "not decided before the licence expired, and not deemed renewed"
    if road.noticed and road.handed is None and today > road.noticed[1]:
        yield "the notice has stood its time, and it is not delivered"


def _lapses(shape: Shape, place: Place) -> Iterator[str]:
    state, today = place.state, place.today
    here = context(shape, today)
    if lapse(here, state):
        yield "what is due was not brought about"
        return
    when = next_lapse(here, state)
    far = today + timedelta(days=500) if when is None else when + timedelta(days=120)
    jumped = lapse(context(shape, far), state)
    if when is None:
        if jumped:
            yield f"next_lapse says never, yet on {far} there is {type(jumped[0]).__name__}"
        return
    if when <= today:
        yield f"next_lapse says {when}, which is past"
    if lapse(context(shape, when - ONE), state):
        yield f"next_lapse is late: it says {when}"
    stepped = state
    by_steps: list[e.Event] = []
    papers: list[str] = []
    moment: date | None = when
    while moment is not None and moment <= far:
        act = lapse(context(shape, moment), stepped)
        if not act:
            yield f"next_lapse is early: nothing happens on {moment}"
            return
        stepped, issued = _fold(stepped, act)
        by_steps.extend(act)
        papers.extend(issued)
        if lapse(context(shape, moment), stepped):
            yield f"not idempotent: {type(act[-1]).__name__} on {moment}"
        moment = next_lapse(context(shape, moment), stepped)
    if tuple(by_steps) != jumped:
        yield f"one jump and single steps differ: {_names(jumped)} and {_names(by_steps)}"
    elif _fold(state, jumped)[1] != papers:
        yield f"one jump and single steps issue other papers: {_fold(state, jumped)[1]} and {papers}"


def _fold(state: CaseState, act: Iterable[e.Event]) -> tuple[CaseState, list[str]]:
    together, issued = tuple(act), []
    for event in together:
        state = evolve(state, event)
        issued += [str(paper) for paper in papers_for(event, state, together)]
    return state, issued


def _names(events: Iterable[e.Event]) -> str:
    return ", ".join(f"{type(one).__name__} {one.on}" for one in events) or "nothing"


def day_by_day(shape: Shape, place: Place) -> Iterator[str]:
    """Whether it matters that somebody looked every day."""
    state = place.state
    found: list[e.Event] = []
    for one in range(1, AHEAD + 1):
        act = lapse(context(shape, place.today + timedelta(days=one)), state)
        for event in act:
            state = evolve(state, event)
        found.extend(act)
    jumped = lapse(context(shape, place.today + timedelta(days=AHEAD)), place.state)
    if tuple(found) != jumped:
        yield f"one jump and day by day differ: {_names(jumped)} and {_names(found)}"
