"""What others ask about files. Who may see a file is decided by whoever refers to it."""

from __future__ import annotations

from collections.abc import Iterable

from onevisit.platform.files import store
from onevisit.platform.files.models import StoredFile


def describe(refs: Iterable[str]) -> dict[str, StoredFile]:
    """The files with these hashes."""
    return {one.sha256: one for one in StoredFile.objects.filter(sha256__in=list(refs))}


def content(sha256: str) -> tuple[bytes, str]:
    """Bytes and media type; raises `store.MissingFile`."""
    known = StoredFile.objects.filter(sha256=sha256, erased_at=None).first()
    if known is None:
        raise store.MissingFile(sha256)
    return store.read(sha256), known.media_type


def kept() -> list[str]:
    """The hashes of all files that are not erased: what a backup has to hold."""
    return list(StoredFile.objects.filter(erased_at=None).order_by("sha256").values_list("sha256", flat=True))
