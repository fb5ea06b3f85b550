"""One clock in front: when the whole will be done, and which part that rests on. Each organ keeps its own behind."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from onevisit.rules.bundles import course
from onevisit.rules.bundles.state import BundleState, PartState
from onevisit.rules.calendar import Calendar
from onevisit.rules.limits import read
from onevisit.rules.matters.definition import Matter


@dataclass(frozen=True)
class Line:
    """When a part will be done: from its own clock (`sure`), or foreseen from those that it waits for."""

    part: PartState
    until: date | None
    sure: bool
    after: tuple[str, ...] = ()
    """The names of the parts that it waits for."""
    days: int = 0
    """Working days that are promised for it, once it begins."""


@dataclass(frozen=True)
class Front:
    """When everything will be done, and why. `until` is None while a part has no day yet, or where none is left."""

    until: date | None
    lines: tuple[Line, ...]

    @property
    def last(self) -> Line | None:
        """The part on which the day rests."""
        dated = [one for one in self.lines if one.until is not None and _runs(one.part)]
        return max(dated, key=lambda one: one.until or date.min) if dated else None


def _runs(part: PartState) -> bool:
    """Whether somebody still has to work on it: what was decided and lies there holds no clock up."""
    return not part.ended and not part.ready_to_collect


def front(
    state: BundleState,
    dues: Mapping[str, date],
    matters: Mapping[str, Matter],
    calendar: Calendar,
    today: date,
) -> Front:
    """The clock of a bundle. `dues` are the promised days of its cases, by case number, as far as they run.

    A part that waits is promised its own days from the day on which the last that it waits for is due, or from today
    where that day is over.
    """
    lines: dict[str, Line] = {}

    def line(key: str) -> Line:
        if key not in lines:
            lines[key] = _line(key)
        return lines[key]

    def _line(key: str) -> Line:
        part = state.parts[key]
        days = course.promised(matters[key])
        names = tuple(state.parts[one].name for one in part.after)
        if not part.waits:
            return Line(part, None if part.ended else dues.get(part.case), sure=True, after=names, days=days)
        ends = [line(one).until for one in part.after if not state.parts[one].gave]
        if any(one is None for one in ends):
            return Line(part, None, sure=False, after=names, days=days)
        # What should have been there by now cannot be there before today.
        begins = max([today, *(one for one in ends if one is not None)])
        until = read(course.limit(days, "承诺期限"), begins, calendar, today=today).due
        return Line(part, until, sure=False, after=names, days=days)

    found = tuple(line(key) for key in state.parts)
    open_ = [one for one in found if _runs(one.part)]
    known = [one.until for one in open_ if one.until is not None]
    return Front(max(known) if open_ and len(known) == len(open_) else None, found)
