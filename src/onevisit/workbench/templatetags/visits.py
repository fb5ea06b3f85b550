"""How often somebody had to come, where a page about something else shows it: on a case."""

from __future__ import annotations

from django import template

from onevisit.casework.case_view import CaseView
from onevisit.platform.people.actors import Actor
from onevisit.visits import access, queries
from onevisit.visits.queries import Visits

register = template.Library()


@register.simple_tag
def visits_of(view: CaseView) -> Visits:
    """The visits of a case that the page has shown to this person already."""
    return queries.of_view(view)


@register.filter
def records_visits(actor: Actor) -> bool:
    """Whether this person writes appearances down."""
    return actor.holds(*access.RECORDS)
