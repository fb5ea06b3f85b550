"""What the applicant has to do, until when, why that day, and what happens otherwise."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from onevisit.rules.basis import Basis
from onevisit.rules.cases.courses import CheckOutcome
from onevisit.rules.cases.phases import DeclineKind, Phase
from onevisit.rules.cases.state import CaseState
from onevisit.rules.matters.courses import LOCAL, MODEL, XKF
from onevisit.rules.matters.definition import Matter


class TaskKind(StrEnum):
    """What is waited for."""

    CORRECT = "correct"
    SUPPLY = "supply"
    HEARING = "hearing"
    MEND = "mend"
    HAND_OVER = "hand-over"

    @property
    def label(self) -> str:
        """The button."""
        return {
            "correct": "补正材料",
            "supply": "补交容缺材料",
            "hearing": "决定要不要听证",
            "mend": "按要求整改",
            "hand-over": "决定要不要移送材料",
        }[self.value]


@dataclass(frozen=True)
class Task:
    """One thing that the applicant can or must do. `about` names requirements or fields; without `until` any day."""

    kind: TaskKind
    about: tuple[str, ...]
    since: date
    until: date | None
    otherwise: str
    basis: Basis


def applicant_tasks(matter: Matter, state: CaseState) -> tuple[Task, ...]:
    """Everything that waits for the applicant, the most urgent first."""
    found: list[Task] = []
    if state.phase is Phase.CORRECTING and state.correction is not None:
        open_items = tuple(one.about for one in state.correction.open)
        found.append(
            Task(
                TaskKind.CORRECT,
                open_items,
                state.correction.asked_on,
                state.correction.until,
                "到期没有补齐的，视为撤回申请；以后可以重新申请",
                Basis(XKF, "32", 1, 4),
            )
        )
    if state.phase is Phase.ACCEPTED:
        found.extend(_accepted(matter, state))
    pledged = state.pledged
    if pledged is not None and pledged.outcome is CheckOutcome.FAULTY and pledged.checked_on is not None:
        waiting = tuple(key for key in pledged.items if key not in pledged.mended)
        if waiting:
            otherwise = "逾期不整改或者仍不符合的，撤销许可，并在修复信用之前不能再用告知承诺"
            found.append(
                Task(
                    TaskKind.MEND,
                    waiting,
                    pledged.checked_on,
                    pledged.mend_by,
                    otherwise,
                    Basis(LOCAL, "29"),
                )
            )
    if state.phase is Phase.DECLINED and state.decline is DeclineKind.NOT_OURS and not state.handed_over_on:
        since = state.finished_on or state.submitted_on
        otherwise = "不移送的，您可以自己向有权部门提出申请"
        found.append(Task(TaskKind.HAND_OVER, (), since, None, otherwise, Basis(XKF, "32", 1, 2)))
    return tuple(sorted(found, key=lambda one: (one.until is None, one.until or one.since)))


def _accepted(matter: Matter, state: CaseState) -> list[Task]:
    found = []
    accepted = state.accepted_on or state.submitted_on
    for key, until in state.deferred.items():
        one = matter.requirement(key)
        basis = one.defer.basis if one and one.defer and one.defer.basis else Basis(MODEL, "11")
        otherwise = f"到期没有补齐的，{matter.courses.deferral_ends.label}"
        found.append(Task(TaskKind.SUPPLY, (key,), accepted, until, otherwise, basis))
    hearing = state.hearing
    if hearing is not None and hearing.told_on is not None and hearing.until is not None:
        undecided = hearing.requested_on is None and hearing.waived_on is None and hearing.held_on is None
        if undecided:
            otherwise = "到期没有申请的，部门不举行听证，直接作决定；您仍可以陈述意见"
            found.append(
                Task(TaskKind.HEARING, (), hearing.told_on, hearing.until, otherwise, Basis(XKF, "47", 1))
            )
    return found


def applicant_due(state: CaseState) -> date | None:
    """The first day by which the applicant has to have done something that he must do."""
    days: list[date] = []
    if state.phase is Phase.CORRECTING and state.correction is not None:
        days.append(state.correction.until)
    if state.phase is Phase.ACCEPTED:
        days.extend(state.deferred.values())
    pledged = state.pledged
    if pledged is not None and pledged.outcome is CheckOutcome.FAULTY and pledged.mend_by is not None:
        days.append(pledged.mend_by)
    return min(days, default=None)
