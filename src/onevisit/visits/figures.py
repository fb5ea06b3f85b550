"""Computed against actual, in figures: of the cases finished in a period, by organ, matter or hall."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any

from django.db.models import Count, F, Max, Q, QuerySet, Sum

from onevisit.casework.pages import Page, page
from onevisit.platform.organs.queries import organ_cards
from onevisit.platform.people.actors import Actor
from onevisit.visits import access
from onevisit.visits.models import Tally
from onevisit.visits.queries import TallyCard, tally_card

BUNDLES = "bundles"
"""The key of the row of all bundles: their visits are counted once, and are no single organ's or matter's."""

MOST = 3
"""From this number of visits on they are told in one column."""


class Grouping(StrEnum):
    """By what the figures are told apart."""

    ORGAN = "organ"
    MATTER = "matter"
    HALL = "hall"

    @property
    def label(self) -> str:
        """What people see."""
        return {"organ": "部门", "matter": "事项", "hall": "大厅"}[self.value]


class Which(StrEnum):
    """Which of the cases a figure counts."""

    ALL = "all"
    WITHIN = "within"
    BEYOND = "beyond"
    NONE = "0"
    ONE = "1"
    TWO = "2"
    MORE = "3"

    @property
    def label(self) -> str:
        """What people see."""
        return _WHICH[self]


_WHICH = dict(
    zip(Which, ("办结", "没有超过承诺", "超过承诺", "一次不跑", "跑1次", "跑2次", "跑3次以上"), strict=True)
)

SPREAD = (Which.NONE, Which.ONE, Which.TWO, Which.MORE)
"""The columns of the distribution."""

_CONDITIONS: Mapping[Which, Q] = {
    Which.ALL: Q(),
    Which.WITHIN: Q(actual__lte=F("promised")),
    Which.BEYOND: Q(actual__gt=F("promised")),
    Which.NONE: Q(actual=0),
    Which.ONE: Q(actual=1),
    Which.TWO: Q(actual=2),
    Which.MORE: Q(actual__gte=MOST),
}


@dataclass(frozen=True)
class Row:
    """The figures of one group. `counts` has the cases of each kind, the rest are visits added up.

    `told` are the cases of which a number was promised: only those can be held against it.
    """

    key: str
    name: str
    counts: Mapping[Which, int]
    told: int
    promised: int
    actual: int
    counted: int

    @property
    def cases(self) -> int:
        """How many were finished."""
        return self.counts[Which.ALL]

    @property
    def average(self) -> Decimal | None:
        """Visits a case, to two decimals; None where there was no case."""
        return _average(self.actual, self.cases)

    @property
    def promised_average(self) -> Decimal | None:
        """Visits promised, a case."""
        return _average(self.promised, self.told)

    @property
    def counted_average(self) -> Decimal | None:
        """Visits a case that were required and not of the applicant's own doing."""
        return _average(self.counted, self.cases)

    @property
    def kept(self) -> int | None:
        """Per cent of the cases that took no more than was promised, rounded down: 99.9 is not 100."""
        return self.counts[Which.WITHIN] * 100 // self.told if self.told else None


def _average(visits: int, cases: int) -> Decimal | None:
    return (Decimal(visits) / cases).quantize(Decimal("0.01")) if cases else None


@dataclass(frozen=True)
class Table:
    """The figures of every group, and of all together."""

    rows: tuple[Row, ...]
    total: Row


def finished(actor: Actor, since: date, until: date) -> QuerySet[Tally]:
    """The tallies that this person may see of what was finished in a period, both days included."""
    return Tally.objects.filter(access.tallies(actor), finished_on__gte=since, finished_on__lte=until)


def table(actor: Actor, grouping: Grouping, since: date, until: date) -> Table:
    """The figures that this person may see. One statement, and one for the names of the organs."""
    columns = (grouping.value, "is_bundle") if grouping is not Grouping.HALL else (grouping.value,)
    counts = {f"cases_{one.name}": Count("id", filter=one_of) for one, one_of in _CONDITIONS.items()}
    found = finished(actor, since, until).values(*columns).order_by(*columns)
    groups: dict[str, dict[str, Any]] = {}
    for group in found.annotate(
        **counts,
        told=Count("promised"),
        sum_promised=Sum("promised", default=0),
        sum_actual=Sum("actual", default=0),
        sum_counted=Sum("counted", default=0),
        label=Max("hall__name" if grouping is Grouping.HALL else "name"),
    ):
        key = BUNDLES if group.get("is_bundle") else group[grouping.value]
        known = groups.get(key)
        groups[key] = group if known is None else _sum(known, group)
    names = {key: card.short for key, card in organ_cards().items()} if grouping is Grouping.ORGAN else {}
    rows = [_row(key, names.get(key, group["label"]), group) for key, group in groups.items()]
    rows.sort(key=lambda row: (row.key == BUNDLES, -row.cases, row.name))
    return Table(tuple(rows), _total(rows))


def _sum(one: Mapping[str, Any], other: Mapping[str, Any]) -> dict[str, Any]:
    numbers = {
        key: one[key] + other[key] for key in one if key.startswith(("cases_", "sum_")) or key == "told"
    }
    return {**one, **numbers}


def _row(key: str, name: str, group: Mapping[str, Any]) -> Row:
    return Row(
        key,
        "一件事（合并计算）" if key == BUNDLES else name,
        {one: group[f"cases_{one.name}"] for one in Which},
        group["told"],
        group["sum_promised"],
        group["sum_actual"],
        group["sum_counted"],
    )


def _total(rows: list[Row]) -> Row:
    return Row(
        "",
        "合计",
        {one: sum(row.counts[one] for row in rows) for one in Which},
        sum(row.told for row in rows),
        sum(row.promised for row in rows),
        sum(row.actual for row in rows),
        sum(row.counted for row in rows),
    )


def behind(
    actor: Actor, grouping: Grouping, key: str, which: Which, since: date, until: date, number: int = 1
) -> Page[TallyCard]:
    """The cases that a figure counts; `key` "" for those of the total. Two statements."""
    return page(_behind(actor, grouping, key, which, since, until), number, tally_card)


def rows_behind(
    actor: Actor, grouping: Grouping, key: str, which: Which, since: date, until: date
) -> Iterator[TallyCard]:
    """The same list without pages, for an export."""
    rows = _behind(actor, grouping, key, which, since, until)
    return (tally_card(row) for row in rows.iterator(chunk_size=1000))


def _behind(
    actor: Actor, grouping: Grouping, key: str, which: Which, since: date, until: date
) -> QuerySet[Tally]:
    rows = finished(actor, since, until).filter(_CONDITIONS[which])
    if key == BUNDLES:
        rows = rows.filter(is_bundle=True)
    elif key:
        rows = rows.filter(**{grouping.value: key})
        if grouping is not Grouping.HALL:
            rows = rows.filter(is_bundle=False)
    rows = rows.select_related("case", "organ", "hall").defer("case__state")
    return rows.order_by("-actual", "finished_on", "id")
