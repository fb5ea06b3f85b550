"""The small registers that definitions refer to, as values."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from onevisit.catalogue.models import LicenceType


@dataclass(frozen=True)
class TypeCard:
    """A licence type: its name and the 21-character code that identifiers begin with."""

    key: str
    name: str
    code: str


def licence_types(keys: Iterable[str]) -> dict[str, TypeCard]:
    """The licence types with these keys. One statement."""
    rows = LicenceType.objects.filter(key__in=[key for key in keys if key])
    return {row.key: TypeCard(row.key, row.name, row.code) for row in rows}
