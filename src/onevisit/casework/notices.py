"""The sentences that an applicant is sent. Short, without his name or number, and each says what comes next."""

from __future__ import annotations

from onevisit.casework.models import Case
from onevisit.rules.calendar import chinese_date
from onevisit.rules.cases import events as e
from onevisit.rules.matters.definition import Matter
from onevisit.rules.matters.vocabulary import Delivery


def notice(case: Case, matter: Matter, event: e.Event) -> str:
    """What to tell the applicant about an event."""
    return f"您申请的“{matter.name}”（{case.number}）{_said(case, event)}"


def _said(case: Case, event: e.Event) -> str:
    by_silence = isinstance(event, e.Accepted) and event.by_silence
    if by_silence:
        return "因逾期未答复，依法自收到之日起即为受理。"
    if isinstance(event, e.Accepted):
        due = f"，{chinese_date(case.due_on)}前办结" if case.due_on else ""
        return f"已受理{due}。办理期间不用再跑。"
    if isinstance(event, e.HandedOut):
        electronic = event.way is Delivery.ELECTRONIC
        return f"的结果{'可以下载了' if electronic else '已送达'}。请对这次服务评价。"
    return _SENTENCES.get(type(event), f"：{event.label}。")


_SENTENCES = {
    e.Submitted: "已提交，材料自今天起算已由政府收到，5个工作日内答复是否受理。",
    e.Declined: "不予受理，理由和该找的部门见网上办件页面。",
    e.Granted: "已准予，正在制证。",
    e.Refused: "不予许可，理由和救济途径见决定书。",
    e.Withdrawn: "已按您的要求撤回。",
}
