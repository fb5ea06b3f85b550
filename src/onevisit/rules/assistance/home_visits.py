"""上门服务 (clause 5.4a): the officials travel, so that the applicant need not. None of his visits."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from onevisit.rules.cases.application import Fault
from onevisit.rules.matters.vocabulary import Act

FURTHEST = timedelta(days=60)
"""How far ahead one is planned; beyond it nobody knows who is on duty. An assumption of ours."""

GOOD_FOR = timedelta(days=30)
"""How long what was seen at home stands in for the body when the application follows. An assumption of ours."""

LONGEST: Mapping[str, int] = {"address": 100, "phone": 20, "note": 300}
"""Characters of what people write."""

WITNESSED = (Act.IDENTITY, Act.SIGNATURE, Act.ORAL)
"""Acts for which two go. No law asks for it; on the model of 行政许可法 Art. 34.3 (two look), to be confirmed."""


class Why(StrEnum):
    """Why somebody cannot come."""

    FRAIL = "frail"
    ILL = "ill"
    OLD = "old"
    DISABLED = "disabled"
    CARING = "caring"
    OTHER = "other"

    @property
    def label(self) -> str:
        """What people see."""
        return _WHYS[self]


_WHYS = {
    Why.FRAIL: "行动不便",
    Why.ILL: "重病、住院",
    Why.OLD: "高龄",
    Why.DISABLED: "残疾",
    Why.CARING: "照看病人或者婴幼儿，离不开",
    Why.OTHER: "其他原因",
}


class Half(StrEnum):
    """Which half of the day."""

    MORNING = "morning"
    AFTERNOON = "afternoon"

    @property
    def label(self) -> str:
        """What people see."""
        return {"morning": "上午", "afternoon": "下午"}[self.value]


class Phase(StrEnum):
    """Where a visit at home stands."""

    ASKED = "asked"
    PLANNED = "planned"
    DONE = "done"
    CANCELLED = "cancelled"

    @property
    def label(self) -> str:
        """What people see."""
        return {"asked": "等安排", "planned": "已安排", "done": "已上门", "cancelled": "已取消"}[self.value]


class Deed(StrEnum):
    """What happened to it, as its history names it."""

    ASK = "ask"
    PLAN = "plan"
    DONE = "done"
    NOT_HOME = "not-home"
    CANCEL = "cancel"

    @property
    def label(self) -> str:
        """What people see."""
        return _DEEDS[self]


_DEEDS = {
    Deed.ASK: "预约上门",
    Deed.PLAN: "安排",
    Deed.DONE: "上门办完",
    Deed.NOT_HOME: "上门，家里没人",
    Deed.CANCEL: "取消",
}


def allowed(phase: Phase) -> tuple[Deed, ...]:
    """What may be done with one that stands so. Where nobody was at home, it is planned again."""
    if phase is Phase.ASKED:
        return (Deed.PLAN, Deed.CANCEL)
    if phase is Phase.PLANNED:
        return (Deed.PLAN, Deed.DONE, Deed.NOT_HOME, Deed.CANCEL)
    return ()


@dataclass(frozen=True)
class Wish:
    """What somebody asks for."""

    why: str
    address: str
    phone: str
    on: date | None
    half: str
    note: str = ""


def check_wish(wish: Wish, today: date) -> tuple[Fault, ...]:
    """What is wrong with a wish as it was typed."""
    faults = []
    if wish.why not in {one.value for one in Why}:
        faults.append(Fault("why", "请选择为什么不方便出门"))
    if wish.why == Why.OTHER.value and not wish.note.strip():
        faults.append(Fault("note", "选了“其他原因”的，请写明"))
    faults += [
        *_written("address", wish.address, "请写明到哪里去找您"),
        *_written("phone", wish.phone, "请留一个能打通的电话"),
    ]
    if len(wish.note) > LONGEST["note"]:
        faults.append(Fault("note", f"最多{LONGEST['note']}个字"))
    return (*faults, *_day("on", wish.on, wish.half, today))


def check_plan(on: date | None, half: str, today: date) -> tuple[Fault, ...]:
    """What is wrong with day and half-day of a plan."""
    return _day("on", on, half, today)


def _day(field: str, on: date | None, half: str, today: date) -> tuple[Fault, ...]:
    faults = []
    if on is None:
        faults.append(Fault(field, "请选择哪一天"))
    elif on < today:
        faults.append(Fault(field, "这一天已经过去"))
    elif on - today > FURTHEST:
        faults.append(Fault(field, f"最远安排到{FURTHEST.days}天以内"))
    if half not in {one.value for one in Half}:
        faults.append(Fault("half", "请选择上午还是下午"))
    return tuple(faults)


def _written(field: str, value: str, missing: str) -> tuple[Fault, ...]:
    if not value.strip():
        return (Fault(field, missing),)
    if len(value) > LONGEST[field]:
        return (Fault(field, f"最多{LONGEST[field]}个字"),)
    return ()


def needs_two(acts: Collection[Act]) -> bool:
    """Whether two have to go: where what is seen there stands in for what a window would have seen."""
    return any(act in WITNESSED for act in acts)


@dataclass(frozen=True)
class Outcome:
    """What was done there. Each of `acts` was planned; `photos` are hashes of files."""

    acts: tuple[str, ...]
    photos: tuple[str, ...]
    words: str


def check_outcome(outcome: Outcome, planned: Collection[str]) -> tuple[Fault, ...]:
    """What is missing from the record of a visit: every act that was planned is done, or it is said why not."""
    left = [one for one in planned if one not in outcome.acts]
    if left and not outcome.words.strip():
        return (Fault("words", "有一项没有办成：请写明原因，以后怎么办"),)
    if not outcome.acts and not outcome.words.strip():
        return (Fault("words", "请写明办了什么"),)
    return ()
