"""What follows for a bundle from what happens in its cases, and what it may be asked."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import date

from onevisit.rules.bundles import events as e
from onevisit.rules.bundles.refusals import (
    AlreadyRated,
    BundleMoved,
    NotFinishedYet,
    NothingToAccept,
    TooLate,
)
from onevisit.rules.bundles.state import BundleState, evolve
from onevisit.rules.cases.phases import Outcome, Phase, RatingLevel


def follow(
    state: BundleState, case: str, matter: str, phase: Phase, outcome: Outcome | None, on: date
) -> tuple[e.Event, ...]:
    """What a case's coming into a phase means: that its part has begun or moved, and what that means for the others."""
    found: list[e.Event] = []
    if not state.parts[matter].case:
        found.append(e.Begun(matter, case, on))
        state = evolve(state, found[-1])
    if (state.parts[matter].phase, state.parts[matter].outcome) != (phase, outcome):
        found.append(e.Moved(matter, phase, on, outcome))
        state = evolve(state, found[-1])
    found += _consequences(state, on)
    return tuple(found)


def _consequences(state: BundleState, on: date) -> Iterator[e.Event]:
    """Parts that wait in vain fall away, one after the other; when nothing is left, it is over."""
    while state.hopeless:
        for part, giver in state.hopeless:
            event = e.Dropped(part.matter, giver, on)
            state = evolve(state, event)
            yield event
    if state.complete and state.finished_on is None:
        yield e.Finished(on)


def accept(
    state: BundleState, on: date, hall: str, window: str, sighted: tuple[str, ...]
) -> tuple[e.Event, ...]:
    """受理 in one act of all parts that have begun and are not accepted. Raises `NothingToAccept`."""
    waiting = acceptable(state)
    if not waiting:
        raise NothingToAccept
    return (e.Accepted(on, waiting, hall, window, sighted),)


def acceptable(state: BundleState) -> tuple[str, ...]:
    """The parts whose cases wait to be taken in or accepted."""
    return tuple(one.matter for one in state.parts.values() if one.phase in (Phase.SUBMITTED, Phase.RECEIVED))


def unmoved(at: int, seen: int) -> None:
    """Raise `BundleMoved` where something was added after what somebody had before his eyes."""
    if at > seen:
        raise BundleMoved


def withdrawable(state: BundleState) -> tuple[str, ...]:
    """The cases that can still be taken back. Raises `TooLate` where everything was decided and nothing waits."""
    before = (Phase.SUBMITTED, Phase.RECEIVED, Phase.CORRECTING, Phase.ACCEPTED)
    found = tuple(one.case for one in state.parts.values() if one.phase in before)
    if not found and not any(one.waits for one in state.parts.values()):
        raise TooLate
    return found


def give_up(state: BundleState, matters: Collection[str], why: str, on: date) -> tuple[e.Event, ...]:
    """What becomes of it when these parts, as far as they wait, will not begin: for a reason of their own."""
    found: list[e.Event] = []
    for matter in matters:
        if state.parts[matter].waits:
            found.append(e.Dropped(matter, matter, on, why))
            state = evolve(state, found[-1])
    return (*found, *_consequences(state, on)) if found else ()


def rate(state: BundleState, level: RatingLevel, on: date) -> tuple[e.Event, ...]:
    """一次评价. Raises `NotFinishedYet`, `AlreadyRated`."""
    if state.rating is not None:
        raise AlreadyRated
    if state.finished_on is None:
        raise NotFinishedYet
    return (e.Rated(level, on),)
