"""The game as it is, day by day: what expires, what is taken away, on which weekday a session is open.

Where facts do not last or originals are kept, doing more can hurt, so that here every act is a choice. The search is
given a number of visits and either finds a course, finds that there is none, or comes to its bound and says so.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from onevisit.rules.journeys.days import WEEK, after
from onevisit.rules.journeys.fewest import OutOfBounds
from onevisit.rules.journeys.model import Bounds
from onevisit.rules.journeys.world import Announced, Bits, Session, World

HORIZON = 730
"""Days after which no course is followed further."""
MOMENT = 8
"""How many sessions of the simpler search one moment of this one is worth, in work."""
DEPTH = 60
"""Acts of choice in one course, beyond which it is followed no further."""


@dataclass(frozen=True)
class Moment:
    """Where a course stands. `dated` are facts that end, each with its last day; `pending` those on their way."""

    day: int
    held: int
    dated: tuple[tuple[int, int], ...]
    pending: tuple[tuple[int, int, int], ...]
    owed: int
    taken: int
    left: tuple[int, ...]

    @property
    def facts(self) -> int:
        """Everything that holds on this day."""
        found = self.held
        for bit, _ in self.dated:
            found |= bit
        return found

    def coming(self, day: int, *, for_good: bool) -> int:
        """What is on its way to be there by this day; `for_good` leaves out what will end again."""
        found = 0
        for ready, gives, lasts in self.pending:
            if ready <= day and not (for_good and lasts):
                found |= gives
        return found

    @property
    def key(self) -> tuple[object, ...]:
        """The same for moments from which the same can follow: days are counted from here, in the week."""
        return (
            self.day % WEEK,
            self.held,
            tuple((bit, until - self.day) for bit, until in self.dated),
            tuple((day - self.day, gives, lasts) for day, gives, lasts in self.pending),
            self.owed,
            self.taken,
            self.left,
        )

    def does(self, rule: Bits, *, working: bool) -> Moment:
        """The same with one act more."""
        held = self.held & ~rule.takes
        dated = tuple(one for one in self.dated if not one[0] & rule.takes)
        changed = replace(
            self, held=held, dated=dated, owed=self.owed | rule.owes, taken=self.taken | rule.option
        )
        if rule.wait:
            ready = after(self.day, rule.wait, working=working)
            pending = tuple(sorted({*self.pending, (ready, rule.gives, rule.lasts)}))
            return replace(changed, pending=pending)
        return changed.gets(rule.gives, rule.lasts)

    def gets(self, gives: int, lasts: int) -> Moment:
        """The same with facts that are there from today."""
        if not lasts:
            dated = tuple(one for one in self.dated if not one[0] & gives)
            return replace(self, held=self.held | gives, dated=dated)
        until = dict(self.dated)
        rest = gives & ~self.held
        while rest:
            bit = rest & -rest
            until[bit] = max(until.get(bit, 0), self.day + lasts)
            rest ^= bit
        return replace(self, dated=tuple(sorted(until.items())))

    def tomorrow(self) -> Moment:
        """The next day: what ended yesterday is gone, what was due today is there."""
        day = self.day + 1
        due = [one for one in self.pending if one[0] <= day]
        moment = replace(
            self,
            day=day,
            dated=tuple(one for one in self.dated if one[1] >= day),
            pending=tuple(one for one in self.pending if one[0] > day),
        )
        for _, gives, lasts in due:
            moment = moment.gets(gives, lasts)
        return moment


@dataclass(frozen=True)
class Act:
    """A rule was done on a day: in the visit that is going on, if one is."""

    day: int
    rule: int
    then: Trace


@dataclass(frozen=True)
class Come:
    """Somebody came to a session."""

    day: int
    session: Session
    crowd: int
    then: Trace


@dataclass(frozen=True)
class Go:
    """And left."""

    then: Trace


@dataclass(frozen=True)
class Heard:
    """Something was announced on a day; what followed upon each outcome."""

    day: int
    announced: Announced
    each: tuple[Trace, ...]


@dataclass(frozen=True)
class End:
    """The goal and everything owed hold, on this day."""

    day: int


Trace = Act | Come | Go | Heard | End


class Full:
    """One search of the game. `every_day` tries every act on every day, otherwise only when something has changed."""

    def __init__(self, world: World, bounds: Bounds, *, every_day: bool) -> None:
        self.world = world
        self.bounds = bounds
        self.every_day = every_day
        self.nodes = 0
        self.complete = every_day
        """Whether a course that was not found does not exist: nothing was left out or cut off on the way."""
        self._dead: set[tuple[object, ...]] = set()
        self._open: set[tuple[object, ...]] = set()
        self._depth = 0
        self._working = tuple(rule.working for rule in world.problem.rules)
        # What neither lasts nor takes nor binds is done as soon as it can be, unless that could set organs going.
        restless = any(one.lasts or one.takes for one in world.organs)
        taken = 0
        for one in world.rules:
            taken |= one.takes

        def choice(one: Bits) -> bool:
            # What is taken away may be wanted twice, the second on its way before the first is gone.
            return restless or bool(one.lasts or one.takes or one.commits or one.gives & taken)

        private = (*world.private, *world.binding)
        self._private = tuple(one for one in private if choice(one))
        self._sure = tuple(one for one in private if not choice(one))
        self._sessions = tuple(_Session(one, choice) for one in world.sessions)

    def course(self, visits: int) -> Trace | None:
        """A course in which nobody comes more often than this; None if none was found. Raises `OutOfBounds`."""
        left = (visits,) * len(self.world.problem.persons)
        return self._days(Moment(0, self.world.start, (), (), 0, 0, left))

    def _days(self, moment: Moment) -> Trace | None:
        """From a moment between visits: what can be done today, or on any later day."""
        passed: list[tuple[object, ...]] = []
        self._depth += 1
        try:
            if self._depth > DEPTH:
                raise OutOfBounds
            trace = self._wait(moment, passed)
        finally:
            self._depth -= 1
            self._open.difference_update(passed)
        if trace is None:
            self._dead.update(passed)
        return trace

    def _wait(self, moment: Moment, passed: list[tuple[object, ...]]) -> Trace | None:
        tried: set[int] = set()
        changed = True
        while True:
            following = self._following(moment, self._sure, self._days)
            if following is not None:
                return following[0]
            key = moment.key
            if key in self._dead or key in passed:
                return None
            if key in self._open:
                self._round()
                return None
            self._count()
            self._open.add(key)
            passed.append(key)
            if not (self.world.goal | moment.owed) & ~moment.facts:
                return End(moment.day)
            if changed or self.every_day:
                tried.clear()
            trace = next(self._today(moment, tried, acts=changed or self.every_day), None)
            if trace is not None:
                return trace
            if moment.day >= HORIZON:
                self.complete = False
                return None
            before, moment = moment, moment.tomorrow()
            changed = moment.pending != before.pending or moment.dated != before.dated

    def _following(
        self, moment: Moment, sure: tuple[Bits, ...], go_on: Callable[[Moment], Trace | None]
    ) -> tuple[Trace | None] | None:
        """What follows of itself, or of what nobody would leave undone; None where there is nothing like it."""
        facts = moment.facts
        for one, willing in self._by_itself(sure):
            if one.needs & ~facts:
                continue
            ready = after(moment.day, one.wait, working=self._working[one.number])
            # Organs leave alone what holds; whoever may do it anyway also makes sure of what would end.
            there = (moment.held if willing else facts) | moment.coming(ready, for_good=willing)
            if one.gives & ~there:
                then = go_on(self._do(moment, one))
                return (None if then is None else Act(moment.day, one.number, then),)
        for said in self.world.announcements:
            if not said.after & ~facts and not said.made & facts:
                each = []
                for outcome in said.outcomes:
                    then = go_on(replace(moment, held=moment.held | said.made).gets(outcome, 0))
                    if then is None:
                        return (None,)
                    each.append(then)
                return (Heard(moment.day, said, tuple(each)),)
        return None

    def _by_itself(self, sure: tuple[Bits, ...]) -> Iterator[tuple[Bits, bool]]:
        yield from ((one, False) for one in self.world.organs)
        yield from ((one, True) for one in sure)

    def _do(self, moment: Moment, rule: Bits) -> Moment:
        return moment.does(rule, working=self._working[rule.number])

    def _round(self) -> None:
        # Whatever can be reached from a moment that is still being tried will be found from there, but where an
        # announcement stands between, a branch may be given up for another's sake: then nothing is proved.
        if self.world.announcements:
            self.complete = False

    def _count(self) -> None:
        self.nodes += MOMENT
        if self.nodes > self.bounds.nodes:
            raise OutOfBounds

    def _today(self, moment: Moment, tried: set[int], *, acts: bool) -> Iterator[Trace]:
        if acts:
            for one, after_it in self._choices(moment, self._private):
                then = self._days(after_it)
                if then is not None:
                    yield Act(moment.day, one.number, then)
        for number, here in enumerate(self._sessions):
            if number in tried or moment.day % WEEK + 1 not in here.session.weekdays:
                continue
            tried.add(number)
            for crowd in range(1, self.world.everybody + 1):
                left = tuple(have - (crowd >> at & 1) for at, have in enumerate(moment.left))
                if min(left) < 0:
                    continue
                then = self._here(here, crowd, moment, replace(moment, left=left))
                if then is not None:
                    yield Come(moment.day, here.session, crowd, then)

    def _choices(self, moment: Moment, rules: tuple[Bits, ...]) -> Iterator[tuple[Bits, Moment]]:
        """What could be done now and would change something."""
        facts, key = moment.facts, moment.key
        for one in rules:
            if not one.needs & ~facts and not one.rivals & moment.taken:
                after_it = self._do(moment, one)
                if after_it.key != key:
                    yield one, after_it

    def _here(self, here: _Session, crowd: int, arrived: Moment, moment: Moment) -> Trace | None:
        """At a counter: what is done there, in every order, and leaving."""
        sure = tuple(one for one in here.sure if not one.persons & ~crowd)
        following = self._following(moment, sure, lambda later: self._here(here, crowd, arrived, later))
        if following is not None:
            return following[0]
        key = (*moment.key, id(here), crowd)
        if key in self._dead:
            return None
        if key in self._open:
            self._round()
            return None
        self._count()
        self._open.add(key)
        trace = next(self._inside(here, crowd, arrived, moment), None)
        self._open.discard(key)
        if trace is None:
            self._dead.add(key)
        return trace

    def _inside(self, here: _Session, crowd: int, arrived: Moment, moment: Moment) -> Iterator[Trace]:
        if replace(moment, left=arrived.left) != arrived:
            then = self._days(moment)
            if then is not None:
                yield Go(then)
        for one, after_it in self._choices(moment, here.choices):
            if not one.persons & ~crowd:
                inner = self._here(here, crowd, arrived, after_it)
                if inner is not None:
                    yield Act(moment.day, one.number, inner)


class _Session:
    """A session as this search sees it: what is a choice there, and what nobody would leave undone."""

    def __init__(self, session: Session, choice: Callable[[Bits], bool]) -> None:
        self.session = session
        rules = (*session.free, *session.binding)
        self.choices = tuple(one for one in rules if choice(one))
        self.sure = tuple(one for one in rules if not choice(one))
