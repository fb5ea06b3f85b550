"""The sentences that an applicant is sent. Short, without his name or number, and each says what to do by when."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from onevisit.casework.models import Case
from onevisit.rules.calendar import chinese_date
from onevisit.rules.cases import events as e
from onevisit.rules.cases.courses import CheckOutcome, LicenceAct
from onevisit.rules.cases.state import CaseState
from onevisit.rules.matters.definition import Matter
from onevisit.rules.matters.vocabulary import Channel, Delivery


def notice(case: Case, matter: Matter, state: CaseState, event: e.Event) -> str:
    """What to tell the applicant about an event; `state` is that after it. "" where there is nothing to tell."""
    say = _SENTENCES[type(event)]
    said = say if isinstance(say, str) else say(case, state, event)
    return f"您申请的“{matter.name}”（{case.number}）{said}" if said else ""


def said_of_the_whole(event: e.Event) -> bool:
    """Whether the bundle tells this for all its cases at once, where a case is part of one.

    It is what asks nothing of the applicant and concerns no part alone. Whatever gives him something to do, or decides
    against him, each case tells itself.
    """
    if isinstance(event, e.Accepted):
        return not event.deferred and not event.by_silence
    if isinstance(event, e.Granted):
        return not event.by_silence
    return isinstance(event, e.Submitted | e.HandedOut)


def _accepted(case: Case, state: CaseState, event: e.Accepted) -> str:
    if event.by_silence:
        return "因逾期未答复，依法自收到之日起即为受理。"
    due = f"，{chinese_date(event.due)}前办结" if event.due else ""
    if event.deferred:
        first = min(event.deferred.values())
        return (
            f"已容缺受理{due}。还有{len(event.deferred)}项材料要补交，请在{chinese_date(first)}前补上第一项。"
        )
    return f"已受理{due}。办理期间不用再跑。"


def _asked(case: Case, state: CaseState, event: e.CorrectionAsked) -> str:
    return (
        f"有{len(event.items)}处需要补正，请在{chinese_date(event.until)}前补齐，"
        "网上就能补；到期没有补齐的，视为撤回申请。"
    )


def _supplied(case: Case, state: CaseState, event: e.Supplied) -> str:
    open_items = len(state.correction.open) if state.correction and state.accepted_on is None else 0
    left = open_items or len(state.deferred)
    if left:
        return f"补交的材料已收到，还差{left}项。"
    if state.accepted_on is None:
        return "补交的材料已收到，齐了；5个工作日内答复是否受理。"
    return "补交的材料已收到，齐了，不用再交。" if event.by is not Channel.ONLINE else ""


def _declined(case: Case, state: CaseState, event: e.Declined) -> str:
    if event.right_organ:
        return "不予受理：应由别的部门办理。是哪个部门、要不要把材料转过去，请在办件页面查看和选择。"
    return "不予受理，理由和救济途径见办件页面。"


def _withdrawn(case: Case, state: CaseState, event: e.Withdrawn) -> str:
    if event.deemed:
        return "到期没有补齐，视为撤回申请。备齐材料后可以重新申请。"
    return "已按您的要求撤回。"


def _paused(case: Case, state: CaseState, event: e.Paused) -> str:
    return (
        f"需要{event.kind.label}，约{event.days}个工作日，到{chinese_date(event.until)}；"
        "这段时间不计入办理期限，您不用做什么。"
    )


def _resumed(case: Case, state: CaseState, event: e.Resumed) -> str:
    if state.running:
        return f"的{event.kind.label}已结束；还有{'、'.join(one.kind.label for one in state.running)}在进行。"
    return f"的{event.kind.label}已结束，继续办理，{chinese_date(event.due)}前办结。"


def _extended(case: Case, state: CaseState, event: e.Extended) -> str:
    return f"经批准延长办理期限，改为{chinese_date(event.due)}前办结；理由见办件页面，只能延长这一次。"


def _hearing_told(case: Case, state: CaseState, event: e.HearingTold) -> str:
    return (
        f"在作出决定之前，您有权要求听证，不收费。要听证的，请在{chinese_date(event.until)}前提出；"
        "不提出的，部门直接作决定。"
    )


def _hearing_requested(case: Case, state: CaseState, event: e.HearingRequested) -> str:
    who = "利害关系人要求听证" if event.interested else "的听证申请已收到"
    return f"{who}，{chinese_date(event.until)}前组织，时间和地点会提前7个工作日通知您。"


def _hearing_waived(case: Case, state: CaseState, event: e.HearingWaived) -> str:
    return f"不再听证，继续办理，{chinese_date(event.due)}前办结。"


def _hearing_called(case: Case, state: CaseState, event: e.HearingCalled) -> str:
    return f"的听证定在{chinese_date(event.day)}，地点：{event.place}。请带身份证件到场，可以委托代理人。"


def _hearing_held(case: Case, state: CaseState, event: e.HearingHeld) -> str:
    return f"的听证已经结束，继续办理，{chinese_date(event.due)}前办结。"


def _handed_out(case: Case, state: CaseState, event: e.HandedOut) -> str:
    electronic = event.way is Delivery.ELECTRONIC
    return f"的结果{'可以下载了' if electronic else '已送达'}。请对这次服务评价。"


def _checked(case: Case, state: CaseState, event: e.CommitmentChecked) -> str:
    if event.outcome is CheckOutcome.FAULTY and event.until:
        return f"经核查与您的承诺不符，请在{chinese_date(event.until)}前整改并补交；逾期的，撤销许可。"
    if event.outcome is CheckOutcome.BROKEN:
        return "经核查，承诺不实且没有整改好：许可将依法撤销，修复信用之前不能再用告知承诺。可以陈述申辩。"
    return "的承诺已经核查，与承诺一致，您不用做什么。"


def _acted(case: Case, state: CaseState, event: e.LicenceActed) -> str:
    what = f"所发的证照已{event.act.label}"
    if event.act is LicenceAct.REINSTATE:
        return f"{what}效力，可以继续使用。"
    until = f"，到{chinese_date(event.until)}为止" if event.until else ""
    return f"{what}{until}。理由和不服怎么办，见“我的证照”和决定书。"


def _delivery_changed(case: Case, state: CaseState, event: e.DeliveryChanged) -> str:
    return f"的领取方式已改为{event.way.label}。不是您或您委托的人改的，请打电话给大厅。"


def _returned(case: Case, state: CaseState, event: e.Returned) -> str:
    return "寄给您的结果被退回。请打电话或到领取大厅，另外约定怎样领取。"


def _noticed(case: Case, state: CaseState, event: e.NoticeGiven) -> str:
    return f"的结果改为公告送达，{chinese_date(event.until)}期满视为送达；在这之前您仍可到大厅领取。"


def _redated(case: Case, state: CaseState, event: e.Redated) -> str:
    return f"因国务院调整放假安排，办结日期由{chinese_date(event.told)}改为{chinese_date(event.due)}。"


def _granted(case: Case, state: CaseState, event: e.Granted) -> str:
    if event.by_silence:
        return "在有效期届满前没有作出决定，依法视为准予延续，正在制证。"
    return "已准予，正在制证。"


_SENTENCES: Mapping[type[e.Event], str | Callable[[Case, CaseState, Any], str]] = {
    e.Submitted: "已提交，材料自今天起算已由政府收到，5个工作日内答复是否受理。",
    e.CorrectionAsked: _asked,
    e.Supplied: _supplied,
    e.Accepted: _accepted,
    e.Declined: _declined,
    e.HandedOver: "的材料已移送有权部门，它会直接和您联系，您不用再交一遍。",
    e.TakenOver: "的材料，有权部门已经接收，接着办；怎么办见办件页面。",
    e.AcceptanceRevoked: "因承诺后补的材料逾期未补，撤销受理。备齐材料后可以重新申请。",
    e.Withdrawn: _withdrawn,
    e.Terminated: "已终止办理，理由见办件页面。",
    e.Paused: _paused,
    e.Resumed: _resumed,
    e.Extended: _extended,
    e.InterestedTold: "和他人的重大利益有关，部门已告知他们可以陈述意见、要求听证。您也可以陈述意见。",
    e.HearingTold: _hearing_told,
    e.HearingRequested: _hearing_requested,
    e.HearingWaived: _hearing_waived,
    e.HearingCalled: _hearing_called,
    e.HearingHeld: _hearing_held,
    e.Granted: _granted,
    e.Refused: "不予许可，理由和救济途径见决定书。",
    e.HandedOut: _handed_out,
    e.DeliveryChanged: _delivery_changed,
    e.Returned: _returned,
    e.NoticeGiven: _noticed,
    e.CommitmentChecked: _checked,
    e.CreditRepaired: "的信用已经修复，可以重新使用告知承诺。",
    e.LicenceActed: _acted,
    e.Redated: _redated,
}

TOLD: tuple[type[e.Event], ...] = tuple(_SENTENCES)
"""Every event that an applicant is told of."""
