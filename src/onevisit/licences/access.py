"""Who may have a certificate: its holder's people, and the staff who may see its case. Verifying is for everybody."""

from __future__ import annotations

from django.db.models import Q

from onevisit.casework import queries as cases
from onevisit.licences.models import Licence
from onevisit.platform.people.actors import Actor


def own(actor: Actor) -> Q:
    """The licences of the actor's own parties."""
    return Q(holder_id__in=actor.parties)


def may_read(actor: Actor, licence: Licence) -> bool:
    """Whether the actor may see and download this licence."""
    return licence.holder_id in actor.parties or sees_case(actor, licence.case.number)


def sees_case(actor: Actor, number: str) -> bool:
    """Whether the actor's posts let him see this case: he finds it in his list of cases."""
    if not (actor.is_staff and number.isdigit()):
        return False
    return any(card.number == number for card in cases.cases(actor, cases.Filters(text=number)).items)
