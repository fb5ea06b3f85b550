"""What people wrote, read back by the hash that events refer to."""

from __future__ import annotations

from typing import Any

from onevisit.casework.models import Content
from onevisit.rules.record.canonical import loads


class NoContent(LookupError):
    """Nothing was written under this hash, or it was erased as the law demands."""


def content(ref: str) -> dict[str, Any]:
    """The data of one content. Who may see it is decided by whoever refers to it; raises `NoContent`."""
    row = Content.objects.filter(pk=ref, erased_at=None).first()
    if row is None:
        raise NoContent(ref)
    data: dict[str, Any] = loads(row.body)["data"]  # type: ignore[index, call-overload, assignment]
    return data
