"""The second batch of the demonstration, and versions in every state: through the real commands, refused by nobody."""

from __future__ import annotations

import re
from datetime import date, timedelta
from pathlib import Path

import pytest

from demo.playing import UNTIL, morning
from factories.cases import person
from onevisit.catalogue import shelf, versions, workflow
from onevisit.catalogue.models import Batch, MatterVersion
from onevisit.catalogue.versions import all_in_force
from onevisit.demo import publishing, script, script_of_courses
from onevisit.demo.agenda import Agenda
from onevisit.demo.office import Office, at, last_working_days
from onevisit.demo.play import LAST_OF_DAY
from onevisit.demo.publishing import SECOND_BATCH, SOURCE, Publishing
from onevisit.platform.workdays.queries import calendar
from onevisit.rules.publishing.states import State

pytestmark = pytest.mark.django_db


def played(days: int) -> tuple[date, dict[str, versions.Version]]:
    """Only what officials publish; the first day, and what new cases come under at the end."""
    since = last_working_days(calendar(), UNTIL, days)[0]
    found = {one.matter.key: one for one in all_in_force(since)}
    refused: list[str] = []
    agenda = Agenda(at(UNTIL, LAST_OF_DAY), lambda: None, refused.append)
    Publishing(agenda, Office(calendar(), since, UNTIL), since, UNTIL, found)
    agenda.run_until(agenda.end)
    assert refused == []
    return since, found


@pytest.mark.parametrize("days", [1, 2, 3, 6, 30])
def test_a_second_batch_is_published_however_few_days_are_played(days: int) -> None:
    since, found = played(days)
    batch = Batch.objects.get(number=2)
    assert since < batch.published_on <= UNTIL + timedelta(days=1)
    rows = MatterVersion.objects.filter(batch=batch)
    assert sorted(row.matter for row in rows) == sorted(one.key for one in SECOND_BATCH)
    for row in rows:
        assert SOURCE in row.definition, "what is invented says so"
        former = MatterVersion.objects.get(matter=row.matter, number=1)
        assert former.valid_to == batch.published_on - timedelta(days=1)
        assert row.acts.count() == 5
        assert found[row.matter].number == (2 if batch.published_on <= UNTIL else 1)
    if days == 30:
        middle = last_working_days(calendar(), UNTIL, 15)[0]
        assert batch.published_on == middle, (
            "in the middle of the month, so that there is a before and an after"
        )
    shelf.forget()
    versions.forget()


def test_somebody_finds_something_in_every_state() -> None:
    played(6)
    states = {row.matter: State(row.state) for row in MatterVersion.objects.filter(number=2)}
    for one, state in (
        (publishing.DRAFT, State.DRAFT),
        (publishing.CHECKED, State.CHECKED),
        (publishing.OPINED, State.OPINED),
        (publishing.APPROVED, State.APPROVED),
        (publishing.OBJECTED, State.DRAFT),
    ):
        assert states[one.key] is state
    waiting = workflow.waiting(person("editor1", morning(2026, 11, 23)))
    assert len(waiting.drafts or ()) == 2
    assert len(waiting.ready or ()) == 1
    assert len(waiting.elsewhere) == 2


def test_no_scene_is_about_a_matter_that_is_revised() -> None:
    text = "".join(Path(one.__file__).read_text("utf-8") for one in (script, script_of_courses))
    scenes = set(re.findall(r'Scene\("([a-z-]+)"', text))
    assert scenes
    assert not scenes & {one.key for one in SECOND_BATCH}
