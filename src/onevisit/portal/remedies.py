"""What can be done against what an organ did: before whom, until when."""

from __future__ import annotations

from onevisit.platform.organs.queries import OrganCard, organ_cards
from onevisit.rules.district.definition import OrganKind
from onevisit.rules.remedies import remedies


def remedies_of(organ: OrganCard) -> str:
    """The sentence for an act of this organ. Every district has a government among its organs."""
    government = next(one.name for one in organ_cards().values() if one.kind == OrganKind.GOVERNMENT)
    return remedies(OrganKind(organ.kind), government)
