"""What went another way than the ordinary one, in plain words: why it takes longer, what was put off or found."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from onevisit.casework.case_view import CaseView
from onevisit.platform.ui.values import Tone
from onevisit.portal.remedies import remedies_of
from onevisit.rules.calendar import chinese_date
from onevisit.rules.cases import events as e
from onevisit.rules.cases.courses import CheckOutcome, Standing
from onevisit.rules.cases.facets import Hearing
from onevisit.rules.matters.courses import Act


@dataclass(frozen=True)
class Said:
    """Something that the applicant is told: a heading, a sentence, the words of the organ, and a list of points."""

    title: str
    text: str
    words: str = ""
    tone: Tone = Tone.INFO
    icon: str = "info-circle"
    points: tuple[str, ...] = ()


def said(view: CaseView) -> list[Said]:
    """Everything that is to be told, what matters now first."""
    return [
        *_hearing(view),
        *_special(view),
        *_extended(view),
        *_deferred(view),
        *_committed(view),
        *_concerned(view),
        *_delivery(view),
        *acted_on(view),
    ]


def _promised(view: CaseView) -> str:
    due = view.state.told_due
    return f"现在的办结日期是{chinese_date(due)}。" if due and view.state.decided_on is None else ""


def _special(view: CaseView) -> Iterator[Said]:
    for one in view.courses.procedures:
        what = one.procedure.kind.label
        if one.procedure.ended_on is None:
            text = (
                f"从{chinese_date(one.procedure.since)}起，约{one.procedure.days}个工作日，"
                f"到{chinese_date(one.procedure.until)}。这段时间不计入办理期限，您不用做什么。"
            )
            yield Said(f"正在{what}，期限暂停计算", text, one.reason, Tone.WARN, "player-pause")
        else:
            ended = chinese_date(one.procedure.ended_on)
            text = f"{chinese_date(one.procedure.since)}至{ended}不计入办理期限。{_promised(view)}"
            yield Said(f"{what}已经结束", text, one.result, Tone.MUTED, "circle-check")


def _extended(view: CaseView) -> Iterator[Said]:
    one = view.state.prolonged
    if one is not None:
        unit = view.version.matter.limits.statutory.unit
        by = f"{chinese_date(one.on)}经{one.by.label}批准，"
        text = f"{by}延长{unit.say(one.length)}，只能延长这一次。{_promised(view)}"
        yield Said("办理期限延长了", text, view.courses.extension_reason, Tone.WARN, "hourglass")


def _hearing(view: CaseView) -> Iterator[Said]:
    one = view.state.hearing
    if view.state.interested_on is not None and view.state.decided_on is None:
        text = "这件事和他人的重大利益有关，部门已经告知他们。您和他们都可以陈述意见。"
        yield Said("已告知利害关系人", text, icon="users")
    if one is None:
        return
    if one.held_on is not None:
        text = f"{chinese_date(one.held_on)}举行。决定要根据听证笔录作出，笔录里没有的不能作为依据。{_promised(view)}"
        yield Said("听证已经举行", text, tone=Tone.MUTED, icon="gavel")
    elif one.waived_on is not None:
        yield Said(
            "不听证",
            f"{chinese_date(one.waived_on)}放弃听证。{_promised(view)}",
            tone=Tone.MUTED,
            icon="gavel",
        )
    elif one.day is not None:
        yield _called(one)
    elif one.requested_on is not None and one.hold_by is not None:
        by = "利害关系人要求" if one.by_interested else "您要求"
        when = f"{chinese_date(one.hold_by)}前组织，时间、地点提前7个工作日书面通知。"
        text = f"{by}听证。{when}听证期间不计入办理期限，不收费。"
        yield Said("等着听证", text, tone=Tone.WARN, icon="calendar-event")


_RIGHTS = (
    "可以自己去，也可以委托一到两个人代理；带身份证件，委托的还要带委托书。",
    "主持人与这件事有直接利害关系的，可以申请换人。",
    "可以提出证据，申辩和质证；部门要当场提供审查意见的证据、理由。",
    "笔录交您确认无误后签字。听证公开举行，不收费。",
)
"""行政许可法 Art. 47 and 48."""


def _called(one: Hearing) -> Said:
    when = chinese_date(one.day) if one.day else ""
    text = f"{when}，{one.place}。主持人：{one.presider_name}（没有参加过这件事的审查）。听证期间不计入办理期限。"
    return Said(f"听证：{when}", text, tone=Tone.WARN, icon="calendar-event", points=_RIGHTS)


def _deferred(view: CaseView) -> Iterator[Said]:
    if view.state.later and view.state.accepted_on is None:
        names = {one.requirement.key: one.requirement.name for one in view.materials}
        late = "、".join(names.get(key, key) for key in view.state.later)
        text = f"您申请以后再交：{late}。窗口受理时会写明每一项最晚哪天交。"
        yield Said("容缺受理，等窗口答复", text, icon="hourglass")


def _committed(view: CaseView) -> Iterator[Said]:
    pledged = view.state.pledged
    if pledged is None:
        return
    what = f"以承诺代替：{'、'.join(view.courses.committed)}。"
    match pledged.outcome:
        case None:
            rule = view.version.matter.courses.pledge.check
            text = f"{what}作出决定后{rule.unit.say(rule.length)}内核查。"
            yield Said("告知承诺", text, icon="signature")
        case CheckOutcome.KEPT:
            yield Said("承诺已核查：一致", f"{what}不用再做什么。", tone=Tone.OK, icon="circle-check")
        case CheckOutcome.FAULTY:
            by = f"，{chinese_date(pledged.mend_by)}前整改" if pledged.mend_by else ""
            yield Said(
                "承诺核查：不一致",
                f"{what}{pledged.outcome.label}{by}。",
                tone=Tone.BAD,
                icon="alert-triangle",
            )
        case CheckOutcome.BROKEN:
            repaired = (
                f"{chinese_date(pledged.repaired_on)}信用已修复。"
                if pledged.repaired_on
                else ("许可依法撤销，修复信用之前不能再用告知承诺。您可以陈述、申辩，也可以申请信用修复。")
            )
            yield Said("承诺不实", f"{what}{repaired}", tone=Tone.BAD, icon="alert-triangle")


def _concerned(view: CaseView) -> Iterator[Said]:
    one = view.state.concerned
    if (
        one is None
        or view.state.decided_on is not None
        or one.act is not Act.RENEWAL
        or one.expires_on is None
    ):
        return
    day = chinese_date(one.expires_on)
    if one.in_time:
        text = f"原证{day}到期。您按时提出了申请：到那天还没有决定的，视为准予延续（行政许可法第五十条）。"
        yield Said("延续申请", text, icon="refresh")
    else:
        text = f"原证{day}到期。申请提得晚了，到期没有决定不算自动延续；到期以后请先停止有关活动，等决定。"
        yield Said("延续申请提得晚了", text, tone=Tone.WARN, icon="alert-triangle")


def _delivery(view: CaseView) -> Iterator[Said]:
    state = view.state
    if state.notice_until is not None and state.handed_out_on is None:
        text = (
            f"别的办法没有送到，改为公告；{chinese_date(state.notice_until)}期满视为送达。在这之前仍可来领。"
        )
        yield Said("结果公告送达", text, tone=Tone.WARN, icon="bell")
    elif state.returned and state.handed_out_on is None:
        text = "寄给您的结果被退回。请打电话或者到领取大厅，另外约定怎样领取。"
        yield Said("邮件被退回", text, tone=Tone.WARN, icon="truck-delivery")


def acted_on(view: CaseView) -> Iterator[Said]:
    """What was done to what had been granted: since when, why, and what can be done against it."""
    standing = view.state.standing
    if standing is None or standing is Standing.IN_FORCE:
        return
    since = f"自{chinese_date(view.state.acted_on)}起" if view.state.acted_on else ""
    until = f"，到{chinese_date(view.state.suspended_until)}" if view.state.suspended_until else ""
    acts = [step for step in view.timeline if step.label == e.LicenceActed.label]
    about, words = (acts[-1].about, acts[-1].words) if acts else ("", "")
    text = f"{since}{standing.label}{until}。{about}。{remedies_of(view.organ)}"
    yield Said(f"所发的证照{standing.label}", text, words, Tone.BAD, "alert-triangle")
