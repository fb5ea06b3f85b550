"""The proof can fail: a solver that forgets any one sentence of the definition is found out in a few hundred worlds."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from onevisit.rules.journeys.model import Interval, Place, PlaceKind, Problem, Rule, Solution
from onevisit.rules.journeys.solve import solve
from rules.journeys.making import HALL, HOME, OTHER, announce, rule, world
from rules.journeys.proof import EXACT, judge, tally
from rules.journeys.worlds import numbered

WORLDS = 400
NO_RULES = NO_PERSONS = frozenset[str]()
Solver = Callable[[Problem], Solution]


def _blind(change: Callable[[Rule], Rule]) -> Solver:
    """A solver that sees every rule thus."""
    return lambda problem: solve(replace(problem, rules=tuple(change(one) for one in problem.rules)))


def _lost(change: Callable[[Place], Place]) -> Solver:
    """A solver that sees every place thus."""
    return lambda problem: solve(replace(problem, places=tuple(change(one) for one in problem.places)))


def _told(solution: Solution, low: int, high: int | None) -> Solution:
    bounded = "" if high is not None else "visits"
    return replace(solution, visits=Interval(low, high), bounded=bounded)


def _optimist(problem: Problem) -> Solution:
    """Hears only the first of what may be announced."""
    said = tuple(replace(one, outcomes=one.outcomes[:1]) for one in problem.announcements)
    return solve(replace(problem, announcements=said))


def _prophet(problem: Problem) -> Solution:
    """Knows beforehand what will be announced: the worst of the best plans for each."""
    each = [
        solve(replace(problem, announcements=(replace(one, outcomes=(outcome,)),)))
        for one in problem.announcements
        for outcome in one.outcomes
    ]
    every = each or [solve(problem)]
    known = [one for one in every if one.visits.high is not None]
    return max(known, key=lambda one: one.visits.low) if len(known) == len(every) else solve(problem)


def _hasty(problem: Problem) -> Solution:
    """Hands in at the counter what is done at home, without leaving."""
    more = tuple(
        one._replace(key=f"{one.key}-there", place=HALL.key) for one in problem.rules if one.place == HOME.key
    )
    found = solve(replace(problem, rules=(*problem.rules, *more)))
    moves = (
        replace(move, rules=tuple(key.removesuffix("-there") for key in move.rules)) for move in found.moves
    )
    return replace(found, moves=tuple(moves))


def _one_more(problem: Problem) -> Solution:
    """Claims a lower end that is one too high."""
    found = solve(problem)
    return _told(found, found.visits.low + 1, None) if found.visits.exact else found


def _one_less(problem: Problem) -> Solution:
    """Claims one visit less than its itinerary has."""
    found = solve(problem)
    return _told(found, found.visits.low - 1, found.visits.low - 1) if found.visits.low else found


def _silent(problem: Problem) -> Solution:
    """Gives up without a word."""
    return replace(solve(problem), visits=Interval(0, None), moves=(), bounded="")


def _hopeless(problem: Problem) -> Solution:
    """Calls unobtainable what takes a visit."""
    found = solve(problem)
    return replace(found, unobtainable=tuple(sorted(problem.goal))) if found.visits.low else found


def _late(problem: Problem) -> Solution:
    """Forgets its last move."""
    found = solve(problem)
    return replace(found, moves=found.moves[:-1])


def _asleep(problem: Problem) -> Solution:
    """Lets organs wait until somebody stands before them."""
    organs = {one.key for one in problem.places if one.kind is PlaceKind.ORGANS}
    rules = tuple(one._replace(place=HALL.key) if one.place in organs else one for one in problem.rules)
    return _bound(solve(replace(problem, rules=rules)))


def _apart(problem: Problem) -> Solution:
    """Thinks that every window is in a house of its own."""
    places = tuple(replace(one, hall=f"at {one.key}") for one in problem.places)
    return _bound(solve(replace(problem, places=places)))


def _bound(solution: Solution) -> Solution:
    """The lower end alone."""
    return (
        solution if solution.unobtainable else replace(_told(solution, solution.visits.low, None), moves=())
    )


OF_ITSELF, LOW, HIGH = "by itself", "low", "high"
BROKEN: tuple[tuple[str, Solver, str], ...] = (
    ("waits", _blind(lambda one: one._replace(wait=0)), OF_ITSELF),
    ("working days", _blind(lambda one: one._replace(working=False)), OF_ITSELF),
    ("what perishes", _blind(lambda one: one._replace(lasts=0)), OF_ITSELF),
    ("what is taken", _blind(lambda one: one._replace(takes=NO_RULES)), OF_ITSELF),
    ("what is owed", _blind(lambda one: one._replace(owes=NO_RULES)), OF_ITSELF),
    ("what was chosen", _blind(lambda one: one._replace(chooses=None)), OF_ITSELF),
    ("who has to be there", _blind(lambda one: one._replace(persons=NO_PERSONS)), OF_ITSELF),
    ("hours", _lost(lambda one: replace(one, weekdays=frozenset(range(1, 8)))), OF_ITSELF),
    ("that halls are apart", _lost(lambda one: replace(one, hall="hall")), OF_ITSELF),
    ("that windows are in one hall", _apart, LOW),
    ("that organs act of themselves", _asleep, LOW),
    ("that home is not the hall", _hasty, OF_ITSELF),
    ("the worse outcome", _optimist, HIGH),
    ("a way", _one_more, LOW),
    ("a visit", _one_less, OF_ITSELF),
    ("to say why it stopped", _silent, OF_ITSELF),
    ("what can be had", _hopeless, OF_ITSELF),
    ("the last move", _late, OF_ITSELF),
)


@pytest.mark.parametrize(("forgets", "solver", "kind"), BROKEN, ids=[one for one, *_ in BROKEN])
def test_a_solver_that_forgets_is_found_out(forgets: str, solver: Solver, kind: str) -> None:
    found = set[str]()
    for number in range(WORLDS):
        verdict = judge(numbered(number), solver)
        if verdict.fault:
            found.add(verdict.kind)
        if verdict.kind == kind:
            return
    pytest.fail(f"nobody noticed a solver that forgets {forgets}, but {found}")


def test_a_solver_that_knows_the_outcome_is_found_out() -> None:
    """Whichever hall he chooses, the other may be called: knowing it, 1 would do."""
    problem = world(
        "permit",
        rule("district", HALL, "", "applied", chooses=("hall", "district")),
        rule("town", OTHER, "", "applied", chooses=("hall", "town")),
        rule("test-district", HALL, "called-district applied", "permit"),
        rule("test-town", OTHER, "called-town applied", "permit"),
        announcements=[announce("call", "applied", "called-district", "called-town")],
    )
    assert judge(problem).kind == "exact"
    assert judge(problem, _prophet).kind == HIGH


def test_a_solver_that_is_never_sure_is_found_out() -> None:
    def unsure(problem: Problem) -> Solution:
        found = solve(problem)
        return _told(found, 0, found.visits.high)

    counted = tally((number, judge(numbered(number), unsure)) for number in range(60))
    assert counted.exact < EXACT, counted.words
