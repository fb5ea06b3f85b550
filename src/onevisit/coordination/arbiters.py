"""Who decides: the order of the arbiters as the district's pack names it."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import transaction

from onevisit.coordination.models import Arbiter
from onevisit.platform.organs.queries import OrganCard, organ_cards
from onevisit.rules.coordination.disagreement import Issue
from onevisit.rules.district.pack import Pack


@dataclass(frozen=True)
class ArbiterCard:
    """An arbiter with the name of his head. `assumed` until the district has confirmed the order."""

    issue: Issue
    place: int
    organ: OrganCard
    assumed: bool


@transaction.atomic
def seed(pack: Pack) -> int:
    """Enter the arbiters that the pack names, where none are named yet; returns how many. Safe to call again."""
    if Arbiter.objects.exists():
        return 0
    rows = [
        Arbiter(
            issue=one.issue,
            place=place,
            organ_id=organ,
            assumed=not one.confirmed,
        )
        for one in pack.arbiters
        for place, organ in enumerate(one.organs, 1)
    ]
    return len(Arbiter.objects.bulk_create(rows))


def order(issue: Issue) -> tuple[str, ...]:
    """The organs that decide a disagreement about this, in their order. One statement."""
    rows = Arbiter.objects.filter(issue=issue.value).order_by("place")
    return tuple(rows.values_list("organ", flat=True))


def every() -> tuple[ArbiterCard, ...]:
    """All of them by issue, with their heads."""
    cards = organ_cards()
    return tuple(
        ArbiterCard(Issue(row.issue), row.place, cards[row.organ_id], row.assumed)
        for row in Arbiter.objects.order_by("issue", "place")
    )
