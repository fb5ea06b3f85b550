"""The lines of the log: what is hashed, and how a line is read back."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from onevisit.casework.models import Case, Event
from onevisit.platform.people.actors import Actor, ActorKind, Holding
from onevisit.rules.cases.codec import decode, encode
from onevisit.rules.cases.events import Event as CaseEvent
from onevisit.rules.cases.evolve import replay
from onevisit.rules.cases.state import CaseState
from onevisit.rules.record.canonical import dumps, loads
from onevisit.rules.record.chain import GENESIS, link


@dataclass(frozen=True)
class Line:
    """One event as it was written, with who did it and when."""

    seq: int
    at: datetime
    event: CaseEvent
    actor_kind: str
    actor_name: str
    role: str
    organ: str
    hash: str
    instead_of: str = ""


def by_whom(actor: Actor, post: Holding | None) -> dict[str, Any]:
    """Who did it, for the log. An applicant stands there by number only: his name can be erased elsewhere."""
    who: dict[str, Any] = {"kind": actor.kind.value}
    if actor.person is not None:
        who["person"] = actor.person
    if actor.kind is ActorKind.STAFF:
        who["name"] = actor.name
    if post is not None:
        who |= {"role": post.role.value, "organ": post.organ, "hall": post.hall, "window": post.window}
        if post.instead_of:  # Only then, so that every other line keeps its bytes.
            who["instead_of"] = post.instead_of
    return who


def write(case: Case, event: CaseEvent, at: datetime, who: dict[str, Any], key: str | None) -> Event:
    """The next line of a case, chained to the one before; moves the case's sequence and hash on."""
    name, schema, data = encode(event)
    seq = case.last_seq + 1
    body = dumps(
        {"case": case.number, "seq": seq, "at": at, "by": who, "name": name, "schema": schema, "data": data}
    )
    before = bytes.fromhex(case.last_hash) if case.last_hash else GENESIS
    digest = link(before, body).hex()
    case.last_seq, case.last_hash, case.last_at = seq, digest, at
    return Event(case=case, seq=seq, name=name, at=at, key=key, body=body, hash=digest)


def read(row: Event) -> Line:
    """A line as it was written."""
    body = loads(row.body)
    who = body["by"]
    return Line(
        row.seq,
        datetime.fromisoformat(body["at"]),
        decode(body["name"], body["schema"], body["data"]),
        who["kind"],
        who.get("name", ""),
        who.get("role", ""),
        who.get("organ", ""),
        row.hash,
        who.get("instead_of", ""),
    )


def fold(rows: Iterable[Event]) -> CaseState:
    """The state that these lines add up to."""
    return replay(read(row).event for row in rows)
