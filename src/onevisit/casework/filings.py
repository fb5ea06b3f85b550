"""How much somebody files for others: asked by whoever looks after agents."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from django.db.models import Count, Q

from onevisit.casework.models import Case
from onevisit.casework.queries import OPEN_PHASES


def counts(people: Collection[int], since: date) -> dict[int, tuple[int, int]]:
    """By account: how many cases were filed from `since` on, and how many of all are still open. One statement."""
    rows = Case.objects.filter(submitted_by__in=people).values("submitted_by")
    found = rows.annotate(
        filed=Count("pk", filter=Q(submitted_on__gte=since)),
        still=Count("pk", filter=Q(phase__in=OPEN_PHASES)),
    )
    return {row["submitted_by"]: (row["filed"], row["still"]) for row in found}
