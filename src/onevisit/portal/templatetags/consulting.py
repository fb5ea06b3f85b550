"""That organs consult each other about a case, which, and until when: what its applicant is told of it."""

from __future__ import annotations

from django import template

from onevisit.coordination import queries

register = template.Library()


@register.simple_tag
def consulting_about(case: str) -> tuple[queries.Consulting, ...]:
    """Who consults now about a case that the page has shown to its applicant already."""
    return queries.for_applicant(case)
