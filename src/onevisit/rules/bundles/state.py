"""Where a bundle stands: the fold of its events. What its cases do in detail stands in their own streams."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from onevisit.rules.bundles import events as e
from onevisit.rules.cases.phases import FINISHED, Outcome, Phase, RatingLevel
from onevisit.rules.matters.vocabulary import Channel, Delivery

GIVEN = frozenset({Phase.ISSUED, Phase.HANDED_OUT, Phase.CLOSED})
"""Phases in which a case that was granted has yielded its result."""
ENDED = FINISHED | {Phase.CLOSED}
"""Phases after which nothing is done in a part."""


class BrokenStream(ValueError):
    """Events that cannot follow each other: the stream was not written by this program."""


@dataclass(frozen=True)
class PartState:
    """One part. `case` is "" until it has begun; `phase` then that of its case.

    `dropped_for` is who let it down: another part, or the part itself for a reason that `dropped_why` says.
    """

    matter: str
    version: int
    name: str
    after: tuple[str, ...] = ()
    case: str = ""
    phase: Phase | None = None
    outcome: Outcome | None = None
    begun_on: date | None = None
    dropped_for: str = ""
    dropped_why: str = ""

    @property
    def waits(self) -> bool:
        """Whether it has not begun and still can."""
        return not self.case and not self.dropped_for

    @property
    def gave(self) -> bool:
        """Whether what it yields is there."""
        return self.phase in GIVEN and self.outcome is Outcome.GRANTED

    @property
    def failed(self) -> bool:
        """Whether it will never yield anything."""
        if self.dropped_for:
            return True
        refused = self.phase is Phase.REFUSED
        return refused or (self.phase in ENDED and self.outcome is not Outcome.GRANTED)

    @property
    def ended(self) -> bool:
        """Whether nothing is left to do in it."""
        return bool(self.dropped_for) or self.phase in ENDED

    @property
    def ready_to_collect(self) -> bool:
        """Whether what comes of it lies there and has not been handed over."""
        return self.phase in (Phase.ISSUED, Phase.REFUSED)


@dataclass(frozen=True)
class BundleState:
    """A bundle. `parts` in the order in which they were handed in."""

    bundle: str
    parts: Mapping[str, PartState]
    handed_in_on: date
    channel: Channel
    delivery: Delivery
    content: str
    hall: str
    town: str = ""
    collect_at: str = ""
    accepted_on: date | None = None
    accepted_at: tuple[str, str] = ("", "")
    sighted: tuple[str, ...] = ()
    """Requirements, as `matter.key`, whose originals a window has compared."""
    finished_on: date | None = None
    rating: RatingLevel | None = None
    rated_on: date | None = None
    cases: Mapping[str, str] = field(default_factory=dict)
    """Case number → the matter of the part."""

    @property
    def ready(self) -> tuple[PartState, ...]:
        """Parts that wait and have everything that they waited for."""
        return tuple(
            one for one in self.parts.values() if one.waits and all(self.parts[key].gave for key in one.after)
        )

    @property
    def hopeless(self) -> tuple[tuple[PartState, str], ...]:
        """Parts that wait for something that will not come, each with the part that let it down."""
        found = []
        for one in self.parts.values():
            failed = next((key for key in one.after if self.parts[key].failed), "")
            if one.waits and failed:
                found.append((one, failed))
        return tuple(found)

    @property
    def complete(self) -> bool:
        """Whether every part has ended."""
        return all(one.ended for one in self.parts.values())

    @property
    def collectable(self) -> bool:
        """Whether everything that will come of it lies there: one hand-out is enough."""
        left = [one for one in self.parts.values() if not one.ended]
        return bool(left) and all(one.ready_to_collect for one in left)


def evolve(state: BundleState | None, event: e.Event) -> BundleState:
    """The state after an event. Raises `BrokenStream`."""
    if isinstance(event, e.HandedIn):
        if state is not None:
            raise BrokenStream("handed in twice")
        parts = {one.matter: PartState(one.matter, one.version, one.name, one.after) for one in event.parts}
        places = event.hall, event.town, event.collect_at
        return BundleState(
            event.bundle, parts, event.on, event.channel, event.delivery, event.content, *places
        )
    if state is None:
        raise BrokenStream(f"{type(event).__name__} before anything was handed in")
    if isinstance(event, e.Begun):
        begun = replace(_part(state, event.matter), case=event.case, phase=Phase.SUBMITTED, begun_on=event.on)
        return replace(_with(state, begun), cases={**state.cases, event.case: event.matter})
    if isinstance(event, e.Moved):
        moved = replace(_part(state, event.matter), phase=event.phase, outcome=event.outcome)
        return _with(state, moved)
    if isinstance(event, e.Dropped):
        dropped = replace(_part(state, event.matter), dropped_for=event.giver, dropped_why=event.why)
        return _with(state, dropped)
    if isinstance(event, e.Accepted):
        # What was missing may be accepted later; the whole was on the first day, and what was seen stays seen.
        first, where = state.accepted_on or event.on, (event.hall, event.window)
        sighted = tuple(dict.fromkeys((*state.sighted, *event.sighted)))
        return replace(state, accepted_on=first, accepted_at=where, sighted=sighted)
    if isinstance(event, e.Finished):
        return replace(state, finished_on=event.on)
    if isinstance(event, e.Rated):
        return replace(state, rating=event.level, rated_on=event.on)
    raise BrokenStream(f"no event is called {type(event).__name__}")


def replay(events: Iterable[e.Event]) -> BundleState:
    """The state that these events add up to."""
    state: BundleState | None = None
    for event in events:
        state = evolve(state, event)
    if state is None:
        raise BrokenStream("nothing was handed in")
    return state


def _part(state: BundleState, matter: str) -> PartState:
    if matter not in state.parts:
        raise BrokenStream(f"no part is called {matter}")
    return state.parts[matter]


def _with(state: BundleState, part: PartState) -> BundleState:
    return replace(state, parts={**state.parts, part.matter: part})
