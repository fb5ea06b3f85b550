"""准予、不予许可 (行政许可法 Art. 38), and the ends without a decision."""

from __future__ import annotations

from onevisit.rules.calendar import chinese_date
from onevisit.rules.cases import commands as c
from onevisit.rules.cases import events as e
from onevisit.rules.cases import refusals
from onevisit.rules.cases.context import Context
from onevisit.rules.cases.deciding.common import known_grounds, need_words
from onevisit.rules.cases.deciding.hearings import check_before_decision
from onevisit.rules.cases.deciding.intake import BAR_FOR_FALSE_MATERIALS, overdue_deferrals
from onevisit.rules.cases.procedure import failed, pending
from onevisit.rules.cases.state import CaseState
from onevisit.rules.limits.walk import add_months
from onevisit.rules.matters.courses import Act
from onevisit.rules.matters.grounds import DEFERRED_MISSING, FALSE_MATERIALS, QUOTA_FULL


def grant(context: Context, state: CaseState, command: c.Grant) -> tuple[e.Event, ...]:
    """准予: everybody heard, nobody against, everything there, and a number left."""
    _ready(context, state)
    check_before_decision(context, state, granting=True)
    if state.deferred:
        raise refusals.DeferredOpen(missing=_names(context, tuple(state.deferred)))
    against = failed(context.matter, state)
    if against:
        raise refusals.ReviewFailed(stages="、".join(stage.name for stage in against))
    _still_in_force(context, state)
    _within_quota(context)
    need_words(command.opinion, command)
    return (e.Granted(context.today, command.opinion.ref),)


def refuse(context: Context, state: CaseState, command: c.Refuse) -> tuple[e.Event, ...]:
    """不予许可: a lawful ground, reasons, remedies; a lie bars for a year where it endangers (Art. 78)."""
    _ready(context, state)
    check_before_decision(context, state, granting=False)
    if not command.grounds:
        raise refusals.RefusalNeedsGround
    known_grounds(context.matter, command.grounds)
    if DEFERRED_MISSING in command.grounds and not overdue_deferrals(context, state):
        raise refusals.DeferralNotOverdue
    quota = context.matter.courses.quota
    if QUOTA_FULL in command.grounds and quota is not None:
        facts = context.facts.quota
        if facts is not None and facts.granted < quota.number:
            raise refusals.QuotaLeft(left=str(quota.number - facts.granted))
    need_words(command.reasons, command)
    if not command.remedies.strip():
        raise refusals.RefusalNeedsRemedies
    barred = None
    if FALSE_MATERIALS in command.grounds and context.matter.courses.bars:
        barred = add_months(context.today, BAR_FOR_FALSE_MATERIALS)
    return (e.Refused(context.today, command.grounds, command.reasons.ref, command.remedies, barred),)


def withdraw(context: Context, state: CaseState, command: c.Withdraw) -> tuple[e.Event, ...]:
    """撤回申请."""
    need_words(command.reason, command)
    return (e.Withdrawn(context.today, command.reason.ref),)


def terminate(context: Context, state: CaseState, command: c.Terminate) -> tuple[e.Event, ...]:
    """终止办理."""
    need_words(command.reason, command)
    return (e.Terminated(context.today, command.ground, command.reason.ref),)


def _ready(context: Context, state: CaseState) -> None:
    if state.running:
        running = "、".join(one.kind.label for one in state.running)
        raise refusals.ProcedureOpen(procedures=running)
    unheard = [stage for stage in pending(context.matter, state.answers) if stage.key not in state.opinions]
    if unheard:
        raise refusals.ReviewsOpen(open="、".join(stage.name for stage in unheard))


def _still_in_force(context: Context, state: CaseState) -> None:
    """A change keeps the end of what it changes; what has ended cannot be changed (Art. 70). A renewal can be late."""
    concerned = state.concerned
    if concerned is None or concerned.act is not Act.CHANGE or concerned.expires_on is None:
        return
    if concerned.expires_on < context.today:
        raise refusals.LicenceLapsed(until=chinese_date(concerned.expires_on))


def _within_quota(context: Context) -> None:
    """Art. 57: whoever was accepted first comes first, as long as there are numbers."""
    quota, facts = context.matter.courses.quota, context.facts.quota
    if quota is None or facts is None:
        return
    if facts.granted >= quota.number:
        raise refusals.QuotaUsedUp(number=str(quota.number), why=quota.basis.cite())
    if facts.granted + len(facts.earlier) >= quota.number:
        raise refusals.EarlierFirst(cases="、".join(facts.earlier[:5]))


def _names(context: Context, keys: tuple[str, ...]) -> str:
    found = (context.matter.requirement(key) for key in keys)
    return "、".join(one.name for one in found if one is not None)
