"""Another default connection for a while, for this thread alone."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Any

from django.db import connections


def alone() -> AbstractContextManager[None]:
    """One connection and no pool: who asks whether others are connected must not count himself."""
    options = connections["default"].settings_dict["OPTIONS"]
    return _with(OPTIONS={name: value for name, value in options.items() if name != "pool"})


def to_file(file: Path) -> AbstractContextManager[None]:
    """To another SQLite file."""
    return _with(NAME=str(file))


@contextmanager
def _with(**changes: Any) -> Iterator[None]:
    former = connections["default"]
    former.close()
    other = type(former)({**former.settings_dict, **changes}, "default")
    connections["default"] = other
    try:
        yield
    finally:
        other.close()
        connections["default"] = former
