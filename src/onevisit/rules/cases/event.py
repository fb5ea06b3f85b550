"""What all events have in common."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar


@dataclass(frozen=True)
class Event:
    """Base of all events. `schema` is the version of the payload's shape."""

    schema: ClassVar[int] = 1
    label: ClassVar[str] = ""
    on: date
