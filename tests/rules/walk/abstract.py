"""When two states are one place: dates are replaced by how they stand to today, and what can no longer matter goes.

Before acceptance the materials matter, between acceptance and decision the stages, procedures and hearings, after the
decision the delivery, the commitment and what was granted. What is left of an earlier part is a yes or no.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from onevisit.rules.cases.courses import CheckOutcome
from onevisit.rules.cases.state import CaseState
from onevisit.rules.matters.courses import Act
from rules.walk.days import main_due, this_or_next, workdays_after
from rules.walk.road import Road
from rules.walk.shapes import Shape

if TYPE_CHECKING:
    from rules.walk.walk import Place

IN_TIME, LAST_DAY, LATE = 0, 1, 2
UNASKED = frozenset({"promise"})
"""Clocks on which no rule depends: their days are gone to and compared, but they make no place another."""
COARSE = frozenset({"holding", "check", "delivery", "rating"})
"""Clocks that only show a delay: in time and the last day are one."""


def stands(today: date, last: date | None) -> int | None:
    """In time, on the last day, or late; None where there is no such clock."""
    if last is None:
        return None
    return (today > last) + (today >= last)


def _coarse(name: str, standing: int | None) -> int | None:
    return max(1, standing or 0) if name in COARSE else standing


def deadlines(shape: Shape, road: Road, today: date) -> dict[str, date]:
    """The last day of every clock that runs, read by the oracle's own count."""
    found: dict[str, date] = {}
    if road.ended is not None and road.closed is None:
        found["rating"] = workdays_after(road.ended, 5)
    if road.decided is None and road.ended is None:
        found.update(_open(shape, road, today))
    elif road.decided is not None and road.handed is None:
        found["delivery"] = workdays_after(road.decided, 10)
        if road.noticed:
            found["notice"] = road.noticed[1]
    if road.granted and road.promised and road.decided is not None:
        if road.checked is None:
            found["check"] = workdays_after(road.decided, 60)
        elif road.checked[0] is CheckOutcome.FAULTY and road.mend_by:
            found["mending"] = road.mend_by
    return found


def _open(shape: Shape, road: Road, today: date) -> dict[str, date]:
    found: dict[str, date] = {}
    if road.accepted is None:
        if road.correction_until is not None and not set(road.asked) <= road.answered:
            return {"correction": this_or_next(road.correction_until)}
        return {"acceptance": workdays_after(road.complete, 5)}
    limits = shape.matter.limits
    found["promise"] = main_due(shape.matter, road, limits.promised, today, told=True)
    found["statute"] = main_due(shape.matter, road, limits.statutory, today, told=True)
    for name, until in road.late.items():
        found[name] = this_or_next(until)
    for span in road.specials:
        found[f"special {span.kind}"] = span.told
    for name, told in (("window", road.told), ("window of others", road.others)):
        if told is not None:
            found[name] = this_or_next(told[1])
    if road.hearing_open:
        if road.hearing_called:
            found["the hearing"] = road.hearing_called[1]
        if road.wanted:
            found["holding"] = workdays_after(road.wanted, 20)
    return found


def key(shape: Shape, place: Place) -> object:
    """What makes this place another than all others of the same shape."""
    state, road, today = place.state, place.road, place.today
    clocks = {
        name: _coarse(name, stands(today, last))
        for name, last in deadlines(shape, road, today).items()
        if name not in UNASKED
    }
    concerned = state.concerned
    expiry = None
    if concerned is not None and concerned.act is Act.RENEWAL and state.decided_on is None:
        expiry = (concerned.in_time, stands(today, concerned.expires_on))
    common = (state.phase, state.outcome, tuple(sorted(clocks.items())), state.rating is not None)
    if state.decided_on is not None:
        return (*common, _decided(state))
    if state.finished_on is not None:
        ended = (state.decline, state.handed_over_on is None, state.taken_over_on is None)
        return (*common, *ended, state.barred_until is None)
    if state.accepted_on is not None:
        return (*common, expiry, _accepted(state, road))
    return (*common, expiry, _new(state))


def _new(state: CaseState) -> object:
    correction = state.correction
    return (
        state.channel,
        tuple(sorted(one.requirement for one in state.shown)),
        state.sighted,
        tuple(sorted(state.later)),
        state.committed,
        correction and (correction.items, tuple(sorted(correction.answered))),
        bool(state.forms),
        any(one.kind == "receipt" for one in state.documents),
    )


def _accepted(state: CaseState, road: Road) -> object:
    hearing = state.hearing
    return (
        tuple(sorted((stage, one.outcome) for stage, one in state.opinions.items())),
        tuple(sorted(state.deferred)),
        state.committed,
        state.correction is not None and state.hearing is None,
        tuple(sorted(one.kind for one in state.running)),
        frozenset(one.kind for one in state.procedures if one.ended_on is not None),
        state.prolonged is not None,
        state.interested_on is not None,
        hearing
        and (
            hearing.told_on is not None,
            hearing.requested_on is not None,
            hearing.by_interested,
            hearing.waived_on is not None,
            hearing.day is not None,
            road.hearing_called is not None,
            hearing.held_on is not None,
        ),
    )


def _decided(state: CaseState) -> object:
    pledged = state.pledged
    return (
        state.granted_by_silence,
        bool(state.rendered),
        bool(state.running),
        state.hearing is not None and state.hearing.is_open,
        bool(state.deferred),
        state.handed_out_by,
        min(1, state.returned),
        state.standing,
        state.barred_until is None,
        pledged and (pledged.outcome, pledged.items, pledged.mended, pledged.repaired_on is None),
    )
