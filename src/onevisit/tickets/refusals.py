"""Why a ticket is not taken, called or handed on. What a ticket's own state forbids stands in rules/queueing."""

from __future__ import annotations

from typing import ClassVar

from onevisit.casework.refusals import NoSuchCase
from onevisit.rules.cases.refusals import NotNow, NotYours, Refused


class NoSuchTicket(NoSuchCase):
    """There is no such ticket today, or this person may not know of it."""

    what: ClassVar[str] = "今天没有这个号，或者您无权查看"
    remedy: ClassVar[str] = "请核对号码纸上的查询码；号码只在取号当天有效。"


class NoSuchLine(Refused):
    """The hall has no window for what was asked, or hands out no tickets at all."""

    what: ClassVar[str] = "这个大厅没有办“{desk}”的窗口"
    remedy: ClassVar[str] = "请在取号机上另选一项，或者到咨询导办台询问。"


class NoTicketsHere(Refused):
    """A hall with one window, or none of this name."""

    what: ClassVar[str] = "这里不用取号"
    remedy: ClassVar[str] = "请直接到窗口；要找别的大厅，请看“大厅和窗口”。"


class KeyUsed(Refused):
    """The key of a request that did something else: for somebody else, in another line, with another ticket."""

    what: ClassVar[str] = "这个页面已经用过一次，这次提交没有执行"
    remedy: ClassVar[str] = "请回到原来的页面再选一次；以前取到的号不受影响。"


class NotAtWindow(NotYours):
    """Calling without a post at a window."""

    what: ClassVar[str] = "您的岗位不在窗口，不能叫号"
    remedy: ClassVar[str] = "请由安排在窗口的人员叫号；窗口安排有误的，请联系大厅负责人。"


class NotYourTicket(NotYours):
    """Doing something with a ticket that another window has."""

    what: ClassVar[str] = "{number}号现在由{holder}办，您不能{deed}"
    remedy: ClassVar[str] = "请由该窗口办理；要接过来的，请它转到您的窗口。"


class NotYourHall(NotYours):
    """Looking at the figures of a hall that one does not lead."""

    what: ClassVar[str] = "您不是这个大厅的负责人"
    remedy: ClassVar[str] = "请由大厅负责人或者督查人员查看。"


class NobodyWaits(NotNow):
    """Calling the next one of an empty line."""

    what: ClassVar[str] = "现在没有人在等“{desks}”"
    remedy: ClassVar[str] = "有人取号后再叫；暂挂的号可以先恢复。"


class WindowBusy(NotNow):
    """Calling a second one while somebody is called or served."""

    what: ClassVar[str] = "您的窗口还在办{number}号，不能再叫"
    remedy: ClassVar[str] = "请先办完、暂挂、转窗口或者过号，再叫下一位。"


class NotYourLine(NotYours):
    """Calling somebody of a line that the window does not serve."""

    what: ClassVar[str] = "{number}号排的是“{desk}”，本窗口不办"
    remedy: ClassVar[str] = "请转到办这一类的窗口，或者请大厅负责人转过来。"


class SayWhy(Refused):
    """Going past the line, passing on or parking without a reason."""

    what: ClassVar[str] = "{deed}要写明理由"
    remedy: ClassVar[str] = "写一句就行；排队的人问起来，大厅要能说明白。"


class PassedNowhere(Refused):
    """Passing on to where it already is, or to a window that the hall does not have."""

    what: ClassVar[str] = "{number}号没有转出去：{why}"
    remedy: ClassVar[str] = "请选另一类业务或者另一个窗口。"


class NotAtTerminal(NotYours):
    """Taking a ticket from anywhere else than the hall."""

    what: ClassVar[str] = "这里不是{hall}的取号终端，没有取号"
    remedy: ClassVar[str] = "请到大厅的取号机上取，或者请大厅工作人员代取；想定好时间再来的，请预约。"


class NoSuchTerminal(NoSuchTicket):
    """There is no such terminal, or not in a hall that one leads."""

    what: ClassVar[str] = "没有这台取号终端，或者它不在您负责的大厅"
    remedy: ClassVar[str] = "请从终端列表里选。"


class NoSuchPairing(Refused):
    """A code that pairs nothing: mistyped, used, replaced or too old."""

    what: ClassVar[str] = "这个配对码不能用：可能输错了，已经用过，或者超过了1小时"
    remedy: ClassVar[str] = "请对照纸条再输一次；还是不行，请大厅负责人在“取号终端”里重新发一个。"


class TerminalNamed(Refused):
    """Setting a terminal up without a name, or with one that is taken."""

    what: ClassVar[str] = "终端没有设立：{why}"
    remedy: ClassVar[str] = "请起一个看得出位置的名字，例如“一楼东门取号机”；要换机器的，先停用原来的。"
