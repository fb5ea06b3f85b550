"""A well-formed example of each command for a case as it stands, to ask the rules whether such a step is open now.

So the page that offers a step and the rule that decides about it cannot disagree: it is the same rule.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date

from onevisit.rules.cases import application
from onevisit.rules.cases import commands as c
from onevisit.rules.cases.contents import Contents, text
from onevisit.rules.cases.context import Context
from onevisit.rules.cases.courses import (
    ACT_GROUNDS,
    LAWFUL,
    Asked,
    CheckOutcome,
    Fault,
    LicenceAct,
    TerminationGround,
)
from onevisit.rules.cases.deciding.hearings import earliest_hearing
from onevisit.rules.cases.phases import DeclineKind, RatingLevel, ReviewOutcome
from onevisit.rules.cases.procedure import decide_stage, open_stages
from onevisit.rules.cases.state import CaseState
from onevisit.rules.matters.courses import SpecialKind
from onevisit.rules.matters.grounds import DEFERRED_MISSING, QUOTA_FULL, grounds_of
from onevisit.rules.matters.vocabulary import Channel, Delivery, Way

WORDS = text("例", "0" * 32)
SIGNED = Contents("pledge", {"text": "例", "signed_by": "例"}, "0" * 32)

Probe = Callable[[Context, CaseState], c.Command | None]


def probe(command: type[c.Command], context: Context, state: CaseState) -> c.Command | None:
    """An example of the command, or None where none can be made: there is nothing that it could be about."""
    make = _PROBES.get(command)
    return make(context, state) if make else None


def probes(command: type[c.Command], context: Context, state: CaseState) -> tuple[c.Command, ...]:
    """Examples of everything that the command could be about: whoever may give one of them, the step is his too."""
    first = probe(command, context, state)
    if first is None:
        return ()
    match first:
        case c.Review():
            stages = open_stages(context.matter, state)
            return tuple(c.Review(one.key, first.outcome, WORDS, officers=first.officers) for one in stages)
        case c.Pause() if first.stage:
            keys = [one.key for one in open_stages(context.matter, state)]
            keys.append(decide_stage(context.matter).key)
            return tuple(c.Pause(first.kind, key, 1, WORDS) for key in dict.fromkeys(keys))
        case c.Resume():
            return tuple(c.Resume(one.kind, WORDS) for one in state.running)
        case c.ActOnLicence() if state.standing is not None and LAWFUL[state.standing]:
            return tuple(act_probe(act) for act in LAWFUL[state.standing])
    return (first,)


def _ask(context: Context, state: CaseState) -> c.Command | None:
    needed = [one.key for one in application.requirements_for(context.matter, state.answers)]
    if not needed:
        return None
    words = Contents("correction", {"items": {needed[0]: "例"}}, "0" * 32)
    return c.AskCorrection((Asked(needed[0], Fault.INVALID),), tuple(needed[1:]), words)


def _supply(context: Context, state: CaseState) -> c.Command | None:
    wanted: list[str] = list(state.deferred)
    if state.correction is not None and not wanted:
        wanted = [one.about for one in state.correction.open]
    if state.pledged is not None and state.pledged.outcome is CheckOutcome.FAULTY:
        wanted = [key for key in state.pledged.items if key not in state.pledged.mended]
    if state.accepted_on is None and not wanted:
        wanted = [one.key for one in application.requirements_for(context.matter, state.answers)]
    for key in wanted:
        one = context.matter.requirement(key)
        if one is not None and one.evidence:
            ways = [evidence.way for evidence in one.evidence]
            way = next((way for way in ways if way is not Way.ORIGINAL), Way.ORIGINAL)
            sighted = (key,) if way is Way.ORIGINAL else ()
            return c.Supply((c.Shown(key, way, ("0" * 64,)),), sighted=sighted, by=Channel.WINDOW)
    if not wanted:
        return None
    # Only fields of the form are asked for: that something may come now is the same question.
    return _any_material(context, state)


def _any_material(context: Context, state: CaseState) -> c.Command | None:
    for one in application.requirements_for(context.matter, state.answers):
        way = next((evidence.way for evidence in one.evidence if evidence.way is not Way.ORIGINAL), None)
        if way is not None:
            return c.Supply((c.Shown(one.key, way, ("0" * 64,)),), by=Channel.WINDOW)
    return None


def _review(context: Context, state: CaseState) -> c.Command | None:
    stages = open_stages(context.matter, state)
    if not stages:
        return None
    return c.Review(stages[0].key, ReviewOutcome.PASS, WORDS, officers=("甲", "乙"))


def _pause(context: Context, state: CaseState) -> c.Command | None:
    running = {one.kind for one in state.running}
    rules = [one for one in context.matter.courses.special if one.kind not in running]
    if not rules:
        return (
            c.Pause(SpecialKind.EXPERT_REVIEW, "", 1, WORDS) if not context.matter.courses.special else None
        )
    stages = open_stages(context.matter, state)
    key = stages[0].key if stages else decide_stage(context.matter).key
    return c.Pause(rules[0].kind, key, 1, WORDS)


def _resume(context: Context, state: CaseState) -> c.Command | None:
    return c.Resume(state.running[0].kind, WORDS) if state.running else None


def _refuse(context: Context, state: CaseState) -> c.Command | None:
    grounds = [one.key for one in grounds_of(context.matter) if one.key not in (DEFERRED_MISSING, QUOTA_FULL)]
    return c.Refuse((grounds[0],), WORDS, "例")


def _call(context: Context, state: CaseState) -> c.Command | None:
    hearing = state.hearing
    day = earliest_hearing(context.calendar, context.today)
    if hearing is not None and hearing.day is not None:
        day = hearing.day
    return c.CallHearing(day, "例", -1, "例")


def _check(context: Context, state: CaseState) -> c.Command | None:
    return c.CheckCommitment(CheckOutcome.KEPT, WORDS) if state.pledged else None


def _act(context: Context, state: CaseState) -> c.Command | None:
    acts = LAWFUL[state.standing] if state.standing else ()
    if not acts:
        return c.ActOnLicence(LicenceAct.SUSPEND, "penalty", WORDS, heard=True)
    return act_probe(acts[0])


def act_probe(act: LicenceAct) -> c.Command:
    """An example of an act on a licence."""
    until = date.max if act is LicenceAct.SUSPEND else None
    return c.ActOnLicence(act, ACT_GROUNDS[act][0].key, WORDS, heard=True, until=until)


def _hand_out(context: Context, state: CaseState) -> c.Command | None:
    return c.HandOut(state.delivery, state.hall or "例", "", WORDS)


def _change_delivery(context: Context, state: CaseState) -> c.Command | None:
    """To another way or another hall; None where the result has one way only and is not fetched at a window."""
    address = Contents("delivery", {"post_address": "例"}, "0" * 32)
    ways = dict.fromkeys(way for result in context.matter.results for way in result.delivery)
    if Delivery.COURIER in ways or state.returned:
        return c.ChangeDelivery(Delivery.COURIER, "", address)
    return c.ChangeDelivery(Delivery.WINDOW, f"{state.hall} ") if Delivery.WINDOW in ways else None


_PROBES: Mapping[type[c.Command], Probe] = {
    c.Receive: lambda context, state: c.Receive("", ""),
    c.AskCorrection: _ask,
    c.Supply: _supply,
    c.Accept: lambda context, state: c.Accept(),
    c.Decline: lambda context, state: c.Decline(DeclineKind.NOT_NEEDED, WORDS),
    c.HandOver: lambda context, state: c.HandOver(),
    c.TakeOver: lambda context, state: c.TakeOver(WORDS),
    c.RevokeAcceptance: lambda context, state: c.RevokeAcceptance(WORDS) if state.deferred else None,
    c.Terminate: lambda context, state: c.Terminate(TerminationGround.OBJECT_GONE, WORDS),
    c.Withdraw: lambda context, state: c.Withdraw(WORDS),
    c.Review: _review,
    c.Pause: _pause,
    c.Resume: _resume,
    c.Extend: lambda context, state: c.Extend(1, WORDS),
    c.TellInterested: lambda context, state: c.TellInterested(WORDS, 1),
    c.RecordView: lambda context, state: c.RecordView(WORDS),
    c.TellHearing: lambda context, state: c.TellHearing(WORDS),
    c.RequestHearing: lambda context, state: c.RequestHearing(),
    c.WaiveHearing: lambda context, state: c.WaiveHearing(),
    c.CallHearing: _call,
    c.HoldHearing: lambda context, state: c.HoldHearing(WORDS),
    c.Grant: lambda context, state: c.Grant(WORDS),
    c.Refuse: _refuse,
    c.HandOut: _hand_out,
    c.ChangeDelivery: _change_delivery,
    c.ReturnMail: lambda context, state: c.ReturnMail(WORDS),
    c.GiveNotice: lambda context, state: c.GiveNotice(WORDS),
    c.CheckCommitment: _check,
    c.RepairCredit: lambda context, state: c.RepairCredit(WORDS) if state.pledged else None,
    c.ActOnLicence: _act,
    c.Rate: lambda context, state: c.Rate(RatingLevel.GOOD, "web"),
}
"""Delivery by the chosen way only; Issue is the house's and the chief's, and follows a grant."""
