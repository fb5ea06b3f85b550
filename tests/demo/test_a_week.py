"""A week is played until a Friday afternoon: all that can become of an appointment, and help at the door."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

import pytest
from pytest_django import DjangoDbBlocker

from demo.playing import morning, played, playing
from onevisit.appointments import overview
from onevisit.appointments.models import Appointment, Closure, Happening, Place
from onevisit.assistance.models import Authorisation, HomeVisit, Line
from onevisit.casework.models import Case
from onevisit.demo.play import Played
from onevisit.platform import clock
from onevisit.platform.organs.models import Post
from onevisit.platform.organs.queries import actor_of
from onevisit.rules.district.definition import Role

pytestmark = pytest.mark.django_db

HALL = "district-hall"
NOW = morning(2026, 11, 20, 16)


@pytest.fixture(scope="module")
def week(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Played]:
    """Played once for these tests, which only look; taken back afterwards."""
    with playing(NOW, django_db_blocker, tmp_path_factory.mktemp("week")):
        yield played(days=6, cases=60)


def test_a_week_has_all_that_can_become_of_an_appointment(week: Played) -> None:
    assert not [one for one in week.refusals if "预约" in one]
    phases = Counter(Appointment.objects.values_list("phase", flat=True))
    assert phases["arrived"] >= 10
    assert phases["booked"] >= 8
    assert min(phases["missed"], phases["cancelled"]) >= 1
    deeds = Counter(Happening.objects.values_list("deed", flat=True))
    assert deeds["move"] >= 1
    assert deeds["book"] == Appointment.objects.count()
    assert Appointment.objects.filter(party=None).exists(), "some booked on the telephone"
    to_come = Appointment.objects.filter(phase="booked", slot__begins_at__gt=NOW)
    assert to_come.exists()
    assert Appointment.objects.filter(phase="arrived").exclude(ticket="").exists()
    assert not Place.objects.filter(
        appointment__slot__begins_at__lt=NOW, appointment__phase="missed"
    ).exists()
    closure = Closure.objects.get()
    assert closure.begins_at > NOW
    head = Post.objects.filter(role=Role.HALL_HEAD.value, hall=HALL).order_by("id")[0].person
    seen = overview.slots_of_day(actor_of(head, NOW.date()), HALL, clock.day_of(closure.begins_at))
    assert {one.begins_at for one in seen if one.closed} == {closure.begins_at}


def test_nobody_files_at_a_village_without_a_word_and_officials_go_to_peoples_homes(week: Played) -> None:
    assert not [one for one in week.refusals if "委托" in one or "上门" in one], week.refusals
    filed = set(Case.objects.filter(channel="village").values_list("pk", flat=True))
    assert filed
    assert filed <= set(Line.objects.filter(case__isnull=False).values_list("case", flat=True))
    assert set(Authorisation.objects.values_list("phase", flat=True)) == {"given"}
    assert HomeVisit.objects.exists()
