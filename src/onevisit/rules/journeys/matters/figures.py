"""The figures of a matter: in hand, exceptional, from nothing; each the worst of all situations, with its itinerary.

There are often many situations, but few differ, and of two the one that asks for more costs no less. Where several are
left, everything that may be asked in any of them is asked at once: that number is an upper bound for all. A single
situation that reaches it settles the question; otherwise each is looked at, up to a bound.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

from onevisit.rules.journeys.catalogue import Catalogue
from onevisit.rules.journeys.matters.problem import Written, written
from onevisit.rules.journeys.matters.steps import Step, steps_of
from onevisit.rules.journeys.matters.writing import Applies, View
from onevisit.rules.journeys.model import Bounds, Interval, Problem, Solution
from onevisit.rules.journeys.situations import Demands, answered, demanding, possibly
from onevisit.rules.journeys.solve import USUAL, hopeless, solve
from onevisit.rules.matters.conditions import Answers
from onevisit.rules.matters.definition import Matter
from onevisit.rules.matters.vocabulary import Channel, Delivery

SITUATIONS = 256
"""Situations looked at one by one; where there are more, the figure is an interval."""
ENOUGH = 4
"""Situations with the most visits whose days are compared, so that the one that is shown takes longest too."""


@dataclass(frozen=True)
class Figure:
    """One number with its witness.

    `days` is the day on which the result is in hand, counted from the first step, on a Monday, in weeks without
    holidays; `settled` the day on which the last duty is discharged. `errands` counts those to private persons, which
    are no visits. `answers` is the situation that costs most. `missing` names what nobody can give, if anything.
    """

    visits: Interval
    days: int
    settled: int
    errands: int
    answers: Answers
    problem: Problem
    solution: Solution
    matter: Matter
    catalogue: Catalogue
    bounded: str = ""

    @cached_property
    def steps(self) -> tuple[Step, ...]:
        """The itinerary, step by step."""
        names = {key: one.name for key, one in self.catalogue.matters.items()}
        return steps_of(self.matter, self.answers, self.problem, self.solution, names)

    @property
    def missing(self) -> tuple[str, ...]:
        """The names of what nothing in the catalogue can give: papers first, else the goal itself."""
        return tuple(self.problem.names.get(fact, fact) for fact in self.solution.unobtainable)


@dataclass(frozen=True)
class Figures:
    """All figures of one matter, each computed when it is asked for. `answers` and `licences` are the applicant's."""

    matter: Matter
    catalogue: Catalogue
    answers: Answers = field(default_factory=dict)
    licences: frozenset[str] = frozenset()
    channel: Channel | None = None
    delivery: Delivery | None = None
    together: frozenset[str] = frozenset()
    bounds: Bounds = USUAL

    @cached_property
    def in_hand(self) -> Figure:
        """With every paper in hand and in the ordinary course: the official definition, which gates the promise."""
        return self._figure(in_hand=True)

    @cached_property
    def exceptional(self) -> Figure:
        """With one correction, and a hearing where there can be one. It gates nothing."""
        return self._figure(in_hand=True, exceptional=True)

    @cached_property
    def from_nothing(self) -> Figure:
        """With every trip for the papers themselves, through all the matters that issue them."""
        return self._figure(in_hand=False)

    @property
    def gate(self) -> int | None:
        """What a promise is measured by: the upper end of the figure in hand; None where no end was found."""
        return self.in_hand.visits.high

    def at_most(self, visits: int, *, in_hand: bool) -> bool:
        """Whether it is proved that so many visits are enough in every situation; quicker than the figure itself."""
        whole = self._written(None, in_hand=in_hand).problem
        if hopeless(whole, visits, self.bounds):
            for known in self._demands(in_hand=in_hand).each:
                if hopeless(self._written(known, in_hand=in_hand).problem, visits, self.bounds):
                    return False
        figure = self.in_hand if in_hand else self.from_nothing
        return not figure.missing and figure.visits.high is not None and figure.visits.high <= visits

    @cached_property
    def _with_papers(self) -> Demands:
        return demanding(self.matter, self.answers, papers=False, most=SITUATIONS)

    def _demands(self, *, in_hand: bool) -> Demands:
        if in_hand:
            return self._with_papers
        return demanding(self.matter, self.answers, papers=True, most=SITUATIONS)

    def _written(self, known: Answers | None, *, in_hand: bool, exceptional: bool = False) -> Written:
        """The problem of one situation; without one, of everything that may be asked in any."""
        applies = possibly(self.matter, self.answers) if known is None else _exactly(known)
        chosen = self.channel, self.delivery
        view = View(applies, in_hand, exceptional, *chosen, self.licences, self.together)
        return written(self.matter, self.catalogue, view, others=known is None)

    def _figure(self, *, in_hand: bool, exceptional: bool = False) -> Figure:
        asked = self._demands(in_hand=in_hand)
        many = len(asked.each) > ENOUGH
        bound = self._bound(in_hand=in_hand, exceptional=exceptional) if many or not asked.complete else None
        low, high, varies = 0, 0 if asked.complete else None, not asked.complete
        worst: list[_Case] = []
        for known in asked.each:
            here = self._written(known, in_hand=in_hand, exceptional=exceptional)
            solution = solve(here.problem, self.bounds, itinerary=not many)
            low, high = max(low, solution.visits.low), _higher(high, solution.visits.high)
            varies = varies or here.varies
            if not worst or _rank(solution) > _rank(worst[0].solution):
                worst = []
            if not worst or _rank(solution) == _rank(worst[0].solution):
                worst.append(_Case(known, here.problem, solution))
            if bound is not None and _rank(solution) >= _rank(bound) and len(worst) >= ENOUGH:
                break
        if varies:
            # In another situation a matter that is needed first, or one not looked at, may cost more.
            bound = bound or self._bound(in_hand=in_hand, exceptional=exceptional)
            high = bound.visits.high
        elif bound is not None:
            high = _lower(high, bound.visits.high)
        shown = [self._with_days(one) if many else one for one in worst[:ENOUGH]]
        return self._shown(shown, Interval(low, high))

    def _bound(self, *, in_hand: bool, exceptional: bool) -> Solution:
        """What everything that could be asked in any situation costs, asked at once."""
        whole = self._written(None, in_hand=in_hand, exceptional=exceptional).problem
        return solve(whole, self.bounds, itinerary=False)

    def _with_days(self, one: _Case) -> _Case:
        """The same with its best itinerary, which was left out."""
        return one._replace(solution=solve(one.problem, self.bounds))

    def _shown(self, worst: Sequence[_Case], visits: Interval) -> Figure:
        known, problem, solution = max(worst, key=lambda one: (one.solution.days, one.solution.errands))
        return Figure(
            solution.visits if solution.unobtainable else visits,
            solution.days,
            solution.settled,
            solution.errands,
            answered(self.matter, known),
            problem,
            solution,
            self.matter,
            self.catalogue,
            solution.bounded,
        )


