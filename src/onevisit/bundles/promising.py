"""Tells those who count visits what was promised for a bundle."""

from __future__ import annotations

from onevisit.bundles.models import Bundle
from onevisit.casework import promises


@promises.answers
def promised(number: str) -> promises.BundlePromise | None:
    """The name of a bundle and the visits promised for it. One statement."""
    row = Bundle.objects.filter(number=number).values_list("name", "visits").first()
    return promises.BundlePromise(*row) if row else None
