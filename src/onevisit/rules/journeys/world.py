"""A problem made ready for searching: facts as bits, rules by where they are done, and only those that can matter."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from typing import NamedTuple

from onevisit.rules.journeys.model import Announcement, Fact, PlaceKind, Problem, Rule

MOST_PERSONS = 4
"""Persons who may have to come together. Every set of them is tried, so that there cannot be many."""


class Bits(NamedTuple):
    """A rule in bits. `option` is the bit of what it chooses, `rivals` are the other options of its decision point."""

    number: int
    needs: int
    gives: int
    takes: int
    owes: int
    option: int
    rivals: int
    persons: int
    wait: int
    lasts: int
    errand: bool

    @property
    def commits(self) -> bool:
        """Whether doing it binds the applicant, so that a plan has to decide on it."""
        return bool(self.option or self.owes)


class Session(NamedTuple):
    """What is open together in one hall on the same days: its rules that bind nobody, and those that do."""

    hall: str
    weekdays: frozenset[int]
    free: tuple[Bits, ...]
    binding: tuple[Bits, ...]


class Announced(NamedTuple):
    """An announcement in bits. `made` is the bit that says it was made."""

    number: int
    after: int
    outcomes: tuple[int, ...]
    made: int


class World:
    """A problem with its facts numbered. Raises ValueError for one that the definition does not allow."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        self.bits: dict[str, int] = {}
        kinds = self.kinds = {place.key: place.kind for place in problem.places}
        rules, announcements = _relevant(problem, kinds)
        _check(problem, kinds)
        self.goal = self.mask(problem.goal)
        self.start = self.mask(problem.start)
        self._persons = {name: 1 << number for number, name in enumerate(problem.persons)}
        self.everybody = (1 << len(problem.persons)) - 1
        self._points: dict[str, dict[str, int]] = {}
        for _, rule in rules:
            if rule.chooses is not None:
                options = self._points.setdefault(rule.chooses[0], {})
                options.setdefault(rule.chooses[1], self.mask((f"?{rule.chooses}",)))
        by_place: dict[str, list[Bits]] = {}
        for index, rule in rules:
            by_place.setdefault(rule.place, []).append(self._rule(index, rule, kinds[rule.place]))
        elsewhere = self.goal | self.mask(fact for _, one in announcements for fact in one.after)
        spent = _spent([one for group in by_place.values() for one in group], elsewhere)
        for group in by_place.values():
            group[:] = [one._replace(takes=one.takes & ~spent) if one.takes & spent else one for one in group]
        private = [
            one
            for key in by_place
            for one in by_place[key]
            if kinds[key] in (PlaceKind.HOME, PlaceKind.ERRAND)
        ]
        private.sort(key=lambda one: (one.errand, one.wait, one.number))
        self.organs = tuple(
            one for key in by_place for one in by_place[key] if kinds[key] is PlaceKind.ORGANS
        )
        self.private = tuple(one for one in private if not one.commits)
        self.binding = tuple(one for one in private if one.commits)
        self.between = (*self.private, *self.organs)
        self.at_once = tuple(one for one in self.organs if not one.wait)
        self.sessions = tuple(self._sessions(problem, by_place))
        self.announcements = tuple(
            Announced(
                index,
                self.mask(one.after),
                tuple(self.mask(outcome) for outcome in one.outcomes),
                self.mask((f"!{one.key}",)),
            )
            for index, one in announcements
        )
        self.rules = tuple(one for group in by_place.values() for one in group)
        self.tame = not self.passing

    @cached_property
    def rules(self) -> tuple[Bits, ...]:
        """Every rule, wherever it is done; one of a session with several days stands once for each."""
        inside = (one for session in self.sessions for one in (*session.free, *session.binding))
        return (*self.between, *self.binding, *inside)

    @cached_property
    def reach(self) -> int:
        """Everything that can be had at all, with every place open and everybody there, whatever it costs."""
        rules = [*self.between, *self.binding]
        rules += [one for session in self.sessions for one in (*session.free, *session.binding)]
        facts, before = self.start, -1
        while facts != before:
            before, facts = facts, close(facts, tuple(rules))
            for one in self.announcements:
                if not one.after & ~facts:
                    for outcome in one.outcomes:
                        facts |= outcome
        return facts

    @cached_property
    def passing(self) -> int:
        """What may be there and then no longer: some rule gives it for a while only, or takes it."""
        found = 0
        for one in self.rules:
            found |= one.takes | (one.gives if one.lasts else 0)
        return found

    @cached_property
    def possible(self) -> tuple[Bits, ...]:
        """What is done between visits and binds nobody, as far as it can ever be done."""
        reach = self.reach
        return tuple(one for one in self.between if not one.needs & ~reach)

    def mask(self, facts: Iterable[Fact]) -> int:
        """The bits of some facts, numbered when first met."""
        bits, found = self.bits, 0
        for fact in facts:
            bit = bits.get(fact)
            if bit is None:
                bit = bits[fact] = 1 << len(bits)
            found |= bit
        return found

    def facts(self, mask: int) -> frozenset[Fact]:
        """The facts of some bits; options and announcements made are none."""
        return frozenset(fact for fact, bit in self.bits.items() if mask & bit and fact[:1] not in "?!")

    def _rule(self, index: int, rule: Rule, kind: PlaceKind) -> Bits:
        option = rivals = 0
        if rule.chooses is not None:
            options = self._points[rule.chooses[0]]
            option = options[rule.chooses[1]]
            rivals = sum(options.values()) & ~option
        return Bits(
            index,
            self.mask(rule.needs),
            self.mask(rule.gives),
            self.mask(rule.takes) if rule.takes else 0,
            self.mask(rule.owes) if rule.owes else 0,
            option,
            rivals,
            sum(self._persons[name] for name in rule.persons) if rule.persons else 0,
            rule.wait,
            rule.lasts,
            kind is PlaceKind.ERRAND,
        )

    def _sessions(self, problem: Problem, by_place: Mapping[str, list[Bits]]) -> Iterable[Session]:
        halls: dict[str, list[tuple[str, frozenset[int]]]] = {}
        for place in problem.places:
            if place.kind is PlaceKind.COUNTER and place.key in by_place:
                halls.setdefault(place.building, []).append((place.key, place.weekdays))
        for hall, places in halls.items():
            groups: dict[frozenset[str], set[int]] = {}
            for weekday in sorted(set().union(*(days for _, days in places))):
                opened = frozenset(key for key, days in places if weekday in days)
                groups.setdefault(opened, set()).add(weekday)
            for opened, weekdays in groups.items():
                rules = [one for key, _ in places if key in opened for one in by_place[key]]
                rules.sort(key=lambda one: (one.wait, one.number))
                free = tuple(one for one in rules if not one.commits)
                binding = tuple(one for one in rules if one.commits)
                yield Session(hall, frozenset(weekdays), free, binding)


