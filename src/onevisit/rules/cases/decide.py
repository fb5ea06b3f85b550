"""May this be done to this case now, and what has then happened? The heart of the house.

    decide(context, state, command) -> events            raises Refused

Nothing is read but the arguments; nothing is changed. Whether the *person* may do it is asked elsewhere (`access.py`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from onevisit.rules.calendar import Calendar
from onevisit.rules.cases import application, refusals
from onevisit.rules.cases import commands as c
from onevisit.rules.cases import events as e
from onevisit.rules.cases.phases import DeclineKind, Phase, ReviewOutcome
from onevisit.rules.cases.procedure import failed, open_stages, pending, waiting_for
from onevisit.rules.cases.state import CaseState
from onevisit.rules.cases.transitions import TRANSITIONS, allowed
from onevisit.rules.matters.definition import Matter
from onevisit.rules.matters.vocabulary import Channel, Delivery, Way

TOWN = "town"


@dataclass(frozen=True)
class Context:
    """What a decision rests on besides the case: the matter in its version, the working days, and the day it is."""

    matter: Matter
    version: int
    calendar: Calendar
    today: date


def decide(context: Context, state: CaseState | None, command: c.Command) -> tuple[e.Event, ...]:
    """The events that follow from the command. Raises a `Refused` that says what, why and what to do."""
    if isinstance(command, c.Submit):
        if state is not None:
            raise refusals.NotNow(phase=state.phase.label, command=command.label, allowed="查看办件")
        return _submit(context, command)
    if state is None:
        raise refusals.NotNow(phase="不存在", command=command.label, allowed="提交申请")
    _in_order(state, command)
    return _RULES[type(command)](context, state, command)


def _in_order(state: CaseState, command: c.Command) -> None:
    if state.closed_on is not None:
        raise refusals.AfterTheEnd(day=state.closed_on.isoformat(), command=command.label)
    for row in TRANSITIONS:
        if isinstance(command, row.command) and state.phase in row.since:
            return
    possible = "、".join(one.label for one in allowed(state.phase)) or "等待"
    raise refusals.NotNow(phase=state.phase.label, command=command.label, allowed=possible)


def _receive(context: Context, state: CaseState, command: c.Receive) -> tuple[e.Event, ...]:
    return (e.Received(context.today, command.hall, command.window, command.sighted),)


def _withdraw(context: Context, state: CaseState, command: c.Withdraw) -> tuple[e.Event, ...]:
    _words(command.reason.data, command)
    return (e.Withdrawn(context.today, command.reason.ref),)


def _submit(context: Context, command: c.Submit) -> tuple[e.Event, ...]:
    matter = context.matter
    if command.channel not in matter.channels:
        offered = "、".join(_CHANNELS[channel] for channel in matter.channels)
        raise refusals.ChannelNotOffered(matter=matter.name, channels=offered)
    _needs_town(matter, command)
    offered_ways = [way for result in matter.results for way in result.delivery]
    if command.delivery not in offered_ways:
        raise refusals.DeliveryNotOffered(
            way=command.delivery.label, offered="、".join(dict.fromkeys(way.label for way in offered_ways))
        )
    if command.delivery is Delivery.WINDOW and not command.hall:
        raise refusals.HallNeeded
    form = command.application.data.get("form")
    values = {str(k): str(v) for k, v in form.items()} if isinstance(form, Mapping) else {}
    needed = {one.key for one in application.requirements_for(matter, command.answers)}
    for one in command.shown:
        if one.requirement not in needed:
            known = matter.requirement(one.requirement)
            raise refusals.UnknownMaterial(material=known.name if known else one.requirement)
    faults = (
        *application.check_answers(matter, command.answers),
        *application.check_form(matter, command.answers, values, context.today),
        *application.check_shown(matter, command.answers, command.shown),
    )
    if faults:
        raise refusals.ApplicationIncomplete(missing="；".join(fault.message for fault in faults))
    return (
        e.Submitted(
            context.today,
            matter.key,
            context.version,
            command.channel,
            command.application.ref,
            {
                one.key: command.answers[one.key]
                for one in application.situations_for(matter, command.answers)
            },
            command.shown,
            command.delivery,
            command.town,
            command.hall,
        ),
    )


def _needs_town(matter: Matter, command: c.Submit) -> None:
    if (matter.organ == TOWN or any(stage.organ == TOWN for stage in matter.stages)) and not command.town:
        raise refusals.TownNeeded(matter=matter.name)


def _accept(context: Context, state: CaseState, command: c.Accept) -> tuple[e.Event, ...]:
    missing = [
        one.name
        for one in application.requirements_for(context.matter, state.answers)
        if one.required and _unseen(state, one.key)
    ]
    if missing:
        raise refusals.MaterialsMissing(missing="、".join(missing))
    return (e.Accepted(context.today),)


def _unseen(state: CaseState, requirement: str) -> bool:
    shown = state.shows(requirement)
    return shown is None or (shown.way is Way.ORIGINAL and requirement not in state.sighted)


def _decline(context: Context, state: CaseState, command: c.Decline) -> tuple[e.Event, ...]:
    _words(command.reason.data, command, refusals.DeclineNeedsReason())
    if command.kind is DeclineKind.NOT_OURS and not command.right_organ:
        raise refusals.DeclineNeedsOrgan
    if command.kind is DeclineKind.NOT_COMPLETE and not command.missing:
        raise refusals.DeclineNeedsMissing
    known = {one.key for one in application.requirements_for(context.matter, state.answers)}
    for key in command.missing:
        if key not in known:
            raise refusals.UnknownMaterial(material=key)
    return (
        e.Declined(context.today, command.kind, command.reason.ref, command.right_organ, command.missing),
    )


def _review(context: Context, state: CaseState, command: c.Review) -> tuple[e.Event, ...]:
    reviewable = {stage.key: stage for stage in pending(context.matter, state.answers)}
    stage = reviewable.get(command.stage)
    if stage is None:
        raise refusals.NoSuchStage(matter=context.matter.name, stage=command.stage)
    given = state.opinions.get(command.stage)
    if given is not None:
        raise refusals.AlreadyReviewed(stage=stage.name, day=given.on.isoformat())
    if stage not in open_stages(context.matter, state):
        waiting = "、".join(one.name for one in waiting_for(context.matter, state, stage))
        raise refusals.StageNotOpen(stage=stage.name, waiting=waiting)
    _words(command.opinion.data, command)
    _known_grounds(context.matter, command.grounds)
    if command.outcome is ReviewOutcome.FAIL and not command.grounds:
        raise refusals.FailNeedsGround
    return (
        e.Reviewed(
            context.today,
            command.stage,
            command.outcome,
            command.opinion.ref,
            command.checked,
            command.grounds,
        ),
    )


def _all_heard(context: Context, state: CaseState) -> None:
    unheard = [stage for stage in pending(context.matter, state.answers) if stage.key not in state.opinions]
    if unheard:
        raise refusals.ReviewsOpen(open="、".join(stage.name for stage in unheard))


def _grant(context: Context, state: CaseState, command: c.Grant) -> tuple[e.Event, ...]:
    _all_heard(context, state)
    against = failed(context.matter, state)
    if against:
        raise refusals.ReviewFailed(stages="、".join(stage.name for stage in against))
    _words(command.opinion.data, command)
    return (e.Granted(context.today, command.opinion.ref),)


def _refuse(context: Context, state: CaseState, command: c.Refuse) -> tuple[e.Event, ...]:
    _all_heard(context, state)
    if not command.grounds:
        raise refusals.RefusalNeedsGround
    _known_grounds(context.matter, command.grounds)
    _words(command.reasons.data, command)
    if not command.remedies.strip():
        raise refusals.RefusalNeedsRemedies
    return (e.Refused(context.today, command.grounds, command.reasons.ref, command.remedies),)


def _issue(context: Context, state: CaseState, command: c.Issue) -> tuple[e.Event, ...]:
    expected = [result.key for result in context.matter.results]
    if [one.result for one in command.results] != expected:
        raise refusals.ResultsIncomplete(results="、".join(expected))
    return (e.Issued(context.today, command.results),)


def _render(context: Context, state: CaseState, command: c.Render) -> tuple[e.Event, ...]:
    if command.result not in [one.result for one in state.results]:
        raise refusals.NoSuchResult(result=command.result)
    if command.result in state.rendered:
        raise refusals.AlreadyRendered(result=command.result)
    return (e.Rendered(context.today, command.result, command.file),)


def _hand_out(context: Context, state: CaseState, command: c.HandOut) -> tuple[e.Event, ...]:
    if any(one.result not in state.rendered for one in state.results):
        raise refusals.NotRenderedYet
    if command.way is not Delivery.ELECTRONIC and command.proof is None:
        raise refusals.ProofNeeded(way=command.way.label)
    if command.way is Delivery.WINDOW and not command.hall:
        raise refusals.HallNeeded
    offered = [way for result in context.matter.results for way in result.delivery]
    # A refusal is a paper of its own: it may always be handed over at a window or sent.
    if state.phase is Phase.ISSUED and command.way not in offered:
        raise refusals.DeliveryNotOffered(
            way=command.way.label, offered="、".join(way.label for way in offered)
        )
    proof = command.proof.ref if command.proof else ""
    return (e.HandedOut(context.today, command.way, command.hall, command.window, proof),)


def _rate(context: Context, state: CaseState, command: c.Rate) -> tuple[e.Event, ...]:
    if state.rating is not None:
        raise refusals.AlreadyRated
    words = str(command.comment.data.get("text", "")).strip() if command.comment else ""
    if command.level.is_bad and not words and not command.options:
        raise refusals.BadRatingNeedsWords(level=command.level.label)
    comment = command.comment.ref if command.comment else ""
    return (e.Rated(context.today, command.level, command.via, command.options, comment, command.about),)


def _known_grounds(matter: Matter, grounds: Iterable[str]) -> None:
    known = {ground.key for ground in matter.refusals}
    for ground in grounds:
        if ground not in known:
            raise refusals.UnknownGround(ground=ground)


def _words(data: Mapping[str, object], command: c.Command, refusal: refusals.Refused | None = None) -> None:
    if not str(data.get("text", "")).strip():
        raise refusal or refusals.OpinionNeeded(command=command.label)


_CHANNELS = {
    Channel.ONLINE: "网上申请",
    Channel.WINDOW: "到窗口申请",
    Channel.POST: "邮寄申请",
    Channel.VILLAGE: "在村（社区）便民服务点申请",
}

_RULES: Mapping[type[c.Command], Callable[[Context, CaseState, Any], tuple[e.Event, ...]]] = {
    c.Receive: _receive,
    c.Accept: _accept,
    c.Decline: _decline,
    c.Review: _review,
    c.Grant: _grant,
    c.Refuse: _refuse,
    c.Issue: _issue,
    c.Render: _render,
    c.HandOut: _hand_out,
    c.Withdraw: _withdraw,
    c.Rate: _rate,
}

if set(_RULES) != {row.command for row in TRANSITIONS}:
    raise TypeError("a command of the table has no rule, or a rule no row")
