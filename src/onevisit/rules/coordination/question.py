"""A question from one organ to another about a case: what may be done when, and whose it is as time passes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import IntEnum, StrEnum

from onevisit.rules.calendar import Calendar
from onevisit.rules.coordination.terms import Span, Terms, due

PASSED_AT_MOST = 1
"""How often a question may be passed on. A second time nobody would be competent, which is for the arbiter to say."""


class Phase(StrEnum):
    """Where a question stands."""

    ASKED = "asked"
    ANSWERED = "answered"
    WITHDRAWN = "withdrawn"

    @property
    def label(self) -> str:
        """What people see."""
        return {"asked": "待答复", "answered": "已答复", "withdrawn": "已撤回"}[self.value]


class Deed(StrEnum):
    """What is done with a question or a disagreement, as the history names it."""

    ASK = "ask"
    PASS_ON = "pass-on"  # noqa: S105 — 转办, no password
    ANSWER = "answer"
    WITHDRAW = "withdraw"
    TO_CHIEF = "to-chief"
    TO_HEAD = "to-head"
    RAISE = "raise"
    STATE = "state"
    SILENT = "silent"
    SEND_UP = "send-up"
    LATE_UP = "late-up"
    DECIDE = "decide"
    SETTLE = "settle"
    CARRY_OUT = "carry-out"

    @property
    def label(self) -> str:
        """What people see."""
        return _DEEDS[self]

    @property
    def by_time(self) -> bool:
        """Whether nobody did it: it came about because a day had passed."""
        return self in (Deed.TO_CHIEF, Deed.TO_HEAD, Deed.SILENT, Deed.LATE_UP)


_DEEDS: Mapping[Deed, str] = {
    Deed.ASK: "提出询问",
    Deed.PASS_ON: "转给有职责的部门",
    Deed.ANSWER: "答复",
    Deed.WITHDRAW: "撤回询问",
    Deed.TO_CHIEF: "到期未答，报首席代表督办",
    Deed.TO_HEAD: "仍未答复，报主要负责人督办",
    Deed.RAISE: "提请协调",
    Deed.STATE: "提出意见",
    Deed.SILENT: "对方逾期未提意见，转交协调决定",
    Deed.SEND_UP: "报请上一级协调",
    Deed.LATE_UP: "逾期未决，自动报请上一级",
    Deed.DECIDE: "作出协调决定",
    Deed.SETTLE: "双方协商一致，撤回",
    Deed.CARRY_OUT: "按协调决定改签审查意见",
}


class Rung(IntEnum):
    """Who of the organ that was asked owes the answer: it climbs with each limit that passes."""

    OFFICERS = 0
    CHIEF = 1
    HEAD = 2

    @property
    def label(self) -> str:
        """What people see."""
        return ("审查人员、首席代表", "首席代表督办", "主要负责人督办")[self]


CLIMBS: Mapping[Rung, Deed] = {Rung.CHIEF: Deed.TO_CHIEF, Rung.HEAD: Deed.TO_HEAD}
"""What the history says when a question reaches a rung."""


@dataclass(frozen=True)
class Ladder:
    """Until when each rung has time: after `officers` it is the chief's, after `chief` the head's, without end."""

    officers: date
    chief: date

    def rung(self, today: date) -> Rung:
        """Whose it is on a day, while it is not answered."""
        if today <= self.officers:
            return Rung.OFFICERS
        return Rung.CHIEF if today <= self.chief else Rung.HEAD


def ladder(terms: Terms, since: date, calendar: Calendar) -> Ladder:
    """The days of a question that reached its organ on `since`."""
    officers = due(terms, Span.ANSWER, since, calendar)
    return Ladder(officers, due(terms, Span.CHIEF, officers, calendar))


def allowed(phase: Phase, passed: int) -> tuple[Deed, ...]:
    """What may be done with a question that stands so and was passed on so often."""
    if phase is not Phase.ASKED:
        return ()
    on = (Deed.PASS_ON,) if passed < PASSED_AT_MOST else ()
    return (Deed.ANSWER, *on, Deed.WITHDRAW)
