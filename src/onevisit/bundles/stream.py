"""The lines of a bundle's stream: what is hashed, how a line is read back, and the state that they add up to."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from onevisit.bundles.models import Bundle, Event
from onevisit.casework.log import by_whom
from onevisit.platform.people.actors import Actor, Holding
from onevisit.rules.bundles import events as e
from onevisit.rules.bundles.state import BundleState, evolve
from onevisit.rules.cases.codec import Corrupt, plain
from onevisit.rules.findings import Findings
from onevisit.rules.reading import read as read_value
from onevisit.rules.record.canonical import dumps, loads
from onevisit.rules.record.chain import GENESIS, link


@dataclass(frozen=True)
class Line:
    """One event as it was written, with who did it and when."""

    seq: int
    at: datetime
    event: e.Event
    actor_kind: str
    actor_name: str
    role: str
    hash: str


def append(
    bundle: Bundle,
    events: Sequence[e.Event],
    at: datetime,
    actor: Actor,
    post: Holding | None = None,
    key: str | None = None,
) -> BundleState:
    """Write these events to the stream, and bring the row's columns up to date (in memory). Returns the new state."""
    state = state_of(bundle) if bundle.last_seq else None
    rows = []
    for event in events:
        state = evolve(state, event)
        seq = bundle.last_seq + 1
        body = dumps(
            {
                "bundle": bundle.number,
                "seq": seq,
                "at": at,
                "by": by_whom(actor, post),
                "name": type(event).__name__,
                "schema": event.schema,
                "data": plain(event),
            }
        )
        before = bytes.fromhex(bundle.last_hash) if bundle.last_hash else GENESIS
        digest = link(before, body).hex()
        bundle.last_seq, bundle.last_hash, bundle.last_at = seq, digest, at
        rows.append(
            Event(bundle=bundle, seq=seq, name=type(event).__name__, at=at, key=key, body=body, hash=digest)
        )
        key = None
    if state is None:
        raise ValueError("a stream begins with an event")
    _project(bundle, state)
    _store(bundle, rows)
    return state


def _project(bundle: Bundle, state: BundleState) -> None:
    bundle.accepted_on, bundle.finished_on = state.accepted_on, state.finished_on
    bundle.rating = state.rating.value if state.rating else ""
    bundle.state = dumps(plain(state))


def _store(bundle: Bundle, rows: list[Event]) -> None:
    if bundle.pk is None:
        bundle.save(force_insert=True)
    else:
        bundle.save(update_fields=COLUMNS)
    for row in rows:
        row.bundle = bundle
    Event.objects.bulk_create(rows)


COLUMNS = ("accepted_on", "finished_on", "rating", "state", "last_seq", "last_hash", "last_at")
"""What an event may change on a bundle's row."""


def state_of(bundle: Bundle) -> BundleState:
    """The kept state. Raises `Corrupt` for what no version of this program wrote."""
    return _strictly(BundleState, loads(bundle.state))


def read(row: Event) -> Line:
    """A line as it was written."""
    body: Any = loads(row.body)
    who = body["by"]
    if body["name"] not in e.EVENTS:
        raise Corrupt(f"no event of a bundle is called {body['name']}")
    event = _strictly(e.EVENTS[body["name"]], body["data"])
    at = datetime.fromisoformat(body["at"])
    return Line(row.seq, at, event, who["kind"], who.get("name", ""), who.get("role", ""), row.hash)


def fold(rows: Iterable[Event]) -> BundleState:
    """The state that these lines add up to; to be held against the kept one."""
    state: BundleState | None = None
    for row in rows:
        state = evolve(state, read(row).event)
    if state is None:
        raise Corrupt("a bundle without events")
    return state


def _strictly(cls: type[Any], data: object) -> Any:
    notes = Findings()
    value = read_value(cls, data, "", notes, own=True)
    if value is None or notes.found:
        raise Corrupt("; ".join(f"{one.path}: {one.message}" for one in notes.found))
    return value
