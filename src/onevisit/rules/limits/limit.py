"""The facts from which a due day follows."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from onevisit.rules.basis import Basis

__all__ = ["BadLimit", "Extension", "Limit", "Pause", "Unit"]


class BadLimit(ValueError):
    """A limit, pause or extension that cannot be; the sentence says what is wrong with it."""


class Unit(StrEnum):
    """What a limit counts."""

    WORKING_DAYS = "working_days"
    """工作日 (行政许可法 Art. 82)."""
    DAYS = "days"
    """Natural days, as the laws count that do not say otherwise (民法典 Art. 200, 201)."""
    MONTHS = "months"
    """Calendar months, to the same day of the last one (民法典 Art. 202)."""
    AT_ONCE = "at_once"
    """On the spot: the day itself, or the next working day if nobody works on it."""

    def say(self, length: int) -> str:
        """`length` of this unit in Chinese: 20个工作日, 60日, 2个月, 当场."""
        return "当场" if self is Unit.AT_ONCE else f"{length}{_COUNTED[self]}"


_COUNTED = {Unit.WORKING_DAYS: "个工作日", Unit.DAYS: "日", Unit.MONTHS: "个月"}


@dataclass(frozen=True, slots=True)
class Limit:
    """How long something may take.

    `length` counts `unit`s; it is 0 with AT_ONCE and above 0 otherwise. `name` is what people call it
    (法定期限, 承诺期限), `counts_from` the event on whose day it starts (受理之日, 作出决定之日).
    """

    length: int
    unit: Unit
    basis: Basis | None
    name: str
    counts_from: str = "受理之日"

    def __post_init__(self) -> None:
        if self.unit is Unit.AT_ONCE and self.length != 0:
            raise BadLimit(f"{self.name or '期限'}：当场完成的长度应为0，不能是{self.length}。")
        if self.unit is not Unit.AT_ONCE and self.length < 1:
            raise BadLimit(f"{self.name or '期限'}：至少为{self.unit.say(1)}，不能是{self.length}。")

    def say(self) -> str:
        """法定期限20个工作日（《行政许可法》第四十二条）."""
        return f"{self.name}{self.unit.say(self.length)}{cited(self.basis)}"


@dataclass(frozen=True, slots=True)
class Pause:
    """A time that does not count (行政许可法 Art. 45), both of its days included.

    `until` is None while it lasts. A day that the procedure only partly took does not count either:
    a pause never costs a working day. `reason` is the procedure, such as 专家评审.
    """

    since: date
    until: date | None
    reason: str
    basis: Basis | None = None

    def __post_init__(self) -> None:
        if self.until is not None and self.until < self.since:
            raise BadLimit(f"“{self.reason}”暂停的结束日{self.until}早于开始日{self.since}。")


@dataclass(frozen=True, slots=True)
class Extension:
    """A longer limit, granted once and by the person the law names (行政许可法 Art. 42).

    `length` counts the unit of the limit, working days where that is AT_ONCE. `by` is the post that
    approved it, such as 本行政机关负责人.
    """

    length: int
    basis: Basis | None
    granted_on: date
    by: str

    def __post_init__(self) -> None:
        if self.length < 1:
            raise BadLimit(f"延长的期限至少为1，不能是{self.length}。")


def cited(basis: Basis | None) -> str:
    """The basis in brackets after a statement, or nothing."""
    return "" if basis is None else f"（{basis.cite()}）"
