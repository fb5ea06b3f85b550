"""Seal what was written since the last seal: every event becomes a leaf of one tree over the whole log.

A chain per case cannot show that its tail, or a whole case, is missing; the tree can, and its root is printed on
receipts, so that it is known outside the house.
"""

from __future__ import annotations

import json
from datetime import datetime

from django.db import IntegrityError, transaction
from django.db.models import F

from onevisit.casework import streams
from onevisit.casework.models import Case, Event, Leaf, Seal
from onevisit.rules.record.merkle import Frontier

BATCH = 500
"""Cases in one seal at most, so that a seal never holds locks for long."""


def seal(at: datetime) -> int:
    """Seal everything there is to seal; returns how many events. May come late, twice, and in several processes."""
    sealed = 0
    while True:
        try:
            step = _seal_batch(at)
        except IntegrityError:
            # Another process sealed the same leaves first; what is left is looked at again.
            continue
        if not step:
            return sealed
        sealed += step


@transaction.atomic
def _seal_batch(at: datetime) -> int:
    cases = list(
        Case.objects.select_for_update()
        .filter(last_seq__gt=F("sealed_seq"))
        .order_by("id")
        .only("id", "number", "last_seq", "sealed_seq")[:BATCH]
    )
    others = [line for stream in streams.registered() for line in stream.take(BATCH)]
    if not cases and not others:
        return 0
    by_id = {case.pk: case for case in cases}
    last = Seal.objects.order_by("-size").first()
    frontier = Frontier.from_hex(last.size, json.loads(last.frontier)) if last else Frontier()
    rows = (
        Event.objects.filter(case__in=by_id).order_by("case_id", "seq").values_list("case_id", "seq", "hash")
    )
    fresh = [(by_id[case].number, seq, hash_) for case, seq, hash_ in rows if seq > by_id[case].sealed_seq]
    fresh += others
    Leaf.objects.bulk_create(
        Leaf(index=frontier.size + position, number=number, seq=seq, hash=hash_)
        for position, (number, seq, hash_) in enumerate(fresh)
    )
    frontier = frontier.extend(leaf_entry(number, seq, hash_) for number, seq, hash_ in fresh)
    Seal.objects.create(
        size=frontier.size, root=frontier.root().hex(), frontier=json.dumps(frontier.to_hex()), sealed_at=at
    )
    Case.objects.filter(pk__in=by_id).update(sealed_seq=F("last_seq"))
    return len(fresh)


def leaf_entry(number: str, seq: int, hash_: str) -> bytes:
    """What a leaf of the tree says: which case or bundle, which line, which hash."""
    return f"{number}/{seq}/{hash_}".encode()


def latest() -> Seal | None:
    """The newest seal."""
    return Seal.objects.order_by("-size").first()
