"""The catalogue in memory: how many statements it takes, and that no change escapes it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from threading import Thread

import pytest
from django.db import connection

from catalogue.conftest import TODAY, Publish
from onevisit.catalogue import shelf as shelves
from onevisit.catalogue.models import MatterVersion, Word
from onevisit.catalogue.queries import browse
from onevisit.catalogue.search import Results
from onevisit.catalogue.shelf import shelf

Find = Callable[..., Results]

pytestmark = pytest.mark.django_db


def test_a_search_is_one_statement(find: Find, django_assert_num_queries: Callable) -> None:
    find("许可")
    with django_assert_num_queries(1):
        find("我想开饭店", organ="market")
    with django_assert_num_queries(1):
        find("shipni jingyng")
    with django_assert_num_queries(0):
        find("   ")


def test_filling_takes_ten_statements_whatever_there_is(django_assert_num_queries: Callable) -> None:
    shelf(TODAY)
    shelves.forget()
    with django_assert_num_queries(9):  # every definition is parsed already
        shelf(TODAY)
    shelves.forget()
    shelves._definitions.clear()
    with django_assert_num_queries(10):
        shelf(TODAY)


def test_a_new_matter_is_found_at_once(find: Find, publish: Publish) -> None:
    assert find("开设茶馆登记").total == 0
    publish("food-business-permit", key="tea-house", name="开设茶馆登记", aliases=[])
    assert find("开设茶馆登记").hits[0].card.key == "tea-house"


def test_a_new_version_takes_the_place_of_the_former_on_its_day(find: Find, publish: Publish) -> None:
    publish("id-card", name="居民身份证换发", since=TODAY)
    assert [card.name for card in browse(TODAY) if card.key == "id-card"] == ["居民身份证换发"]
    yesterday = TODAY - timedelta(days=1)
    assert [card.name for card in browse(yesterday) if card.key == "id-card"] == ["居民身份证换领"]
    assert find("居民身份证换发").hits[0].card.version == 2


def test_a_matter_that_ended_is_not_found(find: Find) -> None:
    assert find("结婚登记").hits[0].card.key == "marriage"
    MatterVersion.objects.filter(matter="marriage").update(valid_to=TODAY - timedelta(days=1))
    assert all(hit.card.key != "marriage" for hit in find("结婚登记").hits)


def test_a_draft_is_not_found(find: Find, publish: Publish) -> None:
    publish("food-business-permit", since=None, key="tea-house", name="开设茶馆登记", aliases=[])
    assert find("开设茶馆登记").total == 0


def test_a_new_word_is_understood_and_one_that_was_removed_is_not(find: Find) -> None:
    assert find("喝汤").total == 0
    word = Word.objects.create(word="喝汤", matter="food-business-permit")
    assert find("喝汤").hits[0].why == "俗语：喝汤"
    word.delete()
    assert find("喝汤").total == 0


def test_a_word_may_mean_a_matter_that_is_not_published(find: Find) -> None:
    Word.objects.create(word="喝汤", matter="no-such-matter")
    assert find("喝汤").total == 0


def test_an_empty_catalogue_answers_nothing(find: Find) -> None:
    assert browse(date(2000, 1, 1)) == ()


def test_days_with_the_same_catalogue_share_a_shelf() -> None:
    assert shelf(TODAY) is shelf(TODAY + timedelta(days=400))


def test_only_a_few_shelves_are_kept(publish: Publish) -> None:
    for number in range(6):
        publish("id-card", since=TODAY + timedelta(days=number), summary=f"第{number}种说法")
        shelf(TODAY + timedelta(days=number))
    assert len(shelves._shelves) <= 4


def test_the_shelf_that_is_asked_for_stays_whatever_days_others_ask_for(publish: Publish) -> None:
    days = [TODAY + timedelta(days=number) for number in range(1, 8)]
    for day in days:
        publish("id-card", since=day, summary=f"{day}的说法")
    before = shelf(TODAY)
    for day in days:
        assert shelf(day) is not shelf(TODAY)
        assert shelf(TODAY) is before


def test_what_is_in_work_leaves_the_shelf_as_it_is(publish: Publish) -> None:
    """An editor saves every few seconds; everything that was computed for visitors stays."""
    before = shelf(TODAY)
    row = publish("food-business-permit", since=None, key="tea-house", name="开设茶馆登记")
    assert shelf(TODAY) is before
    MatterVersion.objects.filter(pk=row.pk).update(sha256="0" * 64)
    assert shelf(TODAY) is before


def test_what_ends_while_a_shelf_is_filled_is_not_missing_on_the_days_before(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Today's catalogue of a moment ago is yesterday's for ever: it must not be kept without what ended just now."""
    fill, left = shelves._fill, [0]
    yesterday = TODAY - timedelta(days=1)

    def slowly(on: date) -> shelves.Shelf:
        if left:
            left.pop()
            MatterVersion.objects.filter(matter="marriage").update(valid_to=yesterday)
        return fill(on)

    monkeypatch.setattr(shelves, "_fill", slowly)
    shelves.forget()
    assert "marriage" not in shelf(TODAY).by_key
    assert "marriage" in shelf(yesterday).by_key


def test_what_the_stamp_cannot_see_is_seen_when_the_shelf_is_old(
    find: Find, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = shelf(TODAY)
    assert shelf(TODAY) is before
    monkeypatch.setattr(shelves, "MAX_AGE", 0)
    assert shelf(TODAY) is not before


def test_two_who_ask_at_once_get_the_same(django_db_blocker: object) -> None:
    shelves.forget()
    found = []

    def ask() -> None:
        with django_db_blocker.unblock():
            found.append(shelf(TODAY))
            connection.close()

    threads = [Thread(target=ask) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len({id(one) for one in found}) == 1
