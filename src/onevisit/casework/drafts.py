"""Applications that are being written: saved as one types, never lost to a stale page, gone once handed in."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db import transaction

from onevisit.casework.models import Draft
from onevisit.catalogue import bundles
from onevisit.catalogue.versions import in_force, numbers_in_force, version
from onevisit.platform import clock
from onevisit.platform.people.actors import Actor
from onevisit.rules.bundles.composite import Composite
from onevisit.rules.bundles.refusals import CannotJoin
from onevisit.rules.matters.definition import Matter


class NoSuchDraft(LookupError):
    """No draft with this number is this person's."""


@dataclass(frozen=True)
class DraftView:
    """A draft as pages show it. `outdated`: the matter has got a new version since."""

    id: int
    matter: Matter
    version: int
    party: int | None
    hall: str
    content: Mapping[str, Any]
    edition: int
    key: str
    saved_at: Any
    outdated: bool
    composite: Composite | None = None
    """What it is made of, where several matters are applied for as one; `matter` is then the one that they make."""


@dataclass(frozen=True)
class Saved:
    """What became of a save. `overwritten`: the parts that were saved elsewhere meanwhile, and are these now."""

    edition: int
    overwritten: tuple[str, ...] = ()


def begin(actor: Actor, matter: str, party: int | None = None, hall: str = "") -> DraftView:
    """A new draft under the version in force; or the one that this person already has for this matter and party."""
    current = in_force(matter, clock.today())
    former = (
        Draft.objects.filter(person=actor.person, matter=matter, party=party, hall=hall or None)
        .order_by("-saved_at")
        .first()
    )
    if former is not None and not hall:
        return _view(former)
    now = clock.now()
    row = Draft.objects.create(
        person_id=actor.person,
        matter=matter,
        version=current.number,
        party_id=party,
        hall_id=hall or None,
        key=secrets.token_hex(16),
        made_at=now,
        saved_at=now,
    )
    return _view(row)


def begin_bundle(actor: Actor, composite: Composite, party: int | None = None, hall: str = "") -> DraftView:
    """A new draft of several matters as one; or the one that this person already has on line."""
    parts = [[one.key, one.version] for one in composite.parts]
    name = bundles.MARK + composite.bundle.key.removeprefix(bundles.MARK)
    former = Draft.objects.filter(person=actor.person, matter=name, party=party, hall=None)
    row = None if hall else former.order_by("-saved_at").first()
    if row is None:
        now = clock.now()
        row = Draft.objects.create(
            person_id=actor.person,
            matter=name,
            version=0,
            parts=parts,
            party_id=party,
            hall_id=hall or None,
            key=secrets.token_hex(16),
            made_at=now,
            saved_at=now,
        )
    return _view(row)


def get(actor: Actor, draft: int) -> DraftView:
    """One of this person's drafts; raises `NoSuchDraft`."""
    row = Draft.objects.filter(person=actor.person, pk=draft).first() if actor.person else None
    if row is None:
        raise NoSuchDraft(draft)
    return _view(row)


def mine(actor: Actor) -> tuple[DraftView, ...]:
    """The person's drafts on line, the newest first."""
    rows = list(Draft.objects.filter(person=actor.person, hall=None).order_by("-saved_at"))
    current = numbers_in_force(clock.today()) if rows else {}
    return tuple(_view(row, current) for row in rows)


def save(actor: Actor, draft: int, parts: Mapping[str, Any], seen: int, party: int | None = None) -> Saved:
    """Put these parts (`answers`, `form`, `shown`, `delivery` …) into the draft; what is not named stays.

    A part that is a mapping is merged key by key, so that two open pages lose nothing that the other did not touch.
    """
    with transaction.atomic():
        row = Draft.objects.select_for_update().filter(person=actor.person, pk=draft).first()
        if row is None:
            raise NoSuchDraft(draft)
        overwritten = tuple(
            key for key, value in parts.items() if row.edition > seen and row.content.get(key, value) != value
        )
        for key, value in parts.items():
            former = row.content.get(key)
            merged = {**former, **value} if isinstance(former, dict) and isinstance(value, Mapping) else value
            row.content[key] = merged
        if party is not None:
            row.party_id = party
        row.edition += 1
        row.saved_at = clock.now()
        row.save(update_fields=["content", "edition", "saved_at", "party"])
        return Saved(row.edition, overwritten)


def remove_shown(actor: Actor, draft: int, requirement: str) -> None:
    """Take back what was given for a requirement."""
    with transaction.atomic():
        row = Draft.objects.select_for_update().filter(person=actor.person, pk=draft).first()
        if row is None:
            raise NoSuchDraft(draft)
        row.content.get("shown", {}).pop(requirement, None)
        row.edition += 1
        row.save(update_fields=["content", "edition"])


def discard(actor: Actor, draft: int) -> None:
    """Erase a draft: it was handed in, or its writer does not want it any more."""
    Draft.objects.filter(person=actor.person, pk=draft).delete()


def _view(row: Draft, current: Mapping[str, int] | None = None) -> DraftView:
    """The draft as a value; `current` says which version is in force of each matter, where that is known already."""
    composite, outdated = _composite(row)
    if composite is None:
        matter = version(row.matter, row.version).matter
        current = numbers_in_force(clock.today()) if current is None else current
        outdated = current.get(row.matter) != row.version
    else:
        matter = composite.matter
    return DraftView(
        row.pk,
        matter,
        row.version,
        row.party_id,
        row.hall_id or "",
        row.content,
        row.edition,
        row.key,
        row.saved_at,
        outdated,
        composite,
    )


def _composite(row: Draft) -> tuple[Composite | None, bool]:
    """What a draft of several matters is made of: today's, or what it was begun with, which is outdated then."""
    if not row.matter.startswith(bundles.MARK):
        return None, False
    parts = [(key, number) for key, number in row.parts]
    try:
        return bundles.named(row.matter, parts, clock.today()), False
    except (bundles.NoSuchBundle, CannotJoin):
        return bundles.as_it_was(row.matter.removeprefix(bundles.MARK), parts), True
