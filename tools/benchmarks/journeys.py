"""How long the numbers of visits take: of the pack, of a district of 3,000 matters, and of one while somebody types.

Measured in seconds of this process on one core, so that what else the machine does is left out as far as it can be.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import replace
from functools import partial

from benchmarks import Figure
from benchmarks.district import district
from factories.matters import checked
from onevisit.rules.catalogue_checks.packs import catalogue_of
from onevisit.rules.journeys import Catalogue, figures, in_hand_levers, ranking, solve
from onevisit.rules.matters.definition import Matter
from rules.journeys.oracle import TooLarge, value
from rules.journeys.worlds import numbered

MATTERS = 3000
TYPED = 3
"""Changes of each matter of the pack, as if somebody typed: the slowest of all counts."""
WORLDS = 40
"""Small worlds that are also solved by trying everything."""


def run() -> list[Figure]:
    """Measure, and set the search beside trying everything where that ends."""
    pack = catalogue_of(checked().pack)
    made = district(MATTERS)
    return [*_pack(pack), *_district(made), *_typing(pack, "the pack"), *_typing(made, "3,000"), *_naive()]


def _taken(work: Callable[[], object]) -> float:
    """Seconds of this process."""
    started = time.process_time()
    work()
    return time.process_time() - started


def _whole(catalogue: Catalogue) -> None:
    """Both figures with their days, and the exceptional one, of every matter."""
    for matter in catalogue.matters.values():
        found = figures(matter, catalogue)
        _ = found.in_hand, found.exceptional, found.from_nothing


def _pack(catalogue: Catalogue) -> list[Figure]:
    number = len(catalogue.matters)
    ranked = _taken(lambda: ranking(catalogue, dict.fromkeys(catalogue.matters, 1)))
    return [
        Figure(f"all figures of the pack, {number} matters", _taken(lambda: _whole(catalogue)), "s", "aim 1"),
        Figure("single levers over the pack, ranked", ranked, "s"),
    ]


def _district(catalogue: Catalogue) -> list[Figure]:
    number = len(catalogue.matters)
    taken = _taken(lambda: _whole(catalogue))
    every = (figures(matter, catalogue) for matter in catalogue.matters.values())
    exact = sum(one.in_hand.visits.exact and one.from_nothing.visits.exact for one in every)
    return [
        Figure(f"all figures of {number} generated matters", taken, "s", "aim 10"),
        Figure("of which both numbers are exact", exact * 100 / number, "%"),
    ]


def _typing(catalogue: Catalogue, where: str) -> list[Figure]:
    """A matter is changed, and its figures are asked for with the itinerary, in the catalogue as it stands."""
    every = list(catalogue.matters.values())
    each = every[:: max(len(every) // 200, 1)]

    def shown(matter: Matter) -> None:
        found = figures(matter, catalogue.having(matter))
        _ = found.in_hand.steps, found.from_nothing.steps

    drafts = [replace(one, summary=one.summary + "。") for one in each] * TYPED
    typed = sorted(_taken(partial(shown, draft)) * 1000 for draft in drafts)
    levers = sorted(_taken(partial(in_hand_levers, one, catalogue)) * 1000 for one in each)
    return [
        Figure(f"one matter of {where} while typing, median", typed[len(typed) // 2], "ms"),
        Figure(f"one matter of {where} while typing, slowest", typed[-1], "ms", "aim 50"),
        Figure(f"levers in hand of one matter of {where}, slowest", levers[-1], "ms"),
    ]


def _naive() -> list[Figure]:
    """The search, and the oracle of the tests, over the same worlds: those small enough for the oracle."""
    searched = tried = 0.0
    solved = 0
    for number in range(WORLDS):
        problem = numbered(number)
        found = solve(problem)
        if found.visits.high is None:
            continue
        most = found.visits.high
        try:
            started = time.process_time()
            value(problem, 14, most, 20_000)
            tried += time.process_time() - started
        except TooLarge:
            continue
        searched += _taken(partial(solve, problem))
        solved += 1
    return [
        Figure(f"{solved} worlds of seven rules, searched", searched * 1000 / solved, "ms"),
        Figure("the same, trying everything for two weeks", tried * 1000 / solved, "ms"),
        Figure("how much longer trying everything takes", tried / searched, "x"),
    ]
