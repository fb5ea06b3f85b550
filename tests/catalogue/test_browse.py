"""Lists: what the filters admit, and the counts beside them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields, replace
from datetime import date

import pytest

from catalogue.conftest import TODAY, Publish
from onevisit.catalogue.models import Batch, LifeEvent
from onevisit.catalogue.queries import EVERYTHING, Filters, batches, browse, facets, life_events
from onevisit.rules.matters.vocabulary import Channel

pytestmark = pytest.mark.django_db


def test_every_matter_in_the_order_of_pinyin() -> None:
    cards = browse(TODAY)
    assert len({card.key for card in cards}) == len(cards)
    letters = [card.letter for card in cards if card.letter]
    assert letters[0] == "B"
    assert len(letters) == len(cards)


def test_a_card_says_what_a_list_needs() -> None:
    (card,) = [card for card in browse(TODAY) if card.key == "id-card"]
    assert (card.name, card.organ_name, card.promised, card.at_once) == (
        "居民身份证换领",
        "博山公安分局",
        "15个工作日",
        False,
    )
    assert card.channels == (Channel.ONLINE, Channel.WINDOW)
    assert card.channel_names == ("网上申请", "窗口申请")
    assert card.visits == 1


def test_what_is_done_at_once_says_so_and_a_matter_of_the_towns_names_them() -> None:
    (card,) = [card for card in browse(TODAY) if card.key == "old-age-card"]
    assert (card.promised, card.at_once, card.organ_name) == ("当场办结", True, "镇（街道、开发区）")


@pytest.mark.parametrize("name", [field.name for field in fields(Filters)])
def test_each_count_is_the_length_of_the_list_behind_it(name: str) -> None:
    for held in (EVERYTHING, Filters(audience="自然人"), Filters(kind="行政许可", hall_level="district")):
        for facet in getattr(facets(TODAY, held), name):
            assert facet.count == len(browse(TODAY, replace(held, **{name: facet.value})))
            assert facet.count > 0


def test_facets_say_what_they_are() -> None:
    found = facets(TODAY)
    assert "区市场监管局" in {facet.label for facet in found.organ}
    assert [facet.label for facet in found.hall_level] == [
        "区大厅",
        "镇（街道）便民服务中心",
        "村（社区）便民服务点",
    ]
    assert [facet.value for facet in found.audience][:2] == ["自然人", "企业法人"]


def test_a_filter_that_nothing_fits_leaves_nothing() -> None:
    assert browse(TODAY, Filters(organ="no-such-organ")) == ()
    assert browse(TODAY, Filters(letter="i")) == ()
    assert browse(TODAY, Filters(letter="j")) == browse(TODAY, Filters(letter="J")) != ()


def test_life_events_with_their_counts() -> None:
    LifeEvent.objects.create(key="nothing", name="没有事项的主题", audience="person", icon="star")
    found = life_events(TODAY)
    assert [event.name for event in found][:3] == ["开公司", "开小店、做个体", "开饭店"]
    assert all(event.matters == len(browse(TODAY, Filters(life_event=event.key))) > 0 for event in found)


def test_lists_take_one_statement(django_assert_num_queries: Callable) -> None:
    browse(TODAY)
    for ask in (browse, facets, life_events):
        with django_assert_num_queries(1):
            ask(TODAY)
    with django_assert_num_queries(2):
        batches(TODAY)


def test_the_public_list_by_batch_stays_as_it_was_on_each_day(publish: Publish) -> None:
    second = Batch.objects.create(number=2, title="第二批", published_on=TODAY)
    publish("marriage", key="remarriage", name="复婚登记", batch=second)
    first, then = batches(TODAY)
    assert (first.number, then.number) == (1, 2)
    assert [card.key for card in then.matters] == ["remarriage"]
    assert then.visits_at_most == 1
    assert len(first.matters) == len(browse(date(2026, 1, 1)))
    assert [batch.number for batch in batches(date(2026, 1, 1))] == [1]
    assert batches(date(2000, 1, 1)) == ()
