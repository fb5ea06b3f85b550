"""What a clock says, and why."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from onevisit.rules.basis import Basis
from onevisit.rules.limits.limit import Unit

__all__ = ["Reading", "Step", "StepKind"]


class StepKind(StrEnum):
    """What a step of the derivation is about."""

    START = "start"
    LIMIT = "limit"
    EXTENSION = "extension"
    PAUSE = "pause"
    SKIP = "skip"
    """Days passed over: holidays and weekends."""
    EXCHANGED = "exchanged"
    """Weekend days that count because one works on them."""
    MOVED = "moved"
    """The end fell on a day off and moved to the next working day."""
    DUE = "due"
    PROVISIONAL = "provisional"
    OPEN = "open"
    """The clock stands still, so that the due day is not final."""
    OVERDUE = "overdue"


@dataclass(frozen=True, slots=True)
class Step:
    """One sentence of the derivation, the day it is about and the law it rests on, if any."""

    kind: StepKind
    text: str
    on: date | None = None
    basis: Basis | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """A clock as read on a day.

    `due` is the last day in time. `used`, `left` and `overdue_days` count working days, or natural days
    if the limit counts days or months: `unit` says which. `paused` says that the clock stands still on
    the day of reading.
    `provisional` says that a day up to `due` may still change, because a year is not announced yet.
    `final` is False while a pause without an end moves `due` on from day to day.
    """

    due: date
    used: int
    left: int
    paused: bool
    overdue: bool
    overdue_days: int
    provisional: bool
    final: bool
    unit: Unit
    steps: tuple[Step, ...]
