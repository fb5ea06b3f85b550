"""An itinerary held against the definition: every move legal, everything there in the end, the visits counted anew."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from dataclasses import replace

from onevisit.rules.journeys.model import Move, PlaceKind, Problem, Rule, Solution
from rules.journeys.oracle import NOBODY, Game, State, is_open

NO_END = 10**6


class Illegal(Exception):
    """What an itinerary does against the definition, in words."""


def check(problem: Problem, solution: Solution) -> str:
    """What is wrong with the itinerary of a solution; "" if it is legal and proves `visits.high`.

    It follows one course of announcements. An outcome on which nothing had to be done is named by no move, so that
    each is tried.
    """
    faults = []
    for told, named in _announced(problem):
        said = {each for move in solution.moves if move.outcome for each in move.outcome.split("; ")}
        if said <= named:
            try:
                Replay(told, solution).run()
            except Illegal as fault:
                faults.append(str(fault))
            else:
                return ""
    return "; or: ".join(faults) or "an outcome is announced that there is none"


def _announced(problem: Problem) -> Iterator[tuple[Problem, set[str]]]:
    """The problem for each of the things that may be announced, with how moves name them."""
    for each in itertools.product(*(range(len(one.outcomes)) for one in problem.announcements)):
        pairs = list(zip(problem.announcements, each, strict=True))
        told = tuple(replace(one, outcomes=(one.outcomes[at],)) for one, at in pairs)
        yield replace(problem, announcements=told), {f"{one.key}: {at}" for one, at in pairs}


class Replay:
    """One itinerary in a world in which everything is certain."""

    def __init__(self, problem: Problem, solution: Solution) -> None:
        self.problem, self.solution = problem, solution
        self.game = Game(problem, NO_END, NO_END)
        self.rules = {one.key: one for one in problem.rules}
        self.visit = 0
        (self.state,) = self.game.beginnings()
        self.reached: int | None = 0 if self._reached() else None

    def run(self) -> None:
        """Raise `Illegal` at the first thing that is wrong."""
        for move in self.solution.moves:
            self._pass(move.day)
            kind = self.game.places[move.place].kind
            if kind is PlaceKind.COUNTER:
                self._come(move)
            elif kind is not PlaceKind.ORGANS:
                self._leave()
            for key in move.rules if kind is not PlaceKind.ORGANS else ():
                self._do(self.rules[key], move)
        self._leave()
        self._pass(self.solution.settled)
        self._end()

    def _pass(self, day: int) -> None:
        if day < self.state.day:
            raise Illegal(f"day {day} comes after day {self.state.day}")
        while self.state.day < day:
            self._leave()
            (self.state,) = self.game.next_day(self.state)
            self._note()

    def _come(self, move: Move) -> None:
        """Begin a visit, or stay in the one that is going on."""
        hall = self.game.places[move.place].building
        there = frozenset(move.persons or self.problem.persons[:1])
        if (move.visit, hall, there) == (self.visit, self.state.hall, self.state.there):
            return
        if move.visit != self.visit + 1:
            raise Illegal(f"visit {move.visit} follows upon {self.visit}, or was interrupted: {move}")
        visits = tuple(
            number + (person in there)
            for person, number in zip(self.problem.persons, self.state.visits, strict=True)
        )
        self.visit = move.visit
        self.state = self.state._replace(hall=hall, there=there, visits=visits)

    def _leave(self) -> None:
        self.state = self.state._replace(hall="", there=NOBODY)

    def _do(self, rule: Rule, move: Move) -> None:
        place = self.game.places[rule.place]
        if rule.place != move.place:
            raise Illegal(f"{rule.key} is not done at {move.place}")
        if place.kind is PlaceKind.COUNTER:
            if not is_open(place, self.state.day, self.state.hall):
                raise Illegal(f"{place.key} is closed on day {self.state.day}")
            if not rule.persons <= self.state.there:
                raise Illegal(f"{rule.key} wants {set(rule.persons)}, there are {set(self.state.there)}")
        done: list[tuple[State, ...]] = list(self.game.doing(self.state, rule))
        if not done:
            missing = sorted(rule.needs - self.state.facts)
            raise Illegal(f"{rule.key} on day {self.state.day} lacks {missing}, or its option is barred")
        ((self.state,),) = done
        self._note()

    def _reached(self) -> bool:
        return self.problem.goal <= self.state.facts

    def _note(self) -> None:
        if self.reached is None and self._reached():
            self.reached = self.state.day

    def _end(self) -> None:
        solution = self.solution
        if not self.game.finished(self.state):
            missing = sorted((self.problem.goal | self.state.owed) - self.state.facts)
            raise Illegal(f"on day {solution.settled} there is no {missing}")
        if max(self.state.visits) != solution.visits.high:
            raise Illegal(f"visits {self.state.visits}, not {solution.visits.high}")
        if solution.days != self.reached:
            raise Illegal(f"the goal is reached on day {self.reached}, not {solution.days}")
