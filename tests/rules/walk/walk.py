"""Every state that can be reached, each once: breadth first, from every way to begin, by every move and by time.

Two roads that lead to states with the same key (`abstract.key`) are one place; the first road to it stays as its
predecessor, so that whatever is found wrong is told with the whole way there.
"""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from onevisit.rules.cases import events as e
from onevisit.rules.cases.context import Context
from onevisit.rules.cases.decide import decide
from onevisit.rules.cases.evolve import evolve
from onevisit.rules.cases.lapse import lapse
from onevisit.rules.cases.papers import organ_for, papers_for, title_of
from onevisit.rules.cases.refused import Refused
from onevisit.rules.cases.state import CaseState
from rules.walk.abstract import deadlines, key
from rules.walk.beginnings import beginnings
from rules.walk.days import ONE, workdays_after
from rules.walk.moves import Move, Who, moves
from rules.walk.papers import demanded
from rules.walk.road import Road, follow
from rules.walk.shapes import START, WORKING, Shape


@dataclass(frozen=True)
class Place:
    """A case on a day, what happened on the road to it, and the step that led there."""

    state: CaseState
    today: date
    road: Road
    before: Place | None = field(repr=False, compare=False)
    words: str
    who: Who
    events: tuple[e.Event, ...]

    def tell(self) -> str:
        """The whole road in words, one line a step."""
        steps: list[Place] = []
        place: Place | None = self
        while place is not None:
            steps.append(place)
            place = place.before
        return "\n".join(one.line() for one in reversed(steps))

    def line(self) -> str:
        """This step."""
        names = ", ".join(_name(one) for one in self.events) or "nothing"
        return f"  {self.today:%Y-%m-%d %a} {self.who.value:9} {self.words} → {names}"


def _name(event: e.Event) -> str:
    if isinstance(event, e.DocumentIssued):
        return f"[{event.kind}]"
    return type(event).__name__


@dataclass
class Walk:
    """What was walked: the places in the order in which they were found, and the steps between them."""

    shape: Shape
    places: list[Place] = field(default_factory=list)
    steps: list[list[tuple[int, Who, str]]] = field(default_factory=list)
    """From each place: to which, whose move, and the name of the last command or of what time brought."""
    tried: int = 0
    faults: list[str] = field(default_factory=list)
    seen: Counter[str] = field(default_factory=Counter)

    def fault(self, what: str, place: Place | None) -> None:
        """Keep a fault with its road; of the same kind only the first, which is the shortest."""
        kind = what.partition(":")[0]
        self.seen[kind] += 1
        if self.seen[kind] == 1:
            self.faults.append(f"{self.shape.name}: {what}\n{place.tell() if place else ''}")


def context(shape: Shape, today: date, move: Move | None = None) -> Context:
    """What a decision of this move rests on."""
    if move is None:
        return Context(shape.matter, 1, WORKING, today)
    return Context(shape.matter, 1, WORKING, today, move.by, move.facts)


def step(shape: Shape, before: Place | None, today: date, move: Move) -> Place:
    """The place after a move. Raises Refused where the rules do not admit it."""
    state = before.state if before else None
    told = context(shape, today, move)
    found: list[tuple[e.Event, CaseState]] = []
    for command in move.commands:
        for event in decide(told, state, command):
            state = evolve(state, event)
            found.append((event, state))
    return _write(shape, before, today, found, move.words, move.who)


def settle(shape: Shape, before: Place, today: date, words: str) -> Place:
    """The place on a later day, with everything that has come about by itself until then."""
    state, found = before.state, []
    for event in lapse(context(shape, today), state):
        state = evolve(state, event)
        found.append((event, state))
    return _write(shape, before, today, found, words, Who.TIME)


