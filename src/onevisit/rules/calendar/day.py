"""One day of the calendar."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from onevisit.rules.calendar.dates import weekday_name

__all__ = ["Day", "DayKind"]


class DayKind(StrEnum):
    """What makes a day a working day or not."""

    WORKING = "working"
    """Monday to Friday."""
    WEEKEND = "weekend"
    """Saturday or Sunday."""
    HOLIDAY = "holiday"
    """Off by the State Council's notice; in a year not announced, by the regulation on holidays."""
    EXCHANGED = "exchanged"
    """A Saturday or Sunday on which one works in exchange for a day off (调休)."""


@dataclass(frozen=True, slots=True)
class Day:
    """A day, its kind, the festival it belongs to ("" if none), and whether that may still change.

    A day is `provisional` while the State Council's notice that could still change it is not out.
    """

    on: date
    kind: DayKind
    name: str
    provisional: bool

    @property
    def working(self) -> bool:
        """Whether it counts in a limit of working days."""
        return self.kind in (DayKind.WORKING, DayKind.EXCHANGED)

    def why(self) -> str:
        """What it is, in Chinese: 星期六, 国庆节放假, 国庆节调休上班, 工作日; provisional days say so."""
        text = {
            DayKind.WORKING: "工作日",
            DayKind.WEEKEND: weekday_name(self.on),
            DayKind.HOLIDAY: f"{self.name}放假",
            DayKind.EXCHANGED: f"{self.name}调休上班",
        }[self.kind]
        return f"{text}（暂计）" if self.provisional else text
