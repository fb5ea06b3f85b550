"""Who has taken a piece of work in hand. A courtesy among colleagues, not a right: the log says who did what."""

from __future__ import annotations

from onevisit.casework.models import WorkItem
from onevisit.casework.queries import may_do
from onevisit.platform.people.actors import Actor


class NotToClaim(LookupError):
    """The item is done already, or is not this person's to do."""


class Taken(ValueError):
    """A colleague has it in hand; the message is his name."""


def claim(actor: Actor, number: str, item: int) -> None:
    """Take an item in hand. Raises `Taken` when a colleague was quicker."""
    _check(actor, number, item)
    if not WorkItem.objects.filter(pk=item, claimed_by=None).update(claimed_by=actor.person):
        row = WorkItem.objects.select_related("claimed_by").filter(pk=item).first()
        if row is None:
            raise NotToClaim(item)
        if row.claimed_by_id != actor.person:
            raise Taken(row.claimed_by.name if row.claimed_by else "")


def release(actor: Actor, number: str, item: int) -> None:
    """Give it back, one's own or a colleague's who is away."""
    _check(actor, number, item)
    WorkItem.objects.filter(pk=item).update(claimed_by=None)


def _check(actor: Actor, number: str, item: int) -> None:
    if item not in {card.item for card in may_do(actor, number)}:
        raise NotToClaim(item)
