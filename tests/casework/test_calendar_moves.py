"""The calendar changes: what is open is worked out again, what moved is listed, and whoever was told is told again."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from factories import cases as make
from onevisit.casework import recalendar
from onevisit.casework.errands import calendar_round, sweep_round
from onevisit.casework.models import Case, Event, Move, WorkItem
from onevisit.casework.projection import state_of
from onevisit.platform import clock
from onevisit.platform.outbox.models import Errand
from onevisit.platform.workdays.commands import replace_calendar
from onevisit.platform.workdays.queries import calendar
from onevisit.rules.calendar import DayKind, DayRow
from onevisit.rules.district.definition import Role

pytestmark = pytest.mark.django_db

FREE = date(2026, 11, 25)
"""The Wednesday after the Monday of the tests: a working day, until the notice of the tests makes it free."""


def announce(*days: DayRow) -> None:
    """A notice that makes these days what they were not."""
    years, known = calendar().to_rows()
    fresh = {one.on for one in days}
    replace_calendar(years, [*(one for one in known if one.on not in fresh), *days])


def test_a_day_off_moves_what_is_open_lists_it_and_tells_whoever_was_told() -> None:
    number = make.accepted()
    before = Case.objects.get(number=number)
    items = {one.key: one.due_on for one in WorkItem.objects.filter(case=before)}
    with clock.at(make.later(seconds=5)):
        announce(DayRow(FREE, DayKind.HOLIDAY, "临时放假"))
        assert calendar_round() == 1
    case = Case.objects.get(number=number)
    assert before.due_on is not None
    assert case.due_on == calendar().next_working_day(before.due_on)
    told = Event.objects.get(case=case, name="Redated")
    assert str(case.due_on) in told.body
    assert state_of(case).told_due == case.due_on
    assert all(one.due_on > items[one.key] for one in WorkItem.objects.filter(case=case))
    listed = {one.clock: one for one in recalendar.moves()}
    assert listed["承诺期限"].told
    assert (listed["承诺期限"].was, listed["承诺期限"].now) == (before.due_on, case.due_on)
    assert not listed["法定期限"].told
    texts = [errand.payload["text"] for errand in Errand.objects.filter(kind="notify")]
    assert any("放假安排" in text for text in texts), texts


def test_the_round_does_nothing_twice_and_nothing_on_a_day_without_a_change() -> None:
    number = make.accepted()
    assert calendar_round() == 0
    with clock.at(make.later(seconds=5)):
        announce(DayRow(FREE, DayKind.HOLIDAY, "临时放假"))
        calendar_round()
        lines, moves = Event.objects.filter(case__number=number).count(), Move.objects.count()
        assert calendar_round() == 0
    assert (Event.objects.filter(case__number=number).count(), Move.objects.count()) == (lines, moves)


def test_whoever_touches_a_case_first_brings_it_up_to_date() -> None:
    number = make.accepted()
    with clock.at(make.later(seconds=5)):
        announce(DayRow(FREE, DayKind.HOLIDAY, "临时放假"))
    stage = next(one for one in WorkItem.objects.filter(case__number=number) if one.stage == "traffic")
    make.do(
        number,
        make.staff(Role.REVIEWER, organ=stage.organ_id),
        make.c.Review("traffic", make.ReviewOutcome.PASS, make.words()),
        at=make.later(seconds=9),
    )
    names = list(Event.objects.filter(case__number=number).order_by("seq").values_list("name", flat=True))
    assert names[-2:] == ["Redated", "Reviewed"]
    assert Move.objects.filter(clock="due_on", told=True).count() == 1


def test_a_day_that_has_come_by_the_old_calendar_only_is_not_looked_at_for_ever() -> None:
    number = make.submitted()
    case = Case.objects.get(number=number)
    assert case.lapses_on is not None
    announce(DayRow(FREE, DayKind.HOLIDAY, "临时放假"))
    noon = datetime.combine(case.lapses_on, make.NOON.timetz())
    with clock.at(noon):
        assert sweep_round() == 0
    moved = Case.objects.get(number=number)
    assert moved.lapses_on is not None
    assert moved.lapses_on > case.lapses_on
    assert moved.phase == "submitted"
