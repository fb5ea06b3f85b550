"""What if? “If you supply it by Friday, the decision is due on …”: the rules, played on with a supposed day."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from onevisit.rules.cases import events as e
from onevisit.rules.cases.clocks import ACCEPTANCE, day_told, due_days
from onevisit.rules.cases.context import Context
from onevisit.rules.cases.courses import FORM
from onevisit.rules.cases.deciding.intake import accepted
from onevisit.rules.cases.evolve import evolve
from onevisit.rules.cases.phases import Phase
from onevisit.rules.cases.state import CaseState
from onevisit.rules.matters.vocabulary import Channel


@dataclass(frozen=True)
class Prospect:
    """If it happens `on` that day: accepted at the latest on `accepted_by`, decided by `decided_by` as promised."""

    on: date
    accepted_by: date | None
    decided_by: date
    statutory_by: date


def if_supplied(context: Context, state: CaseState, on: date) -> Prospect | None:
    """If everything that was asked for comes on that day. None where nothing is waited for that moves a clock."""
    if state.phase is not Phase.CORRECTING or state.correction is None:
        return None
    about = [item.about for item in state.correction.open]
    supplied = e.Supplied(
        on,
        (),
        Channel.ONLINE,
        sighted=tuple(key for key in about if not key.startswith(FORM)),
        fields=tuple(key.removeprefix(FORM) for key in about if key.startswith(FORM)),
    )
    answered = evolve(state, supplied)
    accept_by = day_told(ACCEPTANCE, answered.complete_on, context.calendar)
    later = replace(context, today=on)
    return _prospect(later, answered, on, accept_by)


def if_accepted(context: Context, state: CaseState, on: date) -> Prospect | None:
    """If it is accepted on that day."""
    if state.phase not in (Phase.SUBMITTED, Phase.RECEIVED):
        return None
    return _prospect(replace(context, today=on), state, on, None)


def if_resumed(context: Context, state: CaseState, on: date) -> Prospect | None:
    """If every special procedure that is going on, and the hearing, end on that day."""
    hearing = state.hearing
    if not state.running and not (hearing and hearing.is_open):
        return None
    later = replace(context, today=on)
    after: CaseState = state
    for one in state.running:
        after = evolve(after, e.Resumed(on, one.kind, "", on))
    if hearing is not None and hearing.is_open:
        after = evolve(after, e.HearingHeld(on, "", on))
    due, statutory = due_days(later.matter, after, later.calendar, on)
    return Prospect(on, None, due, statutory) if due and statutory else None


def _prospect(context: Context, state: CaseState, on: date, accept_by: date | None) -> Prospect | None:
    """Accepted on the same day at best: that is the day that can be told."""
    after = evolve(state, accepted(context, state, by_silence=False))
    due, statutory = due_days(context.matter, after, context.calendar, on)
    return Prospect(on, accept_by, due, statutory) if due and statutory else None
