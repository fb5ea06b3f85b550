"""How long a window needs for one person: what the tickets have taught, or the assumed value until they have."""

from __future__ import annotations

from onevisit.appointments.desks import Desk
from onevisit.rules.appointments.capacity import Service
from onevisit.rules.matters.vocabulary import WindowClass
from onevisit.rules.queueing.desks import desk_of
from onevisit.tickets.queries import service_minutes


def service_of(desk: Desk) -> Service:
    """The minutes of a desk. Where it takes several classes, those of the slowest: nobody shall wait for the others."""
    learnt = [service_minutes(desk.hall, desk_of(WindowClass(one))) for one in desk.classes]
    slowest = max(learnt, key=lambda one: one.minutes)
    measured = 0 if slowest.assumed else slowest.samples
    return Service(max(1, round(slowest.minutes)), measured)
