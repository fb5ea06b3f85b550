"""The number of visits, with its proof: a lower bound that nothing can beat, and a course that keeps to it.

`solve(problem)` first searches the world in which doing more never hurts (`fewest`). Its number is a lower bound. Where
nothing expires and nothing is taken away, its plan is a course of the real game as it stands, and so the number is
exact. Elsewhere the plan is replayed day by day (`replay`); if it holds, the number is exact too. If not, a course is
searched in the game as it is (`full`); and where the lower bound cannot be kept, trying every act on every day may
prove that. What stays open is an interval.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice

from onevisit.rules.journeys.days import after
from onevisit.rules.journeys.fewest import OutOfBounds, Search
from onevisit.rules.journeys.full import Act, Come, End, Full, Go, Heard, Trace
from onevisit.rules.journeys.model import Bounds, Interval, Problem, Solution
from onevisit.rules.journeys.moves import Course, Entry, course_of
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
            plans += islice(search.plans(visits), ALTERNATIVES)
    except OutOfBounds:
        return Solution(Interval(visits, None), bounded=NODES)
    branches = [tuple(courses(world, each)) for each in plans]
    holding = [_worst(each) for each in branches if all(one.holds for one in each)]
    if not holding:
        return _real(world, visits, bounds)
    return _solution(Interval(visits, visits), min(holding, key=lambda one: one.rank))


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
    rules: dict[int, Bits] = {one.number: one for one in (*world.between, *world.binding)}
    for session in world.sessions:
        rules |= {one.number: one for one in (*session.free, *session.binding)}
    for entries, owed, end in _branches(world, rules, trace):
        kept = _needed(world, entries, world.goal | owed)
        yield course_of(world, kept, _since(world, kept, world.goal, end), end)


_Branch = tuple[list[Entry], int, int]


def _branches(world: World, rules: dict[int, Bits], trace: Trace) -> Iterator[_Branch]:
    def walk(trace: Trace, entries: list[Entry], visit: int, crowd: int, heard: str) -> Iterator[_Branch]:
        number = visit
        while not isinstance(trace, End):
            if isinstance(trace, Act):
                entries.append(Entry(trace.day, rules[trace.rule], number if crowd else 0, crowd, heard))
                heard = ""
            elif isinstance(trace, Come):
                number, crowd = number + 1, trace.crowd
            elif isinstance(trace, Go):
                crowd = 0
            elif isinstance(trace, Heard):
                said = world.problem.announcements[trace.announced.number].key
                for at, then in enumerate(trace.each):
                    yield from walk(then, list(entries), number, crowd, f"{said}: {at}")
                return
            trace = trace.then
        owed = 0
        for entry in entries:
            owed |= entry.rule.owes
        yield entries, owed, trace.day

    yield from walk(trace, [], 0, 0, "")


def _needed(world: World, entries: list[Entry], wanted: int) -> list[Entry]:
    """Without the harmless acts that nothing later needs; those that cost or bind are all kept."""
    for one in world.announcements:
        wanted |= one.after
    kept = []
    for entry in reversed(entries):
        rule = entry.rule
        if rule.lasts or rule.takes or rule.commits or rule.gives & wanted:
            wanted |= rule.needs
            kept.append(entry)
    return kept[::-1]


def _since(world: World, entries: list[Entry], goal: int, end: int) -> int:
    """The day on which the goal was first whole; `end` where only the last day shows it."""
    have, days = world.start, 0
    for entry in entries:
        if entry.rule.gives & goal & ~have:
            working = world.problem.rules[entry.rule.number].working
            days = max(days, after(entry.day, entry.rule.wait, working=working))
        have |= entry.rule.gives
    return min(days, end)
