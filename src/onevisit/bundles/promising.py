"""Answers how many visits were promised for a bundle, to those who count them."""

from __future__ import annotations

from onevisit.bundles.models import Bundle
from onevisit.casework import promises


@promises.answers
def promise_of(number: str) -> promises.BundlePromise | None:
    """What was promised on the day the bundle was handed in. One statement."""
    row = Bundle.objects.filter(number=number).values_list("name", "visits").first()
    return promises.BundlePromise(row[0], row[1]) if row else None
