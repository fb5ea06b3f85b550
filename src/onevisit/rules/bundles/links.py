"""What one part makes for another, and so in which order they go. Nobody draws it: it follows from the definitions.

A result that is a licence is what a requirement of another part asks for when one of the ways of showing it is that
licence. The part that asks waits for the part that gives; all others run beside each other.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from onevisit.rules.matters.definition import Field, Matter

LICENCE_SOURCE = "licence."
"""What the `source` of a field begins with that is taken from a licence: `licence.business-licence.number`."""


@dataclass(frozen=True)
class Link:
    """`giver`'s result `result` is the licence `licence`, by which `taker` shows its requirement `requirement`."""

    giver: str
    result: str
    licence: str
    taker: str
    requirement: str


class Circle(ValueError):
    """Parts that wait for each other, so that none can begin. `around` names them in their order."""

    def __init__(self, around: tuple[str, ...]) -> None:
        self.around = around
        super().__init__(" → ".join(around))


def licence_of(field: Field) -> str:
    """The licence that a field is taken from, "" if from none."""
    return field.source.split(".")[1] if field.source.startswith(LICENCE_SOURCE) else ""


def links(matters: Sequence[Matter]) -> tuple[Link, ...]:
    """Every link between these matters, in their order. A part makes nothing for itself."""
    found = []
    for giver in matters:
        for result in giver.results:
            if not result.licence:
                continue
            for taker in matters:
                if taker.key == giver.key or _changes(taker, result.licence):
                    continue
                found += [
                    Link(giver.key, result.key, result.licence, taker.key, one.key)
                    for one in taker.requirements
                    if any(way.licence == result.licence for way in one.evidence)
                ]
    return tuple(found)


def _changes(matter: Matter, licence: str) -> bool:
    """Whether a matter changes or renews this very licence: then it asks for the one that is there already."""
    concern = matter.courses.concerns
    return concern is not None and concern.licence == licence


def givers(found: Iterable[Link], parts: Iterable[str]) -> dict[str, frozenset[str]]:
    """For each of these parts those of them that it waits for. Links to parts that are not there do not count."""
    among = list(parts)
    waits: dict[str, set[str]] = {part: set() for part in among}
    for link in found:
        if link.taker in waits and link.giver in waits:
            waits[link.taker].add(link.giver)
    return {part: frozenset(each) for part, each in waits.items()}


def waves(waits: Mapping[str, frozenset[str]]) -> tuple[tuple[str, ...], ...]:
    """The parts in the order in which they can begin: those of a wave beside each other. Raises `Circle`."""
    left, done, found = dict(waits), set[str](), list[tuple[str, ...]]()
    while left:
        ready = tuple(part for part, each in left.items() if each <= done)
        if not ready:
            raise Circle(_around(left))
        found.append(ready)
        done |= set(ready)
        left = {part: each for part, each in left.items() if part not in done}
    return tuple(found)


def _around(left: Mapping[str, frozenset[str]]) -> tuple[str, ...]:
    """One circle among parts none of which can begin."""
    path = [next(iter(left))]
    while True:
        following = min(one for one in left[path[-1]] if one in left)
        if following in path:
            return (*path[path.index(following) :], following)
        path.append(following)
