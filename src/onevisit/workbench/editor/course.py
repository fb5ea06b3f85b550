"""The computed journey beside the form: the numbers, the picture, and what would bring the number down."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from onevisit.platform.ui.itinerary import picture_of
from onevisit.platform.ui.values import JourneyStep
from onevisit.rules.journeys import Catalogue, Figure, figures, in_hand_levers
from onevisit.rules.journeys.levers import Way
from onevisit.rules.matters.definition import Matter

MOST_WAYS = 5
"""Sets of levers that are shown; there may be many that do the same."""


@dataclass(frozen=True)
class Course:
    """What the page shows of the figure in hand, which a promise is measured by.

    `high` is None where no bound is known. `situation` says for whom it holds: the situation that costs most.
    """

    visits: str
    high: int | None
    days: int
    errands: int
    situation: tuple[tuple[str, str], ...]
    steps: tuple[JourneyStep, ...]
    why: tuple[str, ...]
    missing: tuple[str, ...]

    @property
    def keeps_the_promise(self) -> bool:
        """Whether it may be published as 最多跑一次."""
        return self.high is not None and self.high <= 1 and not self.missing


@dataclass(frozen=True)
class Depth:
    """What takes longer to compute: the figure from nothing, and the levers where the number is above one."""

    visits: str
    days: int
    errands: int
    missing: tuple[str, ...]
    ways: tuple[tuple[str, ...], ...]
    more: int
    impossible: bool
    bounded: bool


def course_of(matter: Matter, catalogue: Catalogue) -> Course:
    """The journey of a definition that can be read, among the other matters."""
    found = figures(matter, catalogue).in_hand
    return Course(
        visits=str(found.visits),
        high=found.visits.high,
        days=found.days,
        errands=found.errands,
        situation=_situation(matter, found),
        steps=tuple(picture_of(found.steps)),
        why=tuple(one.why for one in found.steps if one.why),
        missing=found.missing,
    )


def depth_of(matter: Matter, catalogue: Catalogue) -> Depth:
    """The rest, which may take a second or two."""
    looked = figures(matter, catalogue)
    nothing, kept = looked.from_nothing, looked.gate is not None and looked.gate <= 1
    to_one: Way | None = None if kept else in_hand_levers(matter, catalogue)[0]
    sets: Sequence[Sequence[object]] = to_one.sets if to_one else ()
    return Depth(
        visits=str(nothing.visits),
        days=nothing.days,
        errands=nothing.errands,
        missing=nothing.missing,
        ways=tuple(tuple(lever.words for lever in one) for one in to_one.sets[:MOST_WAYS]) if to_one else (),
        more=max(0, len(sets) - MOST_WAYS),
        impossible=bool(to_one and to_one.impossible),
        bounded=bool(to_one and to_one.bounded),
    )


def _situation(matter: Matter, found: Figure) -> tuple[tuple[str, str], ...]:
    """The questions and answers of the situation that costs most."""
    return tuple(
        (one.ask, one.options.get(found.answers[one.key], found.answers[one.key]))
        for one in matter.situations
        if one.key in found.answers
    )
