"""The clocks of a case. None is stored as a truth: each is read from events, matter and calendar."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from onevisit.rules.basis import Basis
from onevisit.rules.calendar import Calendar
from onevisit.rules.cases.phases import FINISHED, Phase
from onevisit.rules.cases.procedure import Duty, DutyKind, opened_on, pending
from onevisit.rules.cases.state import CaseState
from onevisit.rules.limits import Limit, Reading, Unit, read
from onevisit.rules.matters.definition import Matter, Stage

XKF = "行政许可法"
ACCEPTANCE = Limit(5, Unit.WORKING_DAYS, Basis(XKF, "32", 1, 4), "受理期限", "收到申请材料之日")
DELIVERY = Limit(10, Unit.WORKING_DAYS, Basis(XKF, "44"), "送达期限", "作出决定之日")
RATING = Limit(5, Unit.WORKING_DAYS, None, "评价期限", "办结之日")
"""鲁政办发〔2020〕10号: a rating may be given within five working days. An order of the province, not a law."""


class ClockKind(StrEnum):
    """Which clock it is."""

    ACCEPTANCE = "acceptance"
    STATUTORY = "statutory"
    PROMISED = "promised"
    STAGE = "stage"
    DELIVERY = "delivery"


@dataclass(frozen=True)
class Clock:
    """One clock, read on a day. `stage` is the key of the stage whose clock it is."""

    kind: ClockKind
    name: str
    reading: Reading
    stage: str = ""


def clocks(matter: Matter, state: CaseState, calendar: Calendar, today: date) -> tuple[Clock, ...]:
    """All clocks that have begun, those that stopped included: what was in time stays to be seen."""
    found: list[Clock] = [_acceptance(state, calendar, today)]
    if state.accepted_on is not None:
        stopped = state.decided_on or (state.finished_on if state.phase in FINISHED else None)
        for kind, limit, name in (
            (ClockKind.PROMISED, matter.limits.promised, "承诺期限"),
            (ClockKind.STATUTORY, matter.limits.statutory, "法定期限"),
        ):
            named = replace(limit, name=name)
            reading = read(named, state.accepted_on, calendar, today=today, stopped_on=stopped)
            found.append(Clock(kind, name, reading))
        found.extend(_stages(matter, state, calendar, today))
    if state.decided_on is not None:
        reading = read(DELIVERY, state.decided_on, calendar, today=today, stopped_on=state.handed_out_on)
        found.append(Clock(ClockKind.DELIVERY, DELIVERY.name, reading))
    return tuple(found)


def due_days(
    matter: Matter, state: CaseState, calendar: Calendar, today: date
) -> tuple[date | None, date | None]:
    """The promised and the statutory last day, or None before acceptance."""
    if state.accepted_on is None:
        return None, None
    promised = read(matter.limits.promised, state.accepted_on, calendar, today=state.accepted_on)
    statutory = read(matter.limits.statutory, state.accepted_on, calendar, today=state.accepted_on)
    return promised.due, statutory.due


def _acceptance(state: CaseState, calendar: Calendar, today: date) -> Clock:
    stopped = state.accepted_on or state.finished_on
    reading = read(ACCEPTANCE, state.submitted_on, calendar, today=today, stopped_on=stopped)
    return Clock(ClockKind.ACCEPTANCE, ACCEPTANCE.name, reading)


def _stages(matter: Matter, state: CaseState, calendar: Calendar, today: date) -> list[Clock]:
    found = []
    for stage in pending(matter, state.answers):
        start = opened_on(matter, state, stage)
        if start is None or stage.limit is None:
            continue
        opinion = state.opinions.get(stage.key)
        stopped = opinion.on if opinion else state.finished_on
        reading = read(_stage_limit(stage), start, calendar, today=today, stopped_on=stopped)
        found.append(Clock(ClockKind.STAGE, stage.name, reading, stage.key))
    return found


def _stage_limit(stage: Stage) -> Limit:
    limit = stage.limit
    if limit is None:
        raise ValueError(f"stage {stage.key} has no limit")
    return replace(limit, name=f"“{stage.name}”环节期限", counts_from="环节开始之日")


def due_of(duty: Duty, matter: Matter, state: CaseState, calendar: Calendar, today: date) -> Reading:
    """By when this duty has to be done: the stage's own clock where it has one, else the promise to the applicant."""
    if duty.kind in (DutyKind.RECEIVE, DutyKind.ACCEPT):
        return _acceptance(state, calendar, today).reading
    if duty.kind in (DutyKind.ISSUE, DutyKind.HAND_OUT):
        return read(DELIVERY, duty.since, calendar, today=today)
    stage = next((one for one in matter.stages if one.key == duty.stage), None)
    if stage is not None and stage.limit is not None and duty.kind is DutyKind.REVIEW:
        return read(_stage_limit(stage), duty.since, calendar, today=today)
    promised = replace(matter.limits.promised, name="承诺期限")
    return read(promised, state.accepted_on or duty.since, calendar, today=today)


def rating_until(state: CaseState, calendar: Calendar, today: date) -> date | None:
    """The last day for a rating, once the case is finished."""
    if state.phase not in FINISHED or state.finished_on is None:
        return None
    return read(RATING, state.finished_on, calendar, today=today).due


def acceptance_until(state: CaseState, calendar: Calendar, today: date) -> date | None:
    """The last day to accept, decline or notify, while nobody has."""
    if state.phase not in (Phase.SUBMITTED, Phase.RECEIVED):
        return None
    return read(ACCEPTANCE, state.submitted_on, calendar, today=today).due
