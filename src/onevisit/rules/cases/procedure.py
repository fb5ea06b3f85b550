"""Which stages a case still has before it, which are open, and who has to do what next."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from onevisit.rules.cases.application import stages_for
from onevisit.rules.cases.courses import CheckOutcome, LicenceAct, Standing
from onevisit.rules.cases.phases import DeclineKind, Outcome, Phase, ReviewOutcome
from onevisit.rules.cases.state import CaseState
from onevisit.rules.matters.definition import Matter, Stage
from onevisit.rules.matters.vocabulary import Delivery, StageKind

TOWN = "town"
REVIEWS = (StageKind.FIRST_REVIEW, StageKind.REVIEW, StageKind.SURVEY)
LIVE = frozenset({Phase.ISSUED, Phase.HANDED_OUT, Phase.CLOSED})
"""Phases in which what was granted exists, and can be suspended, revoked or struck off."""


def pending(matter: Matter, answers: Mapping[str, str]) -> tuple[Stage, ...]:
    """The stages between acceptance and decision that need an organ's opinion in this situation."""
    return tuple(stage for stage in stages_for(matter, answers) if stage.kind in REVIEWS)


def waiting_for(matter: Matter, state: CaseState, stage: Stage) -> tuple[Stage, ...]:
    """The stages that have to be done before this one may begin, and are not."""
    inside = {one.key: one for one in pending(matter, state.answers)}
    return tuple(inside[key] for key in stage.after if key in inside and key not in state.opinions)


def open_stages(matter: Matter, state: CaseState) -> tuple[Stage, ...]:
    """The stages that somebody can work on now: they run beside each other."""
    if state.phase is not Phase.ACCEPTED:
        return ()
    return tuple(
        stage
        for stage in pending(matter, state.answers)
        if stage.key not in state.opinions and not waiting_for(matter, state, stage)
    )


def failed(matter: Matter, state: CaseState) -> tuple[Stage, ...]:
    """The stages whose organ said no."""
    return tuple(
        stage
        for stage in pending(matter, state.answers)
        if stage.key in state.opinions and state.opinions[stage.key].outcome is ReviewOutcome.FAIL
    )


def opened_on(matter: Matter, state: CaseState, stage: Stage) -> date | None:
    """The day on which a stage could begin: that of acceptance, or of the last opinion that it waited for."""
    if state.accepted_on is None or waiting_for(matter, state, stage):
        return None
    before = [state.opinions[key].on for key in stage.after if key in state.opinions]
    return max([state.accepted_on, *before])


class DutyKind(StrEnum):
    """What an organ or a window has to do next, or has to keep an eye on until it is over."""

    RECEIVE = "receive"
    ACCEPT = "accept"
    REVIEW = "review"
    SPECIAL = "special"
    HEARING = "hearing"
    DEFERRAL = "deferral"
    DECIDE = "decide"
    ISSUE = "issue"
    HAND_OUT = "hand-out"
    TAKE_OVER = "take-over"
    CHECK = "check"
    REVOKE = "revoke"

    @property
    def label(self) -> str:
        """What people see in a work list."""
        return _DUTIES[self]


_DUTIES = {
    DutyKind.RECEIVE: "收件",
    DutyKind.ACCEPT: "受理",
    DutyKind.REVIEW: "审查",
    DutyKind.SPECIAL: "特别程序",
    DutyKind.HEARING: "听证",
    DutyKind.DEFERRAL: "容缺跟踪",
    DutyKind.DECIDE: "决定",
    DutyKind.ISSUE: "制证",
    DutyKind.HAND_OUT: "出件",
    DutyKind.TAKE_OVER: "接收移送",
    DutyKind.CHECK: "承诺核查",
    DutyKind.REVOKE: "撤销许可",
}


@dataclass(frozen=True)
class Duty:
    """One thing that somebody has to do: whose it is, and at which hall ("": the one that took it in)."""

    kind: DutyKind
    since: date
    stage: str = ""
    organ: str = ""
    hall: str = ""

    @property
    def key(self) -> str:
        """Unique within the case."""
        return f"{self.kind}:{self.stage}" if self.stage else str(self.kind)


def responsible(matter: Matter, state: CaseState) -> str:
    """The organ in whose name the case is decided: the matter's, or the town that the applicant named."""
    return state.town if matter.organ == TOWN else matter.organ


def organ_of(stage: Stage, matter: Matter, state: CaseState) -> str:
    """The organ that works on a stage."""
    if stage.organ == TOWN:
        return state.town
    return stage.organ or responsible(matter, state)


