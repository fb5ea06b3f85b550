"""The sentences that an applicant is sent. Short, without his name or number, and each says what comes next."""

from __future__ import annotations

from onevisit.casework.models import Case
from onevisit.rules.calendar import chinese_date
from onevisit.rules.cases import events as e
from onevisit.rules.cases.state import CaseState
from onevisit.rules.matters.definition import Matter
from onevisit.rules.matters.vocabulary import Delivery


def notice(case: Case, matter: Matter, state: CaseState, event: e.Event) -> str:
    """What to tell the applicant about an event."""
    head = f"您申请的“{matter.name}”（{case.number}）"
    match event:
        case e.Submitted():
            return f"{head}已提交，材料自今天起算已由政府收到，5个工作日内答复是否受理。"
        case e.Accepted(by_silence=True):
            return f"{head}因逾期未答复，依法自收到之日起即为受理。"
        case e.Accepted():
            due = f"，{chinese_date(case.due_on)}前办结" if case.due_on else ""
            return f"{head}已受理{due}。办理期间不用再跑。"
        case e.Declined():
            return f"{head}不予受理，理由和该找的部门见网上办件页面。"
        case e.Granted():
            return f"{head}已准予，正在制证。"
        case e.Refused():
            return f"{head}不予许可，理由和救济途径见决定书。"
        case e.HandedOut(way=Delivery.ELECTRONIC):
            return f"{head}的结果可以下载了。请对这次服务评价。"
        case e.HandedOut():
            return f"{head}的结果已送达。请对这次服务评价。"
    return f"{head}：{event.label}。"
