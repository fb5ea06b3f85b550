"""The solver held against the oracle, world by world: what both tests and `prove.py journeys` do."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from onevisit.rules.journeys.model import Problem, Solution
from onevisit.rules.journeys.solve import solve
from rules.journeys.checker import check
from rules.journeys.making import told
from rules.journeys.oracle import Endless, TooLarge, obtainable, value
from rules.journeys.worlds import numbered

HORIZONS = (14, 28, 56)
"""Days that the oracle looks ahead: two weeks, and more only where the solver found what the oracle did not."""
VISITS = 3
STATES = 5_000
"""Worlds with more are too large for the oracle; the itinerary is still checked."""
EXACT = 0.9
"""The share of figures that have to be exact. The others are intervals, of which publishing uses the upper end."""


@dataclass(frozen=True)
class Verdict:
    """What came of one world. `kind` is the row that it is counted in, `fault` what is wrong with the solver."""

    kind: str
    fault: str = ""


def judge(problem: Problem, solver: Callable[[Problem], Solution] = solve) -> Verdict:
    """Solve a world, and say whether the oracle agrees."""
    solution = solver(problem)
    try:
        return _judged(problem, solution)
    except Endless:
        return Verdict("endless")


def _judged(problem: Problem, solution: Solution) -> Verdict:
    fault = _by_itself(problem, solution)
    if fault:
        return Verdict("by itself", fault)
    low, high = solution.visits.low, solution.visits.high
    try:
        found = _value(problem, solution)
    except TooLarge:
        return Verdict("too large")
    if found is None:
        return _nothing_found(solution)
    if solution.unobtainable:
        return Verdict("unobtainable", f"the oracle needs {found} for what is said to be unobtainable")
    if low > found:
        return Verdict("low", f"at least {low} are claimed, and {found} suffice")
    if high is not None and high < found:
        return Verdict("high", f"{high} are claimed to suffice, and {found} are needed")
    return Verdict("exact" if solution.visits.exact else "interval" if high is not None else "open")


def _by_itself(problem: Problem, solution: Solution) -> str:
    """What is wrong with a solution, whatever the oracle says."""
    low, high = solution.visits.low, solution.visits.high
    missing = tuple(sorted(problem.goal - obtainable(problem)))
    if solution.unobtainable != missing:
        return f"unobtainable is {missing}, not {solution.unobtainable}"
    if high is None:
        return "" if missing or solution.bounded else "no upper bound, and no word about what stopped it"
    return f"{low} is above {high}" if low > high else check(problem, solution)


def _nothing_found(solution: Solution) -> Verdict:
    high = solution.visits.high
    if high is not None and high <= VISITS:
        return Verdict("high", f"{high} are claimed to suffice, and no course of {HORIZONS[-1]} days does")
    if solution.unobtainable:
        return Verdict("unobtainable")
    return Verdict("none found" if high is None else "more visits")


def _value(problem: Problem, solution: Solution) -> int | None:
    """The oracle's value; where it is higher than the solver's, of more days, in which there may be a better one."""
    found = None
    for days in HORIZONS:
        found = value(problem, days, VISITS, STATES)
        high = solution.visits.high
        if high is None or high > VISITS or (found is not None and found <= high):
            break
    return found


@dataclass
class Tally:
    """How many worlds there were of each kind, and the first faults."""

    kinds: Counter[str] = field(default_factory=Counter)
    faults: list[str] = field(default_factory=list)

    def add(self, number: int, verdict: Verdict) -> None:
        """Count one world."""
        self.kinds[verdict.kind] += 1
        if verdict.fault:
            self.faults.append(f"world {number}: {verdict.kind}: {verdict.fault}\n{told(numbered(number))}")

    @property
    def exact(self) -> float:
        """The share of exact figures among the worlds that have one, as the oracle knows."""
        all_of_them = sum(self.kinds[kind] for kind in ("exact", "interval", "open"))
        return self.kinds["exact"] / max(all_of_them, 1)

    @property
    def words(self) -> str:
        """Everything in a line."""
        counts = ", ".join(f"{count} {kind}" for kind, count in self.kinds.most_common())
        return f"{counts}; {self.exact:.1%} of the figures exact; {len(self.faults)} faults"


def tally(verdicts: Iterable[tuple[int, Verdict]]) -> Tally:
    """Count many worlds."""
    counted = Tally()
    for number, verdict in verdicts:
        counted.add(number, verdict)
    return counted
