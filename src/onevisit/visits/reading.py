"""Appearances as they stand now, with every ruling about them: one statement, whatever is asked."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Q

from onevisit.rules import appearances as rules
from onevisit.rules.appearances import Cause, Purpose
from onevisit.visits.models import Appearance


@dataclass(frozen=True)
class RulingLine:
    """A ruling with who made it, and when."""

    ruling: rules.Ruling
    by: str
    at: datetime


@dataclass(frozen=True)
class AppearanceLine:
    """An appearance as it stands (`now`) and as it was first written down; `by` whoever did that by hand, else ""."""

    now: rules.Appearance
    first: rules.Appearance
    place: str
    by: str
    rulings: tuple[RulingLine, ...]


def about(subject: str, *, is_bundle: bool) -> Q:
    """Those of a case, or of all cases of a bundle."""
    # The index has no cases outside a bundle, and is only taken by who says that he wants none.
    return Q(bundle=subject) & ~Q(bundle="") if is_bundle else Q(case__number=subject)


_COLUMNS = (
    "id", "case__number", "party", "hall", "hall__name", "place", "at", "day", "purpose", "required", "cause",
    "foreseen", "why", "as_what", "person__name", "rulings__number", "rulings__purpose", "rulings__required",
    "rulings__cause", "rulings__void", "rulings__reason", "rulings__person__name", "rulings__as_what", "rulings__at",
)  # fmt: skip


def lines(which: Q) -> tuple[AppearanceLine, ...]:
    """These appearances in the order of time. One statement."""
    found: dict[int, list[Mapping[str, Any]]] = {}
    for row in Appearance.objects.filter(which).values(*_COLUMNS).order_by("at", "id", "rulings__number"):
        found.setdefault(row["id"], []).append(row)
    return tuple(map(_line, found.values()))


def _line(rows: list[Mapping[str, Any]]) -> AppearanceLine:
    row = rows[0]
    first = rules.Appearance(
        row["id"],
        row["case__number"],
        row["party"],
        row["hall"] or row["place"],
        row["at"],
        row["day"],
        Purpose(row["purpose"]),
        row["required"],
        Cause(row["cause"]),
        row["foreseen"],
        row["why"],
    )
    ruled = tuple(_rulings(rows))
    now = first.under(ruled[-1].ruling) if ruled else first
    by = " ".join(filter(None, (row["as_what"], row["person__name"])))
    return AppearanceLine(now, first, row["hall__name"] or row["place"], by, ruled)


def _rulings(rows: list[Mapping[str, Any]]) -> Iterator[RulingLine]:
    for row in rows:
        if row["rulings__number"] is None:
            continue
        ruling = rules.Ruling(
            Purpose(row["rulings__purpose"]),
            row["rulings__required"],
            Cause(row["rulings__cause"]),
            row["rulings__void"],
            row["rulings__reason"],
        )
        by = f"{row['rulings__as_what']} {row['rulings__person__name']}"
        yield RulingLine(ruling, by, row["rulings__at"])
