"""From the application to its acceptance: who may apply for what, what must be there, and where it goes otherwise."""

from __future__ import annotations

from collections.abc import Mapping

from onevisit.rules.cases import application, refusals
from onevisit.rules.cases import commands as c
from onevisit.rules.cases import events as e
from onevisit.rules.cases.clocks import ACCEPTANCE, day_told, deferral_limit, in_time_until
from onevisit.rules.cases.context import BarKind, Context
from onevisit.rules.cases.courses import Concerned
from onevisit.rules.cases.deciding.common import is_unseen, need_words, unmet, with_due
from onevisit.rules.cases.phases import DeclineKind
from onevisit.rules.cases.renewals import is_in_time
from onevisit.rules.cases.state import CaseState
from onevisit.rules.limits.walk import add_months
from onevisit.rules.matters.courses import Act, DeferralEnd
from onevisit.rules.matters.definition import Matter
from onevisit.rules.matters.vocabulary import Channel, Delivery

TOWN = "town"
BAR_FOR_FALSE_MATERIALS = 12
"""Months before one may apply again after false materials (行政许可法 Art. 78)."""


def submit(context: Context, command: c.Submit) -> tuple[e.Event, ...]:
    """提交. On line the form asks for everything at once; elsewhere something may be missing (Art. 32)."""
    matter = context.matter
    if command.channel not in matter.channels:
        offered = "、".join(_CHANNELS[channel] for channel in matter.channels)
        raise refusals.ChannelNotOffered(matter=matter.name, channels=offered)
    if (matter.organ == TOWN or any(stage.organ == TOWN for stage in matter.stages)) and not command.town:
        raise refusals.TownNeeded(matter=matter.name)
    _delivery(matter, command)
    _not_barred(context, command)
    _promises(matter, command)
    concerned = _concerned(context, command)
    form = command.application.data.get("form")
    values = {str(k): str(v) for k, v in form.items()} if isinstance(form, Mapping) else {}
    needed = {one.key for one in application.requirements_for(matter, command.answers)}
    for one in command.shown:
        if one.requirement not in needed:
            known = matter.requirement(one.requirement)
            raise refusals.UnknownMaterial(material=known.name if known else one.requirement)
    excused = (*command.later, *command.committed)
    faults = (
        *application.check_answers(matter, command.answers),
        *application.check_form(matter, command.answers, values, context.today),
        *application.check_shown(
            matter,
            command.answers,
            command.shown,
            excused=excused,
            complete=command.channel is Channel.ONLINE,
        ),
    )
    if faults:
        raise refusals.ApplicationIncomplete(missing="；".join(fault.message for fault in faults))
    asked = application.situations_for(matter, command.answers)
    return (
        e.Submitted(
            context.today,
            matter.key,
            context.version,
            command.channel,
            command.application.ref,
            {one.key: command.answers[one.key] for one in asked},
            command.shown,
            command.delivery,
            command.town,
            command.hall,
            command.later,
            command.committed,
            command.pledge.ref if command.pledge else "",
            concerned,
        ),
    )


def _delivery(matter: Matter, command: c.Submit) -> None:
    offered = [way for result in matter.results for way in result.delivery]
    if command.delivery not in offered:
        raise refusals.DeliveryNotOffered(
            way=command.delivery.label, offered="、".join(dict.fromkeys(way.label for way in offered))
        )
    if command.delivery is Delivery.WINDOW and not command.hall:
        raise refusals.HallNeeded


def _not_barred(context: Context, command: c.Submit) -> None:
    for bar in context.facts.bars:
        if not bar.holds(context.today):
            continue
        if bar.kind is BarKind.APPLY and bar.matter == context.matter.key:
            until = bar.until.isoformat() if bar.until else "另行通知"
            raise refusals.Barred(
                matter=context.matter.name, case=bar.case, until=until, why=bar.basis.cite()
            )
        if bar.kind is BarKind.COMMIT and command.committed:
            raise refusals.CommitmentBarred(case=bar.case)


def _promises(matter: Matter, command: c.Submit) -> None:
    for key in (*command.later, *command.committed):
        one = matter.requirement(key)
        if one is None or not one.when.holds(command.answers):
            raise refusals.UnknownMaterial(material=one.name if one else key)
        if key in command.later and one.defer is None:
            raise refusals.NotDeferrable(material=one.name)
        if key in command.committed and not one.commitment:
            raise refusals.NotCommittable(material=one.name)
    if command.committed and matter.courses.risks and matter.courses.pledge.statutory is None:
        risks = "、".join(risk.label for risk in matter.courses.risks)
        raise refusals.CommitmentExcluded(matter=matter.name, risks=risks)
    if (command.later or command.committed) and not _signed(command):
        raise refusals.PledgeNeeded


def _signed(command: c.Submit | c.Supply) -> bool:
    return command.pledge is not None and bool(str(command.pledge.data.get("signed_by", "")).strip())


