"""Applications that are being written: saved as one types, never lost to a stale page, gone once handed in."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Q, QuerySet

from onevisit.casework.merging import merge, writers
from onevisit.casework.models import Draft, DraftCode
from onevisit.catalogue import bundles
from onevisit.catalogue.versions import in_force, numbers_in_force, version
from onevisit.platform import clock
from onevisit.platform.people.actors import Actor
from onevisit.rules.bundles.composite import Composite
from onevisit.rules.bundles.refusals import CannotJoin
from onevisit.rules.journeys import answered
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
    shared: bool = False
    """Whether it is open on the applicant's account and at a window of `hall`."""
    writers: Mapping[str, str] = field(default_factory=dict)
    """Who wrote each entry last (`form.name`, `delivery`), where more than one has written."""


@dataclass(frozen=True)
class Dropped:
    """A draft that was thrown away, and until when it can be taken back."""

    draft: DraftView
    at: datetime
    until: datetime


@dataclass(frozen=True)
class Saved:
    """What became of a save. `overwritten`: the parts that were saved elsewhere meanwhile, and are these now.

    `left`: entries that the applicant or the window has changed meanwhile, and that this page had not touched.
    """

    edition: int
    overwritten: tuple[str, ...] = ()
    left: tuple[str, ...] = ()


KEPT = timedelta(days=7)
"""So long a draft that its writer threw away can be taken back; then it is erased. Told where it is thrown away."""

APPLICANT = "申请人"
_ONLINE = Q(hall=None) | Q(clerk__isnull=False)
"""What its writer finds on his account: begun there, or come from a window."""


def rows_of(actor: Actor) -> QuerySet[Draft]:
    """The drafts that this person writes, or has open at his window."""
    if actor.person is None:
        return Draft.objects.none()
    return Draft.objects.filter(Q(person=actor.person) | Q(clerk=actor.person), dropped_at=None)


def writer(actor: Actor, row: Draft) -> str:
    """Who he is for this draft: its applicant, or a window with its clerk."""
    if row.hall_id is None or (row.clerk_id is not None and row.clerk_id != actor.person):
        return APPLICANT
    post = next((one for one in actor.posts if one.hall == row.hall_id), None)
    return f"{post.hall_name}{post.window}号窗口{actor.name}" if post else actor.name


def begin(actor: Actor, matter: str, party: int | None = None, hall: str = "") -> DraftView:
    """A new draft under the version in force; or the one that this person already has for this matter and party."""
    current = in_force(matter, clock.today())
    former = (
        Draft.objects.filter(_ONLINE, dropped_at=None, person=actor.person, matter=matter, party=party)
        .order_by("-saved_at")
        .first()
    )
    if former is not None and not hall:
        return view_of(former)
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
    return view_of(row)


def begin_bundle(actor: Actor, composite: Composite, party: int | None = None, hall: str = "") -> DraftView:
    """A new draft of several matters as one; or the one that this person already has on line."""
    parts = [[one.key, one.version] for one in composite.parts]
    name = bundles.MARK + composite.bundle.key.removeprefix(bundles.MARK)
    former = Draft.objects.filter(_ONLINE, dropped_at=None, person=actor.person, matter=name, party=party)
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
    return view_of(row)


def get(actor: Actor, draft: int) -> DraftView:
    """One of this person's drafts; raises `NoSuchDraft`."""
    row = rows_of(actor).filter(pk=draft).first()
    if row is None:
        raise NoSuchDraft(draft)
    return view_of(row)


def mine(actor: Actor) -> tuple[DraftView, ...]:
    """The person's drafts on line, the newest first."""
    rows = list(Draft.objects.filter(_ONLINE, dropped_at=None, person=actor.person).order_by("-saved_at"))
    current = numbers_in_force(clock.today()) if rows else {}
    return tuple(view_of(row, current) for row in rows)


