"""What was done, in the order of days, as moves that can be shown and followed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from onevisit.rules.journeys.model import Move, PlaceKind
from onevisit.rules.journeys.world import Bits, World


class Entry(NamedTuple):
    """One rule done on a day. `visit` numbers the visit in which it was done (0: none), `crowd` who came to it.

    `outcome` is what was announced just before.
    """

    day: int
    rule: Bits
    visit: int = 0
    crowd: int = 0
    outcome: str = ""


def heard_too(before: str, after: str) -> str:
    """What was announced one after the other."""
    return "; ".join(each for each in (before, after) if each)


@dataclass(frozen=True)
class Course:
    """One way in which everything can go. `visits` counts for each person; see `Solution` for the rest."""

    moves: tuple[Move, ...]
    visits: tuple[int, ...]
    days: int
    settled: int
    errands: int
    holds: bool = True
    """Whether it is a course of the game as it is, with what expires and what is taken away."""

    @property
    def rank(self) -> tuple[int, int, int, int]:
        """Visits first, then days, then what is settled later, then errands."""
        return max(self.visits, default=0), self.days, self.settled, self.errands


def course_of(
    world: World, entries: Sequence[Entry], days: int, settled: int, *, holds: bool = True
) -> Course:
    """The course of these entries, what is done at one place in one go taken together."""
    moves: list[Move] = []
    crowds: dict[int, int] = {}
    about = ""
    for entry in sorted(entries, key=lambda one: one.day):
        rule = world.problem.rules[entry.rule.number]
        visit = entry.visit if world.kinds[rule.place] is PlaceKind.COUNTER else 0
        if visit:
            crowds[visit] = entry.crowd
        last = moves[-1] if moves else None
        here, subject = (entry.day, rule.place, visit), rule.role.partition(" ")[2]
        if last is not None and here == (last.day, last.place, last.visit) and (visit or subject == about):
            heard = heard_too(last.outcome, entry.outcome)
            moves[-1] = Move(*here[:2], (*last.rules, rule.key), visit, last.persons, heard)
        else:
            persons = _persons(world, entry.crowd) if visit else ()
            moves.append(Move(*here[:2], (rule.key,), visit, persons, entry.outcome))
        about = subject
    visits = tuple(
        sum(crowd >> at & 1 for crowd in crowds.values()) for at in range(len(world.problem.persons))
    )
    errands = len({move.place for move in moves if world.kinds[move.place] is PlaceKind.ERRAND})
    return Course(tuple(moves), visits, days, settled, errands, holds)


def _persons(world: World, crowd: int) -> tuple[str, ...]:
    return tuple(name for at, name in enumerate(world.problem.persons) if crowd >> at & 1 and name)
