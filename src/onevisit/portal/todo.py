"""What the applicant has to do in a case: what, until when, why that day, what happens otherwise, and the button."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from django.urls import reverse

from onevisit.casework.case_view import CaseView
from onevisit.casework.courses_view import AskedView
from onevisit.portal.case_page import Timed, timed
from onevisit.portal.signing import cited
from onevisit.rules.cases.clocks import ClockKind
from onevisit.rules.cases.phases import Phase
from onevisit.rules.cases.tasks import Task, TaskKind

_CLOCKS = {
    TaskKind.CORRECT: ClockKind.CORRECTION,
    TaskKind.SUPPLY: ClockKind.DEFERRAL,
    TaskKind.HEARING: ClockKind.HEARING_REQUEST,
    TaskKind.MEND: ClockKind.RECTIFY,
}
_PAGES = {
    TaskKind.CORRECT: "portal:answer",
    TaskKind.SUPPLY: "portal:answer",
    TaskKind.MEND: "portal:answer",
    TaskKind.HEARING: "portal:hearing",
    TaskKind.HAND_OVER: "portal:hand-over",
}
_BUTTONS = {
    TaskKind.CORRECT: "现在就补",
    TaskKind.SUPPLY: "现在就补交",
    TaskKind.MEND: "现在就整改",
    TaskKind.HEARING: "要听证，还是不要",
    TaskKind.HAND_OVER: "把材料转给它",
}


@dataclass(frozen=True)
class Point:
    """One thing that is waited for: its name, what is wrong with it, and in which words."""

    name: str
    fault: str = ""
    words: str = ""


@dataclass(frozen=True)
class Todo:
    """One thing to do. `why` is the clock that explains `until`; `points` what it consists of."""

    kind: TaskKind
    title: str
    text: str
    points: tuple[Point, ...]
    until: date | None
    why: Timed | None
    otherwise: str
    basis: str
    href: str
    action: str


def todos(view: CaseView) -> list[Todo]:
    """Everything that waits for the applicant, the most urgent first; what has the same day is one thing."""
    tasks = view.courses.tasks
    return [
        _todo(view, list(group))
        for _, group in groupby(tasks, key=lambda one: (one.kind, one.until, one.otherwise))
    ]


def _todo(view: CaseView, tasks: Sequence[Task]) -> Todo:
    first = tasks[0]
    points = _points(view, [key for task in tasks for key in task.about])
    return Todo(
        first.kind,
        *_heading(view, first.kind, len(points)),
        points,
        first.until,
        _why(view, first),
        first.otherwise,
        cited(first.basis),
        reverse(_PAGES[first.kind], args=[view.number]),
        _BUTTONS[first.kind],
    )


def _heading(view: CaseView, kind: TaskKind, count: int) -> tuple[str, str]:
    """The title and the sentence under it."""
    if kind is TaskKind.CORRECT:
        answered = sum(one.answered for one in view.courses.asked)
        done = f"已经补了{answered}项，还差{count}项。" if answered else f"一共{count}项，补齐了才能受理。"
        return f"请补正材料：还差{count}项", f"{done}要补的只有下面这些，不会再有第二次。"
    if kind is TaskKind.SUPPLY:
        return f"请补交{count}项材料", "受理时说好以后再交的。补交不影响办理，各部门已经在办。"
    if kind is TaskKind.MEND:
        return f"请整改：{count}项和承诺的不一样", "改好以后，把证明材料交上来，核查人员会再看一次。"
    if kind is TaskKind.HEARING:
        return "您可以要求听证", "决定作出之前，您有权当面陈述、质证。听证不收费。"
    organ = view.right_organ
    name = (
        f"{organ.name}（电话{organ.phone}）" if organ and organ.phone else organ.name if organ else "有权部门"
    )
    return "这件事归别的部门办", f"有权办理的是{name}。材料可以替您转过去，不用再交一遍。"


def _points(view: CaseView, about: Sequence[str]) -> tuple[Point, ...]:
    asked = {one.about: one for one in view.courses.asked} if view.state.phase is Phase.CORRECTING else {}
    names = {one.requirement.key: one.requirement.name for one in view.materials}
    return tuple(_point(asked.get(key), names.get(key, key)) for key in about)


def _point(asked: AskedView | None, name: str) -> Point:
    return Point(asked.name, asked.fault.label, asked.words) if asked else Point(name)


def _why(view: CaseView, task: Task) -> Timed | None:
    kind = _CLOCKS.get(task.kind)
    for one in view.clocks:
        if one.kind is kind and (kind is not ClockKind.DEFERRAL or one.about in task.about):
            return timed(view, one)
    return None
