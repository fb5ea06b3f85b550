"""Why an appointment is not found; the other refusals stand in rules/appointments."""

from __future__ import annotations

from typing import ClassVar

from onevisit.casework.refusals import NoSuchCase
from onevisit.rules.appointments.refusals import JUST_COME


class NoSuchAppointment(NoSuchCase):
    """There is none, or none that this person may know of."""

    what: ClassVar[str] = "没有找到这个预约，或者您无权查看"
    remedy: ClassVar[str] = f"请对照预约回执核对预约码；{JUST_COME}。"
