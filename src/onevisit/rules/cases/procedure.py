"""Which stages a case still has before it, which are open, and who has to do what next."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from onevisit.rules.cases.application import stages_for
from onevisit.rules.cases.phases import Phase, ReviewOutcome
from onevisit.rules.cases.state import CaseState
from onevisit.rules.matters.definition import Matter, Stage
from onevisit.rules.matters.vocabulary import Delivery, StageKind

TOWN = "town"


def pending(matter: Matter, answers: Mapping[str, str]) -> tuple[Stage, ...]:
    """The stages between acceptance and decision that need an organ's opinion in this situation."""
    return tuple(
        stage for stage in stages_for(matter, answers) if stage.kind in (StageKind.REVIEW, StageKind.SURVEY)
    )


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
    """What has to be done next."""

    RECEIVE = "receive"
    ACCEPT = "accept"
    REVIEW = "review"
    DECIDE = "decide"
    ISSUE = "issue"
    HAND_OUT = "hand-out"

    @property
    def label(self) -> str:
        """What people see in a work list."""
        return _DUTIES[self]


_DUTIES = {
    DutyKind.RECEIVE: "收件",
    DutyKind.ACCEPT: "受理",
    DutyKind.REVIEW: "审查",
    DutyKind.DECIDE: "决定",
    DutyKind.ISSUE: "制证",
    DutyKind.HAND_OUT: "出件",
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


def duties(matter: Matter, state: CaseState) -> tuple[Duty, ...]:
    """Everything that has to be done next. A case that is not finished always has at least one."""
    organ = responsible(matter, state)
    match state.phase:
        case Phase.SUBMITTED:
            return (Duty(DutyKind.RECEIVE, state.submitted_on, organ=organ),)
        case Phase.RECEIVED:
            return (Duty(DutyKind.ACCEPT, state.submitted_on, organ=organ),)
        case Phase.ACCEPTED:
            return _after_acceptance(matter, state)
        case Phase.GRANTED:
            # Who decided also makes the result: in some matters that is not the organ that is responsible.
            decide = next(stage for stage in matter.stages if stage.kind is StageKind.DECIDE)
            since = state.decided_on or state.submitted_on
            return (Duty(DutyKind.ISSUE, since, organ=organ_of(decide, matter, state)),)
        case Phase.ISSUED | Phase.REFUSED:
            since = state.decided_on or state.submitted_on
            hall = state.hall if state.delivery is Delivery.WINDOW else ""
            return (Duty(DutyKind.HAND_OUT, since, organ=organ, hall=hall),)
    return ()


def _after_acceptance(matter: Matter, state: CaseState) -> tuple[Duty, ...]:
    reviews = tuple(
        Duty(
            DutyKind.REVIEW,
            opened_on(matter, state, stage) or state.submitted_on,
            stage.key,
            organ_of(stage, matter, state),
        )
        for stage in open_stages(matter, state)
    )
    if reviews or state.accepted_on is None:
        return reviews
    decide = next(stage for stage in matter.stages if stage.kind is StageKind.DECIDE)
    since = max([state.accepted_on, *(opinion.on for opinion in state.opinions.values())])
    return (Duty(DutyKind.DECIDE, since, decide.key, organ_of(decide, matter, state)),)
