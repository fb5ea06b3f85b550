"""How each event changes what a case is. No judgement here: what stands in the log has happened."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from onevisit.rules.cases import events as e
from onevisit.rules.cases.phases import Outcome, Phase
from onevisit.rules.cases.state import CaseState, Opinion


class BrokenLog(Exception):
    """The events cannot be a case: the first is not a submission, or a later one is."""


def evolve(state: CaseState | None, event: e.Event) -> CaseState:  # noqa: C901, PLR0911, PLR0912 — one case an event.
    """The state after one more event. Raises `BrokenLog` when the event cannot stand at this place."""
    if isinstance(event, e.Submitted):
        if state is not None:
            raise BrokenLog("a case is submitted once")
        return _submitted(event)
    if state is None:
        raise BrokenLog(f"a case begins with Submitted, not with {type(event).__name__}")
    match event:
        case e.Received():
            return replace(
                state,
                phase=Phase.RECEIVED,
                received_at=event.hall,
                received_window=event.window,
                sighted=(*state.sighted, *(one for one in event.sighted if one not in state.sighted)),
            )
        case e.Accepted():
            return replace(
                state, phase=Phase.ACCEPTED, accepted_on=event.on, accepted_by_silence=event.by_silence
            )
        case e.Declined():
            return replace(
                state,
                phase=Phase.DECLINED,
                decline=event.kind,
                right_organ=event.right_organ,
                reasons=event.reason,
                outcome=Outcome.DECLINED,
                finished_on=event.on,
            )
        case e.Reviewed():
            opinion = Opinion(event.outcome, event.on, event.opinion, event.checked, event.grounds)
            return replace(state, opinions={**state.opinions, event.stage: opinion})
        case e.Granted():
            return replace(
                state,
                phase=Phase.GRANTED,
                decided_on=event.on,
                reasons=event.opinion,
                outcome=Outcome.GRANTED,
            )
        case e.Refused():
            return replace(
                state,
                phase=Phase.REFUSED,
                decided_on=event.on,
                reasons=event.reasons,
                grounds=event.grounds,
                remedies=event.remedies,
                outcome=Outcome.REFUSED,
            )
        case e.Issued():
            return replace(state, phase=Phase.ISSUED, issued_on=event.on, results=event.results)
        case e.Rendered():
            return replace(state, rendered={**state.rendered, event.result: event.file})
        case e.HandedOut():
            return replace(
                state,
                phase=Phase.HANDED_OUT,
                handed_out_on=event.on,
                handed_out_by=event.way,
                finished_on=event.on,
            )
        case e.Withdrawn():
            return replace(
                state,
                phase=Phase.WITHDRAWN,
                reasons=event.reason,
                outcome=Outcome.WITHDRAWN,
                finished_on=event.on,
            )
        case e.Rated():
            return replace(state, rating=event.level)
        case e.Closed():
            return replace(state, phase=Phase.CLOSED, closed_on=event.on)
    raise BrokenLog(f"nothing is known about {type(event).__name__}")


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
    )
