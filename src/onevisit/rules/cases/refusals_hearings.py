"""Refusals around interested parties and hearings."""

from __future__ import annotations

from onevisit.rules.basis import Basis
from onevisit.rules.cases.refused import Refused

XKF = "行政许可法"
MODEL = "浙江省保障“最多跑一次”改革规定"
LOCAL = "山东省优化营商环境条例"

__all__ = [
    "AlreadyTold",
    "HearingHasItsOwnWay",
    "HearingNeedsPlace",
    "HearingNotCalled",
    "HearingNotYet",
    "HearingOnDayOff",
    "HearingOpen",
    "HearingOver",
    "HearingRequired",
    "HearingTooFar",
    "HearingTooLate",
    "HearingUnderWay",
    "HearingWasWaived",
    "HearingWindowOpen",
    "InterestedNotTold",
    "NoHearingOffered",
    "NobodyAskedForHearing",
    "NobodyTold",
    "NotPresider",
    "NotYoursToWaive",
    "NoticeTooShort",
    "PresiderReviewed",
    "PresiderReviews",
]


class HearingHasItsOwnWay(Refused):
    """A hearing is not a pause like others."""

    what = "听证不在这里启动"
    basis = Basis(XKF, "47")
    remedy = "请使用“告知听证权利”“申请听证”“通知听证”。"


class AlreadyTold(Refused):
    """Told once."""

    what = "已于{day}告知过"
    remedy = "请等待答复期限届满，或登记收到的意见。"


class NobodyTold(Refused):
    """Nobody named."""

    what = "没有填写任何利害关系人"
    basis = Basis(XKF, "36")
    remedy = "请写明告知了谁、怎样告知的。"


class InterestedNotTold(Refused):
    """A grant without a word to those it concerns."""

    what = "本事项直接关系他人重大利益（{why}），还没有告知利害关系人，不能准予"
    basis = Basis(XKF, "36")
    remedy = "请先“告知利害关系人”，听取意见。"


class HearingRequired(Refused):
    """The law demands a hearing."""

    what = "本事项依法应当举行听证（{why}），还没有举行，不能作决定"
    basis = Basis(XKF, "46")
    remedy = "请先“通知听证”，举行后提交笔录。"


class HearingOpen(Refused):
    """A decision before the hearing that was asked for."""

    what = "听证还没有举行，不能作决定"
    basis = Basis(XKF, "48", 2)
    remedy = "决定要根据听证笔录作出；申请人也可以放弃听证。"


class HearingWindowOpen(Refused):
    """They may still ask."""

    what = "申请人、利害关系人到{until}之前都可以要求听证，此前不能作决定"
    basis = Basis(XKF, "47", 1)
    remedy = "请等期限届满，或登记申请人放弃听证。"


class HearingUnderWay(Refused):
    """There is one already."""

    what = "听证已经在进行"
    remedy = "请查看听证的时间和地点。"


class NoHearingOffered(Refused):
    """Nobody was told of a right to it."""

    what = "还没有告知过听证权利，或听证已经结束"
    basis = Basis(XKF, "47", 1)
    remedy = "如认为决定直接涉及重大利益，请先向决定部门陈述意见。"


class HearingTooLate(Refused):
    """Five working days."""

    what = "申请听证的期限已于{until}届满"
    basis = Basis(XKF, "47", 1)
    remedy = "仍可以向决定部门陈述意见；对决定不服的，可以申请行政复议或提起行政诉讼。"


class HearingWasWaived(Refused):
    """Waived."""

    what = "申请人已于{day}放弃听证"
    basis = Basis(XKF, "47", 1)
    remedy = "仍可以陈述意见。"


class NotYoursToWaive(Refused):
    """Others asked for it, or the law demands it."""

    what = "这场听证由利害关系人申请或者依法必须举行，申请人不能放弃"
    basis = Basis(XKF, "46")
    remedy = "申请人可以不参加，听证照常举行。"


class NobodyAskedForHearing(Refused):
    """A hearing that nobody asked for and no law demands."""

    what = "没有人申请听证，本事项也不是依法必须听证的事项"
    basis = Basis(XKF, "47", 1)
    remedy = "请先告知听证权利，等待申请。"


class HearingNeedsPlace(Refused):
    """Where, and who presides?"""

    what = "听证通知要写明地点和主持人"
    basis = Basis(XKF, "48", 1, 1)
    remedy = "请填写地点，选择主持人。"


class PresiderReviewed(Refused):
    """Who reviewed may not preside."""

    what = "{name}审查过这个办件，不能主持听证"
    basis = Basis(XKF, "48", 1, 3)
    remedy = "请指定审查人员以外的人主持。"


class PresiderReviews(Refused):
    """Who presides may not review."""

    what = "您是这场听证的主持人，不能再审查这个办件"
    basis = Basis(XKF, "48", 1, 3)
    remedy = "请由其他审查人员办理。"


class NoticeTooShort(Refused):
    """Seven working days ahead."""

    what = "听证要提前七个工作日通知，最早可以定在{earliest}"
    basis = Basis(XKF, "48", 1, 1)
    remedy = "请改定日期。"


class HearingTooFar(Refused):
    """Twenty working days."""

    what = "听证要在收到申请后二十个工作日内举行，最晚{latest}"
    basis = Basis(XKF, "47", 1)
    remedy = "请改定日期。"


class HearingOnDayOff(Refused):
    """Nobody works on that day."""

    what = "{day}不是工作日"
    remedy = "请改定一个工作日。"


class HearingOver(Refused):
    """Held."""

    what = "听证已于{day}举行"
    remedy = "请根据听证笔录作决定。"


class HearingNotCalled(Refused):
    """No day was made known."""

    what = "还没有通知听证的时间和地点"
    basis = Basis(XKF, "48", 1, 1)
    remedy = "请先“通知听证”。"


class HearingNotYet(Refused):
    """The day is still to come."""

    what = "听证定在{day}，还没有到"
    basis = Basis(XKF, "48")
    remedy = "请在听证举行之后提交笔录。"


class NotPresider(Refused):
    """The record is the presider's."""

    what = "听证笔录由主持人{name}提交"
    basis = Basis(XKF, "48", 1, 3)
    remedy = "主持人不能到场的，请先重新通知听证、更换主持人。"
