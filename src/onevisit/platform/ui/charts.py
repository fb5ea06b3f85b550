"""Pictures of figures, drawn on the server as SVG, each with a table of the same numbers beside it.

Lengths across are percentages, so that a picture is as wide as there is room; lengths down are in em, so that it
grows with the type. What is what stands in words at the marks: nothing is said by colour alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

Value = int | Decimal | None
"""A figure; None where none is known."""

UNKNOWN = "算不出"

_LONGEST = 82  # % of the width that the longest bar takes, so that its number fits behind it
_LINE, _BAR, _GAP = 1.4, 1.2, 0.6  # em: the words of a row, each of its bars, the space to the next row
_LEFT, _RIGHT = 6, 94  # % between which the days of a course lie
_TOP, _DEEP = 2.0, 7.5  # em: above the highest value, and from there down to zero
_APART = (9, 24)  # % between two numbers, and between two days, that can both be read


@dataclass(frozen=True)
class Bar:
    """One row of bars: what it is about, and its figures, one for each series."""

    label: str
    values: tuple[Value, ...]
    href: str = ""


@dataclass(frozen=True)
class Bars:
    """Bars beside each other. `head` is the heading of what the rows are, `series` what their figures are.

    With `own_scale` the bars of each row are drawn against the longest of that row: for rows in different units, which
    then stand in their labels.
    """

    title: str
    head: str
    series: tuple[str, ...]
    rows: tuple[Bar, ...]
    unit: str = ""
    own_scale: bool = False


@dataclass(frozen=True)
class Dot:
    """A figure from a day on, and what made it so; `beside` is another that only the table shows."""

    day: date
    label: str
    value: Value
    beside: Value = None


@dataclass(frozen=True)
class Course:
    """A figure over time: it holds from the day of a dot until the next, the last one until `until`.

    `column` is the heading of the figures in the table, `beside` that of the second ones, if there are any.
    """

    title: str
    head: str
    dots: tuple[Dot, ...]
    until: date
    unit: str = ""
    column: str = "数"
    beside: str = ""


@dataclass(frozen=True)
class Mark:
    """A bar as drawn: its place in em, its width in percent (None: no bar), and its number."""

    series: int
    top: str
    base: str
    width: str | None
    said: str


@dataclass(frozen=True)
class Row:
    """A row as drawn."""

    label: str
    base: str
    marks: tuple[Mark, ...]


def said(value: Value) -> str:
    """A figure as it stands at a mark and in the table: at most one decimal."""
    if value is None:
        return UNKNOWN
    text = f"{value:.1f}" if isinstance(value, Decimal) else str(value)
    return text.removesuffix(".0").replace("-", "−")


def drawn_rows(chart: Bars) -> tuple[tuple[Row, ...], str]:
    """The rows with their places, and the height of the picture in em."""
    longest = max((abs(value) for row in chart.rows for value in row.values if value is not None), default=0)
    rows, top = [], 0.0
    for row in chart.rows:
        own = max((abs(value) for value in row.values if value is not None), default=0)
        scale = own if chart.own_scale else longest
        marks = []
        for number, value in enumerate(row.values):
            at = top + _LINE + number * _BAR
            width = None if value is None else f"{_LONGEST * abs(value) / (scale or 1):.2f}"
            marks.append(Mark(number + 1, f"{at:.2f}", f"{at + 0.85:.2f}", width, said(value)))
        rows.append(Row(row.label, f"{top + 1:.2f}", tuple(marks)))
        top += _LINE + len(row.values) * _BAR + _GAP
    return tuple(rows), f"{max(top, 1):.2f}"


@dataclass(frozen=True)
class Spot:
    """A dot as drawn: `number` and `day` are "" where there is no room for them; `anchor` where its words begin."""

    x: str
    y: str
    number: str
    number_y: str
    day: date | None
    anchor: str


@dataclass(frozen=True)
class Stroke:
    """A piece of the line."""

    x1: str
    y1: str
    x2: str
    y2: str


@dataclass(frozen=True)
class Drawing:
    """A course as drawn, with its height and its ground in em."""

    spots: tuple[Spot, ...]
    strokes: tuple[Stroke, ...]
    ground: str
    height: str
    days_y: str


def drawn_course(chart: Course) -> Drawing:
    """The line in steps, because a figure holds until it is changed."""
    known = [(dot, dot.value) for dot in chart.dots if dot.value is not None]
    high = max((value for _, value in known if value > 0), default=0)
    low = min((value for _, value in known if value < 0), default=0)
    if high == low:
        high = 1  # nothing but zeros lie on the ground
    reach = high - low
    days = [dot.day for dot in chart.dots]
    first, last = min(days, default=chart.until), max([*days, chart.until])
    span = max((last - first).days, 1)
    xs = [_LEFT + (_RIGHT - _LEFT) * (dot.day - first).days / span for dot, _ in known]
    ys = [_TOP + _DEEP * float((high - value) / reach) for _, value in known]
    zero = _TOP + _DEEP * float(high / reach)
    return Drawing(
        tuple(_spots([dot for dot, _ in known], xs, ys)),
        tuple(_strokes(xs, ys)),
        f"{zero:.2f}",
        f"{_TOP + _DEEP + 2:.2f}",
        f"{_TOP + _DEEP + 1.5:.2f}",
    )


def _strokes(xs: Sequence[float], ys: Sequence[float]) -> Iterator[Stroke]:
    for number, (x, y) in enumerate(zip(xs, ys, strict=True)):
        end = xs[number + 1] if number + 1 < len(xs) else float(_RIGHT)
        yield Stroke(f"{x:.2f}", f"{y:.2f}", f"{end:.2f}", f"{y:.2f}")
        if number + 1 < len(ys):
            yield Stroke(f"{end:.2f}", f"{y:.2f}", f"{end:.2f}", f"{ys[number + 1]:.2f}")


def _spots(dots: Sequence[Dot], xs: Sequence[float], ys: Sequence[float]) -> Iterator[Spot]:
    numbers, days = _readable(xs, _APART[0]), _readable(xs, _APART[1])
    for at, (dot, x, y) in enumerate(zip(dots, xs, ys, strict=True)):
        anchor = "start" if x < _LEFT + 2 else "end" if x > _RIGHT - 10 else "middle"
        number = said(dot.value) if at in numbers else ""
        yield Spot(f"{x:.2f}", f"{y:.2f}", number, f"{y - 0.6:.2f}", dot.day if at in days else None, anchor)


def _readable(xs: Sequence[float], apart: float) -> set[int]:
    """Which marks can carry words without covering those of another: the last of all, then as many as there is room."""
    found: set[int] = set()
    for number in sorted(range(len(xs)), key=lambda one: (one != len(xs) - 1, one)):
        if all(abs(xs[number] - xs[other]) >= apart for other in found):
            found.add(number)
    return found
