"""The remedies that the page of a refusal proposes; the deciding person reads them and may change them."""

from __future__ import annotations

from collections.abc import Mapping

from onevisit.platform.organs.queries import OrganCard
from onevisit.rules.district.definition import OrganKind
from onevisit.rules.remedies import remedies


def for_organ(organ: OrganCard, organs: Mapping[str, OrganCard]) -> str:
    """The sentence for this organ. Every district has a government among its organs."""
    government = next(one.name for one in organs.values() if one.kind == OrganKind.GOVERNMENT)
    return remedies(OrganKind(organ.kind), government)
