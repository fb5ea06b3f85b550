"""Does a definition make sense in itself? What concerns several matters or the organs stands in `catalogue_checks`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Protocol

from onevisit.rules.findings import Findings
from onevisit.rules.identifiers.matter_codes import BadMatterCode, check_basic_code
from onevisit.rules.limits import Limit, Unit
from onevisit.rules.limits.span import lateness, span
from onevisit.rules.matters.conditions import Condition, uses
from onevisit.rules.matters.course_checks import check_courses
from onevisit.rules.matters.definition import Matter, Stage
from onevisit.rules.matters.vocabulary import Audience, Delivery, Kind, MadeBy, StageKind, Way


class _Conditional(Protocol):
    @property
    def when(self) -> Condition: ...


def check_matter(matter: Matter, notes: Findings) -> None:
    """Note everything about one matter that cannot be, or that an official should look at."""
    _unique_keys(matter, notes)
    _codes(matter, notes)
    _conditions(matter, notes)
    _stages(matter, notes)
    _requirements(matter, notes)
    _presences(matter, notes)
    _limits(matter, notes)
    _delivery(matter, notes)
    _guide(matter, notes)
    check_courses(matter, notes)


def _unique_keys(matter: Matter, notes: Findings) -> None:
    groups: dict[str, Iterable[str]] = {
        "situations": [one.key for one in matter.situations],
        "fields": [one.key for one in matter.fields],
        "requirements": [one.key for one in matter.requirements],
        "stages": [one.key for one in matter.stages],
        "results": [one.key for one in matter.results],
        "fees": [one.key for one in matter.fees],
        "refusals": [one.key for one in matter.refusals],
    }
    for name, keys in groups.items():
        for key, count in Counter(keys).items():
            if count > 1:
                notes.error(name, "duplicate-key", f"“{key}”出现了{count}次，键不能重复")


def _codes(matter: Matter, notes: Findings) -> None:
    try:
        check_basic_code(matter.codes.basic)
    except BadMatterCode as bad:
        notes.error("codes.basic", "bad-code", str(bad))
        return
    if matter.codes.basic[2:4] != matter.kind.code:
        notes.error(
            "codes.basic",
            "kind-mismatch",
            f"基本编码第3、4位是{matter.codes.basic[2:4]}，而{matter.kind}应是{matter.kind.code}（GB/T 39046 表A.1）",
        )


def _conditions(matter: Matter, notes: Findings) -> None:
    options = {situation.key: situation.options for situation in matter.situations}
    places: list[tuple[str, Condition]] = []
    groups: tuple[tuple[str, Sequence[_Conditional]], ...] = (
        ("situations", matter.situations),
        ("fields", matter.fields),
        ("requirements", matter.requirements),
        ("presences", matter.presences),
        ("stages", matter.stages),
        ("fees", matter.fees),
    )
    for name, group in groups:
        places.extend((f"{name}[{number}].when", one.when) for number, one in enumerate(group))
    for path, condition in places:
        for key, option in uses(condition):
            if key not in options:
                notes.error(path, "unknown-question", f"没有“{key}”这个情形问题")
            elif option not in options[key]:
                notes.error(path, "unknown-option", f"情形“{key}”没有“{option}”这个选项")
    for number, situation in enumerate(matter.situations):
        earlier = {one.key for one in matter.situations[:number]}
        for key, _ in uses(situation.when):
            if key in options and key not in earlier:
                notes.error(f"situations[{number}].when", "asked-too-early", f"“{key}”要在后面才问到")
        if len(situation.options) < 2:
            notes.error(f"situations[{number}].options", "no-choice", "情形问题至少要有两个选项")


_EXAMINING = (StageKind.FIRST_REVIEW, StageKind.REVIEW, StageKind.SURVEY)
"""Stages whose organ gives an opinion that the decision waits for."""


def _stages(matter: Matter, notes: Findings) -> None:
    known = {stage.key for stage in matter.stages}
    accepts = [stage for stage in matter.stages if stage.kind is StageKind.ACCEPT]
    decides = [stage for stage in matter.stages if stage.kind is StageKind.DECIDE]
    if len(accepts) != 1:
        notes.error("stages", "one-accept", "必须有且只有一个受理环节（kind: accept）")
    if len(decides) != 1:
        notes.error("stages", "one-decide", "必须有且只有一个决定环节（kind: decide）")
    for number, stage in enumerate(matter.stages):
        for other in stage.after:
            if other not in known:
                notes.error(f"stages[{number}].after", "unknown-stage", f"没有“{other}”这个环节")
        if stage.kind is StageKind.ACCEPT and stage.after:
            notes.error(f"stages[{number}].after", "accept-first", "受理是第一个环节，前面不能有别的环节")
        if stage.kind in _EXAMINING and not stage.organ:
            notes.error(f"stages[{number}].organ", "missing", "初审、审查、踏勘环节要写明由哪个部门办理")
    if not any(finding.path.startswith("stages") for finding in notes.errors):
        _stage_order(matter.stages, decides[0], notes)


def _stage_order(stages: tuple[Stage, ...], decide: Stage, notes: Findings) -> None:
    before: dict[str, set[str]] = {stage.key: set(stage.after) for stage in stages}
    done: set[str] = set()
    while ready := {key for key, needs in before.items() if key not in done and needs <= done}:
        done |= ready
    circular = [key for key in before if key not in done]
    if circular:
        notes.error("stages", "cycle", f"环节互相等待：{'、'.join(circular)}，永远无法开始")
        return
    reached = set(before[decide.key])
    while more := {earlier for key in reached for earlier in before[key]} - reached:
        reached |= more
    for number, stage in enumerate(stages):
        if stage.kind in _EXAMINING and stage.key not in reached:
            notes.error(f"stages[{number}]", "not-awaited", f"决定环节不等待“{stage.name}”，其意见会落空")


def _requirements(matter: Matter, notes: Findings) -> None:
    for number, one in enumerate(matter.requirements):
        path = f"requirements[{number}]"
        if not one.evidence:
            notes.error(f"{path}.evidence", "no-way", "至少要有一种证明方式")
        for at, evidence in enumerate(one.evidence):
            if (evidence.way is Way.E_LICENCE) != bool(evidence.licence):
                notes.error(
                    f"{path}.evidence[{at}].licence",
                    "licence-mismatch",
                    "电子证照要写 licence（证照类型），其他方式不写",
                )
            if (evidence.way is Way.SHARED) != bool(evidence.resource):
                notes.error(
                    f"{path}.evidence[{at}].resource",
                    "resource-mismatch",
                    "共享数据要写 resource（数据资源），其他方式不写",
                )
        if one.required and one.evidence and all(evidence.way in _BY_REGISTER for evidence in one.evidence):
            message = f"“{one.name}”只能由登记簿证明，查不到的人就办不成；请加一种申请人自己能提供的方式"
            notes.error(f"{path}.evidence", "register-only", message)
        if one.made_by is MadeBy.ORGAN and not one.issued_by:
            notes.error(f"{path}.issued_by", "missing", "由部门出具的材料要写明出具部门")


def _presences(matter: Matter, notes: Findings) -> None:
    for number, one in enumerate(matter.presences):
        if not one.means:
            notes.error(f"presences[{number}].means", "no-way", "至少要有一种办理方式")


_BY_REGISTER = (Way.SHARED, Way.E_LICENCE, Way.ZONE)
"""Ways that are not in the applicant's hands."""