def save(actor: Actor, draft: int, parts: Mapping[str, Any], seen: int, party: int | None = None) -> Saved:
    """Put these parts (`answers`, `form`, `shown`, `delivery` …) into the draft; what is not named stays.

    A part that is a mapping is merged key by key, so that two open pages lose nothing that the other did not touch.
    """
    with transaction.atomic():
        row = rows_of(actor).select_for_update(of=("self",)).filter(pk=draft).first()
        if row is None:
            raise NoSuchDraft(draft)
        overwritten = [
            key for key, value in parts.items() if row.edition > seen and row.content.get(key, value) != value
        ]
        row.edition += 1
        done = merge(row.content, row.written, parts, by=writer(actor, row), seen=seen, edition=row.edition)
        row.content, row.written, row.saved_at = done.content, done.written, clock.now()
        if party is not None:
            row.party_id = party
        row.save(update_fields=["content", "written", "edition", "saved_at", "party"])
        return Saved(row.edition, tuple(dict.fromkeys([*overwritten, *done.overwritten])), tuple(done.left))


def remove_shown(actor: Actor, draft: int, requirement: str) -> None:
    """Take back what was given for a requirement."""
    with transaction.atomic():
        row = rows_of(actor).select_for_update(of=("self",)).filter(pk=draft).first()
        if row is None:
            raise NoSuchDraft(draft)
        row.content.get("shown", {}).pop(requirement, None)
        row.edition += 1
        row.save(update_fields=["content", "edition"])


def discard(actor: Actor, draft: int) -> None:
    """Erase a draft at once: it was handed in."""
    rows_of(actor).filter(pk=draft).delete()


def drop(actor: Actor, draft: int) -> bool:
    """Throw a draft away, whose writer has `KEPT` to think better of it; False if there is none.

    Whoever has it open loses it, and the codes that lead to it die.
    """
    with transaction.atomic():
        dropped = rows_of(actor).filter(pk=draft).update(dropped_at=clock.now())
        if dropped:
            DraftCode.objects.filter(draft=draft).delete()
    return bool(dropped)


def dropped(actor: Actor, *, window: bool = False) -> tuple[Dropped, ...]:
    """What the person threw away and can still take back, the last first: on his account, or at his window."""
    rows = list(_droppings(actor).filter(~_ONLINE if window else _ONLINE).order_by("-dropped_at", "-pk"))
    current = numbers_in_force(clock.today()) if rows else {}
    return tuple(
        Dropped(view_of(row, current), row.dropped_at, row.dropped_at + KEPT)
        for row in rows
        if row.dropped_at
    )


def bring_back(actor: Actor, draft: int) -> DraftView:
    """Take back what was thrown away, as it was. Raises `NoSuchDraft` when it is too late."""
    with transaction.atomic():
        row = _droppings(actor).select_for_update(of=("self",)).filter(pk=draft).first()
        if row is None:
            raise NoSuchDraft(draft)
        row.dropped_at = None
        row.save(update_fields=["dropped_at"])
        return view_of(row)


def _droppings(actor: Actor) -> QuerySet[Draft]:
    if actor.person is None:
        return Draft.objects.none()
    mine = Q(person=actor.person) | Q(clerk=actor.person)
    return Draft.objects.filter(mine, dropped_at__gt=clock.now() - KEPT)


def view_of(row: Draft, current: Mapping[str, int] | None = None) -> DraftView:
    """The draft as a value; `current` says which version is in force of each matter, where that is known already."""
    composite, outdated = _composite(row)
    if composite is None:
        matter = version(row.matter, row.version).matter
        current = numbers_in_force(clock.today()) if current is None else current
        outdated = current.get(row.matter) != row.version
    else:
        answers = answered(composite.matter, row.content.get("answers") or {})
        # What does not apply after these answers makes nothing stricter; before the first one, all may apply.
        matter = composite.within(answers) if composite.applying(answers) else composite.matter
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
        row.hall_id is not None and row.clerk_id is not None,
        writers(row.written),
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
