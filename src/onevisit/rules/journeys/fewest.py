"""The fewest visits where anything done can only help: nothing expires, nothing is taken away, every wait has an end.

What is found here is a lower bound for the game as it is, because every real plan is also one here. The search asks
for one visit more each time; within a number it tries every session, everybody who could come, and every choice that
binds. At a session everything that binds nobody is done, since here it cannot hurt; and of an announcement every
outcome has to be won, each by a plan of its own that begins only there.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from onevisit.rules.journeys.model import Bounds
from onevisit.rules.journeys.world import Announced, Bits, Session, World, close


@dataclass(frozen=True)
class Done:
    """Everything is reached."""


@dataclass(frozen=True)
class Choose:
    """A rule that binds is done, at home or during the visit."""

    rule: int
    then: Plan


@dataclass(frozen=True)
class Visit:
    """Somebody comes. What follows up to `Leave` happens at the counter."""

    session: Session
    persons: int
    then: Plan


@dataclass(frozen=True)
class Leave:
    """The visit is over; waits elapse."""

    then: Plan


@dataclass(frozen=True)
class Hear:
    """Something is announced; one plan for each outcome."""

    announced: Announced
    each: tuple[Plan, ...]


Plan = Done | Choose | Visit | Leave | Hear


class OutOfBounds(Exception):
    """The search looked at as many states as it may."""


class Search:
    """One search in one world. `nodes` counts states and sessions looked at, over all numbers of visits."""

    def __init__(self, world: World, bounds: Bounds, *, every_order: bool = False) -> None:
        """With `every_order`, visits that could as well be made first are also tried later."""
        self.world = world
        self.bounds = bounds
        self.nodes = 0
        self._known: dict[tuple[int, int, int, tuple[int, ...]], Plan | None] = {}
        reach, have = world.reach, close(world.start, world.between)

        def alive(rules: tuple[Bits, ...]) -> tuple[Bits, ...]:
            return tuple(one for one in rules if not one.needs & ~reach and one.gives & ~have)

        # What is there from the start is given by nobody again, and what cannot be had is waited for by nobody.
        self._between, self._binding, self._organs = map(alive, (world.between, world.binding, world.organs))
        live = [_Live(one, alive(one.free), alive(one.binding)) for one in world.sessions]
        self._crowds = tuple(
            _Crowd(one, crowd, cost)
            for one in live
            if one.free or one.binding
            for crowd, cost in _crowds(world)
        )
        # With several persons or announcements, whoever comes first may matter.
        self._plain = len(world.problem.persons) == 1 and not world.announcements
        self._every_order = every_order
        self._needed: dict[tuple[int, int], Sequence[str]] = {}
        self._halls: dict[str, list[_Crowd]] = {}
        for each in self._crowds:
            self._halls.setdefault(each.session.session.hall, []).append(each)

    def plan(self, visits: int) -> Plan | None:
        """A plan in which nobody comes more often than this; None if there is none. Raises `OutOfBounds`."""
        left = (visits,) * len(self.world.problem.persons)
        return self._at_home(self.world.start, 0, 0, left)

    def plans(self, visits: int) -> Iterator[Plan]:
        """The plans that begin differently, so that the one with fewer days can be taken. Raises `OutOfBounds`."""
        facts = close(self.world.start, self.world.between)
        if self._announced(facts) is not None or not self.world.goal & ~facts:
            plan = self.plan(visits)
            if plan is not None:
                yield plan
        else:
            yield from self._courses(facts, 0, 0, (visits,) * len(self.world.problem.persons))

    def _at_home(self, facts: int, owed: int, taken: int, left: tuple[int, ...]) -> Plan | None:
        facts = close(facts, self._between) if facts != self.world.start else close(facts, self.world.between)
        announced = self._announced(facts)
        if announced is not None:
            return self._each(
                announced, lambda more: self._at_home(facts | announced.made | more, owed, taken, left)
            )
        return self._next(facts, owed, taken, left)

    def _announced(self, facts: int) -> Announced | None:
        for one in self.world.announcements:
            if not one.after & ~facts and not one.made & facts:
                return one
        return None

    def _each(self, announced: Announced, course: Callable[[int], Plan | None]) -> Plan | None:
        plans = []
        for outcome in announced.outcomes:
            plan = course(outcome)
            if plan is None:
                return None
            plans.append(plan)
        return Hear(announced, tuple(plans))

    def _next(self, facts: int, owed: int, taken: int, left: tuple[int, ...]) -> Plan | None:
        if not (self.world.goal | owed) & ~facts:
            return Done()
        key = (facts, owed, taken, left)
        if key in self._known:
            return self._known[key]
        self._count()
        plan = self._known[key] = next(self._courses(facts, owed, taken, left), None)
        return plan

    def _courses(self, facts: int, owed: int, taken: int, left: tuple[int, ...]) -> Iterator[Plan]:
        for one in self._binding:
            if not one.needs & ~facts and one.gives & ~facts and not one.rivals & taken:
                then = self._at_home(facts | one.gives, owed | one.owes, taken | one.option, left)
                if then is not None:
                    yield Choose(one.number, then)
        sessions = self._sessions(facts, owed, left[0]) if self._plain else self._worth(facts)
        for session, crowd, cost in sessions:
            after = tuple(have - one for have, one in zip(left, cost, strict=True))
            if min(after) >= 0:
                then = self._here(_Here(session, crowd, facts, after), facts, 0, owed, taken)
                if then is not None:
                    yield Visit(session.session, crowd, then)

    def _sessions(self, facts: int, owed: int, left: int) -> Sequence[_Crowd]:
        """The sessions to try where everything left to do is up to one person: none, if he would have to come oftener.

        Every hall without which the goal is out of reach is visited once more at least. One of them that gives all
        that it can ever give to who comes now is visited now: later it would give no more.
        """
        halls = self._unavoidable(facts, (self.world.goal | owed) & ~facts)
        if len(halls) > left:
            return ()
        if self._every_order:
            return self._worth(facts)
        for hall in halls:
            each, *others = self._halls[hall]
            if not others and not each.session.binding:
                now, later = self._during(_Here(each.session, each.crowd, facts, ()), facts, 0)
                if all(not one.gives & ~(now | later) for one in each.session.free):
                    return (each,)
        return self._worth(facts)

    def _unavoidable(self, facts: int, wanted: int) -> Sequence[str]:
        """The halls without which what is wanted is out of reach."""
        found = self._needed.get((facts, wanted))
        if found is None:
            found = [hall for hall in self._halls if wanted & ~close(facts, self._without(hall, facts))]
            self._needed[facts, wanted] = found
        return found

    def _without(self, hall: str, facts: int) -> tuple[Bits, ...]:
        """Everything that can be done without coming to a hall, as far as it can still give something."""
        rules = [*self._between, *self._binding]
        for other, each in self._halls.items():
            if other != hall:
                for one in each:
                    rules += (*one.session.free, *one.session.binding)
        return tuple(one for one in rules if one.gives & ~facts)

    def _worth(self, facts: int) -> Sequence[_Crowd]:
        """The sessions to try. Of two that cost the same, one after which nothing is there that is not there after
        the other is left out, as long as nothing has to be decided at it and nothing is announced.
        """
        if self.world.announcements:
            return self._crowds
        found: list[tuple[_Crowd, int]] = []
        for each in self._crowds:
            if each.session.binding:
                found.append((each, -1))
                continue
            now, later = self._during(_Here(each.session, each.crowd, facts, ()), facts, 0)
            reached = close(now | later, self._between)
            if reached == facts or any(
                more >= 0 and not reached & ~more and other.cost == each.cost for other, more in found
            ):
                continue
            found = [
                (other, more)
                for other, more in found
                if more < 0 or other.cost != each.cost or more & ~reached
            ]
            found.append((each, reached))
        return [each for each, _ in found]

    def _here(self, here: _Here, now: int, later: int, owed: int, taken: int) -> Plan | None:
        """What follows at a counter: `now` is there already, `later` will be once waits have elapsed."""
        now, later = self._during(here, now, later)
        announced = self._announced(now)
        if announced is not None:
            return self._each(
                announced, lambda more: self._here(here, now | announced.made | more, later, owed, taken)
            )
        if (now | later) != here.before:
            then = self._at_home(now | later, owed, taken, here.left)
            if then is not None:
                return Leave(then)
        for one in here.session.binding:
            if one.persons & ~here.crowd or one.needs & ~now or one.rivals & taken:
                continue
            if one.gives & ~((now | later) if one.wait else now):
                sooner, after = (now, later | one.gives) if one.wait else (now | one.gives, later)
                inner = self._here(here, sooner, after, owed | one.owes, taken | one.option)
                if inner is not None:
                    return Choose(one.number, inner)
        return None

    def _count(self) -> None:
        self.nodes += 1
        if self.nodes > self.bounds.nodes:
            raise OutOfBounds

    def _during(self, here: _Here, now: int, later: int) -> tuple[int, int]:
        # A session looked at is work too: where many could come to many places, most of it is this.
        self._count()
        rules = (*(one for one in here.session.free if not one.persons & ~here.crowd), *self._organs)
        changed = True
        while changed:
            changed = False
            for one in rules:
                if one.needs & ~now:
                    continue
                if one.wait and one.gives & ~(now | later):
                    later |= one.gives
                    changed = True
                elif not one.wait and one.gives & ~now:
                    now |= one.gives
                    changed = True
        return now, later


class _Here(NamedTuple):
    """Standing at a counter: with whom, what was there on arrival, and how many visits each has left."""

    session: _Live
    crowd: int
    before: int
    left: tuple[int, ...]


class _Live(NamedTuple):
    """A session with the rules that can still give something."""

    session: Session
    free: tuple[Bits, ...]
    binding: tuple[Bits, ...]


class _Crowd(NamedTuple):
    """A session with some of the persons, and what coming to it costs each."""

    session: _Live
    crowd: int
    cost: tuple[int, ...]


def _crowds(world: World) -> Iterator[tuple[int, tuple[int, ...]]]:
    """Everybody who could come together, the smallest party first, and what it costs each."""
    number = len(world.problem.persons)
    for crowd in sorted(range(1, world.everybody + 1), key=lambda one: (one.bit_count(), one)):
        yield crowd, tuple(crowd >> at & 1 for at in range(number))
