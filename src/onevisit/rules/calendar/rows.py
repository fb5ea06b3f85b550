"""How a calendar is written down: one row a year, one row a day that is not as its weekday says."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from onevisit.rules.calendar.dates import weekday_name
from onevisit.rules.calendar.day import DayKind

__all__ = ["BadCalendar", "DayRow", "YearRow", "parse_rows"]


class BadCalendar(ValueError):
    """A calendar that contradicts itself; the sentence names the row and what to do."""


@dataclass(frozen=True, slots=True)
class YearRow:
    """A year, whether the State Council's notice for it is out, and where its days come from."""

    year: int
    announced: bool
    source: str


@dataclass(frozen=True, slots=True)
class DayRow:
    """A day off (`HOLIDAY`) or a weekend day on which one works (`EXCHANGED`), and its festival.

    Raises BadCalendar for any other kind, a missing name, or an exchanged day that is no weekend.
    """

    on: date
    kind: DayKind
    name: str

    def __post_init__(self) -> None:
        if self.kind not in (DayKind.HOLIDAY, DayKind.EXCHANGED):
            raise BadCalendar(
                f"{self.on}：日历只记放假日（holiday）和调休上班日（exchanged），周末和平日不必记。"
            )
        if not self.name.strip():
            raise BadCalendar(f"{self.on}：没有写明是哪个节日。")
        if self.kind is DayKind.EXCHANGED and self.on.weekday() < 5:
            raise BadCalendar(f"{self.on}是{weekday_name(self.on)}，本来就上班，不能记为调休上班日。")


def parse_rows(document: object) -> tuple[tuple[YearRow, ...], tuple[DayRow, ...]]:
    """The rows of a calendar file that a YAML or JSON reader has already turned into values.

    The shape is `{years: [{year, announced, source, holidays: [{name, days: [date, …]}], exchanged: [the same]}]}`.
    A day of a notice may lie in the year before. Raises BadCalendar, naming the place.
    """
    years: list[YearRow] = []
    days: list[DayRow] = []
    for entry in _sequence(_member(_mapping(document, "日历"), "years", "日历"), "years"):
        row = _mapping(entry, "years中的一项")
        year = _member(row, "year", "years中的一项")
        where = f"{year}年"
        announced = _member(row, "announced", where)
        source = _member(row, "source", where)
        if not isinstance(year, int) or isinstance(year, bool):
            raise BadCalendar(f"year应为整数年份，不能是{year!r}。")
        if not isinstance(announced, bool):
            raise BadCalendar(f"{where}的announced应为true或者false，不能是{announced!r}。")
        if not isinstance(source, str) or not source.strip():
            raise BadCalendar(f"{where}没有写明来源（source）。")
        _only(row, {"year", "announced", "source", "holidays", "exchanged"}, where)
        years.append(YearRow(year, announced, source))
        for key, kind in (("holidays", DayKind.HOLIDAY), ("exchanged", DayKind.EXCHANGED)):
            days.extend(_days(row.get(key, ()), kind, f"{where}的{key}"))
    return tuple(years), tuple(days)


def _days(groups: object, kind: DayKind, where: str) -> list[DayRow]:
    rows: list[DayRow] = []
    for entry in _sequence(groups, where):
        group = _mapping(entry, where)
        _only(group, {"name", "days"}, where)
        name = _member(group, "name", where)
        if not isinstance(name, str):
            raise BadCalendar(f"{where}的name应为节日名称，不能是{name!r}。")
        days = _sequence(_member(group, "days", where), f"{where}（{name}）的days")
        rows.extend(DayRow(_date(on, where), kind, name) for on in days)
    return rows


def _date(value: object, where: str) -> date:
    if type(value) is date:
        return value
    try:
        return date.fromisoformat(value if isinstance(value, str) else "")
    except ValueError:
        raise BadCalendar(f"{where}中的{value!r}不是日期，应写成2026-10-01的样子。") from None


def _mapping(value: object, where: str) -> Mapping[object, object]:
    if not isinstance(value, Mapping):
        raise BadCalendar(f"{where}应为一组“键: 值”，不能是{value!r}。")
    return value


def _sequence(value: object, where: str) -> Sequence[object]:
    if isinstance(value, str) or not isinstance(value, Sequence):
        raise BadCalendar(f"{where}应为列表，不能是{value!r}。")
    return value


def _only(mapping: Mapping[object, object], keys: set[str], where: str) -> None:
    unknown = [str(key) for key in mapping if key not in keys]
    if unknown:
        raise BadCalendar(f"{where}有不认识的项：{'、'.join(unknown)}。")


def _member(mapping: Mapping[object, object], key: str, where: str) -> object:
    if key not in mapping:
        raise BadCalendar(f"{where}缺少{key}。")
    return mapping[key]
