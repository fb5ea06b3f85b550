"""Opening hours as a hall publishes them, "周一至周五 9:00–12:00 13:00–17:00", read into a value.

Nothing is guessed: what cannot be read becomes a finding, and a hall whose hours cannot be read offers no appointment
(people can still come; whether the door is open then says the text, which everybody sees).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, time
from itertools import pairwise

from onevisit.rules.calendar import Calendar, DayKind
from onevisit.rules.findings import Finding, Findings

FORM = "周一至周五 9:00–12:00 13:00–17:00；周六 9:00–12:00"
"""The one form that is read; a group of days, then its intervals, groups separated by a semicolon."""

_DAYS = "一二三四五六日"
_DAY_GROUP = re.compile(
    rf"(?:周|星期)([{_DAYS}天])(?:至(?:周|星期)?([{_DAYS}天])|((?:、(?:周|星期)?[{_DAYS}天])+))?"
)
_INTERVAL = re.compile(r"(\d{1,2}):(\d{2})-(\d{1,2}):(\d{2})")
_DASHES = str.maketrans(dict.fromkeys("–—－~～‐‑−", "-"))  # every dash that people type between two times


@dataclass(frozen=True, order=True)
class Interval:
    """From a time to a later one on the same day, both local to the district."""

    begins: time
    ends: time

    @property
    def minutes(self) -> int:
        """How long it is."""
        return minute_of(self.ends) - minute_of(self.begins)

    def meets(self, other: Interval) -> bool:
        """Whether any minute lies in both."""
        return self.begins < other.ends and other.begins < self.ends

    def __str__(self) -> str:
        return f"{self.begins:%H:%M}–{self.ends:%H:%M}"


def minute_of(moment: time) -> int:
    """The minute of the day, from 0."""
    return moment.hour * 60 + moment.minute


def time_of(minute: int) -> time:
    """The time at a minute of the day. Raises ValueError outside 0…1439."""
    return time(minute // 60, minute % 60)


@dataclass(frozen=True)
class OpeningHours:
    """The intervals of each weekday (Monday is 0); a weekday that is not there is closed."""

    week: Mapping[int, tuple[Interval, ...]]

    def on(self, day: date, calendar: Calendar) -> tuple[Interval, ...]:
        """When the hall is open on a day.

        Working days decide (国务院办公厅's notice of each year): closed on a holiday; on a Saturday or Sunday that is
        worked in exchange (调休) the hours of a Monday hold. On an ordinary weekend day a hall is open only where its
        hours name that day (延时服务). Raises `UnknownYear` for a year that the calendar does not have.
        """
        kind = calendar.day(day).kind
        if kind is DayKind.HOLIDAY:
            return ()
        return self.week.get(0 if kind is DayKind.EXCHANGED else day.weekday(), ())


@dataclass(frozen=True)
class HoursRead:
    """What was read: the value, or None with findings that say what could not be read."""

    hours: OpeningHours | None
    findings: tuple[Finding, ...] = ()


def read_hours(text: str, path: str = "hours") -> HoursRead:
    """Read opening hours in the form `FORM`. `path` is the place that findings name."""
    plain = unicodedata.normalize("NFKC", text).translate(_DASHES)
    findings, week = Findings(), dict[int, tuple[Interval, ...]]()
    for group in plain.split(";"):
        _read_group(group.strip(), week, findings, path)
    if findings.found:
        return HoursRead(None, tuple(findings.found))
    return HoursRead(OpeningHours(week))


def _read_group(group: str, week: dict[int, tuple[Interval, ...]], findings: Findings, path: str) -> None:
    head, *times = group.split() or [""]
    days = _days(head)
    if days is None:
        findings.error(path, "bad-hours", f"“{head}”读不出是哪几天，请写成“{FORM}”的样子")
        return
    intervals = [_interval(one) for one in times]
    wrong = [one for one, read in zip(times, intervals, strict=True) if read is None]
    known = [one for one in intervals if one is not None]
    if wrong or not known:
        said = "、".join(f"“{one}”" for one in wrong) or f"“{head}”后面没有时间，"
        findings.error(path, "bad-hours", f"{said}读不出是几点到几点，请写成“9:00–12:00”的样子")
        return
    for former, later in pairwise(known):
        if later.begins < former.ends:
            findings.error(path, "bad-hours", f"{former}和{later}重叠或者没有按先后写，请核对")
            return
    for weekday in days:
        if weekday in week:
            findings.error(path, "bad-hours", f"周{_DAYS[weekday]}写了两次，请只留一次")
        week[weekday] = tuple(known)


def _days(text: str) -> tuple[int, ...] | None:
    found = _DAY_GROUP.fullmatch(text)
    if found is None:
        return None
    first = _weekday(found[1])
    if found[2]:
        last = _weekday(found[2])
        return tuple(range(first, last + 1)) if first < last else None
    more = [_weekday(one[-1]) for one in (found[3] or "").split("、") if one]
    return (first, *more)


def _weekday(character: str) -> int:
    return _DAYS.index("日" if character == "天" else character)


def _interval(text: str) -> Interval | None:
    found = _INTERVAL.fullmatch(text)
    if found is None:
        return None
    hour, minute, until_hour, until_minute = (int(one) for one in found.groups())
    if max(hour, until_hour) > 23 or max(minute, until_minute) > 59:
        return None
    begins, ends = time(hour, minute), time(until_hour, until_minute)
    return Interval(begins, ends) if begins < ends else None


def without(intervals: tuple[Interval, ...], closed: Interval) -> tuple[Interval, ...]:
    """What is left of these intervals when the hall is closed in the meantime."""
    left: list[Interval] = []
    for one in intervals:
        if not one.meets(closed):
            left.append(one)
            continue
        if one.begins < closed.begins:
            left.append(Interval(one.begins, closed.begins))
        if closed.ends < one.ends:
            left.append(Interval(closed.ends, one.ends))
    return tuple(left)


def cut(intervals: tuple[Interval, ...], length: int) -> tuple[Interval, ...]:
    """Slots of `length` minutes, each interval from its beginning; what is left at its end is a shorter slot.

    Raises ValueError for a length below one minute.
    """
    if length < 1:
        raise ValueError(f"a slot has at least one minute, not {length}")
    return tuple(
        Interval(time_of(begin), time_of(min(begin + length, minute_of(one.ends))))
        for one in intervals
        for begin in range(minute_of(one.begins), minute_of(one.ends), length)
    )
