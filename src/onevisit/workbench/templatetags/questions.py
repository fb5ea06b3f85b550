"""How many questions wait, for the first page."""

from __future__ import annotations

from django import template

from onevisit.platform.people.actors import Actor
from onevisit.questions import access, queries

register = template.Library()


@register.simple_tag
def questions_waiting(actor: Actor) -> int | None:
    """How many questions wait for this person's organs; None for somebody who answers none."""
    return queries.waiting(actor) if access.organs_of(actor) else None
