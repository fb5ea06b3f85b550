"""The value of a small world by trying everything: the oracle that `solve` is held against.

Written from the docstring of onevisit.rules.journeys.model alone, as simply as it could be: every state whole, every
move of every day, no bound, no order of what is best. What the definition leaves open is read thus; the hand examples
in test_oracle.py pin each of these readings:

1.  *"Lasts so many days after":* what is there on day d and lasts 1 day holds on days d and d + 1 (民法典 Art. 201).
2.  *"Got again, it lasts anew":* a paper that is got again never spoils the one that is there. The later end counts.
3.  *What if several things happen by themselves at one moment?* One after the other, until nothing is left: always the
    first of the organs' rules, in the order of the problem, that is due; announcements when no organ is left to act.
    Where organs send a paper to and fro at one moment without end, there is no next moment, and no value (`Endless`).
4.  *An announcement* is made once. What it says is given without end.
5.  *"Neither holds nor is on its way":* on its way to be there as soon as this rule could give it. What an organ gives
    at once is not held up by what another gives next week.
6.  *What is under way is not there:* `takes` takes what is held, not what will come. What is taken need not be there.
7.  *"A day on which all hold together":* a moment of it, when nothing is left to happen by itself at once. What is
    still under way then does not matter.
8.  *The day:* what has ended goes, then what has been waited for comes, all of it together, then what follows by
    itself, then the applicant acts.
9.  *Home, errands and organs* have no hours: their `weekdays` and `persons` do not matter. The wait of a working rule
    ends on the so-manieth Monday to Friday after its day. `lasts` counts every day.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from onevisit.rules.journeys.model import Announcement, Fact, Place, PlaceKind, Problem, Rule

FOR_EVER = 10**9
NOBODY: frozenset[str] = frozenset()


class State(NamedTuple):
    """All that matters for what can still happen, on a given day."""

    day: int
    held: frozenset[tuple[Fact, int]]
    """Each fact with the last day on which it holds."""
    pending: frozenset[tuple[int, Fact, int]] = frozenset()
    """What is waited for: the day on which it comes, the fact, how long it lasts."""
    options: frozenset[tuple[str, str]] = frozenset()
    announced: frozenset[str] = frozenset()
    owed: frozenset[Fact] = frozenset()
    visits: tuple[int, ...] = ()
    """Of each person, in the order of the problem."""
    hall: str = ""
    """Where those who came are; "" between visits."""
    there: frozenset[str] = NOBODY

    @property
    def facts(self) -> frozenset[Fact]:
        """What holds now."""
        return frozenset(fact for fact, _ in self.held)


class TooLarge(Exception):
    """A world has more states than the oracle may look at."""


class Endless(Exception):
    """Organs of a world send something to and fro at one moment, without end."""


def value(problem: Problem, days: int, visits: int, most: int = 10**9) -> int | None:
    """The fewest visits with which the goal is reached by day `days`, whatever is announced; None if not by `visits`.

    This is the value of the definition wherever more days would not help. Raises Endless, and TooLarge after `most`
    states.
    """
    for number in range(visits + 1):
        if Game(problem, days, number, most).won():
            return number
    return None


def weekday(day: int) -> int:
    """ISO: day 0 is a Monday, 1."""
    return day % 7 + 1


def after_wait(rule: Rule, day: int) -> int:
    """The day on which what this rule gives is there, if it is done on `day`."""
    left = rule.wait
    while left:
        day += 1
        left -= not rule.working or weekday(day) <= 5
    return day


def do(state: State, rule: Rule) -> State:
    """What one rule makes of a state."""
    held = {fact: last for fact, last in state.held if fact not in rule.takes}
    pending = set(state.pending)
    for fact in rule.gives:
        if rule.wait:
            pending.add((after_wait(rule, state.day), fact, rule.lasts))
        else:
            held[fact] = max(held.get(fact, -1), last_day(state.day, rule.lasts))
    return state._replace(
        held=frozenset(held.items()),
        pending=frozenset(pending),
        options=state.options | ({rule.chooses} if rule.chooses else set()),
        owed=state.owed | rule.owes,
    )


def hear(state: State, said: Announcement, outcome: frozenset[Fact]) -> State:
    """What an announcement makes of a state."""
    held = dict(state.held) | dict.fromkeys(outcome, FOR_EVER)
    return state._replace(held=frozenset(held.items()), announced=state.announced | {said.key})


def last_day(day: int, lasts: int) -> int:
    """The last day on which a fact holds that is there on `day`."""
    return day + lasts if lasts else FOR_EVER


@dataclass
class Game:
    """One world with a number of visits that nobody may exceed: can the applicant make sure of the end?"""

    problem: Problem
    days: int
    visits: int
    most: int = 10**9
    """States; a world with more is given up with `TooLarge`."""

    def __post_init__(self) -> None:
        self.places = {one.key: one for one in self.problem.places}
        kind = {rule.key: self.places[rule.place].kind for rule in self.problem.rules}
        self.own = [one for one in self.problem.rules if kind[one.key] in (PlaceKind.HOME, PlaceKind.ERRAND)]
        self.organs = [one for one in self.problem.rules if kind[one.key] is PlaceKind.ORGANS]
        self.counters = [one for one in self.problem.rules if kind[one.key] is PlaceKind.COUNTER]

    def won(self) -> bool:
        """Whether the end can be made sure of: it is there, or one move leads only to where it can be made sure of."""
        moves = self.everything()
        before: dict[State, list[tuple[State, tuple[State, ...]]]] = {}
        for state, each in moves.items():
            for after in each:
                for one in after:
                    before.setdefault(one, []).append((state, after))
        new = [one for one in moves if self.finished(one)]
        sure = set(new)
        while new:
            for state, after in before.get(new.pop(), ()):
                if state not in sure and sure.issuperset(after):
                    sure.add(state)
                    new.append(state)
        return sure.issuperset(self.beginnings())

    def beginnings(self) -> tuple[State, ...]:
        """Day 0, for each thing that may be announced at once."""
        held = frozenset((fact, FOR_EVER) for fact in self.problem.start)
        return self.settled(State(0, held, visits=(0,) * len(self.problem.persons)))

    def everything(self) -> dict[State, list[tuple[State, ...]]]:
        """Every state that can come about, with all that can be done in it: for each move the states it may lead to."""
        found: dict[State, list[tuple[State, ...]]] = {}
        new = list(self.beginnings())
        while new:
            state = new.pop()
            if state not in found:
                found[state] = [] if self.finished(state) else list(self.moves(state))
                new += [one for after in found[state] for one in after if one not in found]
                if len(found) > self.most:
                    raise TooLarge
        return found

    def finished(self, state: State) -> bool:
        """Whether this may be the end."""
        return self.problem.goal | state.owed <= state.facts

    def moves(self, state: State) -> Iterator[tuple[State, ...]]:
        """Everything that the applicant may do now: for each thing the states that may come of it.

        To come is one move with the first thing that is done there: one who does nothing might as well not come.
        """
        if state.hall:
            yield (state._replace(hall="", there=NOBODY),)
            yield from self.at_counter(state)
            return
        if state.day < self.days:
            yield self.next_day(state)
        for rule in self.own:
            yield from self.doing(state, rule)
        for hall in sorted({self.places[one.place].building for one in self.counters}):
            for there in some(self.problem.persons):
                visits = tuple(
                    number + (person in there)
                    for person, number in zip(self.problem.persons, state.visits, strict=True)
                )
                if max(visits) <= self.visits:
                    yield from self.at_counter(state._replace(hall=hall, there=there, visits=visits))

    def at_counter(self, state: State) -> Iterator[tuple[State, ...]]:
        """Everything that can be done by those who are there, at the sessions that are open."""
        for rule in self.counters:
            if is_open(self.places[rule.place], state.day, state.hall) and rule.persons <= state.there:
                yield from self.doing(state, rule)

    def doing(self, state: State, rule: Rule) -> Iterator[tuple[State, ...]]:
        """The states that may come of one rule, if it can be done."""
        options = dict(state.options)
        point, option = rule.chooses or ("", "")
        if rule.needs <= state.facts and options.get(point, option) == option:
            yield self.settled(do(state, rule))

    def next_day(self, state: State) -> tuple[State, ...]:
        """The next morning, before the applicant does anything."""
        day = state.day + 1
        held = {fact: last for fact, last in state.held if last >= day}
        come = {(fact, lasts) for when, fact, lasts in state.pending if when == day}
        for fact, lasts in come:
            held[fact] = max(held.get(fact, -1), last_day(day, lasts))
        morning = state._replace(
            day=day,
            held=frozenset(held.items()),
            pending=frozenset(one for one in state.pending if one[0] > day),
        )
        return self.settled(morning)

    def settled(self, state: State) -> tuple[State, ...]:
        """Let everything happen that happens by itself at once: one state for each of the possible announcements."""
        return tuple(dict.fromkeys(self.chain(state, frozenset())))

    def chain(self, state: State, before: frozenset[State]) -> Iterator[State]:
        """One link after the other; `before` are the states of the chain up to here."""
        if state in before:
            raise Endless
        for rule in self.organs:
            ready = after_wait(rule, state.day)
            coming = {fact for day, fact, _ in state.pending if day <= ready}
            if rule.needs <= state.facts and not rule.gives <= state.facts | coming:
                yield from self.chain(do(state, rule), before | {state})
                return
        for said in self.problem.announcements:
            if said.key not in state.announced and said.after <= state.facts:
                for outcome in said.outcomes:
                    yield from self.chain(hear(state, said, outcome), before | {state})
                return
        yield state


def is_open(place: Place, day: int, hall: str) -> bool:
    """Whether somebody who is in a hall on a day stands before this session."""
    return place.building == hall and weekday(day) in place.weekdays


def some(persons: tuple[str, ...]) -> Iterator[frozenset[str]]:
    """Every group of at least one of them."""
    for size in range(1, len(persons) + 1):
        yield from map(frozenset, itertools.combinations(persons, size))


def obtainable(problem: Problem) -> frozenset[Fact]:
    """The least fixpoint: what can be had where every place is open, and nothing is taken, perishes or is refused."""
    have = set(problem.start)
    steps = [(one.needs, one.gives) for one in problem.rules]
    steps += [(one.after, facts) for one in problem.announcements for facts in one.outcomes]
    while any(needs <= have and not gives <= have for needs, gives in steps):
        have |= {fact for needs, gives in steps if needs <= have for fact in gives}
    return frozenset(have)
