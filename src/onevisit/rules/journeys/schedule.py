"""What a plan comes to, day by day: which of its acts are needed, and when each can be done, on every branch.

An act that helps nobody is left out, and every visit is made as soon as what it needs is there. Where something expires
or is taken away, the days are then replayed, to see whether the plan holds in the game as it is.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from heapq import heappop, heappush

from onevisit.rules.journeys.days import after, opening
from onevisit.rules.journeys.fewest import Choose, Done, Hear, Leave, Plan, Visit
from onevisit.rules.journeys.moves import Course, Entry, course_of, heard_too
from onevisit.rules.journeys.replay import replayed, takers_last
from onevisit.rules.journeys.world import Bits, Session, World


def courses(world: World, plan: Plan) -> Iterator[Course]:
    """Every branch of a plan, on its days."""
    for run in _branches(world, plan):
        _prune(world, run)
        course = _timed(world, run, in_order=bool(world.announcements))
        yield course if course.holds else _timed(world, run, in_order=True)


@dataclass
class _Segment:
    """What is done in one go: at home (no session), or at one visit. Each firing with what was announced before it."""

    session: Session | None = None
    crowd: int = 0
    firings: list[tuple[Bits, str]] = field(default_factory=list)


@dataclass
class _Run:
    """A plan being followed: what is there and since when at the earliest, and what was done so far."""

    facts: int
    owed: int = 0
    pending: int = 0
    time: dict[int, int] = field(default_factory=dict)
    segments: list[_Segment] = field(default_factory=lambda: [_Segment()])
    heard: str = ""
    told: tuple[tuple[int, int], ...] = ()
    """What was announced: all that came before it, and the facts of the outcome."""
    heard_before: dict[int, int] = field(default_factory=dict)
    """By rule: what it gives that had been announced when it was first done, and so was there sooner."""

    def known(self, rule: Bits) -> int:
        """What an announcement had already made true when this rule was done."""
        return self.heard_before.get(rule.number, 0)

    def fork(self) -> _Run:
        segments = [_Segment(one.session, one.crowd, list(one.firings)) for one in self.segments]
        return replace(self, time=dict(self.time), segments=segments, heard_before=dict(self.heard_before))


def _branches(world: World, plan: Plan) -> Iterator[_Run]:
    rules = {one.number: one for one in world.rules}
    run = _Run(world.start)
    yield from _follow(world, rules, plan, run)


def _follow(world: World, rules: dict[int, Bits], plan: Plan, run: _Run) -> Iterator[_Run]:
    _exhaust(world, run)
    while not isinstance(plan, Done):
        if isinstance(plan, Choose):
            _fire(world, run, rules[plan.rule])
        elif isinstance(plan, Visit):
            run.segments.append(_Segment(plan.session, plan.persons))
        elif isinstance(plan, Leave):
            run.facts |= run.pending
            run.pending = 0
            run.segments.append(_Segment())
        elif isinstance(plan, Hear):
            for number, (outcome, then) in enumerate(zip(plan.announced.outcomes, plan.each, strict=True)):
                branch = run.fork()
                said = world.problem.announcements[plan.announced.number]
                day = max((run.time.get(bit, 0) for bit in _bits(plan.announced.after)), default=0)
                branch.facts |= outcome | plan.announced.made
                branch.time |= {bit: day for bit in _bits(outcome) if bit not in branch.time}
                branch.heard = heard_too(branch.heard, f"{said.key}: {number}")
                branch.told = (*branch.told, (plan.announced.after, outcome))
                yield from _follow(world, rules, then, branch)
            return
        plan = plan.then
        _exhaust(world, run)
    yield run


def _bits(mask: int) -> Iterator[int]:
    while mask:
        bit = mask & -mask
        yield bit
        mask ^= bit


def _exhaust(world: World, run: _Run) -> None:
    """Do everything that binds nobody, always the next that is ready soonest, as long as something new comes of it."""
    here = run.segments[-1]
    rules = world.possible
    if here.session is not None:
        rules = (*(one for one in here.session.free if not one.persons & ~here.crowd), *world.organs)
    reached = run.facts | run.pending
    speaking = world.announcements
    waiting: dict[int, list[Bits]] = {}
    ready: list[tuple[int, bool, int, Bits]] = []

    def consider(rule: Bits) -> None:
        missing = rule.needs & ~run.facts
        if missing:
            waiting.setdefault(missing & -missing, []).append(rule)
        elif rule.gives & ~(run.facts | run.pending):
            heappush(ready, (_at(run, rule) + rule.wait, rule.errand, rule.number, rule))

    for rule in rules:
        if rule.gives & ~reached:
            consider(rule)
    while ready:
        if speaking and any(not one.after & ~run.facts and not one.made & run.facts for one in speaking):
            return
        rule = heappop(ready)[-1]
        fresh = rule.gives & ~(run.facts | run.pending)
        if fresh:
            _fire(world, run, rule)
            for bit in _bits(fresh & run.facts):
                for other in waiting.pop(bit, ()):
                    consider(other)


def _at(run: _Run, rule: Bits) -> int:
    day, left, time = 0, rule.needs, run.time
    while left:
        bit = left & -left
        left ^= bit
        since = time.get(bit, 0)
        day = max(day, since)
    return day


def _fire(world: World, run: _Run, rule: Bits) -> None:
    here = run.segments[-1]
    working = world.problem.rules[rule.number].working
    day = after(_at(run, rule), rule.wait, working=working)
    left, time = rule.gives & ~(run.facts | run.pending), run.time
    while left:
        bit = left & -left
        left ^= bit
        time[bit] = day
    if here.session is not None and rule.wait:
        run.pending |= rule.gives & ~run.facts
    else:
        run.facts |= rule.gives
    run.owed |= rule.owes
    here.firings.append((rule, run.heard))
    announced = 0
    for _, outcome in run.told:
        announced |= outcome
    run.heard_before.setdefault(rule.number, rule.gives & announced)
    run.heard = ""


def _timed(world: World, run: _Run, *, in_order: bool) -> Course:
    """The course of a run, every visit on the first day on which all that it needs is there.

    `in_order` makes no visit before one that comes earlier in the plan: after an announcement, what is decided rests on
    what was heard.
    """
    time = dict.fromkeys(_bits(world.start), 0)
    entries: list[Entry] = []
    number, last = 0, 0
    for segment in run.segments:
        if segment.session is None:
            for rule, heard in segment.firings:
                day = _ready(world, time, rule.needs)
                entries.append(Entry(day, rule, outcome=heard))
                _give(world, time, rule, rule.gives & ~run.known(rule), day)
        elif segment.firings:
            given = 0
            last = last if in_order else 0
            for rule, _ in segment.firings:
                last = max(last, _ready(world, time, rule.needs & ~given))
                given |= rule.gives
            last = opening(last, segment.session.weekdays)
            number += 1
            for rule, heard in takers_last(segment.firings):
                _give(world, time, rule, rule.gives & ~run.known(rule), last)
                entries.append(Entry(last, rule, number, segment.crowd, heard))
    days = _ready(world, time, world.goal)
    settled = _ready(world, time, world.goal | run.owed)
    if world.tame:
        return course_of(world, _numbered(entries), days, settled)
    entries, holds = replayed(world, entries, run.told, run.owed, settled)
    return course_of(world, _numbered(entries), days, settled, holds=holds)


def _numbered(entries: list[Entry]) -> list[Entry]:
    """The same with the visits numbered as they are made, day after day."""
    order = sorted({(entry.day, entry.visit) for entry in entries if entry.visit})
    numbers = {visit: number for number, (_, visit) in enumerate(order, 1)}
    return [entry._replace(visit=numbers[entry.visit]) if entry.visit else entry for entry in entries]


def _ready(world: World, time: dict[int, int], mask: int) -> int:
    """The day on which all of these hold; what was announced holds since all that came before the announcement."""
    day, left = 0, mask
    while left:
        bit = left & -left
        left ^= bit
        since = time.get(bit)
        if since is None:
            time[bit] = 0
            said = (
                one.after for one in world.announcements if any(bit & outcome for outcome in one.outcomes)
            )
            since = time[bit] = max((_ready(world, time, each) for each in said), default=0)
        day = max(day, since)
    return day


def _prune(world: World, run: _Run) -> None:
    """Leave out whatever nothing later needs; of two that give the same the first is kept, it was there sooner."""
    first: dict[int, int] = {}
    there = world.start
    for segment in run.segments:
        for rule, _ in segment.firings:
            fresh = rule.gives & ~there & ~run.known(rule)
            there |= fresh
            first[rule.number] = first.get(rule.number, 0) | fresh
    wanted = world.goal | run.owed
    following: list[tuple[Bits, str]] = []
    for segment in reversed(run.segments):
        kept: list[tuple[Bits, str]] = []
        for rule, heard in reversed(segment.firings):
            # An announcement whose facts are needed has to be made first.
            for before, outcome in run.told:
                wanted |= before if outcome & wanted else 0
            if first[rule.number] & wanted:
                wanted |= rule.needs
                kept.append((rule, heard))
                following = kept
            elif heard and following:
                # What was announced before an act that is left out is told with the next that is not.
                following[-1] = (following[-1][0], heard_too(heard, following[-1][1]))
        segment.firings = kept
    for segment in run.segments:
        segment.firings.reverse()


def _give(world: World, time: dict[int, int], rule: Bits, facts: int, day: int) -> None:
    working = world.problem.rules[rule.number].working
    ready, left = after(day, rule.wait, working=working), facts
    while left:
        bit = left & -left
        left ^= bit
        time.setdefault(bit, ready)
