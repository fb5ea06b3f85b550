"""The licence that an application wants to change or renew, as casework's rules ask for it."""

from __future__ import annotations

from onevisit.casework.facts import asks_licences_of
from onevisit.licences.models import Licence
from onevisit.licences.standing import Status
from onevisit.rules.cases.context import LicenceFacts


@asks_licences_of
def licence_of(identifier: str, party: int) -> LicenceFacts | None:
    """What the register has of this identifier, when it is this party's; None otherwise."""
    row = Licence.objects.filter(identifier=identifier, holder_id=party).exclude(identifier="").first()
    if row is None:
        return None
    return LicenceFacts(row.identifier, row.type_id or "", row.status == Status.VALID.value, row.valid_to)
