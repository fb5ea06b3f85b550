"""Which of the two kinds of database this house has."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.db import connection

from onevisit.operations import postgresql, sqlite


@dataclass(frozen=True)
class Engine:
    """What differs between them; `beside` is a folder from which a database can be moved into place in one step."""

    name: str
    member: str
    snapshot: Callable[[Path], AbstractContextManager[str]]
    placed: Callable[[Path, str], AbstractContextManager[None]]
    beside: Path


def current() -> Engine:
    """The engine of the default connection."""
    if connection.vendor == "sqlite":
        return Engine("sqlite", sqlite.MEMBER, sqlite.snapshot, sqlite.placed, sqlite.folder())
    return Engine("postgresql", postgresql.MEMBER, postgresql.snapshot, postgresql.placed, Path(settings.VAR))
