"""特别程序 and the extension: what stops the clock or gives it more (行政许可法 Art. 42, 45)."""

from __future__ import annotations

from collections.abc import Sequence

from onevisit.casework import offers
from onevisit.platform.ui.values import Fact
from onevisit.rules.calendar import chinese_date
from onevisit.rules.cases import commands as c
from onevisit.rules.cases.procedure import decide_stage, open_stages
from onevisit.rules.district.definition import Role
from onevisit.rules.matters.courses import SpecialKind
from onevisit.workbench.acts.act import OFFICERS, Act, Desk
from onevisit.workbench.acts.form import Given, Kind, Option, Question
from onevisit.workbench.written import words

_REASONS = ("依法需要委托专业机构进行，结果是审查的依据：", "依法需要到现场检验，目前已约定时间：")
_EXTENDED = ("需要向有关单位核实情况，至今没有收到答复：", "案情复杂，需要进一步核查：")


def _pause_questions(desk: Desk) -> tuple[Question, ...]:
    matter, state = desk.view.version.matter, desk.view.state
    running = {one.kind for one in state.running}
    kinds = tuple(
        Option(
            one.kind.value,
            one.kind.label,
            f"最多{one.days}个工作日，{one.basis.cite()}" + (f"：{one.note}" if one.note else ""),
            "已经在进行" if one.kind in running else "",
        )
        for one in matter.courses.special
    )
    most = max((one.days for one in matter.courses.special), default=1)
    stages = _stages(desk)
    free = [one for one in kinds if not one.why_not]
    return (
        Question(
            "kind", "程序", Kind.ONE, "只列法律要求本事项进行的", kinds, free[0].value if len(free) == 1 else ""
        ),
        Question("stage", "哪个环节需要", Kind.ONE, "", stages, stages[0].value if len(stages) == 1 else ""),
        Question(
            "days", "需要多少个工作日", Kind.NUMBER, "书面告知申请人的就是这个天数；超过的，页面上会显示",
            unit="个工作日", least="1", most=str(most),
        ),
        Question("reason", "理由", Kind.WORDS, "写给申请人看：做什么、由谁做、为什么需要这些天", phrases=_REASONS),
    )  # fmt: skip


def _stages(desk: Desk) -> tuple[Option, ...]:
    """The stages for which this person may start one: his own organ's, or any for the organ that decides."""
    matter, state = desk.view.version.matter, desk.view.state
    kinds = [one.kind for one in matter.courses.special]
    stages = (*open_stages(matter, state), decide_stage(matter))
    examples = [c.Pause(kinds[0], one.key, 1, words("")) for one in stages] if kinds else []
    whose = offers.whose(desk.actor, desk.view, examples)
    return tuple(Option(one.key, one.name) for one, who in zip(stages, whose, strict=False) if not who)


def _pause(desk: Desk, given: Given) -> c.Command:
    kind = SpecialKind(given.text("kind"))
    return c.Pause(kind, given.text("stage"), given.number("days"), words(given.text("reason")))


def _resume_questions(desk: Desk) -> tuple[Question, ...]:
    running = desk.view.state.running
    kinds = tuple(
        Option(
            one.kind.value,
            one.kind.label,
            f"{chinese_date(one.since)}启动，告知需要{one.days}个工作日，到{chinese_date(one.until)}",
        )
        for one in running
    )
    return (
        Question("kind", "结束哪一个", Kind.ONE, "", kinds, kinds[0].value if len(kinds) == 1 else ""),
        Question("result", "结果", Kind.WORDS, "写明结论和依据的报告；申请人看得到"),
    )


def _resume(desk: Desk, given: Given) -> c.Command:
    return c.Resume(SpecialKind(given.text("kind")), words(given.text("result")))


def _extend_questions(desk: Desk) -> tuple[Question, ...]:
    matter = desk.view.version.matter
    rule, unit = matter.prolongation, matter.limits.statutory.unit
    most = rule.length if rule else 0
    said = unit.say(1).removeprefix("1")
    return (
        Question(
            "length", "延长多久", Kind.NUMBER, f"最多{unit.say(most)}，只能延长一次", unit=said, least="1",
            most=str(most),
        ),
        Question("reason", "理由", Kind.WORDS, "延长的理由要告知申请人，写给他看", phrases=_EXTENDED),
    )  # fmt: skip


def _extend_known(desk: Desk) -> Sequence[Fact]:
    rule = desk.view.version.matter.prolongation
    if rule is None:
        return ()
    most = desk.view.version.matter.limits.statutory.unit.say(rule.length)
    return (Fact("由谁批准", rule.by.label, note=f"{rule.basis.cite()}，最多{most}"),)


def _extend(desk: Desk, given: Given) -> c.Command:
    return c.Extend(given.number("length"), words(given.text("reason")))


ACTS = (
    Act(
        c.Pause, "pause", OFFICERS, "特别程序已启动，办理期限停止计算，告知书已出具。", _pause_questions, _pause
    ),
    Act(
        c.Resume, "resume", OFFICERS, "特别程序已结束，办理期限接着计算，告知书已出具。", _resume_questions,
        _resume,
    ),
    Act(
        c.Extend, "extend", (Role.HEAD,), "已批准延长，告知书已出具。", _extend_questions, _extend, _extend_known
    ),
)  # fmt: skip
