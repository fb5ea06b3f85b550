"""Forget who a ticket belonged to, once its day is long past: what remains says how a day in the hall went.

个人信息保护法 Art. 19: personal information is kept no longer than its purpose needs; why somebody had priority tells
of his health (Art. 28). The purpose is over with the day; half a year is left for complaints. The length is assumed.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db.models import Case, F, Q, Value, When

from onevisit.platform import clock
from onevisit.rules.queueing import Ground
from onevisit.tickets.models import Ticket

KEPT = timedelta(days=180)


def forget(at: datetime) -> int:
    """Erase party, appointment, errand and the ground of priority of tickets that are long past; returns how many.

    That somebody had priority, or came with an appointment, is still counted. Safe to run again.
    """
    said = Q(party__isnull=False) | ~Q(appointment="") | ~Q(about="") | ~Q(about_name="") | ~Q(priority="")
    past = Ticket.objects.filter(said, day__lt=clock.day_of(at - KEPT))
    return past.update(
        had_priority=Case(When(priority="", then=F("had_priority")), default=Value(value=True)),
        ground=Case(When(ground=Ground.PRIORITY.value, then=Value(Ground.CAME.value)), default=F("ground")),
        priority="",
        party=None,
        appointment="",
        about="",
        about_name="",
    )
