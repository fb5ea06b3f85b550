"""Events and states as plain data and back. What was written by an older version is lifted to the present shape."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from enum import Enum
from typing import Any, TypeVar

from onevisit.rules.cases.events import EVENTS, Event
from onevisit.rules.cases.state import CaseState
from onevisit.rules.findings import Findings
from onevisit.rules.reading import read

T = TypeVar("T")

Lift = Callable[[dict[str, object]], dict[str, object]]


def _added(**fields: object) -> Lift:
    """What was written before these fields existed says the same as one that has them empty."""
    return lambda payload: {**fields, **payload}


LIFTS: Mapping[tuple[str, int], Lift] = {
    ("Submitted", 1): _added(later=[], committed=[], pledge=""),
    ("Accepted", 1): _added(deferred={}),
    ("Reviewed", 1): _added(officers=[], by=0),
    ("Granted", 1): _added(by_silence=False),
    ("Withdrawn", 1): _added(deemed=False),
}
"""(event name, schema) → how its payload becomes that of the next schema."""


class Corrupt(Exception):
    """Stored data that no version of this program wrote."""


def plain(value: object) -> Any:
    """A value as data that JSON can hold."""
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return str(value)
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {
            one.name: plain(item)
            for one in dataclasses.fields(value)
            if (item := getattr(value, one.name)) is not None
        }
    if isinstance(value, Mapping):
        return {str(key): plain(item) for key, item in value.items()}
    if isinstance(value, (tuple, list)):
        return [plain(item) for item in value]
    return value


def encode(event: Event) -> tuple[str, int, dict[str, object]]:
    """Name, schema and payload of an event."""
    return type(event).__name__, event.schema, plain(event)


def decode(name: str, schema: int, payload: Mapping[str, object]) -> Event:
    """The event that was written so. Raises `Corrupt` for what cannot be one."""
    if name not in EVENTS:
        raise Corrupt(f"no event is called {name}")
    cls, data = EVENTS[name], dict(payload)
    while schema < cls.schema:
        data = LIFTS[name, schema](data)
        schema += 1
    if schema > cls.schema:
        raise Corrupt(f"{name} has schema {schema}; this program knows up to {cls.schema}")
    return _strictly(cls, data)


def encode_state(state: CaseState) -> dict[str, object]:
    """The state as data."""
    data: dict[str, object] = plain(state)
    return data


def decode_state(data: Mapping[str, object]) -> CaseState:
    """The state that was written so. Raises `Corrupt`."""
    return _strictly(CaseState, data)


def _strictly(cls: type[T], data: Mapping[str, object]) -> T:
    notes = Findings()
    value = read(cls, data, "", notes, own=True)
    if value is None or notes.found:
        raise Corrupt("; ".join(f"{one.path}: {one.message}" for one in notes.found))
    return value
