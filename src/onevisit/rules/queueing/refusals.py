"""Why something is not done with a ticket."""

from __future__ import annotations

from typing import ClassVar

from onevisit.rules.cases.refusals import NotNow


class TicketNotNow(NotNow):
    """The ticket does not stand where this can be done."""

    what: ClassVar[str] = "{number}号现在是“{state}”，不能{deed}"
    remedy: ClassVar[str] = "现在可以：{allowed}。"


class CalledOften(NotNow):
    """Called as often as anybody is."""

    what: ClassVar[str] = "{number}号已经叫了{times}次，不能再重叫"
    remedy: ClassVar[str] = "人还没有来的，请按“过号”再叫下一位；他回来后还可以接着排队。"


class CalledOnce(NotNow):
    """Put down as not come after a single call."""

    what: ClassVar[str] = "{number}号只叫了一次，不能算过号：没听见的人会白等"
    remedy: ClassVar[str] = "请先重叫；叫满{least}次还没有来的，再按“过号”。"


class BackTooLate(NotNow):
    """Back after the time within which one may return."""

    what: ClassVar[str] = "{number}号过号已经超过{minutes}分钟，不能再接着排"
    remedy: ClassVar[str] = "请重新取一个号；属于优先照顾的，取号时请选上。"
