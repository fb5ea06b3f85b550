"""Are the courses of a matter lawful together? Whether its licence types exist is asked in `district.checks`."""

from __future__ import annotations

from collections import Counter

from onevisit.rules.findings import Findings
from onevisit.rules.limits import Limit, Unit
from onevisit.rules.matters.courses import XKF, Act, Approver, Handling, Quota, SpecialKind
from onevisit.rules.matters.definition import Matter
from onevisit.rules.matters.vocabulary import Kind, StageKind

FIRST_REVIEW_DAYS = 20
"""行政许可法 Art. 43."""
_LICENCE_DAYS = {Handling.SINGLE: 20, Handling.FORWARDED: 20, Handling.JOINT: 45}
"""行政许可法 Art. 42, by the way in which a licence is handled."""
QUOTA_PERIODS = ("year", "total")


def check_courses(matter: Matter, notes: Findings) -> None:
    """Note every course that the law does not allow, or that contradicts another part of the definition."""
    _first_review(matter, notes)
    _joint(matter, notes)
    _licence_limit(matter, notes)
    _special(matter, notes)
    _extension(matter, notes)
    _commitments(matter, notes)
    if matter.courses.quota is not None:
        _quota(matter.courses.quota, notes)
    _renewal(matter, notes)


def deciding_organ(matter: Matter) -> str:
    """Who decides: the organ of the deciding stage where it names one, otherwise that of the matter."""
    named = (stage.organ for stage in matter.stages if stage.kind is StageKind.DECIDE)
    return next(named, "") or matter.organ


def _first_review(matter: Matter, notes: Findings) -> None:
    forwarded = matter.courses.handling is Handling.FORWARDED
    found = [(at, stage) for at, stage in enumerate(matter.stages) if stage.kind is StageKind.FIRST_REVIEW]
    if forwarded and len(found) != 1:
        message = (
            f"下级初审、上级决定的，必须有且只有一个初审环节（kind: first-review），现在有{len(found)}个"
        )
        notes.error("courses.handling", "one-first-review", message)
    for at, stage in found:
        path = f"stages[{at}]"
        if not forwarded:
            message = "有初审环节，courses.handling 就要写 forwarded（行政许可法第三十五条）"
            notes.error(f"{path}.kind", "not-forwarded", message)
        if stage.organ == deciding_organ(matter):
            message = "初审的部门与作出决定的部门相同；本部门自己的审查写 review（行政许可法第三十五条）"
            notes.error(f"{path}.organ", "same-organ", message)
        if stage.limit is None:
            notes.error(f"{path}.limit", "missing", "初审环节要写办理期限（行政许可法第四十三条）")
        elif not _within(stage.limit, FIRST_REVIEW_DAYS):
            message = f"下级初审不得超过{FIRST_REVIEW_DAYS}个工作日（行政许可法第四十三条）"
            notes.error(f"{path}.limit", "first-review-too-long", message)


def _within(limit: Limit, working_days: int) -> bool:
    """Whether a limit is certainly no longer than so many working days: calendar days pass faster, months do not."""
    return limit.unit is not Unit.MONTHS and limit.length <= working_days


def _joint(matter: Matter, notes: Findings) -> None:
    organs = {stage.organ for stage in matter.stages if stage.organ} | {matter.organ}
    if matter.courses.handling is Handling.JOINT and len(organs) < 2:
        message = "统一、联合办理的，环节里至少要有两个部门（行政许可法第二十六条第二款）"
        notes.error("courses.handling", "joint-alone", message)


def _licence_limit(matter: Matter, notes: Findings) -> None:
    statutory, handling = matter.limits.statutory, matter.courses.handling
    if statutory.basis is None or (statutory.basis.law, statutory.basis.article) != (XKF, "42"):
        return
    longest = _LICENCE_DAYS[handling]
    if not _within(statutory, longest):
        message = f"{handling.label}的，行政许可法第四十二条只给{longest}个工作日"
        notes.error("limits.statutory", "longer-than-law", message)


def _special(matter: Matter, notes: Findings) -> None:
    counts = Counter(one.kind for one in matter.courses.special)
    for at, one in enumerate(matter.courses.special):
        path = f"courses.special[{at}]"
        if counts[one.kind] > 1:
            notes.error(f"{path}.kind", "duplicate-special", f"“{one.kind.label}”写了{counts[one.kind]}次")
        if one.kind is SpecialKind.HEARING:
            message = "听证不写在 special 里：法律规定要听证的写 hearing，涉及他人重大利益的写 interested"
            notes.error(f"{path}.kind", "hearing-in-special", message)
        if one.days < 1:
            notes.error(f"{path}.days", "bad-length", f"所需时间至少1个工作日，不能是{one.days}")


def _extension(matter: Matter, notes: Findings) -> None:
    extension = matter.courses.extension
    if extension is None:
        return
    if extension.length < 1:
        notes.error("courses.extension.length", "bad-length", f"延长至少为1，不能是{extension.length}")
    if matter.limits.statutory.unit is Unit.AT_ONCE:
        message = "法律要求当场办结的，没有可以延长的期限"
        notes.error("courses.extension", "nothing-to-extend", message)
    if matter.courses.handling is Handling.JOINT and extension.by is not Approver.GOVERNMENT:
        message = "统一、联合办理的，由本级人民政府负责人批准延长（行政许可法第四十二条第二款）"
        notes.error("courses.extension.by", "wrong-approver", message)


def _commitments(matter: Matter, notes: Findings) -> None:
    courses = matter.courses
    if not courses.risks or courses.pledge.statutory is not None:
        return
    fields = "、".join(risk.label for risk in courses.risks)
    for at, requirement in enumerate(matter.requirements):
        if requirement.commitment:
            message = (
                f"直接涉及{fields}的事项不得以告知承诺代替“{requirement.name}”"
                "（山东省优化营商环境条例第二十九条）；法律另有规定的写明 pledge.statutory"
            )
            notes.error(f"requirements[{at}].commitment", "excluded-commitment", message)


def _quota(quota: Quota, notes: Findings) -> None:
    if quota.per not in QUOTA_PERIODS:
        message = f"per 只能是 year（每年）或 total（总数），不能是“{quota.per}”"
        notes.error("courses.quota.per", "unknown-choice", message)
    if quota.number < 1:
        notes.error("courses.quota.number", "bad-length", f"数量至少为1，不能是{quota.number}")


def _renewal(matter: Matter, notes: Findings) -> None:
    concern = matter.courses.concerns
    if concern is None or concern.act is not Act.RENEWAL:
        return
    if matter.kind is not Kind.LICENCE:
        message = "延续是行政许可的延续（行政许可法第五十条），这个事项的类型不是行政许可"
        notes.error("courses.concerns.act", "not-a-licence", message)
    renewed = [(at, one) for at, one in enumerate(matter.results) if one.licence == concern.licence]
    if not renewed:
        message = f"延续的事项要有一个结果是“{concern.licence}”（results 的 licence）"
        notes.error("results", "nothing-renewed", message)
    for at, one in renewed:
        if one.valid is None or one.valid.years < 1:
            message = f"“{one.name}”没有写有效期（valid），没有期限的证照不用延续"
            notes.error(f"results[{at}].valid", "renewal-without-validity", message)
