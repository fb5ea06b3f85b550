"""Others who want to know what happens to cases: inside the transaction, and writing to the database only.

What leaves the house goes through the outbox: a subscriber returns errands, and they are written with the rest.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime

from onevisit.casework.models import Case
from onevisit.rules.cases.events import Event
from onevisit.rules.cases.state import CaseState
from onevisit.rules.matters.definition import Matter

Errands = Iterable[tuple[str, Mapping[str, object]]]
Subscriber = Callable[[Case, Matter, CaseState, Event, datetime], Errands]

_subscribers: dict[type[Event], list[Subscriber]] = {}


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
