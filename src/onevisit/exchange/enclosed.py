"""Which originals came to a hall by post: whoever sent them did not have to come."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import datetime

from onevisit.exchange.models import WaybillMark
from onevisit.rules.parcels import Direction, Stand

Arrived = tuple[datetime, frozenset[str]]
"""When a parcel arrived, and the keys of the requirements whose originals were in it."""


def arrived(cases: Collection[str]) -> dict[str, list[Arrived]]:
    """The parcels that arrived for these cases, by their numbers. One statement, none without cases."""
    found: dict[str, list[Arrived]] = {}
    if not cases:
        return found
    marks = WaybillMark.objects.filter(
        stand=Stand.ARRIVED.value,
        waybill__direction=Direction.IN.value,
        waybill__case_number__in=sorted(cases),
    )
    for case, at, contents in marks.values_list("waybill__case_number", "at", "waybill__contents"):
        found.setdefault(case, []).append((at, frozenset(key for key, _ in contents)))
    return found


def enclosed(parcels: Iterable[Arrived], at: datetime) -> frozenset[str]:
    """The originals that had come by post by then."""
    return frozenset(key for arrival, keys in parcels if arrival <= at for key in keys)
