"""Others who want to know what happens to cases: inside the transaction, and writing to the database only.

What leaves the house goes through the outbox: a subscriber returns errands, and they are written with the rest.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from onevisit.casework.models import Case
from onevisit.rules.cases.events import Event
from onevisit.rules.cases.state import CaseState
from onevisit.rules.matters.definition import Matter

Errands = Iterable[tuple[str, Mapping[str, object]]]
Subscriber = Callable[[Case, Matter, CaseState, Event, datetime], Errands]

_subscribers: dict[type[Event], list[Subscriber]] = {}


@dataclass(frozen=True)
class Line:
    """One event of a transaction: `state` is that after all of it, `seq` its place in the log, `by` who did it."""

    case: Case
    matter: Matter
    state: CaseState
    event: Event
    at: datetime
    seq: int
    by: Mapping[str, Any]


Recorder = Callable[[Sequence[Line]], Errands]

_recorders: list[tuple[tuple[type[Event], ...], Recorder]] = []


def on(*kinds: type[Event]) -> Callable[[Subscriber], Subscriber]:
    """Subscribe to kinds of events. Called in `AppConfig.ready`, so that the order is that of INSTALLED_APPS."""

    def register(subscriber: Subscriber) -> Subscriber:
        for kind in kinds:
            _subscribers.setdefault(kind, []).append(subscriber)
        return subscriber

    return register


def tell(
    case: Case, matter: Matter, state: CaseState, event: Event, at: datetime
) -> list[tuple[str, Mapping[str, object]]]:
    """Tell everybody who subscribed; returns the errands that they want done."""
    return [
        errand
        for subscriber in _subscribers.get(type(event), ())
        for errand in subscriber(case, matter, state, event, at)
    ]


def together(*kinds: type[Event]) -> Callable[[Recorder], Recorder]:
    """Subscribe to kinds of events, told once a transaction of all of them, in all its cases: for one statement."""

    def register(recorder: Recorder) -> Recorder:
        _recorders.append((kinds, recorder))
        return recorder

    return register


def tell_together(lines: Sequence[Line]) -> list[tuple[str, Mapping[str, object]]]:
    """Tell everybody who wants to hear of a transaction as a whole; returns the errands that they want done."""
    return [
        errand
        for kinds, recorder in _recorders
        if (concern := [one for one in lines if isinstance(one.event, kinds)])
        for errand in recorder(concern)
    ]