def _write(
    shape: Shape,
    before: Place | None,
    today: date,
    found: Sequence[tuple[e.Event, CaseState]],
    words: str,
    who: Who,
) -> Place:
    """What the write path does: the events, and after them the documents that they call for."""
    together = [event for event, _ in found]
    state = found[-1][1] if found else before.state if before else None
    road = before.road if before else None
    for event in together:
        road = follow(road, event, workdays_after(event.on, 20))
    if state is None or road is None:
        raise TypeError("a case begins with an application")
    issued: list[e.Event] = []
    for event, after in found:
        for paper in papers_for(event, replace(after, documents=state.documents), together):
            organ = organ_for(paper, event, shape.matter, after)
            title = title_of(paper, shape.matter)
            number = f"{len(state.documents) + 1}"
            document = e.DocumentIssued(today, paper, title, number, organ, f"{paper}/1", "d" * 64)
            state = evolve(state, document)
            road = follow(road, document, today)
            issued.append(document)
    if together:
        first = before is None or not before.road.papers["receipt"]
        told = before is not None and bool(before.road.papers["hearing-right"])
        road = replace(road, needed=road.needed + demanded(together, first=first, told=told))
    return Place(state, today, road, before, words, who, (*together, *issued))


def days_ahead(shape: Shape, place: Place) -> Iterator[tuple[date, str]]:
    """The days to go on to: the next one that is worked, and of each clock that runs the last and the one after."""
    found: dict[date, str] = {}
    for name, last in deadlines(shape, place.road, place.today).items():
        found.setdefault(last, f"the last day of {name}")
        found.setdefault(last + ONE, f"the day after the last of {name}")
    found.setdefault(workdays_after(place.today, 1), "the next working day")
    for day in sorted(found):
        if day > place.today:
            yield day, found[day]


def walk(shape: Shape, judge: Judge, *, limit: int, wanted: str = "") -> Walk:
    """Go everywhere. `judge` looks at each step and at each new place.

    More than `limit` places are a fault, and end the walk; a fault that begins with `wanted` ends it too.
    """
    done = Walk(shape)
    known: dict[object, int] = {}
    queue: deque[int] = deque()

    def arrive(place: Place, since: int | None, name: str) -> None:
        number = known.get(found := key(shape, place))
        if number is None:
            number = known[found] = len(done.places)
            done.places.append(place)
            done.steps.append([])
            queue.append(number)
            judge.place(done, place)
        if since is not None:
            done.steps[since].append((number, place.who, name))

    for move in beginnings(shape):
        attempt(done, judge, None, START, move, None, arrive)
    while queue:
        number = queue.popleft()
        place = done.places[number]
        for move in moves(shape, place.state, place.today):
            attempt(done, judge, place, place.today, move, number, arrive)
        for day, words in days_ahead(shape, place):
            done.tried += 1
            try:
                later = settle(shape, place, day, words)
            except Exception as broken:  # noqa: BLE001 — as in `attempt`.
                done.fault(f"time breaks with {type(broken).__name__}: {broken} on {day}", place)
                continue
            judge.step(done, place, later, None)
            arrive(later, number, type(later.events[0]).__name__ if later.events else "")
        if wanted and any(kind.startswith(wanted) for kind in done.seen):
            return done
        if len(done.places) > limit:
            done.fault(f"more than {limit} places: the abstraction does not end", place)
            return done
    judge.whole(done)
    return done


def attempt(
    done: Walk,
    judge: Judge,
    before: Place | None,
    today: date,
    move: Move,
    number: int | None,
    arrive: Arrive,
) -> None:
    """Try one move; where it is admitted, look at what became of the case and remember where it led."""
    done.tried += 1
    try:
        after = step(done.shape, before, today, move)
    except Refused:
        return
    except Exception as broken:  # noqa: BLE001 — whatever it is, the road that leads to it is the finding.
        done.fault(f"breaks with {type(broken).__name__}: {broken} on: {move.words}", before)
        return
    judge.step(done, before, after, move)
    settled = settle(done.shape, after, today, "what is already due")
    if settled.events:
        judge.step(done, after, settled, None)
        after = settled
    arrive(after, number, move.kind.__name__)


Arrive = Callable[[Place, "int | None", str], None]
"""What is done with a place that a step has led to: it is remembered once, and the step to it always."""


class Judge:
    """Who looks at steps and places. Overridden in `properties`."""

    def step(self, done: Walk, before: Place | None, after: Place, move: Move | None) -> None:
        """Look at one step; `move` is None for time."""

    def place(self, done: Walk, place: Place) -> None:
        """Look at a place that is new."""

    def whole(self, done: Walk) -> None:
        """Look at the graph when everything has been walked."""