class _Case(NamedTuple):
    """One situation, as far as it was looked at."""

    known: Answers
    problem: Problem
    solution: Solution


def figures(
    matter: Matter,
    catalogue: Catalogue,
    answers: Answers | None = None,
    licences: frozenset[str] = frozenset(),
    *,
    channel: Channel | None = None,
    delivery: Delivery | None = None,
    together: frozenset[str] = frozenset(),
    bounds: Bounds = USUAL,
) -> Figures:
    """The figures of a matter in a catalogue, for somebody with these answers and licences.

    `channel` and `delivery` may be fixed to what somebody has chosen. `together` are matters that are applied for in
    one go with this one, so that what they give need not be there yet.
    """
    return Figures(matter, catalogue, answers or {}, licences, channel, delivery, together, bounds)


def _exactly(known: Mapping[str, str]) -> Applies:
    return lambda condition: condition.holds(known)


def _rank(solution: Solution) -> tuple[bool, bool, int]:
    """What is worse: impossible, then without a bound, then more visits."""
    visits = solution.visits
    return (
        bool(solution.unobtainable),
        visits.high is None,
        visits.low if visits.high is None else visits.high,
    )


def _higher(one: int | None, other: int | None) -> int | None:
    return None if one is None or other is None else max(one, other)


def _lower(one: int | None, other: int | None) -> int | None:
    return other if one is None else one if other is None else min(one, other)
