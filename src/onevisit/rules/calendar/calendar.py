"""Which days are working days, and counting them.

行政许可法 Art. 82: a time limit of that law counts working days, statutory holidays left out. The State
Council announces each year's holidays and exchanges late in the year before. Until then a year is
provisional: weekends and the statutory days of 全国年节及纪念日放假办法, and every day of it says so.
"""

from bisect import bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cached_property
from hashlib import sha256
from itertools import accumulate

from onevisit.rules.calendar.day import Day, DayKind
from onevisit.rules.calendar.rows import BadCalendar, DayRow, YearRow

__all__ = ["Calendar", "Count", "UnknownYear"]

_ONE_DAY = timedelta(days=1)
_FIRST_MONDAY = date(1, 1, 1).toordinal()
# A notice can reach back over New Year into the last weekend of December: the one for 2019 made
# Saturday 29 December 2018 a working day and Monday the 31st a day off.
_REACH_OF_NEXT_NOTICE = (12, 28)


class UnknownYear(LookupError):
    """A day in a year that the calendar does not have; the sentence says which and what to do."""

    def __init__(self, year: int, known: frozenset[int]) -> None:
        self.year = year
        span = f"现有{min(known)}年至{max(known)}年" if known else "现在一年也没有"
        super().__init__(f"工作日历中没有{year}年（{span}），算不出这一年的工作日。请先录入该年的放假安排。")


@dataclass(frozen=True, slots=True)
class Count:
    """The `n`-th working day after `start`, and the days passed over on the way.

    `provisional` says that a day between `start` and `due` may still change.
    """

    start: date
    n: int
    due: date
    skipped: tuple[Day, ...]
    provisional: bool


