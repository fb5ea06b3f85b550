"""The smallest sets of levers that bring a matter down to one visit, and to none."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from onevisit.rules.journeys.catalogue import Catalogue
from onevisit.rules.journeys.levers import candidates
from onevisit.rules.journeys.levers.lever import Lever, bundled, pulled
from onevisit.rules.journeys.matters.figures import figures
from onevisit.rules.journeys.model import Bounds
from onevisit.rules.matters.definition import Matter

MOST = 3
"""Levers pulled together at most."""
LOOKS = 200
"""Sets looked at, at most, before the search says that it looked no further."""

CANDIDATES = 40
"""Levers of one matter, beyond which no sets are looked at."""

QUICK = Bounds(nodes=20_000)
"""What is spent on one set: where that is not enough to prove a number, the set counts as not proved."""

LeverSet = tuple[Lever, ...]


@dataclass(frozen=True)
class Way:
    """How a figure can be brought down to `target`. `sets` are all the smallest; `needless` where it is there already.

    `impossible` says that all levers together do not do it, `bounded` that not all sets were looked at; without sets
    and without either, it takes more levers than are looked for.
    """

    target: int
    sets: tuple[LeverSet, ...] = ()
    needless: bool = False
    impossible: bool = False
    bounded: bool = False


@dataclass(frozen=True)
class Levers:
    """What would have to change for at most one visit, and for none: in hand, and from nothing."""

    matter: Matter
    in_hand: tuple[Way, ...]
    from_nothing: tuple[Way, ...]


def levers(matter: Matter, catalogue: Catalogue) -> Levers:
    """All smallest sets of up to three levers for at most one visit and for none, of both figures."""
    here = _catalogue(matter, catalogue)
    return Levers(
        matter,
        tuple(_way(matter, here, target, nothing=False) for target in (1, 0)),
        tuple(_way(matter, here, target, nothing=True) for target in (1, 0)),
    )


def in_hand_levers(matter: Matter, catalogue: Catalogue) -> tuple[Way, ...]:
    """The same of the figure in hand alone, which a promise is measured by."""
    here = _catalogue(matter, catalogue)
    return tuple(_way(matter, here, target, nothing=False) for target in (1, 0))


def _catalogue(matter: Matter, catalogue: Catalogue) -> Catalogue:
    """The matter as it is looked at stands in the catalogue, also where it is only a draft."""
    return catalogue.having(matter)


def _way(matter: Matter, catalogue: Catalogue, target: int, *, nothing: bool) -> Way:
    if _enough(matter, catalogue, (), target, nothing=nothing):
        return Way(target, needless=True)
    found = candidates.from_nothing if nothing else candidates.in_hand
    every = found(matter, catalogue)
    if not _enough(matter, catalogue, every, target, nothing=nothing):
        return Way(target, impossible=True)
    if len(every) > CANDIDATES:
        return Way(target, bounded=True)
    # Whatever cannot be left out of all of them together belongs to every set, so that few sets are left to look at.
    must = tuple(
        lever
        for lever in every
        if not _enough(matter, catalogue, [one for one in every if one != lever], target, nothing=nothing)
    )
    rest = [lever for lever in every if lever not in must]
    looked = 0
    for size in range(max(len(must), 1), MOST + 1):
        sets: list[LeverSet] = []
        for more in combinations(rest, size - len(must)):
            looked += 1
            if looked > LOOKS:
                return Way(target, tuple(sets), bounded=True)
            chosen = tuple(sorted((*must, *more)))
            if _enough(matter, catalogue, chosen, target, nothing=nothing):
                sets.append(chosen)
        if sets:
            return Way(target, tuple(sorted(sets, key=_easiest)))
    return Way(target)


def _easiest(chosen: LeverSet) -> tuple[int, LeverSet]:
    """What the law already allows comes first."""
    return sum(not lever.lawful for lever in chosen), chosen


def _enough(
    matter: Matter, catalogue: Catalogue, chosen: Sequence[Lever], target: int, *, nothing: bool
) -> bool:
    """Whether these levers together bring the figure down to the target, for certain."""
    changed = pulled(catalogue, chosen)
    looked = (
        figures(changed.matters[matter.key], changed, together=together, bounds=QUICK)
        for together in _together(bundled(chosen))
    )
    return any(one.at_most(target, in_hand=not nothing) for one in looked)


def _together(offered: frozenset[str]) -> Iterator[frozenset[str]]:
    """Nobody has to apply for all that he may apply for in one go: some of it may hold up the rest."""
    yield offered
    for size in range(min(len(offered), MOST + 1)):
        yield from map(frozenset, combinations(sorted(offered), size))
