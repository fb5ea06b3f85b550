"""Clause 1a: the number of trips is computed, never typed; above one nothing is called 最多跑一次, and one sees why."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from datetime import date
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction

from catalogue.publishing import office
from catalogue.publishing.test_publishing import at_the_window_twice
from factories import cases as make
from onevisit.catalogue import drafts, publishing
from onevisit.catalogue.models import Batch, MatterVersion
from onevisit.catalogue.visits import catalogue_on, trips
from onevisit.platform import clock
from onevisit.rules.matters.definition import Matter
from onevisit.rules.matters.parse import parse_matter
from onevisit.rules.publishing import refusals
from onevisit.rules.publishing.states import State
from workbench.conftest import Desk

pytestmark = [pytest.mark.django_db, pytest.mark.clause("1a")]

TODAY = date(2026, 11, 23)
MATTER = office.MATTER


@pytest.fixture(autouse=True)
def noon(settings: Any) -> Iterator[None]:
    settings.WHITENOISE_AUTOREFRESH = True
    with clock.at(make.NOON):
        yield


def _names(cls: Any) -> Iterator[str]:
    for field in fields(cls):
        yield field.name
        for part in (field.type if isinstance(field.type, type) else None, field.default):
            if part is not None and is_dataclass(part):
                yield from _names(part)


def test_every_published_matter_carries_the_number_that_its_definition_gives() -> None:
    catalogue = catalogue_on(TODAY)
    rows = MatterVersion.objects.filter(state=State.PUBLISHED)
    assert rows.count() > 80
    above = 0
    for row in rows:
        number = trips(catalogue.matters[row.matter], catalogue)
        assert (row.visits_low, row.visits_high) == (number.low, number.high), row
        assert row.one_visit == (number.high is not None and number.high <= 1), row
        above += not row.one_visit
        if not row.one_visit:
            assert len(number.steps) > 1, "and says which visits they are"
    assert above, "some matters need more than one visit, and the catalogue says so"


def test_nobody_can_type_the_number() -> None:
    assert not {"visits", "trips", "runs", "one_visit"} & set(_names(Matter))
    row = MatterVersion.objects.get(matter=MATTER, number=1)
    draft = drafts.begin_draft(office.editor(), MATTER)
    saved = drafts.save_draft(office.editor(), MATTER, {**draft.data, "visits": 0}, draft.revision)
    assert any(one.path == "visits" and one.severity == "error" for one in saved.findings)
    connection.check_constraints()
    with pytest.raises(DatabaseError), transaction.atomic():
        MatterVersion.objects.filter(pk=row.pk).update(visits_low=1, visits_high=1)


def test_above_one_it_cannot_be_published_as_one_visit_and_the_editor_sees_the_second_trip() -> None:
    office.drafted(change=at_the_window_twice)
    desk = Desk("editor1")
    page = desk.opens(f"/work/versions/{MATTER}/2")
    found = parse_matter(drafts.draft(office.editor(), MATTER).data).matter
    assert found is not None
    number = trips(found, catalogue_on(TODAY, {MATTER: found}))
    assert number.low == 2
    for step in number.steps:
        assert step in page
    sent = {"do": "check", "mark": "one-visit", "revision": "2"}
    page = desk.sends(f"/work/versions/{MATTER}/2", sent, 422)
    assert "计算出的跑动次数是2次，不能按“最多跑一次”公布" in page
    for step in number.steps:
        assert step in page

    publishing.check(office.editor(), MATTER, 2, one_visit=False)
    publishing.opine(office.lawyer(), MATTER, office.seen(), agrees=True, words="同意。")
    publishing.approve(office.owner(), MATTER, office.seen())
    MatterVersion.objects.filter(matter=MATTER, number=2).update(one_visit=True)  # somebody with a console
    with pytest.raises(refusals.NotReady, match="不能按“最多跑一次”公布"):
        publishing.publish_batch(office.lists(), [MATTER], "第二批", TODAY)
    MatterVersion.objects.filter(matter=MATTER, number=2).update(one_visit=False)
    publishing.publish_batch(office.lists(), [MATTER], "清单调整", TODAY)
    row = MatterVersion.objects.get(matter=MATTER, number=2)
    assert (row.one_visit, row.visits_low, row.visits_high) == (False, 2, 2)
    assert Batch.objects.get(number=2).kind == Batch.Kind.LISTS


def test_not_even_the_database_takes_a_mark_above_one() -> None:
    values = {"matter": "tea", "number": 1, "state": State.PUBLISHED, "valid_from": TODAY, "definition": "{}"}
    values |= {"sha256": "", "name": "茶", "kind": "公共服务", "window_class": "商事登记", "basic_code": "1"}
    for low, high in ((1, 2), (0, None), (2, 2)):
        with pytest.raises(DatabaseError), transaction.atomic():
            MatterVersion.objects.create(**values, one_visit=True, visits_low=low, visits_high=high)
