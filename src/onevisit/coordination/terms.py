"""The terms as values. A handful of rows."""

from __future__ import annotations

from datetime import date

from onevisit.coordination.models import CoordinationTerms
from onevisit.rules.coordination.terms import Terms, terms_on


def every() -> tuple[Terms, ...]:
    """All of them, the earliest first. One statement."""
    return tuple(
        Terms(one.since, one.answer, one.chief, one.position, one.decision, one.source, one.assumed)
        for one in CoordinationTerms.objects.order_by("since")
    )


def on(day: date) -> Terms:
    """Those for what begins on this day."""
    return terms_on(every(), day)
