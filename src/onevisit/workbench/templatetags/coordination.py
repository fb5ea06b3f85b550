"""What organs consult each other about, where the page of a case shows it."""

from __future__ import annotations

from django import template
from django.http import HttpRequest

from onevisit.coordination import access as reading
from onevisit.coordination import queries
from onevisit.coordination.cards import DisagreementCard
from onevisit.platform import access

register = template.Library()


@register.simple_tag
def coordination_of(request: HttpRequest, case: str) -> queries.CasePanel:
    """What is consulted about a case that the page has shown to this person already."""
    return queries.of_case(access.actor(request), case)


@register.simple_tag
def sees_consultation(request: HttpRequest, card: DisagreementCard) -> bool:
    """Whether this person may open the page of the disagreement itself."""
    return reading.reads(access.actor(request), card.raiser.organ.key, card.other.organ.key, card.arbiter.key)
