"""How facts are spelled, where that says something to people."""

from __future__ import annotations

from onevisit.rules.journeys.model import Fact

LICENCE, E_LICENCE, PAPER = "licence:", "e-licence:", ":paper:"


def is_paper(fact: Fact) -> bool:
    """Whether a fact is something that one can hold: a licence or another paper. A bare problem's facts all are."""
    return fact.startswith((LICENCE, E_LICENCE)) or PAPER in fact or ":" not in fact
