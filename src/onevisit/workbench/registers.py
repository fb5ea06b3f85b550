"""免提交 at a window: what registers know of the person who stands there, kept in the draft.

A register is asked in a POST only: every enquiry is written down, and reading a page writes nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from onevisit.casework.drafts import DraftView
from onevisit.exchange import queries as exchange
from onevisit.exchange.ports import Purpose
from onevisit.platform.people.actors import Actor
from onevisit.rules.matters.definition import Requirement
from onevisit.rules.matters.vocabulary import Way

WAYS = (Way.E_LICENCE, Way.SHARED)


@dataclass(frozen=True)
class Offer:
    """A register can answer instead of a paper."""

    way: Way
    ref: str
    register: str
    subject: str
    facts: tuple[tuple[str, str], ...]


def needed(party: int | None, requirements: Iterable[Requirement]) -> list[str]:
    """What an enquiry is about: asked again only when this changes."""
    return [
        str(party),
        *sorted(one.key for one in requirements if any(way.way in WAYS for way in one.evidence)),
    ]


def ask(actor: Actor, draft: DraftView, party: int, requirements: Iterable[Requirement]) -> dict[str, object]:
    """Ask about everything that this situation needs; returns the parts to be kept in the draft."""
    wanted = list(requirements)
    evidence = [way for one in wanted for way in one.evidence if way.way in WAYS]
    known = exchange.available(party, evidence, Purpose.APPLY, actor, draft=draft.id) if evidence else {}
    offers: dict[str, object] = {}
    for one in wanted:
        # The definition names the ways in the order in which we would like people to use them.
        first = next((way for way in one.evidence if way in known), None)
        if first is not None:
            answer = known[first]
            offers[one.key] = {
                "way": first.way.value,
                "ref": answer.ref,
                "register": answer.register,
                "subject": answer.subject,
                "facts": [list(pair) for pair in answer.facts],
            }
    return {"offers": [offers], "asked": needed(party, wanted)}


def offers(content: Mapping[str, object]) -> dict[str, Offer]:
    """What was found, by requirement."""
    found = _by_requirement(content.get("offers"))
    return {
        key: Offer(
            Way(str(one["way"])),
            str(one["ref"]),
            str(one.get("register") or one.get("source", "")),
            str(one["subject"]),
            tuple((label, value) for label, value in _pairs(one["facts"])),
        )
        for key, one in found.items()
    }


def _by_requirement(kept: object) -> Mapping[str, Mapping[str, object]]:
    """As this door keeps it, or as the portal does where the draft was begun on line: one entry a requirement."""
    entries: list[Mapping[str, Any]] = kept if isinstance(kept, list) else []
    if any("requirement" in one for one in entries):
        return {str(one["requirement"]): one for one in entries}
    return entries[0] if entries else {}


def _pairs(facts: object) -> list[list[str]]:
    return facts if isinstance(facts, list) else []
