"""May this be done to this case now, and what has then happened? The heart of the house.

    decide(context, state, command) -> events            raises Refused

Nothing is read but the arguments; nothing is changed. Whether the *person* may do it is asked elsewhere (`access.py`).
The rules stand in `deciding/`, by part of the procedure; which command belongs to which phase in `transitions.py`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from onevisit.rules.cases import commands as c
from onevisit.rules.cases import events as e
from onevisit.rules.cases import refusals
from onevisit.rules.cases.context import Context
from onevisit.rules.cases.deciding import (
    afterwards,
    corrections,
    decisions,
    delivery,
    handling,
    hearings,
    intake,
    wrong_place,
)
from onevisit.rules.cases.state import CaseState
from onevisit.rules.cases.transitions import TRANSITIONS

Rule = Callable[[Context, CaseState, Any], tuple[e.Event, ...]]


def decide(context: Context, state: CaseState | None, command: c.Command) -> tuple[e.Event, ...]:
    """The events that follow from the command. Raises a `Refused` that says what, why and what to do."""
    if isinstance(command, c.Submit):
        if state is not None:
            raise refusals.NotNow(phase=state.phase.label, command=command.label, allowed="查看办件")
        return intake.submit(context, command)
    if state is None:
        raise refusals.NotNow(phase="不存在", command=command.label, allowed="提交申请")
    if not any(isinstance(command, row.command) and state.phase in row.since for row in TRANSITIONS):
        raise wrong_place.refusal(state, command)
    return RULES[type(command)](context, state, command)


RULES: Mapping[type[c.Command], Rule] = {
    c.Receive: intake.receive,
    c.AskCorrection: corrections.ask,
    c.Supply: corrections.supply,
    c.Accept: intake.accept,
    c.Decline: intake.decline,
    c.HandOver: intake.hand_over,
    c.TakeOver: intake.take_over,
    c.RevokeAcceptance: intake.revoke_acceptance,
    c.Terminate: decisions.terminate,
    c.Withdraw: decisions.withdraw,
    c.Review: handling.review,
    c.Pause: handling.pause,
    c.Resume: handling.resume,
    c.Extend: handling.extend,
    c.TellInterested: hearings.tell_interested,
    c.RecordView: hearings.record_view,
    c.TellHearing: hearings.tell,
    c.RequestHearing: hearings.request,
    c.WaiveHearing: hearings.waive,
    c.CallHearing: hearings.call,
    c.HoldHearing: hearings.hold,
    c.Grant: decisions.grant,
    c.Refuse: decisions.refuse,
    c.Issue: delivery.issue,
    c.Render: delivery.render,
    c.RenderDocuments: delivery.render_documents,
    c.HandOut: delivery.hand_out,
    c.ChangeDelivery: delivery.change,
    c.ReturnMail: delivery.return_mail,
    c.GiveNotice: delivery.give_notice,
    c.CheckCommitment: afterwards.check_commitment,
    c.RepairCredit: afterwards.repair_credit,
    c.ActOnLicence: afterwards.act_on_licence,
    c.Redate: afterwards.redate,
    c.Rate: afterwards.rate,
}
"""Every command but Submit, which begins a case, with its rule."""

if set(RULES) != {row.command for row in TRANSITIONS}:
    raise TypeError("a command of the table has no rule, or a rule no row")
