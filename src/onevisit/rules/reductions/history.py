"""How the burden went over time: the states of the catalogue one after the other, each compared with the one before."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from onevisit.rules.reductions.burden import Burden
from onevisit.rules.reductions.compare import Comparison, Summary, compare, summary
from onevisit.rules.reductions.quantities import Amount, Quantity


@dataclass(frozen=True)
class Point:
    """The catalogue from a day on: what every matter in force costs, by its key.

    `batches` are the numbers of those that begin on this day; empty where matters only ended.
    """

    day: date
    batches: tuple[int, ...]
    burdens: Mapping[str, Burden]


@dataclass(frozen=True)
class Chapter:
    """A point with what it changed. The first has no `comparisons`: it is what everything is compared with.

    `average` is over the matters in force that have a number; `saved` is all that became less since the first point,
    minus what became more, of matters that were there before and after each change.
    """

    point: Point
    comparisons: tuple[Comparison, ...]
    summary: Summary | None
    average: Mapping[Quantity, Decimal | None]
    saved: Mapping[Quantity, Amount]

    @property
    def matters(self) -> int:
        """How many matters are in force from this day on."""
        return len(self.point.burdens)


def history(points: Iterable[Point]) -> tuple[Chapter, ...]:
    """The points in the order of their days, each with what became of the one before."""
    chapters: list[Chapter] = []
    for point in sorted(points, key=lambda one: one.day):
        average = {quantity: _average(point.burdens.values(), quantity) for quantity in Quantity}
        if not chapters:
            chapters.append(Chapter(point, (), None, average, dict.fromkeys(Quantity, 0)))
            continue
        former = chapters[-1]
        each = compare(former.point.burdens, point.burdens)
        found = summary(each)
        saved = {one: former.saved[one] + found.totals[one].saved for one in Quantity}
        chapters.append(Chapter(point, each, found, average, saved))
    return tuple(chapters)


def of_organ(points: Iterable[Point], organ: str) -> tuple[Point, ...]:
    """The same points with the matters of one organ only, from the first at which it had any.

    A matter belongs to the organ that had it last, also before: that it moved is no reduction of the other.
    """
    each = sorted(points, key=lambda one: one.day)
    owner = {key: burden.organ for point in each for key, burden in point.burdens.items()}
    own = [
        replace(one, burdens={key: found for key, found in one.burdens.items() if owner[key] == organ})
        for one in each
    ]
    first = next((number for number, one in enumerate(own) if one.burdens), len(own))
    return tuple(own[first:])


def _average(burdens: Iterable[Burden], quantity: Quantity) -> Decimal | None:
    known = [amount for one in burdens if (amount := one[quantity]) is not None]
    return Decimal(sum(known)) / len(known) if known else None
