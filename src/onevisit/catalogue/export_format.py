"""How a catalogue that was written out is laid out. `export` writes it, `read_in` reads it.

    catalogue.yaml                  the format, the day (of a plain pack), and the batches
    divisions.yaml organs.yaml      whom the definitions name; they belong to the platform and go along
    laws.yaml licence_types.yaml resources.yaml life_events.yaml words.yaml
    versions/<key>.yaml             the versions of a matter: number, from, to, batch, visits, and the hash of the text
    versions/<key>/<number>.yaml    the definition of each
    matters/<organ>/<key>.yaml      the same in a plain pack, which has one version of each matter

Rows stand in the order of their keys, with every default left out. What is in work (drafts, opinions, who signed) is
not in it.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import Any

FORMAT = 1
"""Raised when something that was written can no longer be read the same."""

HEAD = "catalogue"
"""The file that says what the folder is."""


@dataclass(frozen=True)
class BatchRow:
    """A batch. `kind` is a value of `Batch.Kind`."""

    number: int
    title: str
    published_on: date
    kind: str


@dataclass(frozen=True)
class Head:
    """What the folder holds: with a `day`, what was in force on it; without, everything that was ever published."""

    format: int
    batches: tuple[BatchRow, ...]
    day: date | None = None


@dataclass(frozen=True)
class VersionRow:
    """A version without its text. `sha256` is over the definition as the database keeps it."""

    number: int
    since: date
    sha256: str
    until: date | None = None
    withdrawn: bool = False
    batch: int | None = None
    one_visit: bool = False
    visits_low: int | None = None
    visits_high: int | None = None


def row_of(value: Any) -> dict[str, object]:
    """A value of a dataclass as it is written: no defaults, plain values."""
    found: dict[str, object] = {}
    for one in dataclasses.fields(value):
        here = getattr(value, one.name)
        default = one.default_factory() if one.default_factory is not dataclasses.MISSING else one.default
        if here != default:
            found[one.name] = plain(here)
    return found


def plain(value: Any) -> object:
    """A value as YAML and JSON have it."""
    if dataclasses.is_dataclass(value):
        return row_of(value)
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple | list):
        return [plain(one) for one in value]
    if isinstance(value, Mapping):
        return {key: plain(one) for key, one in value.items()}
    return value
