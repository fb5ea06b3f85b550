"""Two editors, two publishers at the same moment, on real connections."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

import pytest

from casework.together import at_once
from catalogue.publishing import office
from factories import cases as make
from onevisit.catalogue import drafts, publishing, shelf, triggers, versions
from onevisit.catalogue.models import Batch, DraftText, MatterVersion, PublishingAct
from onevisit.platform import clock
from onevisit.rules.publishing import refusals
from onevisit.rules.publishing.states import State

MATTERS = ("dig-road", "marriage", "food-business-permit", "birth-registration")


@pytest.fixture(autouse=True)
def published(committed: None) -> Iterator[None]:
    """What was published here ends with the test, and what it replaced is good again."""
    try:
        yield
    finally:
        triggers.remove()
        for made in (PublishingAct, DraftText):
            made.objects.filter(version__number__gt=1).delete()
        MatterVersion.objects.filter(number__gt=1).delete()
        MatterVersion.objects.update(valid_to=None, state=State.PUBLISHED.value)
        triggers.install()
        versions.forget()
        shelf.forget()


def at_noon(work: Callable[[], Any]) -> Callable[[], Any]:
    """The clock of a thread is its own."""

    def working() -> Any:
        with clock.at(make.NOON):
            return work()

    return working


def test_two_begin_at_once_and_work_on_one_draft() -> None:
    one, other = office.editor(), office.colleague()
    first, second = at_once(
        at_noon(lambda: drafts.begin_draft(one, "dig-road")),
        at_noon(lambda: drafts.begin_draft(other, "dig-road")),
    )
    assert first == second
    assert MatterVersion.objects.filter(matter="dig-road").count() == 2


def test_two_save_at_once_one_wins_and_nothing_is_lost() -> None:
    draft = drafts.begin_draft(office.editor(), "dig-road")
    one, other = office.editor(), office.colleague()
    results = at_once(
        at_noon(lambda: drafts.save_draft(one, "dig-road", {**draft.data, "name": "甲"}, 1)),
        at_noon(lambda: drafts.save_draft(other, "dig-road", {**draft.data, "name": "乙"}, 1)),
    )
    lost = [one for one in results if isinstance(one, refusals.StaleDraft)]
    assert len(lost) == 1
    assert drafts.draft(one, "dig-road").revision == 2
    kept = DraftText.objects.exclude(revision=1)
    assert sorted((one.revision or 0) for one in kept) == [0, 2]
    assert {('"甲"' in one.definition, '"乙"' in one.definition) for one in kept} == {
        (True, False),
        (False, True),
    }


def test_batches_have_numbers_without_gaps_and_without_twins() -> None:
    for key in MATTERS:
        office.brought_to(State.APPROVED, key, one_visit=False)
    publisher = office.lists()

    def publish(key: str) -> Callable[[], Any]:
        return at_noon(lambda: publishing.publish_batch(publisher, [key], f"第{key}批", date(2026, 11, 23)))

    assert sorted(at_once(*map(publish, MATTERS))) == [2, 3, 4, 5]
    assert list(Batch.objects.order_by("number").values_list("number", flat=True)) == [1, 2, 3, 4, 5]


def test_one_version_is_published_once() -> None:
    office.brought_to(State.APPROVED)
    publisher = office.lists()

    def publish() -> int:
        return publishing.publish_batch(publisher, ["dig-road"], "第二批", date(2026, 11, 23))

    results = at_once(at_noon(publish), at_noon(publish))
    assert [one for one in results if not isinstance(one, Exception)] == [2]
    assert sum(isinstance(one, refusals.NothingInWork) for one in results) == 1
    assert Batch.objects.count() == 2
