"""Have the whole record checked, and read what was found. The check itself stands in casework.ledger."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from onevisit.casework.models import Seal
from onevisit.casework.pages import Page, page
from onevisit.platform import clock
from onevisit.platform.outbox import commands as outbox
from onevisit.platform.people.actors import Actor
from onevisit.supervision.models import Verification

FAULTS_KEPT = 200
"""Faults that are kept with a verification; their number is kept whole. The command line prints all."""


@dataclass(frozen=True)
class VerificationView:
    """One verification as pages show it."""

    asked_by: str
    asked_at: datetime
    finished_at: datetime | None
    cases: int
    events: int
    leaves: int
    seals: int
    root: str
    fault_count: int
    faults: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class SealView:
    """A root of the tree over the log, which receipts print."""

    size: int
    root: str
    at: datetime


def ask(actor: Actor) -> bool:
    """Put a verification into the outbox; False if one is waiting or running already.

    It reads the whole record, which takes minutes once there are many cases: no request waits for it.
    """
    with transaction.atomic():
        if Verification.objects.select_for_update().filter(finished_at=None).exists():
            return False
        now = clock.now()
        row = Verification.objects.create(asked_by_id=actor.person, asked_at=now)
        outbox.put([("verify-record", {"verification": row.pk})], now)
    return True


def latest(limit: int = 10) -> tuple[VerificationView, ...]:
    """The last verifications, the newest first."""
    rows = Verification.objects.select_related("asked_by").order_by("-asked_at", "-id")
    return tuple(_view(row) for row in rows[:limit])


def seals(number: int = 1) -> Page[SealView]:
    """Every seal, the newest first."""
    return page(
        Seal.objects.order_by("-size"), number, lambda row: SealView(row.size, row.root, row.sealed_at)
    )


def _view(row: Verification) -> VerificationView:
    return VerificationView(
        row.asked_by.name,
        row.asked_at,
        row.finished_at,
        row.cases,
        row.events,
        row.leaves,
        row.seals,
        row.root,
        row.fault_count,
        tuple((where, what) for where, what in row.faults),
    )
