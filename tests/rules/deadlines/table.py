"""Reads table.md: rows that a lawyer can check, turned into values; what cannot be understood is refused."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from onevisit.rules.basis import Basis
from onevisit.rules.limits import Extension, Limit, Pause, Unit

TABLE = Path(__file__).with_name("table.md")
ONE_DAY = timedelta(days=1)
LAWS = {
    "许可法": "行政许可法",
    "公开条例": "政府信息公开条例",
    "处罚法": "行政处罚法",
    "复议法": "行政复议法",
    "浙规": "浙江省保障“最多跑一次”改革规定",
    "信访条例": "山东省信访条例",
    "核准条例": "企业投资项目核准和备案管理条例",
    "建筑法": "建筑法",
}
UNITS = {"wd": Unit.WORKING_DAYS, "days": Unit.DAYS, "months": Unit.MONTHS}
MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
WEEKDAYS = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]
DAY = r"\d{4}-\d\d-\d\d"
SPAN = re.compile(r"(\d+)(?: (\w{3}))?(?:–(\d+)(?: (\w{3}))?)?")
LENGTH = re.compile(r"(\d+) (wd|days|months|years?)( before)?")
EXTENSION = re.compile(rf"\+(\d+) on ({DAY})( too late)?")
NOTICE = re.compile(r"^## (\d{4})\n\n([^.]+)\. Worked: ([^.]+)\.", re.MULTILINE)
PAUSE = re.compile(rf"(\S+) ({DAY})\.\.(?:({DAY})| read ({DAY}))")


@dataclass
class Row:
    """One row. `counted` are the days that count, each span with how many there are by its end if the row says so."""

    line: int
    law: str
    what: str
    start: date
    last: date
    time: str
    length: int = 0
    unit: Unit = Unit.AT_ONCE
    backward: bool = False
    ban: bool = False
    too_late: bool = False
    extension: Extension | None = None
    pauses: tuple[Pause, ...] = ()
    read_on: date | None = None
    runs_out: date | None = None
    counted: tuple[tuple[tuple[date, ...], int | None], ...] = ()
    off: tuple[tuple[tuple[date, ...], str], ...] = ()
    worked: tuple[date, ...] = ()

    @property
    def days(self) -> list[date]:
        """The days that count, from the start on, or back from it."""
        return [on for span, _ in self.counted for on in span]

    @property
    def total(self) -> int:
        """How many days there are to count."""
        return self.length + (self.extension.length if self.extension and not self.too_late else 0)

    @property
    def limit(self) -> Limit:
        """The limit as the rules take it."""
        return Limit(self.length, self.unit, self.basis, "期限")

    @property
    def basis(self) -> Basis:
        """The article, with its paragraph or item as the row cites it."""
        law, _, article = self.law.partition(" ")
        return Basis(LAWS[law], article)


def rows() -> list[Row]:
    """All rows of the table. Raises ValueError, naming the line, for one that cannot be understood."""
    found = []
    for number, line in enumerate(TABLE.read_text("utf-8").splitlines(), 1):
        if line.startswith("|") and not line.startswith(("| Law |", "|---")):
            try:
                found.append(_row(number, [cell.strip() for cell in line.strip("|").split("|")]))
            except (ValueError, KeyError) as fault:
                raise ValueError(f"{TABLE.name}:{number}: {fault}") from fault
    return found


def notices() -> dict[int, tuple[set[date], set[date]]]:
    """For each year the days off and the weekend days worked, as the line under its heading lists them."""
    found = {}
    for year, off, worked in NOTICE.findall(TABLE.read_text("utf-8")):
        first, last = date(int(year), 1, 1), date(int(year), 12, 31)
        free = {on for span in off.split(" · ") for on in _days(span, first, last)[0]}
        found[int(year)] = free, {_dated(f"{text} {year}") for text in re.split(r",\s", worked)}
    return found


def _row(number: int, cells: list[str]) -> Row:
    law, what, start, time, counted, off, worked, last = cells
    row = Row(number, law, what, _dated(start), _dated(last), time)
    if not what or row.basis.law not in LAWS.values():
        raise ValueError("no law or no event")
    _read_time(row)
    if counted.startswith("to "):
        row.runs_out = _said(counted.removeprefix("to "))
    else:
        row.counted = tuple(_counted(counted, row))
    row.off = tuple((days, name) for days, name in _labelled(off, row))
    row.worked = tuple(on for span in _parts(worked, ";") for on in _days(span, *_ends(row))[0])
    return row


def _read_time(row: Row) -> None:
    first, *others = _parts(row.time, ",")
    if first != "at once":
        length, unit, before = _match(LENGTH, first)
        row.ban = unit.startswith("year")
        row.length = int(length) * (12 if row.ban else 1)
        row.unit = Unit.MONTHS if row.ban else UNITS[unit]
        row.backward = bool(before)
    for other in others:
        if other.startswith("+"):
            more, granted, late = _match(EXTENSION, other)
            row.extension = Extension(int(more), row.basis, date.fromisoformat(granted), "负责人")
            row.too_late = bool(late)
        else:
            reason, since, until, read = _match(PAUSE, other)
            end = date.fromisoformat(until) if until else None
            row.pauses += (Pause(date.fromisoformat(since), end, reason, Basis("行政许可法", "45")),)
            row.read_on = date.fromisoformat(read) if read else row.read_on


def _counted(text: str, row: Row) -> Iterator[tuple[tuple[date, ...], int | None]]:
    month = None
    for part in _parts(text, ","):
        span, _, mark = part.partition(" (")
        days, month = _days(span, *_ends(row), month)
        yield days, int(mark.removesuffix(")")) if mark else None


def _labelled(text: str, row: Row) -> Iterator[tuple[tuple[date, ...], str]]:
    for part in _parts(text, ";"):
        span, _, name = part.rpartition(" ")
        yield _days(span, *_ends(row))[0], name


def _ends(row: Row) -> tuple[date, date]:
    return min(row.start, row.last), max(row.start, row.last)


def _days(text: str, early: date, late: date, month: str | None = None) -> tuple[tuple[date, ...], str]:
    """The days of a span such as 30 Jan–3 Feb, 6–10 or 12–9 Oct, and the month in which it ends."""
    first, first_month, last, last_month = _match(SPAN, text)
    # A month stands for both ends of its span, and for the spans after it until another one is named.
    begins = first_month or last_month or month
    ends = last_month or begins
    if begins is None or ends is None:
        raise ValueError(f"no month for {text}")
    since, until = _between(early, late, first, begins), _between(early, late, last or first, ends)
    step = ONE_DAY if until >= since else -ONE_DAY
    return tuple(since + step * number for number in range(abs((until - since).days) + 1)), ends


def _between(early: date, late: date, day: str, month: str) -> date:
    """The day of that month between two days that are less than a year apart."""
    for year in range(early.year, late.year + 1):
        on = date(year, MONTHS.index(month) + 1, int(day))
        if early <= on <= late:
            return on
    raise ValueError(f"{day} {month} is not between {early} and {late}")


def _dated(text: str) -> date:
    """Mon 2026-09-21, or Sun 20 Sep 2026; a wrong weekday is refused."""
    weekday, _, on = text.partition(" ")
    found = _said(on) if " " in on else date.fromisoformat(on)
    if WEEKDAYS[found.weekday()] != weekday:
        raise ValueError(f"{on} is no {weekday}")
    return found


def _said(text: str) -> date:
    day, month, year = text.split()
    return date(int(year), MONTHS.index(month) + 1, int(day))


def _parts(text: str, mark: str) -> list[str]:
    return [part.strip() for part in text.split(mark)] if text else []


def _match(pattern: re.Pattern[str], text: str) -> tuple[str, ...]:
    found = pattern.fullmatch(text)
    if found is None:
        raise ValueError(f"cannot read “{text}”")
    return found.groups()
