"""What nobody can ever get, and the shortest circle in which its papers ask for each other, in words."""

from __future__ import annotations

from collections import deque
from collections.abc import Mapping
from dataclasses import dataclass

from onevisit.rules.journeys.facts import is_paper
from onevisit.rules.journeys.model import Fact, Problem
from onevisit.rules.journeys.world import World


@dataclass(frozen=True)
class Loop:
    """Why a goal cannot be reached. `names` go round: each asks for the next, the last for the first again.

    With one name there is no circle: that paper is asked for and nobody gives it.
    """

    names: tuple[str, ...]
    circular: bool

    @property
    def words(self) -> str:
        """A asks for B, which is given only to those who have A."""
        if not self.circular:
            return f"要“{self.names[0]}”，但没有一个地方能办到它"
        if len(self.names) == 1:
            return f"“{self.names[0]}”只发给已经有它的人"
        chain = "；".join(
            f"办“{one}”要先有“{other}”" for one, other in zip(self.names, self.names[1:], strict=False)
        )
        return f"{chain}；而“{self.names[-1]}”只发给已经有“{self.names[0]}”的人"


def loop_of(problem: Problem) -> Loop | None:
    """The shortest circle that keeps the goal of a problem out of reach; None where the goal can be reached.

    A circle is looked for first. Where there is none, the first paper that nobody gives is named.
    """
    world = World(problem)
    reached = world.facts(world.reach)
    missing = problem.goal - reached
    if not missing:
        return None
    asks = _asks(problem, reached)
    circles = [circle for fact in sorted(_from(missing, asks)) if (circle := _circle(fact, asks))]
    named = [names for circle in circles if (names := _named(circle, problem.names))]
    if named:
        return Loop(min(named, key=lambda names: (len(names), names)), circular=True)
    dead = [fact for fact in sorted(_from(missing, asks)) if not asks.get(fact)]
    first = next((problem.names[fact] for fact in dead if fact in problem.names), None)
    return Loop((first or problem.names.get(min(missing), min(missing)),), circular=False)


def _asks(problem: Problem, reached: frozenset[Fact]) -> Mapping[Fact, tuple[Fact, ...]]:
    """Fact out of reach → the facts out of reach that what gives it needs."""
    found: dict[Fact, dict[Fact, None]] = {}
    for rule in problem.rules:
        for fact in rule.gives - reached:
            found.setdefault(fact, {}).update(dict.fromkeys(sorted(rule.needs - reached)))
    for one in problem.announcements:
        for fact in frozenset[Fact]().union(*one.outcomes) - reached:
            found.setdefault(fact, {}).update(dict.fromkeys(sorted(one.after - reached)))
    return {fact: tuple(needs) for fact, needs in found.items()}


def _from(facts: frozenset[Fact], asks: Mapping[Fact, tuple[Fact, ...]]) -> set[Fact]:
    found, left = set(facts), list(facts)
    while left:
        more = [fact for fact in asks.get(left.pop(), ()) if fact not in found]
        found.update(more)
        left.extend(more)
    return found


def _circle(start: Fact, asks: Mapping[Fact, tuple[Fact, ...]]) -> tuple[Fact, ...]:
    """The shortest way from a fact back to itself; empty if there is none."""
    before: dict[Fact, Fact] = {}
    queue = deque([start])
    while queue:
        fact = queue.popleft()
        for need in asks.get(fact, ()):
            if need == start:
                path = [fact]
                while path[-1] != start:
                    path.append(before[path[-1]])
                return tuple(reversed(path))
            if need not in before:
                before[need] = fact
                queue.append(need)
    return ()


def _named(circle: tuple[Fact, ...], names: Mapping[Fact, str]) -> tuple[str, ...]:
    """The papers of a circle, without what an application consists of."""
    papers = (names[fact] for fact in circle if fact in names and is_paper(fact))
    return tuple(dict.fromkeys(papers))
