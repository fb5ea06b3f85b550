"""Erase what was handed in for all parts, when the law says so; the stream keeps the hash, and the chain holds."""

from __future__ import annotations

from datetime import datetime

from onevisit.bundles.models import Bundle, Content
from onevisit.casework import of_bundle
from onevisit.rules.cases.phases import Phase


class NotClosed(ValueError):
    """Only what belongs to closed files may be erased; the message is the bundle's number."""


def erase(number: str, at: datetime) -> int:
    """Erase it, once every part has ended and every case is closed; returns how many. Again is no fault."""
    bundle = Bundle.objects.get(number=number)
    closed = all(one.phase is Phase.CLOSED for one in of_bundle.parts_of([number]))
    if bundle.finished_on is None or not closed:
        raise NotClosed(number)
    return Content.objects.filter(bundle=bundle, erased_at=None).update(body="", erased_at=at)
