"""What others ask about parties."""

from __future__ import annotations

from dataclasses import dataclass

from onevisit.platform.people.actors import Actor
from onevisit.platform.people.models import Party, PartyKind
from onevisit.rules.identifiers import citizen


@dataclass(frozen=True)
class PartyCard:
    """A party as its own people see it; the identifier is masked even for them."""

    id: int
    name: str
    is_person: bool
    masked_identifier: str
    phone: str
    address: str
    verified_by: str


def parties_of(actor: Actor) -> tuple[PartyCard, ...]:
    """Those in whose name the actor may ask, himself first."""
    rows = {row.pk: row for row in Party.objects.filter(pk__in=actor.parties)}
    return tuple(_card(rows[key]) for key in actor.parties if key in rows)


def party(key: int) -> PartyCard:
    """One party, for those who have found out that they may see it."""
    return _card(Party.objects.get(pk=key))


def _card(row: Party) -> PartyCard:
    return PartyCard(
        row.pk,
        row.name,
        row.kind == PartyKind.PERSON,
        citizen.mask(row.identifier),
        row.phone,
        row.address,
        row.verified_by,
    )
