"""Versions as values. A published version never changes, so what was parsed once is kept."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from django.db.models import Q

from onevisit.catalogue.models import MatterVersion
from onevisit.rules.matters.definition import Matter
from onevisit.rules.matters.parse import parse_matter
from onevisit.rules.matters.provenance import Provenance
from onevisit.rules.publishing.states import PUBLIC


class NoSuchMatter(LookupError):
    """No matter has this key, or none is in force on that day."""


@dataclass(frozen=True)
class Version:
    """A definition with the number of its version and where its values come from."""

    id: int
    number: int
    matter: Matter
    provenance: Provenance
    valid_from: date | None
    valid_to: date | None


@lru_cache(maxsize=4096)
def _parsed(version_id: int, sha256: str) -> tuple[Matter, Provenance]:
    row = MatterVersion.objects.only("definition").get(pk=version_id, sha256=sha256)
    parsed = parse_matter(json.loads(row.definition))
    if parsed.matter is None:
        raise ValueError(f"stored version {version_id} cannot be read: {parsed.findings}")
    return parsed.matter, parsed.provenance


def _version(row: MatterVersion) -> Version:
    matter, provenance = _parsed(row.pk, row.sha256)
    return Version(row.pk, row.number, matter, provenance, row.valid_from, row.valid_to)


_COLUMNS = ("id", "number", "sha256", "valid_from", "valid_to")


@lru_cache(maxsize=4096)
def _frozen(key: str, number: int) -> Version:
    public = [one.value for one in PUBLIC]
    row = MatterVersion.objects.only(*_COLUMNS).filter(matter=key, number=number, state__in=public).first()
    if row is None:
        raise NoSuchMatter(key)
    return _version(row)


def version(key: str, number: int) -> Version:
    """One published version, in force or not; raises `NoSuchMatter`. Asked of the database once a process.

    Its last day is the one that was known then; its definition never changes. A draft is no version that a case could
    come under (see `drafts`).
    """
    return _frozen(key, number)


def in_force(key: str, on: date) -> Version:
    """The version in force on a day; raises `NoSuchMatter`. One statement."""
    row = MatterVersion.objects.only(*_COLUMNS).filter(_on(on), matter=key).first()
    if row is None:
        raise NoSuchMatter(key)
    return _version(row)


def numbers_in_force(on: date) -> dict[str, int]:
    """Which version of each matter is in force on a day. One statement."""
    return dict(MatterVersion.objects.filter(_on(on)).values_list("matter", "number"))


def all_in_force(on: date) -> tuple[Version, ...]:
    """Every version in force on a day, in the order of pinyin. One statement, once all are parsed."""
    rows = MatterVersion.objects.only(*_COLUMNS, "pinyin").filter(_on(on)).order_by("pinyin", "matter")
    return tuple(_version(row) for row in rows)


def _on(day: date) -> Q:
    return Q(valid_from__lte=day) & (Q(valid_to=None) | Q(valid_to__gte=day))


def forget() -> None:
    """Drop what is kept; for tests that make versions anew."""
    _parsed.cache_clear()
    _frozen.cache_clear()
