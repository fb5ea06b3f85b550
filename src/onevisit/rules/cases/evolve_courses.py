"""How the events beside the ordinary course change what a case is."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from onevisit.rules.cases import course_events as e
from onevisit.rules.cases.courses import BECOMES, FORM
from onevisit.rules.cases.event import Event
from onevisit.rules.cases.facets import Correction, Document, Hearing, Procedure, Prolonged, Span
from onevisit.rules.cases.phases import Outcome, Phase
from onevisit.rules.cases.state import CaseState
from onevisit.rules.matters.vocabulary import Way


def answers(event: e.Supplied) -> tuple[str, ...]:
    """What of a correction this answers: an original only when somebody has seen it."""
    shown = [one.requirement for one in event.shown if one.way is not Way.ORIGINAL]
    return (*shown, *event.sighted, *event.later, *(f"{FORM}{name}" for name in event.fields))


def _asked(state: CaseState, event: e.CorrectionAsked) -> CaseState:
    correction = Correction(event.on, event.items, event.words, event.until)
    return replace(state, phase=Phase.CORRECTING, correction=correction)


def _supplied(state: CaseState, event: e.Supplied) -> CaseState:
    given = {one.requirement: one for one in event.shown}
    came = answers(event)
    state = replace(
        state,
        shown=(*(one for one in state.shown if one.requirement not in given), *given.values()),
        forms=(*state.forms, event.form) if event.form else state.forms,
        sighted=tuple(dict.fromkeys((*state.sighted, *event.sighted))),
        later=tuple(dict.fromkeys((*state.later, *event.later))),
        pledge=event.pledge or state.pledge,
        deferred={key: until for key, until in state.deferred.items() if key not in came},
    )
    if state.pledged and state.pledged.mend_by:
        mended = tuple(dict.fromkeys((*state.pledged.mended, *came)))
        state = replace(state, pledged=replace(state.pledged, mended=mended))
    if state.phase is Phase.CORRECTING and state.correction:
        correction = replace(
            state.correction, answered=tuple(dict.fromkeys((*state.correction.answered, *came)))
        )
        state = replace(state, correction=correction)
        if not correction.open:
            state = replace(state, phase=Phase.RECEIVED, materials_on=event.on)
    return state


def _handed_over(state: CaseState, event: e.HandedOver) -> CaseState:
    return replace(state, handed_over_on=event.on)


def _taken_over(state: CaseState, event: e.TakenOver) -> CaseState:
    return replace(state, taken_over_on=event.on)


def _acceptance_revoked(state: CaseState, event: e.AcceptanceRevoked) -> CaseState:
    return replace(
        state,
        phase=Phase.UNACCEPTED,
        reasons=event.reason,
        outcome=Outcome.UNACCEPTED,
        finished_on=event.on,
    )


def _terminated(state: CaseState, event: e.Terminated) -> CaseState:
    return replace(
        state,
        phase=Phase.TERMINATED,
        reasons=event.reason,
        outcome=Outcome.TERMINATED,
        finished_on=event.on,
    )


def _paused(state: CaseState, event: e.Paused) -> CaseState:
    procedure = Procedure(event.kind, event.stage, event.on, event.days, event.until, event.reason)
    return replace(state, procedures=(*state.procedures, procedure))


def _resumed(state: CaseState, event: e.Resumed) -> CaseState:
    procedures = tuple(
        replace(one, ended_on=event.on, result=event.result)
        if one.kind is event.kind and one.ended_on is None
        else one
        for one in state.procedures
    )
    return replace(state, procedures=procedures, told_due=event.due)


def _extended(state: CaseState, event: e.Extended) -> CaseState:
    prolonged = Prolonged(event.on, event.length, event.by, event.reason)
    return replace(state, prolonged=prolonged, told_due=event.due)


def _interested_told(state: CaseState, event: e.InterestedTold) -> CaseState:
    # Where the interests of others are at stake the applicant has the same right (Art. 47), if he was not told before.
    hearing = state.hearing or Hearing()
    if hearing.told_on is None:
        hearing = replace(hearing, told_on=event.on, until=event.until)
    return replace(state, interested_on=event.on, interested_until=event.until, hearing=hearing)


def _view_recorded(state: CaseState, event: e.ViewRecorded) -> CaseState:
    return state


def _hearing_told(state: CaseState, event: e.HearingTold) -> CaseState:
    return replace(state, hearing=Hearing(told_on=event.on, until=event.until))


def _hearing_requested(state: CaseState, event: e.HearingRequested) -> CaseState:
    # A day that was announced for a hearing that was waived, or held before others were told, is none for this one.
    told = state.hearing or Hearing()
    over = (Span(told.since, told.ended_on),) if told.since and told.ended_on else ()
    hearing = Hearing(
        told_on=told.told_on,
        until=told.until,
        requested_on=event.on,
        by_interested=event.interested,
        hold_by=event.until,
        stood=(*told.stood, *over),
    )
    return replace(state, hearing=hearing)


def _hearing_waived(state: CaseState, event: e.HearingWaived) -> CaseState:
    hearing = replace(state.hearing or Hearing(), waived_on=event.on)
    return replace(state, hearing=hearing, told_due=event.due)


def _hearing_called(state: CaseState, event: e.HearingCalled) -> CaseState:
    before = state.hearing or Hearing()
    hearing = replace(
        before,
        called_on=before.called_on or event.on,
        day=event.day,
        place=event.place,
        presider=event.presider,
        presider_name=event.presider_name,
    )
    return replace(state, hearing=hearing)


def _hearing_held(state: CaseState, event: e.HearingHeld) -> CaseState:
    hearing = replace(state.hearing or Hearing(), held_on=event.on, record=event.record)
    return replace(state, hearing=hearing, told_due=event.due)


def _forwarded(state: CaseState, event: e.Forwarded) -> CaseState:
    return replace(state, forwarded_on=event.on)


def _commitment_checked(state: CaseState, event: e.CommitmentChecked) -> CaseState:
    if state.pledged is None:
        return state
    pledged = replace(
        state.pledged,
        outcome=event.outcome,
        checked_on=event.on,
        items=event.items,
        mend_by=event.until,
    )
    return replace(state, pledged=pledged)


def _credit_repaired(state: CaseState, event: e.CreditRepaired) -> CaseState:
    return replace(state, pledged=replace(state.pledged, repaired_on=event.on) if state.pledged else None)


def _licence_acted(state: CaseState, event: e.LicenceActed) -> CaseState:
    return replace(
        state,
        standing=BECOMES[event.act],
        suspended_until=event.until,
        acted_on=event.on,
        barred_until=event.barred_until or state.barred_until,
    )


def _delivery_changed(state: CaseState, event: e.DeliveryChanged) -> CaseState:
    forms = (*state.forms, event.address) if event.address else state.forms
    return replace(state, delivery=event.way, hall=event.hall, forms=forms)


def _returned(state: CaseState, event: e.Returned) -> CaseState:
    phase = Phase.REFUSED if state.outcome is Outcome.REFUSED else Phase.ISSUED
    return replace(
        state,
        phase=phase,
        handed_out_on=None,
        handed_out_by=None,
        finished_on=None,
        returned=state.returned + 1,
    )


def _notice_given(state: CaseState, event: e.NoticeGiven) -> CaseState:
    return replace(state, noticed_on=event.on, notice_until=event.until)


def _document_issued(state: CaseState, event: e.DocumentIssued) -> CaseState:
    document = Document(
        event.kind, event.title, event.number, event.organ, event.template, event.data, event.on
    )
    return replace(state, documents=(*state.documents, document))


def _documents_rendered(state: CaseState, event: e.DocumentsRendered) -> CaseState:
    documents = tuple(replace(one, file=event.files.get(one.number, one.file)) for one in state.documents)
    return replace(state, documents=documents)


def _redated(state: CaseState, event: e.Redated) -> CaseState:
    return replace(state, told_due=event.due)


COURSES: Mapping[type[Event], Callable[[CaseState, Any], CaseState]] = {
    e.CorrectionAsked: _asked,
    e.Supplied: _supplied,
    e.HandedOver: _handed_over,
    e.TakenOver: _taken_over,
    e.AcceptanceRevoked: _acceptance_revoked,
    e.Terminated: _terminated,
    e.Paused: _paused,
    e.Resumed: _resumed,
    e.Extended: _extended,
    e.InterestedTold: _interested_told,
    e.ViewRecorded: _view_recorded,
    e.HearingTold: _hearing_told,
    e.HearingRequested: _hearing_requested,
    e.HearingWaived: _hearing_waived,
    e.HearingCalled: _hearing_called,
    e.HearingHeld: _hearing_held,
    e.Forwarded: _forwarded,
    e.CommitmentChecked: _commitment_checked,
    e.CreditRepaired: _credit_repaired,
    e.LicenceActed: _licence_acted,
    e.DeliveryChanged: _delivery_changed,
    e.Returned: _returned,
    e.NoticeGiven: _notice_given,
    e.DocumentIssued: _document_issued,
    e.DocumentsRendered: _documents_rendered,
    e.Redated: _redated,
}