@dataclass(frozen=True)
class Calendar:
    """The calendar of the years `announced`, and of those for which only `statutory` days are known.

    `exceptions` are the days of the announced years that are not as their weekday says. `version`
    changes with the contents, so that a stored due day can tell which calendar it was read from.
    `sources` says for each year where its days come from.
    Every answer about a working day in a year that is neither announced nor in `statutory` is UnknownYear.
    """

    exceptions: Mapping[date, tuple[DayKind, str]]
    announced: frozenset[int]
    statutory: Mapping[date, str]
    version: str
    sources: Mapping[int, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        object.__setattr__(self, "exceptions", dict(self.exceptions))
        object.__setattr__(self, "statutory", dict(self.statutory))
        object.__setattr__(self, "sources", dict(self.sources))
        for on, (kind, name) in self.exceptions.items():
            DayRow(on, kind, name)
            if on.year not in self.announced:
                raise BadCalendar(f"{on}列入了放假安排，但{on.year}年没有标为已公布。")
        for on in self.statutory:
            if on.year in self.announced:
                raise BadCalendar(f"{on}按法定节日暂计，但{on.year}年的放假安排已经公布，应按安排记。")

    def __hash__(self) -> int:
        return hash(self.version)

    @classmethod
    def from_rows(cls, years: Iterable[YearRow], days: Iterable[DayRow]) -> "Calendar":
        """The calendar of these rows, its version derived from them.

        A day off in a year not announced is a statutory day. Raises BadCalendar for a year or a day
        given twice, a day of a year without a row, or an exchanged day in a year not announced.
        """
        known: dict[int, YearRow] = {}
        for row in years:
            if row.year in known:
                raise BadCalendar(f"{row.year}年写了两次，请只留一次。")
            known[row.year] = row
        exceptions: dict[date, tuple[DayKind, str]] = {}
        statutory: dict[date, str] = {}
        for day in days:
            year = known.get(day.on.year)
            if year is None:
                raise BadCalendar(f"{day.on}：日历中没有{day.on.year}年，请先添加这一年。")
            if day.on in exceptions or day.on in statutory:
                raise BadCalendar(f"{day.on}写了两次，请只留一次。")
            if year.announced:
                exceptions[day.on] = (day.kind, day.name)
            elif day.kind is DayKind.HOLIDAY:
                statutory[day.on] = day.name
            else:
                raise BadCalendar(f"{day.on}是调休上班日，但{year.year}年的放假安排尚未公布，不会有调休。")
        for empty in sorted(known.keys() - {on.year for on in (*exceptions, *statutory)}):
            raise BadCalendar(f"{empty}年没有列出任何放假日，请录入放假安排；尚未公布的，请录入法定节日。")
        announced = frozenset(row.year for row in known.values() if row.announced)
        sources = {row.year: row.source for row in known.values()}
        return cls(exceptions, announced, statutory, _version(announced, exceptions, statutory), sources)

    def to_rows(self) -> tuple[tuple[YearRow, ...], tuple[DayRow, ...]]:
        """What `from_rows` takes: the years and the days that are not as their weekday says, in order."""
        years = (
            YearRow(year, year in self.announced, self.sources.get(year, "")) for year in sorted(self.years)
        )
        days = [DayRow(on, kind, name) for on, (kind, name) in self.exceptions.items()]
        days += [DayRow(on, DayKind.HOLIDAY, name) for on, name in self.statutory.items()]
        return tuple(years), tuple(sorted(days, key=lambda row: row.on))

    @cached_property
    def years(self) -> frozenset[int]:
        """All years the calendar can answer for."""
        return self.announced | {on.year for on in self.statutory}

    def day(self, on: date) -> Day:
        """What day `on` is."""
        self._require(on.year)
        if on in self.exceptions:
            kind, name = self.exceptions[on]
        elif on in self.statutory:
            kind, name = DayKind.HOLIDAY, self.statutory[on]
        else:
            kind, name = (DayKind.WEEKEND if on.weekday() >= 5 else DayKind.WORKING), ""
        return Day(on, kind, name, self.is_provisional(on))

    def is_working(self, on: date) -> bool:
        """Whether `on` counts in a limit of working days."""
        self._require(on.year)
        if on in self.exceptions:
            return self.exceptions[on][0] is DayKind.EXCHANGED
        return on.weekday() < 5 and on not in self.statutory

    def is_provisional(self, on: date) -> bool:
        """Whether a notice still to come may change `on`: its own year's or the one after."""
        if on.year not in self.announced:
            return True
        return (on.month, on.day) >= _REACH_OF_NEXT_NOTICE and on.year + 1 not in self.announced

    def next_working_day(self, on: date) -> date:
        """The first working day after `on`."""
        on += _ONE_DAY
        while not self.is_working(on):
            on += _ONE_DAY
        return on

    def add_working_days(self, start: date, n: int) -> Count:
        """The `n`-th working day after `start`, which itself is not counted.

        With n = 0 it is `start`, or the next working day if `start` is none. Raises ValueError for n < 0.
        """
        if n < 0:
            raise ValueError(f"工作日数不能是负数：{n}。")
        skipped: list[Day] = []
        provisional = False
        due, left = start, n
        if n == 0 and not self.is_working(start):
            left = 1
        while left:
            due += _ONE_DAY
            provisional = provisional or self.is_provisional(due)
            if self.is_working(due):
                left -= 1
            else:
                skipped.append(self.day(due))
        return Count(start, n, due, tuple(skipped), provisional or self.is_provisional(due))

    def working_days_before(self, on: date, n: int) -> date:
        """The last day that leaves `n` whole working days between itself and `on`; neither of the two counts.

        So the law counts back from a hearing or an expiry ("七日前", 行政许可法 Art. 48, 50). That day may be
        a day off: the working day after it would leave too few, so its end never moves. Raises ValueError
        for n < 0.
        """
        if n < 0:
            raise ValueError(f"工作日数不能是负数：{n}。")
        before, left = on - _ONE_DAY, n
        while left:
            left -= self.is_working(before)
            before -= _ONE_DAY
        return before

    def working_days_between(self, after: date, until: date) -> int:
        """How many working days d there are with after < d ≤ until; 0 if `until` is not after `after`."""
        if until <= after:
            return 0
        for year in range(after.year, until.year + 1):
            self._require(year)
        return self._working_days_to(until) - self._working_days_to(after)

    def _working_days_to(self, on: date) -> int:
        """Working days from the first of January of the year 1, weekends alone before the first exception."""
        weeks, rest = divmod(on.toordinal() - _FIRST_MONDAY + 1, 7)
        dates, sums = self._corrections
        return weeks * 5 + min(rest, 5) + sums[bisect_right(dates, on)]

    @cached_property
    def _corrections(self) -> tuple[list[date], list[int]]:
        """The days that differ from their weekday, in order, and how much they add up to before each."""
        changes = [
            (on, self.is_working(on) - (on.weekday() < 5)) for on in (*self.exceptions, *self.statutory)
        ]
        changes.sort()
        return [on for on, _ in changes], list(accumulate((change for _, change in changes), initial=0))

    def _require(self, year: int) -> None:
        if year not in self.years:
            raise UnknownYear(year, self.years)


def _version(
    announced: frozenset[int],
    exceptions: Mapping[date, tuple[DayKind, str]],
    statutory: Mapping[date, str],
) -> str:
    lines = [f"{year}" for year in sorted(announced)]
    lines += [f"{on} {kind} {name}" for on, (kind, name) in sorted(exceptions.items())]
    lines += [f"{on} {name}" for on, name in sorted(statutory.items())]
    return sha256("\n".join(lines).encode()).hexdigest()[:12]
