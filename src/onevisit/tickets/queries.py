"""What doors and other capabilities ask about the tickets of a hall."""

from __future__ import annotations

from onevisit.rules.queueing import Desk, Learnt
from onevisit.tickets import learning


def service_minutes(hall: str, desk: Desk) -> Learnt:
    """How long one person takes at a desk of a hall. One statement."""
    return learning.minutes(hall)[desk]