SUSPENDED_CODE = "09"
"""挂起, in the Shandong dictionary 办件状态 (standards 2.7)."""


def status_code(state: CaseState) -> str:
    """办件状态 by the provincial dictionary: that of the phase, or 挂起 while the clock stands still."""
    still = bool(state.running) or (state.hearing is not None and state.hearing.is_open)
    return SUSPENDED_CODE if still and state.phase is Phase.ACCEPTED else state.phase.code


def decider(matter: Matter, state: CaseState) -> str:
    """The organ that decides, and that everything which belongs to the decision belongs to."""
    return organ_of(decide_stage(matter), matter, state)


def decide_stage(matter: Matter) -> Stage:
    """The stage in which the decision is made; every definition has one."""
    return next(stage for stage in matter.stages if stage.kind is StageKind.DECIDE)


def duties(matter: Matter, state: CaseState) -> tuple[Duty, ...]:
    """Everything that an organ has to do next. An unfinished case has at least one, or waits for the applicant."""
    organ = responsible(matter, state)
    match state.phase:
        case Phase.SUBMITTED:
            return (Duty(DutyKind.RECEIVE, state.submitted_on, organ=organ),)
        case Phase.RECEIVED:
            return (Duty(DutyKind.ACCEPT, state.complete_on, organ=organ),)
        case Phase.ACCEPTED:
            return _after_acceptance(matter, state)
        case Phase.DECLINED:
            return _handed_over(state)
        case Phase.GRANTED:
            # Who decided also makes the result: in some matters that is not the organ that is responsible.
            since = state.decided_on or state.submitted_on
            return (Duty(DutyKind.ISSUE, since, organ=decider(matter, state)),)
        case Phase.ISSUED | Phase.REFUSED:
            since = state.decided_on or state.submitted_on
            hall = state.hall if state.delivery is Delivery.WINDOW else ""
            return (Duty(DutyKind.HAND_OUT, since, organ=organ, hall=hall), *_pledge(matter, state))
        case Phase.HANDED_OUT | Phase.CLOSED:
            return _pledge(matter, state)
    return ()


def _after_acceptance(matter: Matter, state: CaseState) -> tuple[Duty, ...]:
    if state.accepted_on is None:
        return ()
    organ, accepted = decider(matter, state), state.accepted_on
    beside: list[Duty] = []
    if state.deferred:
        beside.append(Duty(DutyKind.DEFERRAL, accepted, organ=responsible(matter, state)))
    for one in state.running:
        owner = organ_of(matter.stage(one.stage), matter, state)
        beside.append(Duty(DutyKind.SPECIAL, one.since, str(one.kind), owner))
    hearing = state.hearing
    if hearing is not None and hearing.is_open and hearing.since is not None:
        beside.append(Duty(DutyKind.HEARING, hearing.since, organ=organ))
    reviews = tuple(
        Duty(
            DutyKind.REVIEW,
            opened_on(matter, state, stage) or accepted,
            stage.key,
            organ_of(stage, matter, state),
        )
        for stage in open_stages(matter, state)
    )
    if reviews or state.running or (hearing is not None and hearing.is_open):
        return (*reviews, *beside)
    since = max([accepted, *(opinion.on for opinion in state.opinions.values())])
    return (Duty(DutyKind.DECIDE, since, decide_stage(matter).key, organ), *beside)


def _handed_over(state: CaseState) -> tuple[Duty, ...]:
    waiting = state.handed_over_on is not None and state.taken_over_on is None
    if not waiting or state.decline is not DeclineKind.NOT_OURS:
        return ()
    return (Duty(DutyKind.TAKE_OVER, state.handed_over_on or state.submitted_on, organ=state.right_organ),)


def _pledge(matter: Matter, state: CaseState) -> tuple[Duty, ...]:
    """A commitment is checked after the decision; one that was broken leads to a revocation."""
    pledged = state.pledged
    if pledged is None or state.outcome is not Outcome.GRANTED or state.decided_on is None:
        return ()
    if state.standing in (Standing.REVOKED, Standing.RECALLED, Standing.CANCELLED):
        return ()
    organ = decider(matter, state)
    if pledged.outcome is CheckOutcome.KEPT:
        return ()
    if pledged.outcome is CheckOutcome.BROKEN:
        if state.phase not in LIVE:
            return ()
        return (Duty(DutyKind.REVOKE, pledged.checked_on or state.decided_on, str(LicenceAct.REVOKE), organ),)
    since = pledged.checked_on or state.decided_on
    return (Duty(DutyKind.CHECK, since, organ=organ),)
