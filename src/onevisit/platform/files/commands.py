"""Take a file in."""

from __future__ import annotations

from onevisit.platform import clock
from onevisit.platform.files import store
from onevisit.platform.files.inspection import PDF, FileKind, inspect
from onevisit.platform.files.models import StoredFile


def keep(data: bytes, name: str) -> str:
    """Keep what somebody uploaded and return its SHA-256. Raises `BadFile` before anything is written."""
    return _keep(data, inspect(data, name))


def keep_document(data: bytes) -> str:
    """Keep a PDF that the house itself made."""
    return _keep(data, PDF)


def _keep(data: bytes, kind: FileKind) -> str:
    sha256 = store.write(data)
    StoredFile.objects.get_or_create(
        sha256=sha256,
        defaults={"size": len(data), "media_type": kind.media_type, "stored_at": clock.now()},
    )
    return sha256
