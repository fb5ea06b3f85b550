"""The demonstration's appointments: everything that can become of one, some to come, and an hour that was closed."""

from __future__ import annotations

from collections import Counter

import pytest

from demo.playing import morning, played
from onevisit.appointments import overview
from onevisit.appointments.models import Appointment, Closure, Happening, Place
from onevisit.platform import clock
from onevisit.platform.organs.models import Post
from onevisit.platform.organs.queries import actor_of
from onevisit.rules.district.definition import Role

pytestmark = pytest.mark.django_db

HALL = "district-hall"


def test_a_week_has_all_that_can_become_of_an_appointment() -> None:
    now = morning(2026, 11, 20, 16)
    with clock.at(now):
        result = played(days=6, cases=25)
        assert not [one for one in result.refusals if "预约" in one]
        phases = Counter(Appointment.objects.values_list("phase", flat=True))
        assert phases["arrived"] >= 10
        assert phases["booked"] >= 8
        assert min(phases["missed"], phases["cancelled"]) >= 1
        deeds = Counter(Happening.objects.values_list("deed", flat=True))
        assert deeds["move"] >= 1
        assert deeds["book"] == Appointment.objects.count()
        assert Appointment.objects.filter(party=None).exists(), "some booked on the telephone"
        to_come = Appointment.objects.filter(phase="booked", slot__begins_at__gt=now)
        assert to_come.exists()
        assert Appointment.objects.filter(phase="arrived").exclude(ticket="").exists()
        assert not Place.objects.filter(
            appointment__slot__begins_at__lt=now, appointment__phase="missed"
        ).exists()
        closure = Closure.objects.get()
        assert closure.begins_at > now
        head = Post.objects.filter(role=Role.HALL_HEAD.value, hall=HALL).order_by("id")[0].person
        seen = overview.slots_of_day(actor_of(head, now.date()), HALL, clock.day_of(closure.begins_at))
        assert {one.begins_at for one in seen if one.closed} == {closure.begins_at}
