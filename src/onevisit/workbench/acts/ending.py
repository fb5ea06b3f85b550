"""Ends beside a decision, and what follows one: termination, materials taken over, a public notice."""

from __future__ import annotations

from collections.abc import Sequence

from onevisit.platform.ui.values import Fact
from onevisit.rules.calendar import chinese_date
from onevisit.rules.cases import commands as c
from onevisit.rules.cases.courses import TerminationGround
from onevisit.rules.district.definition import Role
from onevisit.workbench.acts.act import DESKS, OFFICERS, Act, Desk
from onevisit.workbench.acts.form import Given, Kind, Option, Question
from onevisit.workbench.written import words

_TAKEN = ("材料已收到，将按您提交申请的日期接着办，需要补充的会一次告知。",)


def _end_questions(desk: Desk) -> tuple[Question, ...]:
    grounds = tuple(Option(one.value, one.label) for one in TerminationGround)
    return (
        Question("ground", "原因", Kind.ONE, "", grounds),
        Question("reason", "说明", Kind.WORDS, "依据哪份证明；写进终止办理决定书"),
    )


def _end(desk: Desk, given: Given) -> c.Command:
    return c.Terminate(TerminationGround(given.text("ground")), words(given.text("reason")))


def _take_known(desk: Desk) -> Sequence[Fact]:
    view = desk.view
    on = view.state.handed_over_on
    when = chinese_date(on) if on is not None else None
    return (
        Fact("移送部门", view.organ.name, note=f"{when}移送" if when else ""),
        Fact("移送理由", view.reasons),
    )


def _take_questions(desk: Desk) -> tuple[Question, ...]:
    return (Question("words", "告知申请人", Kind.WORDS, "接下来怎么办、由谁办、还要什么", phrases=_TAKEN),)


def _take(desk: Desk, given: Given) -> c.Command:
    return c.TakeOver(words(given.text("words")))


def _notice_questions(desk: Desk) -> tuple[Question, ...]:
    return (Question("words", "公告内容", Kind.WORDS, "写明决定的主要内容，别的方式为什么送达不了"),)


def _notice(desk: Desk, given: Given) -> c.Command:
    return c.GiveNotice(words(given.text("words")))


ACTS = (
    Act(c.TakeOver, "take-over", OFFICERS, "已接收，申请人已收到通知。", _take_questions, _take, _take_known),
    Act(c.GiveNotice, "public-notice", (Role.CHIEF,), "公告已发出。", _notice_questions, _notice),
    Act(c.Terminate, "terminate", DESKS, "已终止办理，决定书已出具。", _end_questions, _end, grave=True),
)
