"""A command at a place where the procedure does not have it: the best reason that can be given."""

from __future__ import annotations

from onevisit.rules.cases import commands as c
from onevisit.rules.cases import refusals
from onevisit.rules.cases.phases import Phase
from onevisit.rules.cases.refused import Refused
from onevisit.rules.cases.state import CaseState
from onevisit.rules.cases.transitions import HOUSE, allowed

_DECIDED = frozenset({Phase.GRANTED, Phase.ISSUED, Phase.REFUSED, Phase.HANDED_OUT, Phase.CLOSED})


def refusal(state: CaseState, command: c.Command) -> Refused:
    """What to say: the article that forbids it where there is one, else what can be done instead."""
    if state.closed_on is not None:
        return refusals.AfterTheEnd(day=state.closed_on.isoformat(), command=command.label)
    if isinstance(command, c.AskCorrection) and state.correction is not None:
        return refusals.AlreadyAsked(day=state.correction.asked_on.isoformat())
    if isinstance(command, c.AskCorrection) and state.accepted_on is not None:
        return refusals.CorrectionAfterAcceptance(day=state.accepted_on.isoformat())
    if isinstance(command, (c.Grant, c.Refuse)) and state.phase in _DECIDED:
        return refusals.AlreadyDecided(day=(state.decided_on or state.submitted_on).isoformat())
    if isinstance(command, c.Extend) and state.decided_on is not None:
        return refusals.AlreadyDecided(day=state.decided_on.isoformat())
    possible = "、".join(one.label for one in allowed(state.phase) if one not in HOUSE) or "等待"
    return refusals.NotNow(phase=state.phase.label, command=command.label, allowed=possible)
