"""Figures as cells that open into their cases."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse

from onevisit.supervision.figures import Figure, Period, Row
from onevisit.supervision.queries import Grouping

DAYS = 30
"""The period that is shown unless another is asked for: so many days up to today."""

_TONES = {
    Figure.SOON: "warn",
    Figure.LATE: "bad",
    Figure.UNLAWFUL: "bad",
    Figure.STAGE_LATE: "bad",
    Figure.BAD: "bad",
}
COUNTS = (
    Figure.RECEIVED,
    Figure.OPEN,
    Figure.SOON,
    Figure.LATE,
    Figure.UNLAWFUL,
    Figure.STAGE_LATE,
    Figure.FINISHED,
    Figure.BAD,
)
"""The numbers of a row, in the order of the columns."""


@dataclass(frozen=True)
class Cell:
    """A number with the address of the cases that it counts; `tone` is "" where there is nothing to worry about."""

    figure: Figure
    value: int
    href: str
    tone: str

    @property
    def label(self) -> str:
        """The heading of its column."""
        return self.figure.label


@dataclass(frozen=True)
class Share:
    """A part of a whole, with the address of the cases of the part; `percent` is None where there is no whole."""

    label: str
    percent: int | None
    href: str
    part: int
    whole: int


def address(figure: Figure, grouping: Grouping, key: str, period: Period) -> str:
    """Where the cases behind a figure are listed."""
    query = {"figure": figure.value, "by": grouping.value, "key": key}
    query |= {"since": period.since.isoformat(), "until": period.until.isoformat()}
    return f"{reverse('workbench:behind')}?{urlencode(query)}"


def cells(row: Row, grouping: Grouping, period: Period) -> list[Cell]:
    """The numbers of a row. Overdue stages are told by organ only: they are what an organ owes."""
    figures = [one for one in COUNTS if one is not Figure.STAGE_LATE or grouping is Grouping.ORGAN]
    return [
        Cell(
            one,
            row.count(one),
            address(one, grouping, row.key, period),
            _TONES.get(one, "") if row.count(one) else "",
        )
        for one in figures
    ]


def shares(row: Row, grouping: Grouping, period: Period) -> list[Share]:
    """The four percentages of a row."""
    pairs = (
        ("按时办结率", Figure.IN_TIME, Figure.TIMED),
        ("网上申请率", Figure.ONLINE, Figure.RECEIVED),
        ("评价率", Figure.RATED, Figure.SERVICES),
        ("满意率", Figure.SATISFIED, Figure.RATED),
    )
    return [
        Share(
            label,
            row.percent(part, whole),
            address(part, grouping, row.key, period),
            row.count(part),
            row.count(whole),
        )
        for label, part, whole in pairs
    ]