def _limits(matter: Matter, notes: Findings) -> None:
    statutory, promised = matter.limits.statutory, matter.limits.promised
    if statutory.basis is None:
        notes.warning("limits.statutory.basis", "limit-without-basis", "法定时限要写明依据的条文")
    _promise(statutory, promised, notes)
    if matter.at_once != (promised.unit is Unit.AT_ONCE):
        notes.error("limits.promised", "at-once-mismatch", "即办件的承诺时限应写 at_once: true，反之亦然")


def _promise(statutory: Limit, promised: Limit, notes: Findings) -> None:
    """A promise keeps to the law. Where the two count differently, the calendar decides, and may decide otherwise."""
    says = f"承诺{promised.unit.say(promised.length)}"
    law = f"法定{statutory.unit.say(statutory.length)}"
    if statutory.unit is promised.unit:
        if promised.length > statutory.length:
            notes.error("limits.promised", "promise-too-long", f"{says}超过了{law}")
        return
    shortest = span(promised).shortest
    if shortest > span(statutory).longest:
        message = f"{says}至少要{shortest}个自然日，超过了{law}"
        notes.error("limits.promised", "promise-too-long", message)
    elif late := lateness(promised, statutory):
        message = f"{says}遇上八天的长假，最多会比{law}晚{late}天"
        notes.warning("limits.promised", "promise-may-be-too-long", message)


def _delivery(matter: Matter, notes: Findings) -> None:
    if not matter.results:
        notes.error("results", "no-result", "至少要有一个办理结果")
    for number, result in enumerate(matter.results):
        if not result.delivery:
            notes.error(f"results[{number}].delivery", "no-way", "至少要有一种送达方式")
        elif Delivery.NOTICE in result.delivery:
            notes.error(
                f"results[{number}].delivery",
                "notice",
                "公告送达只用于其他方式都送不到的时候，不能作为可选的送达方式",
            )
        elif Delivery.WINDOW not in result.delivery and Delivery.COURIER not in result.delivery:
            notes.warning(
                f"results[{number}].delivery", "electronic-only", "只能网上下载，不会上网的人拿不到结果"
            )
    if not matter.channels:
        notes.error("channels", "no-way", "至少要有一种申请方式")


def _guide(matter: Matter, notes: Findings) -> None:
    if not matter.basis:
        notes.error("basis", "no-basis", "没有设定依据的事项不能公布")
    for number, fee in enumerate(matter.fees):
        if (fee.amount is None) == (not fee.standard):
            notes.error(
                f"fees[{number}]", "fee-amount", "收费要写 amount（金额）或 standard（计费办法），二者取一"
            )
    if not matter.audience:
        notes.error("audience", "empty", "要写明服务对象")
    if matter.kind is Kind.LICENCE and not matter.questions:
        notes.warning("questions", "no-questions", "行政许可至少要有一个常见问题")
    persons = Audience.PERSON in matter.audience
    if matter.themes.person and not persons:
        notes.warning("themes.person", "theme-mismatch", "服务对象不含自然人，却填了个人主题")
    if matter.themes.legal and set(matter.audience) <= {Audience.PERSON}:
        notes.warning("themes.legal", "theme-mismatch", "服务对象只有自然人，却填了法人主题")
