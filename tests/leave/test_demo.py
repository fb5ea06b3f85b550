"""The leaves of the demonstration: every one is entered, and on its days the deputy is at work."""

from __future__ import annotations

from datetime import date

import pytest

from demo.playing import morning
from leave.conftest import account
from onevisit.demo import away
from onevisit.demo.chance import Chance
from onevisit.platform import clock
from onevisit.platform.organs.models import Leave
from onevisit.platform.workdays.queries import calendar
from onevisit.rules.district.definition import Role

pytestmark = pytest.mark.django_db

SINCE, UNTIL = date(2026, 10, 12), date(2026, 11, 20)
CHANCE = Chance("leave")


def test_in_a_month_there_are_leaves_behind_now_and_ahead() -> None:
    away.staff(calendar(), SINCE, UNTIL, morning(2026, 11, 20, 10))
    assert Leave.objects.count() == len(away.PLAN)
    assert not Leave.objects.filter(made_at__gt=morning(2026, 11, 20, 10)).exists()
    assert Leave.objects.exclude(ended_at=None).count() == 1
    now = Leave.objects.filter(since__lte=UNTIL, until__gte=UNTIL, ended_at=None)
    assert {row.deputy.username for row in now} == {"reviewer-natural-resources", "handout1"}
    assert Leave.objects.filter(since__gt=UNTIL).count() == 3


def test_on_the_days_of_a_leave_the_deputy_is_at_work_and_else_the_holder() -> None:
    found = away.staff(calendar(), SINCE, UNTIL, morning(2026, 11, 20, 10))
    with clock.at(morning(2026, 11, 20, 10)):
        chief = found.chief("natural-resources", CHANCE)
        assert chief.person == account("reviewer-natural-resources")
        assert chief.posts_as(Role.CHIEF)[0].instead_of == "示例·尹金水"
        at_window = {found.handing("district-hall", CHANCE)[0].person for _ in range(20)}
        assert at_window == {account("handout1")}
    with clock.at(morning(2026, 11, 18, 10)):
        assert found.chief("natural-resources", CHANCE).person == account("chief-natural-resources")


def test_one_day_alone_has_only_leaves_to_come() -> None:
    away.staff(calendar(), UNTIL, UNTIL, morning(2026, 11, 20, 8))
    assert not Leave.objects.filter(since__lte=UNTIL).exists()
    assert not Leave.objects.filter(made_at__gt=morning(2026, 11, 20, 8)).exists()