def _spent(rules: list[Bits], elsewhere: int) -> int:
    """What is taken without harm: whoever has taken it has for good all that it was ever needed for."""
    taken = passing = owed = 0
    for one in rules:
        taken |= one.takes
        passing |= one.takes | (one.gives if one.lasts else 0)
        owed |= one.owes
    found, left = 0, taken & ~elsewhere & ~owed
    while left:
        bit = left & -left
        left ^= bit
        gained, wanted = -1, 0
        for one in rules:
            if one.takes & bit:
                gained &= 0 if one.wait or one.lasts else one.gives & ~passing
            if one.needs & bit:
                wanted |= one.gives
        if not wanted & ~gained:
            found |= bit
    return found


def close(facts: int, rules: tuple[Bits, ...]) -> int:
    """The least fixpoint: everything that these rules give, one after the other, wherever their waits lead."""
    # What is written first often needs what is written last.
    left: Sequence[Bits] = rules[::-1]
    while True:
        missing, waiting = 0, []
        for one in left:
            lacking = one.needs & ~facts
            if lacking:
                missing |= lacking
                waiting.append(one)
            else:
                facts |= one.gives
        if not missing & facts:
            return facts
        waiting.reverse()
        left = waiting


def _relevant(
    problem: Problem, kinds: Mapping[str, PlaceKind]
) -> tuple[list[tuple[int, Rule]], list[tuple[int, Announcement]]]:
    """The rules and announcements that can matter for the goal: seen backwards from it."""
    touching = _touching(problem, kinds)
    wanted, left = set(problem.goal), list(problem.goal)
    rules: set[int] = set()
    announcements: set[int] = set()
    while left:
        needs: set[Fact] = set()
        for index in touching.get(left.pop(), ()):
            if index >= 0 and index not in rules:
                rules.add(index)
                needs |= problem.rules[index].needs | problem.rules[index].owes | problem.rules[index].takes
            elif index < 0 and ~index not in announcements:
                announcements.add(~index)
                needs |= problem.announcements[~index].after
        left.extend(needs - wanted)
        wanted |= needs
    return (
        [(index, problem.rules[index]) for index in sorted(rules)],
        [(index, problem.announcements[index]) for index in sorted(announcements)],
    )


def _touching(problem: Problem, kinds: Mapping[str, PlaceKind]) -> Mapping[Fact, list[int]]:
    """Fact → the rules that give it, or by which organs take it; and as ~index the announcements that speak of it."""
    found: dict[Fact, list[int]] = {}
    for index, rule in enumerate(problem.rules):
        for fact in rule.gives:
            found.setdefault(fact, []).append(index)
        if rule.takes and kinds[rule.place] is PlaceKind.ORGANS:
            for fact in rule.takes:
                found.setdefault(fact, []).append(index)
    for index, one in enumerate(problem.announcements):
        for fact in frozenset[Fact]().union(*one.outcomes):
            found.setdefault(fact, []).append(~index)
    return found


def _check(problem: Problem, kinds: Mapping[str, PlaceKind]) -> None:
    if not 1 <= len(problem.persons) <= MOST_PERSONS:
        raise ValueError(f"1 to {MOST_PERSONS} persons, not {len(problem.persons)}")
    for rule in problem.rules:
        if rule.place not in kinds:
            raise ValueError(f"rule {rule.key} is done at no place of the problem: {rule.place}")
        if kinds[rule.place] is PlaceKind.ORGANS and (rule.chooses or rule.owes or rule.persons):
            raise ValueError(f"rule {rule.key}: organs choose, owe and bring nobody")
        if rule.wait < 0 or rule.lasts < 0:
            raise ValueError(f"rule {rule.key}: days are counted from 0")
        if not rule.persons <= set(problem.persons):
            raise ValueError(f"rule {rule.key}: {rule.persons} are not all among the persons of the problem")
    for one in problem.announcements:
        if not one.outcomes:
            raise ValueError(f"announcement {one.key} announces nothing")
