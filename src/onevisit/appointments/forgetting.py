"""Forget who it was, once an appointment is long past: what remains says how a slot was used, and nothing of a person.

个人信息保护法 Art. 19: personal information is kept no longer than its purpose needs. The purpose, coming on time, is
over with the slot; half a year is left for questions and complaints about it. The length is assumed.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from onevisit.appointments.models import Appointment
from onevisit.rules.appointments.booking import Phase

KEPT = timedelta(days=180)


def forget(at: datetime) -> int:
    """Erase names, telephones and parties of appointments that are long past; returns how many."""
    past = Appointment.objects.filter(slot__ends_at__lt=at - KEPT).exclude(phase=Phase.BOOKED.value)
    return past.exclude(name="").update(name="", phone="", holder="", party=None, booked_by=None)