def _concerned(context: Context, command: c.Submit) -> Concerned | None:
    """The licence that is to be changed or renewed: the applicant's own, of the right type, in force."""
    rule, facts = context.matter.courses.concerns, context.facts.licence
    if rule is None:
        return None
    if not command.licence:
        raise refusals.LicenceNeeded(matter=context.matter.name)
    if facts is None or facts.type != rule.licence:
        raise refusals.LicenceUnknown
    if not facts.in_force or (facts.valid_to is not None and context.today > facts.valid_to):
        raise refusals.LicenceNotInForce(act=rule.act.label)
    in_time = True
    if facts.valid_to is not None and rule.act is Act.RENEWAL:
        in_time = is_in_time(rule, facts.valid_to, context.today, context.calendar)
    return Concerned(facts.identifier, rule.act, facts.valid_to, in_time)


def receive(context: Context, state: CaseState, command: c.Receive) -> tuple[e.Event, ...]:
    """收件."""
    return (e.Received(context.today, command.hall, command.window, command.sighted),)


def accept(context: Context, state: CaseState, command: c.Accept) -> tuple[e.Event, ...]:
    """受理: complete, or complete but for what may come later (浙江 Art. 11)."""
    missing = unmet(context.matter, state)
    if missing:
        raise refusals.MaterialsMissing(missing="、".join(one.name for one in missing))
    return (accepted(context, state, by_silence=False),)


def accepted(context: Context, state: CaseState, *, by_silence: bool) -> e.Event:
    """The acceptance with everything that is deferred in it, and the day that the applicant is told."""
    on = state.complete_on if by_silence else context.today
    begin = day_told(ACCEPTANCE, on, context.calendar) if by_silence else on
    deferred = {}
    for key in state.later:
        limit = deferral_limit(context.matter, key)
        if limit is not None and is_unseen(state, key):
            deferred[key] = day_told(limit, begin, context.calendar)
    return with_due(context, state, e.Accepted(on, by_silence, deferred))


def decline(context: Context, state: CaseState, command: c.Decline) -> tuple[e.Event, ...]:
    """不予受理. What was not asked for in the one notice cannot be missing now (Art. 32 (4), (5))."""
    need_words(command.reason, command, refusals.DeclineNeedsReason())
    if command.kind is DeclineKind.NOT_OURS and not command.right_organ:
        raise refusals.DeclineNeedsOrgan
    if command.kind is DeclineKind.NOT_COMPLETE:
        _not_mended(context, state, command)
    if command.hand_over and command.kind is not DeclineKind.NOT_OURS:
        raise refusals.NothingToHandOver
    barred = None
    if command.kind is DeclineKind.FALSE and context.matter.courses.bars:
        barred = add_months(context.today, BAR_FOR_FALSE_MATERIALS)
    declined = e.Declined(
        context.today, command.kind, command.reason.ref, command.right_organ, command.missing, barred
    )
    return (declined, e.HandedOver(context.today, command.right_organ)) if command.hand_over else (declined,)


def _not_mended(context: Context, state: CaseState, command: c.Decline) -> None:
    if state.correction is None:
        raise refusals.DeclineWithoutNotice
    if not command.missing:
        raise refusals.DeclineNeedsMissing
    asked = {item.about for item in state.correction.items}
    for key in command.missing:
        if key not in asked:
            known = context.matter.requirement(key)
            raise refusals.NotAskedFor(material=known.name if known else key)


def hand_over(context: Context, state: CaseState, command: c.HandOver) -> tuple[e.Event, ...]:
    """移送, when the applicant wants it."""
    if state.decline is not DeclineKind.NOT_OURS or not state.right_organ:
        raise refusals.NothingToHandOver
    if state.handed_over_on is not None:
        raise refusals.AlreadyHandedOver(day=state.handed_over_on.isoformat())
    return (e.HandedOver(context.today, state.right_organ),)


def take_over(context: Context, state: CaseState, command: c.TakeOver) -> tuple[e.Event, ...]:
    """接收移送."""
    if state.handed_over_on is None or state.taken_over_on is not None:
        raise refusals.NothingToTakeOver
    need_words(command.words, command)
    return (e.TakenOver(context.today, command.words.ref),)


def revoke_acceptance(context: Context, state: CaseState, command: c.RevokeAcceptance) -> tuple[e.Event, ...]:
    """撤销受理, where the matter's rule says so and the day has passed."""
    if not state.deferred:
        raise refusals.NothingDeferred
    if context.matter.courses.deferral_ends is not DeferralEnd.REVOKED:
        raise refusals.NotRevokedButOtherwise(otherwise=context.matter.courses.deferral_ends.label)
    late = overdue_deferrals(context, state)
    if not late:
        last = max(state.deferred.values())
        raise refusals.DeferralStillOpen(until=last.isoformat())
    need_words(command.reason, command)
    return (e.AcceptanceRevoked(context.today, late, command.reason.ref),)


def overdue_deferrals(context: Context, state: CaseState) -> tuple[str, ...]:
    """What was deferred, did not come, and is late."""
    return tuple(
        key for key, until in state.deferred.items() if context.today > in_time_until(until, context.calendar)
    )


_CHANNELS = {
    Channel.ONLINE: "网上申请",
    Channel.WINDOW: "到窗口申请",
    Channel.POST: "邮寄申请",
    Channel.VILLAGE: "在村（社区）便民服务点申请",
}
