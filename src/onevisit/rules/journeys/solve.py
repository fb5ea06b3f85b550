"""The number of visits, with its proof: a lower bound that nothing can beat, and a course that keeps to it.

`solve(problem)` first searches the world in which doing more never hurts (`fewest`). Its number is a lower bound. Where
nothing expires and nothing is taken away, its plan is a course of the real game as it stands, and so the number is
exact. Elsewhere the plan is replayed day by day (`replay`); if it holds, the number is exact too. If not, a course is
searched in the game as it is (`full`); and where the lower bound cannot be kept, trying every act on every day may
prove that. What stays open is an interval.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import islice

from onevisit.rules.journeys.fewest import OutOfBounds, Plan, Search
from onevisit.rules.journeys.full import Act, Come, End, Full, Go, Heard, Moment, Trace
from onevisit.rules.journeys.model import Bounds, Interval, Problem, Solution
from onevisit.rules.journeys.moves import Course, Entry, course_of, heard_too
from onevisit.rules.journeys.schedule import courses
from onevisit.rules.journeys.world import Bits, World

ALTERNATIVES = 6
"""Plans with equally many visits that are compared for their days."""
USUAL = Bounds()
NODES, VISITS = "nodes", "visits"
"""The bounds at which a search may stop."""


def solve(problem: Problem, bounds: Bounds = USUAL, *, itinerary: bool = True) -> Solution:
    """The fewest visits that suffice, whatever is announced. Raises ValueError for a problem that makes no sense.

    Without `itinerary`, the moves and days of a number that needs none for its proof are left out.
    """
    world = World(problem)
    missing = world.goal & ~world.reach
    if missing:
        return Solution(Interval(0, None), unobtainable=tuple(sorted(world.facts(missing))))
    search = Search(world, bounds)
    visits = 0
    try:
        while (plan := search.plan(visits)) is None:
            visits += 1
            if visits > bounds.visits:
                return Solution(Interval(visits, None), bounded=VISITS)
        if world.tame and not itinerary:
            return Solution(Interval(visits, visits))
        plans = [plan]
        if visits or world.binding:
            plans = list(islice(search.plans(visits), ALTERNATIVES))
    except OutOfBounds:
        return Solution(Interval(visits, None), bounded=NODES)
    found = _quickest(world, plans, first=not itinerary)
    found = found or _quickest(world, _others(world, visits, bounds), first=not itinerary)
    return _real(world, visits, bounds) if found is None else _solution(Interval(visits, visits), found)


def _quickest(world: World, plans: Iterable[Plan], *, first: bool) -> Course | None:
    """The costliest branch of the best plan that is a course of the game as it is, whatever is announced.

    `first` takes any such plan; None where there is none.
    """
    branches = (tuple(courses(world, each)) for each in plans)
    holding = (_worst(each) for each in branches if all(one.holds for one in each))
    return next(holding, None) if first else min(holding, key=lambda one: one.rank, default=None)


def _others(world: World, visits: int, bounds: Bounds) -> Iterator[Plan]:
    """Plans with so many visits in orders in which nobody gains, but in which papers may last longer."""
    search = Search(world, bounds, every_order=True)
    try:
        yield from islice(search.plans(visits), ALTERNATIVES)
    except OutOfBounds:
        return


def hopeless(problem: Problem, visits: int, bounds: Bounds = USUAL) -> bool:
    """Whether so few visits are certainly not enough: already where doing more never hurts they are not."""
    world = World(problem)
    if world.goal & ~world.reach:
        return True
    try:
        return Search(world, bounds).plan(visits) is None
    except OutOfBounds:
        return False


def _solution(visits: Interval, course: Course, bounded: str = "") -> Solution:
    return Solution(visits, course.moves, course.days, course.settled, course.errands, bounded)


def _worst(found: Iterable[Course]) -> Course:
    return max(found, key=lambda one: one.rank)


def _real(world: World, low: int, bounds: Bounds) -> Solution:
    """The game as it is, which needs at least `low` visits."""
    trace, high, bounded = None, low, ""
    try:
        quick = Full(world, bounds, every_day=False)
        while trace is None and high <= bounds.visits:
            trace = quick.course(high)
            high += trace is None
    except OutOfBounds:
        bounded = NODES
    upper = high if trace is not None else bounds.visits + 1
    try:
        while low < upper:
            thorough = Full(world, bounds, every_day=True)
            found = thorough.course(low)
            if found is not None:
                trace, upper = found, low
            elif not thorough.complete:
                break
            else:
                low += 1
    except OutOfBounds:
        bounded = NODES
    if trace is None:
        return Solution(Interval(low, None), bounded=bounded or VISITS)
    return _solution(Interval(low, upper), _worst(_courses(world, trace)), bounded if low < upper else "")


def _courses(world: World, trace: Trace) -> Iterator[Course]:
    """Every branch of what was found, with what helps nobody left out."""
    rules = {one.number: one for one in world.rules}
    for branch in _branches(world, rules, trace, _Branch([], [])):
        kept = _needed(world, branch)
        yield course_of(world, kept, _since(world, branch), branch.end)


@dataclass
class _Branch:
    """One course of a trace: what was done, and what was announced, each `told` with its day and its facts."""

    entries: list[Entry]
    told: list[tuple[int, int, int]]
    visit: int = 0
    crowd: int = 0
    heard: str = ""
    end: int = 0

    def fork(self) -> _Branch:
        return replace(self, entries=list(self.entries), told=list(self.told))


def _branches(world: World, rules: dict[int, Bits], trace: Trace, branch: _Branch) -> Iterator[_Branch]:
    while not isinstance(trace, End):
        if isinstance(trace, Act):
            number = branch.visit if branch.crowd else 0
            branch.entries.append(Entry(trace.day, rules[trace.rule], number, branch.crowd, branch.heard))
            branch.heard = ""
        elif isinstance(trace, Come):
            branch.visit, branch.crowd = branch.visit + 1, trace.crowd
        elif isinstance(trace, Go):
            branch.crowd = 0
        elif isinstance(trace, Heard):
            said = world.problem.announcements[trace.announced.number].key
            for at, (outcome, then) in enumerate(zip(trace.announced.outcomes, trace.each, strict=True)):
                other = branch.fork()
                other.heard = heard_too(other.heard, f"{said}: {at}")
                other.told.append((trace.day, trace.announced.after, outcome))
                yield from _branches(world, rules, then, other)
            return
        trace = trace.then
    branch.end = trace.day
    yield branch


def _needed(world: World, branch: _Branch) -> list[Entry]:
    """Without the harmless acts that nothing later needs; those that cost or bind are all kept."""
    wanted = world.goal
    for entry in branch.entries:
        wanted |= entry.rule.owes
    kept: list[Entry] = []
    for entry in reversed(branch.entries):
        for _, after_it, outcome in branch.told:
            wanted |= after_it if outcome & wanted else 0
        rule = entry.rule
        if rule.lasts or rule.takes or rule.commits or rule.gives & wanted:
            wanted |= rule.needs
            kept.append(entry)
        elif entry.outcome and kept:
            kept[-1] = kept[-1]._replace(outcome=heard_too(entry.outcome, kept[-1].outcome))
    return kept[::-1]


def _since(world: World, branch: _Branch) -> int:
    """The first day on which the goal was whole, with all that happens of itself done."""
    moment = Moment(0, world.start, (), (), 0, 0, ())
    told, entries = list(branch.told), list(branch.entries)
    while moment.day < branch.end:
        while True:
            speaks = bool(told) and told[0][0] == moment.day and not told[0][1] & ~moment.facts
            acts = bool(entries) and entries[0].day == moment.day
            settled = not speaks and not (acts and entries[0].rule in world.organs)
            if settled and not world.goal & ~moment.facts:
                return moment.day
            if speaks:
                moment = moment.gets(told.pop(0)[2], 0)
            elif acts:
                rule = entries.pop(0).rule
                moment = moment.does(rule, working=world.problem.rules[rule.number].working)
            else:
                break
        moment = moment.tomorrow()
    return branch.end
