"""承诺核查 and 信用修复 (山东省优化营商环境条例 Art. 29)."""

from __future__ import annotations

from collections.abc import Sequence

from onevisit.platform.ui.values import Fact
from onevisit.rules.calendar import chinese_date
from onevisit.rules.cases import commands as c
from onevisit.rules.cases.courses import CheckOutcome
from onevisit.rules.district.definition import Role
from onevisit.workbench.acts.act import Act, Desk
from onevisit.workbench.acts.form import Given, Kind, Option, Question
from onevisit.workbench.written import words

_WORDS = ("经现场核查，与承诺一致。", "经核查，与承诺不符，具体为：")


def _check_questions(desk: Desk) -> tuple[Question, ...]:
    pledged, matter = desk.view.state.pledged, desk.view.version.matter
    rectify = matter.courses.pledge.rectify
    again = pledged is not None and pledged.outcome is CheckOutcome.FAULTY
    wrong = Option(
        CheckOutcome.BROKEN.value, CheckOutcome.BROKEN.label, "撤销许可，并在修复信用之前不能再用告知承诺"
    )
    if not again:
        wrong = Option(
            CheckOutcome.FAULTY.value,
            CheckOutcome.FAULTY.label,
            f"责令{rectify.unit.say(rectify.length)}内整改，出具限期整改通知书",
        )
    outcomes = (Option(CheckOutcome.KEPT.value, CheckOutcome.KEPT.label), wrong)
    names = {one.key: one.name for one in matter.requirements}
    keys = pledged.requirements if pledged is not None else ()
    items = tuple(Option(key, names.get(key, key)) for key in keys)
    found = [Question("outcome", "核查结果", Kind.ONE, "", outcomes)]
    if not again:
        found.append(Question("items", "哪几项与承诺不符", Kind.MANY, "一致的不用选", items, required=False))
    return (
        *found,
        Question("words", "核查情况", Kind.WORDS, "什么时候、怎样核查的，看到了什么", phrases=_WORDS),
    )


def _check_known(desk: Desk) -> Sequence[Fact]:
    pledged, courses = desk.view.state.pledged, desk.view.courses
    facts = [Fact("承诺的内容", "、".join(courses.committed) or None)]
    if pledged is not None and pledged.mend_by is not None and pledged.checked_on is not None:
        when = f"{chinese_date(pledged.checked_on)}责令整改，到{chinese_date(pledged.mend_by)}"
        mended = f"已经整改{len(pledged.mended)}项，共{len(pledged.items)}项"
        facts.append(Fact("上次核查", when, note=mended))
    return facts


def _check(desk: Desk, given: Given) -> c.Command:
    outcome = CheckOutcome(given.text("outcome"))
    items = given.many("items") if outcome is CheckOutcome.FAULTY else ()
    return c.CheckCommitment(outcome, words(given.text("words")), items)


def _repair_questions(desk: Desk) -> tuple[Question, ...]:
    return (Question("words", "修复的依据", Kind.WORDS, "申请人纠正了什么，依据哪份信用修复决定"),)


def _repair(desk: Desk, given: Given) -> c.Command:
    return c.RepairCredit(words(given.text("words")))


ACTS = (
    Act(
        c.CheckCommitment, "check", (Role.REVIEWER,), "核查结果已提交。", _check_questions, _check, _check_known
    ),
    Act(
        c.RepairCredit, "repair-credit", (Role.CHIEF,), "信用已修复，申请人可以重新使用告知承诺。",
        _repair_questions, _repair,
    ),
)  # fmt: skip
