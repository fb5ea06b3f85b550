"""After the decision: commitments are checked, licences suspended, revoked, struck off; the applicant rates."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from onevisit.rules.cases import commands as c
from onevisit.rules.cases import events as e
from onevisit.rules.cases import refusals
from onevisit.rules.cases.clocks import day_told, due_days, in_time_until
from onevisit.rules.cases.context import Context
from onevisit.rules.cases.courses import (
    ACT_GROUNDS,
    FRAUD,
    LAWFUL,
    PLEDGE_BROKEN,
    CheckOutcome,
    LicenceAct,
)
from onevisit.rules.cases.deciding.common import need_words
from onevisit.rules.cases.facets import Pledged
from onevisit.rules.cases.phases import Outcome
from onevisit.rules.cases.state import CaseState
from onevisit.rules.limits.walk import add_months

BAR_FOR_FRAUD = 36
"""Months before one may apply again after a licence got by fraud (行政许可法 Art. 79)."""


def check_commitment(context: Context, state: CaseState, command: c.CheckCommitment) -> tuple[e.Event, ...]:
    """承诺核查: as promised; or to be mended by a day; or, after that, broken (浙江 Art. 14)."""
    pledged = state.pledged
    if pledged is None:
        raise refusals.NothingCommitted
    if state.outcome is not Outcome.GRANTED:
        raise refusals.NothingGranted
    if pledged.outcome in (CheckOutcome.KEPT, CheckOutcome.BROKEN):
        raise refusals.AlreadyChecked(outcome=pledged.outcome.label)
    need_words(command.words, command)
    for key in command.items:
        if key not in pledged.requirements:
            known = context.matter.requirement(key)
            raise refusals.NotAskedFor(material=known.name if known else key)
    said = e.CommitmentChecked(context.today, command.outcome, command.words.ref)
    match command.outcome:
        case CheckOutcome.FAULTY:
            return (replace(said, items=command.items, until=_mend_by(context, pledged, command)),)
        case CheckOutcome.BROKEN:
            _had_his_time(context, pledged)
            return (replace(said, items=pledged.items),)
    return (said,)


def _mend_by(context: Context, pledged: Pledged, command: c.CheckCommitment) -> date:
    """By when it is to be mended; there is one chance."""
    if pledged.outcome is CheckOutcome.FAULTY:
        raise refusals.RectifiedOnce
    if not command.items:
        raise refusals.SayWhichCommitment
    return day_told(context.matter.courses.pledge.rectify, context.today, context.calendar)


def _had_his_time(context: Context, pledged: Pledged) -> None:
    """Nobody's commitment is broken before he could mend it: the day is over, or he has sent everything."""
    if pledged.outcome is not CheckOutcome.FAULTY:
        raise refusals.RectifyFirst
    last = in_time_until(pledged.mend_by, context.calendar) if pledged.mend_by else None
    complete = set(pledged.items) <= set(pledged.mended)
    if last is not None and context.today <= last and not complete:
        raise refusals.StillTimeToMend(until=last.isoformat())


def repair_credit(context: Context, state: CaseState, command: c.RepairCredit) -> tuple[e.Event, ...]:
    """信用修复."""
    pledged = state.pledged
    if pledged is None or pledged.outcome is not CheckOutcome.BROKEN or pledged.repaired_on is not None:
        raise refusals.NothingToRepair
    need_words(command.words, command)
    return (e.CreditRepaired(context.today, command.words.ref),)


def act_on_licence(context: Context, state: CaseState, command: c.ActOnLicence) -> tuple[e.Event, ...]:
    """暂扣、恢复、撤销、撤回、注销, on a lawful ground and after the holder was heard (Art. 7, 8, 69, 70)."""
    if not state.results or state.standing is None:
        raise refusals.NothingGranted
    if command.act not in LAWFUL[state.standing]:
        possible = "、".join(act.label for act in LAWFUL[state.standing]) or "无"
        raise refusals.ActNotPossible(act=command.act.label, standing=state.standing.label, possible=possible)
    grounds = {ground.key for ground in ACT_GROUNDS[command.act]}
    if command.ground not in grounds:
        raise refusals.ActNeedsGround(act=command.act.label)
    if command.ground == PLEDGE_BROKEN and (
        state.pledged is None or state.pledged.outcome is not CheckOutcome.BROKEN
    ):
        raise refusals.RectifyFirst
    need_words(command.reasons, command)
    adverse = command.act in (LicenceAct.SUSPEND, LicenceAct.REVOKE, LicenceAct.RECALL)
    if adverse and not command.heard:
        raise refusals.HolderNotHeard(act=command.act.label)
    if command.act is LicenceAct.REVOKE and not command.harmless:
        raise refusals.HarmsPublicInterest
    if command.act is LicenceAct.SUSPEND and (command.until is None or command.until <= context.today):
        raise refusals.SuspensionNeedsEnd
    barred = None
    if command.act is LicenceAct.REVOKE and command.ground == FRAUD and context.matter.courses.bars:
        barred = add_months(context.today, BAR_FOR_FRAUD)
    until = command.until if command.act is LicenceAct.SUSPEND else None
    return (e.LicenceActed(context.today, command.act, command.ground, command.reasons.ref, until, barred),)


def redate(context: Context, state: CaseState, command: c.Redate) -> tuple[e.Event, ...]:
    """日历变动: a promise that was told moves with the calendar. Nothing happens where it does not move.

    While the clock stands still no day is final: the one after it is told when it goes on.
    """
    if state.running or (state.hearing is not None and state.hearing.is_open):
        return ()
    due, _ = due_days(context.matter, state, context.calendar, context.today)
    if due is None or state.told_due is None or due == state.told_due:
        return ()
    return (e.Redated(context.today, state.told_due, due, command.edition),)


def rate(context: Context, state: CaseState, command: c.Rate) -> tuple[e.Event, ...]:
    """评价, once; a bad one with a word."""
    if state.rating is not None:
        raise refusals.AlreadyRated
    words = str(command.comment.data.get("text", "")).strip() if command.comment else ""
    if command.level.is_bad and not words and not command.options:
        raise refusals.BadRatingNeedsWords(level=command.level.label)
    comment = command.comment.ref if command.comment else ""
    return (e.Rated(context.today, command.level, command.via, command.options, comment, command.about),)
