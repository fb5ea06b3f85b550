"""What the organs do between acceptance and decision: opinions, special procedures, the extension."""

from __future__ import annotations

from onevisit.rules.cases import commands as c
from onevisit.rules.cases import events as e
from onevisit.rules.cases import refusals
from onevisit.rules.cases.clocks import ClockKind, clocks, day_told, special_limit
from onevisit.rules.cases.context import Context
from onevisit.rules.cases.deciding.common import known_grounds, need_words, with_due
from onevisit.rules.cases.facets import Procedure
from onevisit.rules.cases.phases import ReviewOutcome
from onevisit.rules.cases.procedure import decider, open_stages, pending, waiting_for
from onevisit.rules.cases.state import CaseState, Opinion
from onevisit.rules.matters.courses import SpecialKind
from onevisit.rules.matters.vocabulary import StageKind

OFFICERS = 2
"""How many officers look at the facts (行政许可法 Art. 34 (3))."""


def review(context: Context, state: CaseState, command: c.Review) -> tuple[e.Event, ...]:
    """审查 (Art. 34). The lower level's opinion goes on to the organ that decides (Art. 35)."""
    reviewable = {stage.key: stage for stage in pending(context.matter, state.answers)}
    stage = reviewable.get(command.stage)
    if stage is None:
        raise refusals.NoSuchStage(matter=context.matter.name, stage=command.stage)
    given = state.opinions.get(command.stage)
    revised = given is not None and _settled(given, command)
    if given is not None and not revised:
        raise refusals.AlreadyReviewed(stage=stage.name, day=given.on.isoformat())
    if not revised and stage not in open_stages(context.matter, state):
        waiting = "、".join(one.name for one in waiting_for(context.matter, state, stage))
        raise refusals.StageNotOpen(stage=stage.name, waiting=waiting)
    if state.hearing is not None and context.by and state.hearing.presider == context.by:
        raise refusals.PresiderReviews
    need_words(command.opinion, command)
    known_grounds(context.matter, command.grounds)
    if command.outcome is ReviewOutcome.FAIL and not command.grounds:
        raise refusals.FailNeedsGround
    officers = tuple(dict.fromkeys(name.strip() for name in command.officers if name.strip()))
    if stage.kind is StageKind.SURVEY and len(officers) < OFFICERS and not revised:
        raise refusals.TwoOfficers(stage=stage.name)
    reviewed = e.Reviewed(
        context.today,
        command.stage,
        command.outcome,
        command.opinion.ref,
        command.checked,
        command.grounds,
        officers,
        context.by,
    )
    if stage.kind is StageKind.FIRST_REVIEW and not revised:
        return (reviewed, e.Forwarded(context.today, stage.key, decider(context.matter, state)))
    return (reviewed,)


def _settled(given: Opinion, command: c.Review) -> bool:
    """Whether an arbiter found the negative opinion wrong, and the organ gives it as he decided. The first one stays in
    the log beside it; nobody has to look on the spot again for that.
    """
    against, agreed = given.outcome is ReviewOutcome.FAIL, command.outcome is ReviewOutcome.PASS
    return bool(command.settled_by) and against and agreed


def pause(context: Context, state: CaseState, command: c.Pause) -> tuple[e.Event, ...]:
    """启动特别程序: one that the law demands here, with its time, in a stage that is open (Art. 45)."""
    if command.kind is SpecialKind.HEARING:
        raise refusals.HearingHasItsOwnWay
    rule = context.matter.courses.special_of(command.kind)
    if rule is None:
        possible = "、".join(one.kind.label for one in context.matter.courses.special) or "没有"
        raise refusals.ProcedureWithoutBasis(
            procedure=command.kind.label, matter=context.matter.name, possible=possible
        )
    if any(one.kind is command.kind for one in state.running):
        raise refusals.AlreadyPaused(procedure=command.kind.label)
    stages = {stage.key: stage for stage in (*open_stages(context.matter, state),)}
    deciding = next(one for one in context.matter.stages if one.kind is StageKind.DECIDE)
    if command.stage != deciding.key and command.stage not in stages:
        raise refusals.NotInThisStage(procedure=command.kind.label)
    need_words(command.reason, command, refusals.PauseNeedsReason(procedure=command.kind.label))
    if command.days < 1:
        raise refusals.PauseNeedsDays(procedure=command.kind.label)
    if command.days > rule.days:
        raise refusals.PauseTooLong(procedure=command.kind.label, most=str(rule.days), why=rule.basis.cite())
    procedure = Procedure(command.kind, command.stage, context.today, command.days, context.today, "")
    until = day_told(special_limit(procedure), context.today, context.calendar)
    return (e.Paused(context.today, command.kind, command.stage, command.days, until, command.reason.ref),)


def resume(context: Context, state: CaseState, command: c.Resume) -> tuple[e.Event, ...]:
    """结束特别程序, with its result; the clock goes on."""
    if not any(one.kind is command.kind for one in state.running):
        raise refusals.NotPaused(procedure=command.kind.label)
    need_words(command.result, command)
    resumed = e.Resumed(context.today, command.kind, command.result.ref, context.today)
    return (with_due(context, state, resumed),)


def extend(context: Context, state: CaseState, command: c.Extend) -> tuple[e.Event, ...]:
    """延长期限: once, not longer than the law says, before the limit is over, with reasons (Art. 42)."""
    rule = context.matter.prolongation
    if rule is None:
        raise refusals.NotProlongable(matter=context.matter.name)
    if state.prolonged is not None:
        raise refusals.AlreadyProlonged(day=state.prolonged.on.isoformat())
    unit = context.matter.limits.statutory.unit
    if not 1 <= command.length <= rule.length:
        raise refusals.ProlongedTooLong(most=unit.say(rule.length), why=rule.basis.cite())
    # Read as it runs: while a procedure takes longer than was announced, the limit still stands still.
    for clock in clocks(context.matter, state, context.calendar, context.today):
        if clock.kind is ClockKind.STATUTORY and clock.reading.overdue:
            raise refusals.ProlongedTooLate(day=clock.reading.due.isoformat())
    need_words(command.reason, command, refusals.ProlongationNeedsReason())
    extended = e.Extended(
        context.today, command.length, rule.by, command.reason.ref, context.today, context.today
    )
    return (with_due(context, state, extended),)
