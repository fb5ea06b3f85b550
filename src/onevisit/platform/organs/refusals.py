"""Why a leave is not entered or ended."""

from typing import ClassVar

from onevisit.rules.cases.refusals import NotNow, NotYours, Refused

_KEPT = "；已填写的内容都保留着"


class NoSuchLeave(Refused):
    """There is no such leave, or this person may not know of it."""

    what: ClassVar[str] = "没有这次请假，或者您无权查看"
    remedy: ClassVar[str] = "请从“请假与代行”的列表里打开。"


class NotYourLeave(NotYours):
    """Entering or ending the leave of somebody whom one is not responsible for."""

    what: ClassVar[str] = "您不能替{person}登记或者结束请假"
    remedy: ClassVar[str] = (
        "请由本人、所在部门的主要负责人、大厅负责人（窗口人员）或者平台管理员办理；代行来的岗位不能办请假。"
    )


class LeaveIncomplete(Refused):
    """Something was not filled in."""

    what: ClassVar[str] = "请假还没有登记，缺：{missing}"
    remedy: ClassVar[str] = f"填好后再登记{_KEPT}。"


class LeaveBackwards(Refused):
    """It ends before it begins."""

    what: ClassVar[str] = "请假的最后一天（{until}）早于第一天（{since}）"
    remedy: ClassVar[str] = f"请核对日期{_KEPT}。"


class LeaveInThePast(Refused):
    """It begins before today."""

    what: ClassVar[str] = "请假不能从{since}起：过去的日子里谁办了什么已经记录在案，不能事后换人"
    remedy: ClassVar[str] = f"请从今天（{{today}}）或者以后的一天起登记{_KEPT}。"


class LeaveTooLong(Refused):
    """More days than one leave has."""

    what: ClassVar[str] = "一次请假有{days}天，超过了{longest}天"
    remedy: ClassVar[str] = "请核对年份；离岗一年以上的，请由平台管理员把岗位安排给接任的人。"


class NothingToPassOn(Refused):
    """Somebody without a post."""

    what: ClassVar[str] = "{person}在{since}没有岗位，没有要代行的职责"
    remedy: ClassVar[str] = "请核对姓名和日期。"


class OwnDeputy(Refused):
    """Standing in for oneself."""

    what: ClassVar[str] = "请假的人不能自己代行自己的职责"
    remedy: ClassVar[str] = f"请选另一位同事{_KEPT}。"


class DeputyNotFit(Refused):
    """The deputy's own posts do not let him stand in."""

    what: ClassVar[str] = "{deputy}的岗位不能代行{person}的“{posts}”职责"
    remedy: ClassVar[str] = f"代行人要是：{{who}}。请改选一位{_KEPT}。"


class LeaveOverlaps(Refused):
    """One person, two leaves on one day."""

    what: ClassVar[str] = "{person}已经登记了{since}至{until}的请假，日期重叠"
    remedy: ClassVar[str] = "请改日期；要改原来那次的，先撤回或者提前结束，再重新登记。"


class DeputyAway(Refused):
    """The deputy is away himself on one of the days: nobody stands in for one who stands in."""

    what: ClassVar[str] = "{deputy}自己在{since}至{until}请假，不能代行，也不能再转给别人"
    remedy: ClassVar[str] = f"请改选一位这几天在岗的同事，或者分两次登记{_KEPT}。"


class StandsIn(Refused):
    """Who goes away stands in for somebody else on one of the days."""

    what: ClassVar[str] = "{person}在{since}至{until}正代行{other}的职责，代行来的职责不能再转给别人"
    remedy: ClassVar[str] = "请先由{other}或者其负责人结束那次请假、换一位代行人重新登记，再登记这次请假。"


class LeaveOver(NotNow):
    """It has ended already."""

    what: ClassVar[str] = "{person}的这次请假{how}，不用再结束"
    remedy: ClassVar[str] = "要再请假的，请另行登记。"
