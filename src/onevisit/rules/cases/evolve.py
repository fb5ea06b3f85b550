"""How each event changes what a case is. No judgement here: what stands in the log has happened."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from typing import Any

from onevisit.rules.cases import events as e
from onevisit.rules.cases.courses import Standing
from onevisit.rules.cases.evolve_courses import COURSES
from onevisit.rules.cases.facets import Pledged
from onevisit.rules.cases.phases import Outcome, Phase
from onevisit.rules.cases.state import CaseState, Opinion


class BrokenLog(Exception):
    """The events cannot be a case: the first is not a submission, or a later one is."""


def evolve(state: CaseState | None, event: e.Event) -> CaseState:
    """The state after one more event. Raises `BrokenLog` when the event cannot stand at this place."""
    if isinstance(event, e.Submitted):
        if state is not None:
            raise BrokenLog("a case is submitted once")
        return _submitted(event)
    if state is None:
        raise BrokenLog(f"a case begins with Submitted, not with {type(event).__name__}")
    return _CHANGES[type(event)](state, event)


def replay(events: Iterable[e.Event]) -> CaseState:
    """Fold a whole log. Raises `BrokenLog` for an empty one."""
    state: CaseState | None = None
    for event in events:
        state = evolve(state, event)
    if state is None:
        raise BrokenLog("an empty log is no case")
    return state


def _submitted(event: e.Submitted) -> CaseState:
    return CaseState(
        phase=Phase.SUBMITTED,
        matter=event.matter,
        version=event.version,
        channel=event.channel,
        submitted_on=event.on,
        application=event.application,
        answers=event.answers,
        shown=event.shown,
        delivery=event.delivery,
        town=event.town,
        hall=event.hall,
        later=event.later,
        pledge=event.pledge,
        concerned=event.concerned,
        pledged=Pledged(event.committed, event.pledge) if event.committed else None,
    )


def _received(state: CaseState, event: e.Received) -> CaseState:
    return replace(
        state,
        phase=Phase.RECEIVED,
        received_at=event.hall,
        received_window=event.window,
        sighted=tuple(dict.fromkeys((*state.sighted, *event.sighted))),
    )


def _accepted(state: CaseState, event: e.Accepted) -> CaseState:
    return replace(
        state,
        phase=Phase.ACCEPTED,
        accepted_on=event.on,
        accepted_by_silence=event.by_silence,
        deferred=event.deferred,
        told_due=event.due,
    )


def _declined(state: CaseState, event: e.Declined) -> CaseState:
    return replace(
        state,
        phase=Phase.DECLINED,
        decline=event.kind,
        right_organ=event.right_organ,
        reasons=event.reason,
        outcome=Outcome.DECLINED,
        finished_on=event.on,
        barred_until=event.barred_until,
    )


def _reviewed(state: CaseState, event: e.Reviewed) -> CaseState:
    opinion = Opinion(event.outcome, event.on, event.opinion, event.checked, event.grounds, event.by)
    return replace(state, opinions={**state.opinions, event.stage: opinion})


def _granted(state: CaseState, event: e.Granted) -> CaseState:
    return replace(
        state,
        phase=Phase.GRANTED,
        decided_on=event.on,
        reasons=event.opinion,
        outcome=Outcome.GRANTED,
        granted_by_silence=event.by_silence,
    )


def _refused(state: CaseState, event: e.Refused) -> CaseState:
    return replace(
        state,
        phase=Phase.REFUSED,
        decided_on=event.on,
        reasons=event.reasons,
        grounds=event.grounds,
        remedies=event.remedies,
        outcome=Outcome.REFUSED,
        barred_until=event.barred_until,
    )


def _issued(state: CaseState, event: e.Issued) -> CaseState:
    return replace(
        state, phase=Phase.ISSUED, issued_on=event.on, results=event.results, standing=Standing.IN_FORCE
    )


def _rendered(state: CaseState, event: e.Rendered) -> CaseState:
    return replace(state, rendered={**state.rendered, event.result: event.file})


def _handed_out(state: CaseState, event: e.HandedOut) -> CaseState:
    return replace(
        state,
        phase=Phase.HANDED_OUT,
        handed_out_on=event.on,
        handed_out_by=event.way,
        finished_on=event.on,
        notice_until=None,
    )


def _withdrawn(state: CaseState, event: e.Withdrawn) -> CaseState:
    return replace(
        state,
        phase=Phase.WITHDRAWN,
        reasons=event.reason,
        outcome=Outcome.DEEMED_WITHDRAWN if event.deemed else Outcome.WITHDRAWN,
        finished_on=event.on,
    )


def _rated(state: CaseState, event: e.Rated) -> CaseState:
    return replace(state, rating=event.level)


def _closed(state: CaseState, event: e.Closed) -> CaseState:
    return replace(state, phase=Phase.CLOSED, closed_on=event.on)


_CHANGES: Mapping[type[e.Event], Callable[[CaseState, Any], CaseState]] = {
    e.Received: _received,
    e.Accepted: _accepted,
    e.Declined: _declined,
    e.Reviewed: _reviewed,
    e.Granted: _granted,
    e.Refused: _refused,
    e.Issued: _issued,
    e.Rendered: _rendered,
    e.HandedOut: _handed_out,
    e.Withdrawn: _withdrawn,
    e.Rated: _rated,
    e.Closed: _closed,
    **COURSES,
}

if {*_CHANGES, e.Submitted} != set(e.EVENTS.values()):
    raise TypeError("an event is missing here: it could be written but never folded")
