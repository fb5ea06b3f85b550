"""Why an appointment is not made, moved or kept: what, why, and what to do instead."""

from __future__ import annotations

from typing import ClassVar

from onevisit.rules.cases.refusals import NotNow, NotYours, Refused

JUST_COME = "不预约也可以直接到大厅取号办理"


class Full(NotNow):
    """Every place of the slot is taken. `next` are the next free times in the same hall."""

    what: ClassVar[str] = "{hall}{when}的{places}个预约名额已经约满"
    remedy: ClassVar[str] = f"{{next}}{JUST_COME}。"


class Past(NotNow):
    """The slot has begun."""

    what: ClassVar[str] = "这个时段已经开始，不能再预约"
    remedy: ClassVar[str] = f"请选后面的时段；{JUST_COME}。"


class TooSoon(NotNow):
    """Less than the lead before the slot."""

    what: ClassVar[str] = "离这个时段开始不到{lead}分钟，来不及预约"
    remedy: ClassVar[str] = f"请选后面的时段；如果现在就能来，{JUST_COME}。"


class NoSlot(NotNow):
    """There is no such slot: the hall is closed then, or takes nothing of this class."""

    what: ClassVar[str] = "{hall}在{when}没有可以预约的时段"
    remedy: ClassVar[str] = "请从页面列出的时段里选；每个工作日会放出新的一天。"


class Closed(NotNow):
    """The head of the hall has closed these hours."""

    what: ClassVar[str] = "{hall}{when}暂停预约：{reason}"
    remedy: ClassVar[str] = "{next}急办的请打大厅电话{phone}。"


class HallDoesNotTake(Refused):
    """No window of the hall takes this class of matters."""

    what: ClassVar[str] = "{hall}没有办理“{window_class}”类事项的窗口"
    remedy: ClassVar[str] = "请换一个列出的大厅。"


class NotDoneThere(Refused):
    """The hall has windows of this class, but this matter or bundle is not done there."""

    what: ClassVar[str] = "选的大厅不办“{subject}”，时间没有改"
    remedy: ClassVar[str] = "请换一个列出的大厅；原来的预约没有变。"


class AlreadyBooked(NotNow):
    """One live appointment for the same thing is enough."""

    what: ClassVar[str] = "{name}已经预约了“{subject}”：{hall}{when}"
    remedy: ClassVar[str] = "要换时间请用“改时间”；不来了请先取消。"


class TooManyBooked(NotNow):
    """As many live appointments as one may hold, so that places are left for others."""

    what: ClassVar[str] = "{name}已经有{most}个没有到期的预约，不能再约"
    remedy: ClassVar[str] = f"请先办完或者取消一个；几件事可以在一次预约里一起办，{JUST_COME}。"


class NotLive(NotNow):
    """It was kept, missed or cancelled already."""

    what: ClassVar[str] = "这个预约现在是“{phase}”，不能再{deed}"
    remedy: ClassVar[str] = f"需要的话请重新预约；{JUST_COME}。"


class Begun(NotNow):
    """The slot has begun: what is left is to come, or not."""

    what: ClassVar[str] = "预约的时段已经开始，不能再{deed}"
    remedy: ClassVar[str] = f"还来得及就请直接到大厅；来不了也没有关系，{JUST_COME}。"


class TooEarly(NotNow):
    """Long before the slot: a ticket would call him before others who came in time."""

    what: ClassVar[str] = "还没有到签到的时间，{since}起（提前{early}分钟以内）可以签到取号"
    remedy: ClassVar[str] = "请到时再签到；想现在就办，请直接取现场号，原来的预约可以取消。"


class ContactNeeded(Refused):
    """Booked for somebody without an account: who, and where to call."""

    what: ClassVar[str] = "预约还缺：{missing}"
    remedy: ClassVar[str] = "补齐后再提交；已填写的内容都保留着。"


class ReasonNeeded(Refused):
    """Closing hours or cancelling for somebody without saying why."""

    what: ClassVar[str] = "还没有写明原因"
    remedy: ClassVar[str] = "请写一句，约好的人和同事都会看到。"


class ClosureRefused(Refused):
    """Hours that cannot be closed so."""

    what: ClassVar[str] = "没有停办：{why}"
    remedy: ClassVar[str] = "请核对日期和时间后再提交；已填写的内容都保留着。"


class NotYourHall(NotYours):
    """Working with the appointments of a hall without a post there."""

    what: ClassVar[str] = "您的岗位不能{deed}"
    remedy: ClassVar[str] = "请由{who}办理。"
