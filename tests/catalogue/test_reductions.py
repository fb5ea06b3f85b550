"""The five reductions of what was really published; and what a draft would change."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from typing import Any

import pytest

from casework.test_statements import sent
from catalogue.publishing import office
from factories import cases as make
from onevisit.catalogue import drafts, publishing, reductions
from onevisit.catalogue.models import MatterVersion
from onevisit.catalogue.reductions import Story, impact, story
from onevisit.catalogue.versions import NoSuchMatter
from onevisit.platform import clock
from onevisit.rules.publishing.states import State
from onevisit.rules.reductions import Quantity

pytestmark = pytest.mark.django_db
FIRST = date(2025, 1, 1)
Change = Callable[[dict[str, Any]], object]


@pytest.fixture(autouse=True)
def noon() -> Iterator[None]:
    with clock.at(make.NOON):
        yield


def published(days: int, changes: dict[str, Change]) -> int:
    """A batch with these changes, published so many days after noon; returns its number."""
    with clock.at(make.later(days)):
        for key, change in changes.items():
            office.brought_to(State.APPROVED, key, change, one_visit=False)
        return publishing.publish_batch(office.lists(), list(changes), "调整", clock.today())


def on(days: int) -> date:
    return clock.day_of(make.later(days))


def sooner(days: int) -> Change:
    """A change of the promised limit."""
    return lambda data: data["limits"]["promised"].update(
        working_days=data["limits"]["promised"]["working_days"] + days
    )


def without(requirement: str) -> Change:
    """A change that asks for less."""
    return lambda data: data.update(
        requirements=[one for one in data["requirements"] if one["key"] != requirement]
    )


@pytest.fixture
def two() -> Story:
    """A second batch, then a withdrawal, told a year later."""
    published(10, {"food-business-permit": without("layout"), "dig-road": sooner(2), "id-card": sooner(-3)})
    with clock.at(make.later(20)):
        publishing.withdraw(office.lists(), "billboard", clock.today(), "并入其他事项。")
    return story(on(365))


def test_each_day_on_which_something_changed_is_a_chapter(two: Story) -> None:
    assert [(one.point.day, one.point.batches) for one in two.chapters] == [
        (FIRST, (1,)),
        (on(10), (2,)),
        (on(20), ()),
    ]
    first, second, third = two.chapters
    assert first.summary is None
    assert (first.matters, second.matters, third.matters) == (first.matters, first.matters, first.matters - 1)
    assert {one.now.key for one in second.comparisons if one.changed} == {
        "food-business-permit",
        "dig-road",
        "id-card",
    }
    assert second.summary is not None
    carried, promised = (second.summary.totals[one] for one in (Quantity.CARRIED, Quantity.PROMISED))
    assert (carried.less, carried.more) == (1, 0)
    assert (promised.less, promised.eased, promised.more, promised.burdened) == (3, 1, 2, 1)
    assert third.summary is not None
    assert (third.summary.gone, third.summary.new) == (1, 0)
    assert not any(total.saved for total in third.summary.totals.values())
    assert two.batches[2].title == "调整"


def test_the_story_is_told_as_far_as_its_day(two: Story) -> None:
    assert len(story(on(9)).chapters) == 1
    assert len(story(on(10)).chapters) == 2
    assert not story(FIRST - timedelta(1)).chapters


def test_what_is_still_in_work_is_in_no_story(two: Story) -> None:
    office.drafted("dig-road", sooner(-5))
    assert story(on(365)).chapters == two.chapters


def test_of_one_organ(two: Story) -> None:
    enforcement = two.of_organ("enforcement")
    assert [one.saved[Quantity.PROMISED] for one in enforcement] == [0, -2, -2]
    assert [one.summary.gone for one in enforcement if one.summary] == [0, 1]
    assert two.of_organ("nobody") == ()


def test_it_is_told_once_whoever_asks_for_whatever_day(
    two: Story, monkeypatch: pytest.MonkeyPatch, django_assert_num_queries: Callable[[int], Any]
) -> None:
    """Anybody may ask for any day: what is published is compared once, and again when more is published."""
    for day in (365, 10, 9):
        story(on(day))
    with monkeypatch.context() as only:
        only.setattr(reductions, "burdens", lambda *_: pytest.fail("computed again"))
        for day in (365, 10, 9):
            with django_assert_num_queries(2):
                story(on(day))
    published(400, {"dig-road": sooner(-1)})
    assert len(story(on(500)).chapters) == len(two.chapters) + 1
    assert story(on(365)).chapters == two.chapters


def test_the_last_day_that_there_is_ends_nothing(two: Story) -> None:
    """A catalogue that was read in may name it as the end of what has none."""
    MatterVersion.objects.filter(matter="marriage").update(valid_to=date.max)
    assert story(on(365)).chapters == two.chapters


def test_a_draft_beside_the_version_in_force() -> None:
    office.drafted("food-business-permit", without("layout"))
    found = impact("food-business-permit", on(0))
    assert (found.number, found.state, found.current) == (2, State.DRAFT, 1)
    assert found.comparison is not None
    assert {one: found.comparison.saved(one) for one in Quantity if found.comparison.saved(one)} == {
        Quantity.MATERIALS: 1,
        Quantity.CARRIED: 1,
    }
    assert found.changes == (("申请材料", ("取消材料“场所布局图和操作流程”。",)),)
    assert len(sent(lambda: impact("food-business-permit", on(0)))) == 4


def test_a_matter_without_a_draft_and_one_that_is_nothing_but_a_draft() -> None:
    alone = impact("dig-road", on(0))
    assert (alone.number, alone.current, alone.comparison, alone.changes) == (0, 1, None, ())
    office.drafted(
        "brand-new", lambda data: data.update({**office.definition("dig-road"), "key": "brand-new"})
    )
    new = impact("brand-new", on(0))
    assert (new.number, new.current) == (1, None)
    assert new.comparison is not None
    assert new.comparison.new
    with pytest.raises(NoSuchMatter):
        impact("no-such-matter", on(0))


def test_a_draft_that_cannot_be_read_is_compared_with_nothing() -> None:
    draft = drafts.begin_draft(office.editor(), "dig-road")
    broken = json.loads(json.dumps(dict(draft.data))) | {"stages": "none"}
    drafts.save_draft(office.editor(), "dig-road", broken, draft.revision)
    found = impact("dig-road", on(0))
    assert (found.number, found.comparison) == (2, None)
