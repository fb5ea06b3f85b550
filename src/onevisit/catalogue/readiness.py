"""A version in work as the gate sees it: its text examined, its number computed, its signatures read."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from onevisit.catalogue.drafts import newest_public
from onevisit.catalogue.examine import examine
from onevisit.catalogue.models import MatterVersion
from onevisit.catalogue.visits import catalogue_on, trips
from onevisit.rules.matters.definition import Matter
from onevisit.rules.publishing.decide import SIGNS
from onevisit.rules.publishing.gate import Facts, Reason, Signature, gate
from onevisit.rules.publishing.states import Move, State


@dataclass(frozen=True)
class Readiness:
    """What the gate judges, and what it says. `matter` is None while the text cannot be read as one."""

    matter: Matter | None
    facts: Facts
    reasons: tuple[Reason, ...]


def readiness(
    row: MatterVersion,
    on: date,
    instead: Mapping[str, Matter] | None = None,
    *,
    one_visit: bool | None = None,
) -> Readiness:
    """The version as it would be published on a day; `instead` are the other texts that come into force with it.

    `one_visit` says what it is to be published as, where that is not yet written in it.
    """
    parsed = examine(row.matter, json.loads(row.definition))
    number = None
    if parsed.matter is not None:
        catalogue = catalogue_on(on, {**(instead or {}), row.matter: parsed.matter})
        number = trips(parsed.matter, catalogue)
    facts = Facts(
        name=row.name,
        state=State(row.state),
        sha256=row.sha256,
        one_visit=row.one_visit if one_visit is None else one_visit,
        findings=parsed.findings,
        signatures=_signatures(row),
        trips=number,
        base=row.based_on or 0,
        newest=newest_public(row.matter) or 0,
    )
    return Readiness(parsed.matter, facts, gate(facts))


def _signatures(row: MatterVersion) -> tuple[Signature, ...]:
    """What was signed in this round: since the version was last checked."""
    found: list[Signature] = []
    for act in row.acts.order_by("seq"):
        move = Move(act.move)
        if move is Move.CHECK:
            found = []
        elif move in SIGNS:
            found.append(Signature(move, act.person_id, act.sha256, act.one_visit))
    return tuple(found)
