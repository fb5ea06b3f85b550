"""Parcels where a page about something else shows them: at the intake, and on a case."""

from __future__ import annotations

from django import template

from onevisit.casework.pages import Page
from onevisit.exchange import access
from onevisit.exchange import parcels as book
from onevisit.exchange.parcels import ParcelCard
from onevisit.platform.people.actors import Actor

register = template.Library()

FIRST = 5
"""Parcels at the intake; the rest is one click away."""


@register.simple_tag
def parcels_coming(actor: Actor) -> Page[ParcelCard]:
    """What is on its way to the halls of this person, what has waited longest first."""
    if not actor.holds(*access.POST_ROOM):
        return Page((), 0, 1, FIRST)
    found = book.book(actor, "coming")
    return Page(found.items[:FIRST], found.total, 1, FIRST)


@register.simple_tag
def parcels_of(case: str) -> tuple[ParcelCard, ...]:
    """The parcels of a case that the page has shown to this person already."""
    return book.of_case(case)
