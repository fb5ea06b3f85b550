"""What a case's page shows of its courses: only what there is. Words come from casework, articles from the rules."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from onevisit.casework.case_view import CaseView
from onevisit.casework.courses_view import ProcedureView
from onevisit.platform import clock
from onevisit.platform.ui.values import Fact
from onevisit.rules.calendar import chinese_date
from onevisit.rules.cases.courses import FORM
from onevisit.rules.cases.tasks import Task


@dataclass(frozen=True)
class TaskLine:
    """What is waited for from the applicant, by its names; `late` that the day has passed."""

    task: Task
    names: tuple[str, ...]
    late: bool


@dataclass(frozen=True)
class ProcedureLine:
    """A special procedure, the stage that needs it, and by how much it exceeds what was told."""

    view: ProcedureView
    stage: str
    exceeded: bool


@dataclass(frozen=True)
class Courses:
    """Everything beside the ordinary course, as the page places it; what is empty has no panel."""

    tasks: tuple[TaskLine, ...]
    procedures: tuple[ProcedureLine, ...]
    hearing: tuple[Fact, ...]
    commitment: tuple[Fact, ...]
    extension: tuple[Fact, ...]
    licence: tuple[Fact, ...]


def courses(view: CaseView) -> Courses:
    """Read them from the case. No statement."""
    today = clock.today()
    stages = {one.key: one.name for one in view.version.matter.stages}
    return Courses(
        tuple(
            TaskLine(one, _names(view, one.about), one.until is not None and one.until < today)
            for one in view.courses.tasks
        ),
        tuple(
            ProcedureLine(
                one,
                stages.get(one.procedure.stage, one.procedure.stage),
                (one.procedure.ended_on or today) > one.procedure.until,
            )
            for one in view.courses.procedures
        ),
        _hearing(view),
        _commitment(view),
        _extension(view),
        _licence(view),
    )


def _names(view: CaseView, keys: tuple[str, ...]) -> tuple[str, ...]:
    matter = view.version.matter
    names = {one.key: one.name for one in matter.requirements}
    names |= {f"{FORM}{one.key}": one.label for one in matter.fields}
    return tuple(names.get(key, key) for key in keys)


def _day(on: date | None) -> str | None:
    return chinese_date(on, after=clock.today()) if on is not None else None


def _hearing(view: CaseView) -> tuple[Fact, ...]:
    """From the telling of the right to the record, and who was told beside the applicant."""
    state, hearing, rule = view.state, view.state.hearing, view.version.matter.courses.hearing
    facts = []
    if rule is not None and (hearing is None or hearing.held_on is None):
        facts.append(Fact("依法必须听证", rule.note or "决定前要举行听证", note=rule.basis.cite()))
    if state.interested_on is not None:
        facts.append(Fact("告知利害关系人", _day(state.interested_on)))
    if hearing is None:
        return tuple(facts)
    if hearing.told_on is not None and state.interested_on is None:
        facts.append(Fact("告知听证权利", _day(hearing.told_on)))
    if hearing.until is not None and hearing.requested_on is None and hearing.ended_on is None:
        facts.append(Fact("可以申请听证到", _day(hearing.until), note="行政许可法第四十七条第一款"))
    if hearing.requested_on is not None:
        who = "利害关系人" if hearing.by_interested else "申请人"
        facts.append(Fact("申请听证", f"{_day(hearing.requested_on)}，{who}", note=_hold_by(hearing.hold_by)))
    if hearing.day is not None:
        facts.append(
            Fact(
                "通知听证",
                f"{_day(hearing.day)}，{hearing.place}",
                note=f"主持人{hearing.presider_name}；{_day(hearing.called_on)}通知",
            )
        )
    if hearing.waived_on is not None:
        facts.append(Fact("放弃听证", _day(hearing.waived_on)))
    if hearing.held_on is not None:
        facts.append(Fact("举行听证", _day(hearing.held_on)))
    return tuple(facts)


def _hold_by(day: date | None) -> str:
    return f"最晚{_day(day)}举行" if day is not None else ""


def _commitment(view: CaseView) -> tuple[Fact, ...]:
    pledged = view.state.pledged
    if pledged is None:
        return ()
    facts = [Fact("承诺的内容", "、".join(view.courses.committed))]
    if pledged.outcome is not None:
        facts.append(Fact("核查结果", pledged.outcome.label, note=_day(pledged.checked_on) or ""))
    else:
        facts.append(Fact("核查结果", "还没有核查"))
    if pledged.items:
        mended = set(pledged.mended)
        left = [key for key in pledged.items if key not in mended]
        facts.append(Fact("与承诺不符的", "、".join(_names(view, pledged.items))))
        until = f"{_day(pledged.mend_by)}前整改" if pledged.mend_by is not None else ""
        done = "已经全部提交整改材料" if not left else f"还差：{'、'.join(_names(view, tuple(left)))}"
        facts.append(Fact("整改", done, note=until))
    if pledged.repaired_on is not None:
        facts.append(Fact("信用修复", _day(pledged.repaired_on)))
    return tuple(facts)


def _extension(view: CaseView) -> tuple[Fact, ...]:
    one = view.state.prolonged
    if one is None:
        return ()
    unit = view.version.matter.limits.statutory.unit
    return (
        Fact("延长", f"{unit.say(one.length)}，{_day(one.on)}{one.by.label}批准"),
        Fact("理由", view.courses.extension_reason or None),
    )


def _licence(view: CaseView) -> tuple[Fact, ...]:
    """How what was granted stands, once anything was done to it; and a bar that followed."""
    state = view.state
    facts = []
    if state.acted_on is not None and state.standing is not None:
        until = f"到{_day(state.suspended_until)}" if state.suspended_until is not None else ""
        facts.append(Fact("证照现状", state.standing.label + until, note=_day(state.acted_on) or ""))
    if state.concerned is not None:
        concerned = state.concerned
        facts.append(
            Fact(f"{concerned.act.label}的证照", concerned.licence, note=_expiry(concerned.expires_on))
        )
    if state.barred_until is not None:
        facts.append(Fact("再次申请", f"{_day(state.barred_until)}前不得再次申请本事项"))
    return tuple(facts)


def _expiry(day: date | None) -> str:
    return f"有效期到{_day(day)}" if day is not None else ""
