"""Fees where a page about something else shows them: on a case, and among what waits today."""

from __future__ import annotations

from collections.abc import Iterable

from django import template

from onevisit.casework.case_view import CaseView
from onevisit.payments import access, queries
from onevisit.payments.queries import Due, FeesView
from onevisit.platform.people.actors import Actor

register = template.Library()


@register.simple_tag
def fees_of(view: CaseView) -> FeesView:
    """What a case costs, which the page has shown to this person already."""
    return queries.of_case(view)


@register.simple_tag
def due_for(views: Iterable[tuple[CaseView, object, object]]) -> list[Due]:
    """What is still to be paid for the cases on the page, and could be paid now."""
    found = queries.due_of(view.number for view, _, _ in views)
    return [one for one in found.values() if one.payable]


@register.simple_tag
def amounts_to_assess(actor: Actor) -> int | None:
    """How many amounts wait for this person's organs; None for who works none out."""
    return queries.assessing_count(actor) if actor.holds(*access.ASSESSES) else None


@register.simple_tag
def may_assess(actor: Actor) -> bool:
    """Whether this person works amounts out."""
    return actor.holds(*access.ASSESSES)
