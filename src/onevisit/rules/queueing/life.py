"""The life of a ticket: waiting → called → serving → done, with what can come between.

A ticket that is called and not answered may be called `CALLS` times in all; from the second call on it can be put down
as not come. Who did not come may return within `RETURN_WITHIN` of that. A parked ticket belongs to the window that
parked it until it is taken up again. All three numbers are the district's own and `assumed`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from onevisit.rules.queueing import refusals

CALLS = 3
NOT_COME_FROM = 2
RETURN_WITHIN = timedelta(minutes=30)


class State(StrEnum):
    """Where a ticket stands."""

    WAITING = "waiting"
    CALLED = "called"
    SERVING = "serving"
    PARKED = "parked"
    ABSENT = "absent"
    DONE = "done"
    LEFT = "left"

    @property
    def label(self) -> str:
        """What people see."""
        return _STATES[self]


_STATES: Mapping[State, str] = {
    State.WAITING: "等候",
    State.CALLED: "正在叫号",
    State.SERVING: "正在办理",
    State.PARKED: "暂挂",
    State.ABSENT: "过号",
    State.DONE: "已办完",
    State.LEFT: "已放弃",
}

AT_WINDOW = (State.CALLED, State.SERVING)
"""While it stands so it holds a window, which has no other."""


class Deed(StrEnum):
    """What is done with a ticket, as its history names it."""

    TAKE = "take"
    CALL = "call"
    CALL_THIS = "call-this"
    RECALL = "recall"
    BEGIN = "begin"
    PARK = "park"
    UNPARK = "unpark"
    PASS_ON = "pass-on"  # noqa: S105 — 转窗口, no password
    NOT_COME = "not-come"
    COME_BACK = "come-back"
    HANDLED = "handled"
    DONE = "done"
    GIVE_UP = "give-up"

    @property
    def label(self) -> str:
        """What people see."""
        return _DEEDS[self]


_DEEDS: Mapping[Deed, str] = {
    Deed.TAKE: "取号",
    Deed.CALL: "叫号",
    Deed.CALL_THIS: "指定叫号",
    Deed.RECALL: "重叫",
    Deed.BEGIN: "开始办理",
    Deed.PARK: "暂挂",
    Deed.UNPARK: "恢复排队",
    Deed.PASS_ON: "转窗口",
    Deed.NOT_COME: "过号",
    Deed.COME_BACK: "过号后回来",
    Deed.HANDLED: "办件",
    Deed.DONE: "办完",
    Deed.GIVE_UP: "放弃",
}

_FROM_TO: Mapping[Deed, tuple[tuple[State, ...], State]] = {
    Deed.CALL: ((State.WAITING,), State.CALLED),
    Deed.CALL_THIS: ((State.WAITING,), State.CALLED),
    Deed.RECALL: ((State.CALLED,), State.CALLED),
    Deed.BEGIN: ((State.CALLED,), State.SERVING),
    Deed.PARK: ((State.SERVING,), State.PARKED),
    Deed.UNPARK: ((State.PARKED,), State.WAITING),
    Deed.PASS_ON: ((State.WAITING, State.CALLED, State.SERVING, State.PARKED), State.WAITING),
    Deed.NOT_COME: ((State.CALLED,), State.ABSENT),
    Deed.COME_BACK: ((State.ABSENT,), State.WAITING),
    Deed.HANDLED: ((State.SERVING,), State.SERVING),
    Deed.DONE: ((State.SERVING,), State.DONE),
    Deed.GIVE_UP: ((State.WAITING, State.CALLED, State.PARKED, State.ABSENT), State.LEFT),
}


@dataclass(frozen=True)
class Life:
    """How far a ticket has come: how often it was called in a row, and when it was put down as not come."""

    number: str
    state: State
    calls: int = 0
    absent_at: datetime | None = None


def possible(state: State) -> tuple[Deed, ...]:
    """What can be done with a ticket that stands so, whoever may."""
    return tuple(deed for deed, (sources, _) in _FROM_TO.items() if state in sources)


def check(life: Life, deed: Deed, now: datetime) -> State:
    """The state after this deed. Raises `TicketNotNow`, `CalledOften`, `CalledOnce`, `BackTooLate`."""
    sources, after = _FROM_TO[deed]
    if life.state not in sources:
        raise refusals.TicketNotNow(
            number=life.number,
            state=life.state.label,
            deed=deed.label,
            allowed="、".join(one.label for one in possible(life.state)) or "没有可以再做的，请叫下一位",
        )
    if deed is Deed.RECALL and life.calls >= CALLS:
        raise refusals.CalledOften(number=life.number, times=str(life.calls))
    if deed is Deed.NOT_COME and life.calls < NOT_COME_FROM:
        raise refusals.CalledOnce(number=life.number, least=str(NOT_COME_FROM))
    if deed is Deed.COME_BACK and life.absent_at is not None and now > life.absent_at + RETURN_WITHIN:
        minutes = int(RETURN_WITHIN.total_seconds()) // 60
        raise refusals.BackTooLate(number=life.number, minutes=str(minutes))
    return after
