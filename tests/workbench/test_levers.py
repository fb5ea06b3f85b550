"""减跑动: the ranking over the catalogue in force with the cases of a year, and the ways down of one matter."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable
from typing import Any

import pytest

from catalogue.publishing import office
from factories import cases as make
from onevisit.catalogue import levers as kept
from onevisit.catalogue.levers import levers_of, levers_of_text, ranking_on
from onevisit.catalogue.shelf import shelf
from onevisit.catalogue.versions import NoSuchMatter
from onevisit.platform import clock
from onevisit.rules.journeys import levers, ranking
from onevisit.rules.matters.vocabulary import Delivery
from onevisit.workbench.views.levers import HEAD
from workbench.conftest import Desk

PAGE = "/work/levers"
MATTER = "driving-licence"
"""Examinations need the body: no lever brings it down to one visit."""
CARD = "temporary-id"
"""One visit, which an article demands."""
At = Callable[[str], Desk]


def lines(desk: Desk, query: str = "") -> list[dict[str, str]]:
    answer = desk.client.get(f"{PAGE}.csv{query}")
    assert answer.status_code == 200
    text = b"".join(answer.streaming_content).decode("utf-8-sig")  # type: ignore[attr-defined]
    head, *rows = csv.reader(io.StringIO(text))
    assert tuple(head) == HEAD
    return [dict(zip(head, row, strict=True)) for row in rows]


@pytest.fixture
def year() -> None:
    """Three cases of one matter that a lever helps, one of another, and two of one that none does."""
    for _ in range(3):
        make.submitted("sole-trader-deregistration")
    make.submitted("company-deregistration")
    for _ in range(2):
        make.submitted("dig-road")


def test_without_a_case_there_is_nothing_to_be_counted(at: At) -> None:
    text = at("hall-head").opens(PAGE)
    assert "这十二个月没有收到办件" in text
    assert lines(at("hall-head")) == []


def test_cases_that_no_lever_helps_leave_the_list_empty(at: At) -> None:
    make.submitted("dig-road")
    assert "没有一处单独改了就能省下什么" in at("inquiry1").opens(PAGE)


def test_what_saves_most_comes_first_with_the_matters_that_it_helps(at: At, year: None) -> None:
    desk = at("hall-head")
    text = desk.opens(PAGE)
    assert "按收到的6件计算" in text
    assert "2025年11月24日至2026年11月23日" in text
    first, second, _ = lines(desk)
    assert first["改什么"] == "“个体工商户注销登记”的“纸质营业执照正、副本”可以用告知承诺代替"
    assert (first["材料齐了少跑（次）"], second["材料齐了少跑（次）"]) == ("3", "1")
    assert (first["用得上的事项"], first["这些事项的办件"], first["先要改法律"]) == (
        "个体工商户注销登记",
        "3",
        "否",
    )
    assert text.index(first["改什么"]) < text.index(second["改什么"])
    assert re.search(r"少跑 ?3 ?次", text)
    assert 'href="/work/catalogue/sole-trader-deregistration/levers"' in desk.html
    assert "怎样算的" in text


def test_it_is_what_the_rules_say_of_the_catalogue_in_force(year: None) -> None:
    today = clock.today()
    volumes = {"sole-trader-deregistration": 3, "company-deregistration": 1, CARD: 5}
    rows = ranking_on(today, volumes)
    assert tuple(one.gain for one in rows) == ranking(shelf(today).catalogue, volumes)
    assert [one.gain.lawful for one in rows] == [False, True, True, True]
    assert [(one.key, one.cases) for one in rows[0].helped] == [(CARD, 5)]


def test_only_the_cases_of_twelve_months_count(at: At, monkeypatch: pytest.MonkeyPatch, year: None) -> None:
    asked: list[Any] = []
    monkeypatch.setattr(
        "onevisit.workbench.views.levers.volumes.received", lambda *days: asked.append(days) or {}
    )
    at("legal1").opens(PAGE)
    assert [[str(day) for day in days] for days in asked] == [["2025-11-24", "2026-11-23"]]


def test_filters_narrow_by_kind_and_by_organ(at: At, year: None) -> None:
    desk = at("editor1")
    assert len(lines(desk, "?kind=commit&organ=market")) == 2
    assert lines(desk, "?kind=courier") == lines(desk, "?organ=police") == []
    assert "没有符合条件的改法" in desk.opens(f"{PAGE}?kind=courier")
    assert "可以告知承诺（2）" in desk.opens(PAGE).replace(" ", "")
    assert "没有符合条件的改法" in desk.opens(f"{PAGE}?organ=nobody&kind=nonsense")
    make.submitted(CARD)
    assert [line["先要改法律"] for line in lines(desk, "?organ=police")] == ["是"]
    assert "只列筛选出的1处" in desk.opens(f"{PAGE}?organ=police")
    assert "只列筛选出的" not in desk.opens(PAGE)


def test_savings_are_computed_once_for_a_catalogue(monkeypatch: pytest.MonkeyPatch) -> None:
    today = clock.today()
    ranking_on(today, {CARD: 1})
    monkeypatch.setattr(kept, "savings", None)
    monkeypatch.setattr(kept, "levers", levers)
    assert ranking_on(today, {CARD: 2})[0].gain.visits == 2
    levers_of(CARD, today)
    monkeypatch.setattr(kept, "levers", None)
    assert levers_of(CARD, today).matter.key == CARD


def test_statements_do_not_grow_with_the_cases(
    at: At, django_assert_max_num_queries: Callable[[int], Any], year: None
) -> None:
    desk = at("inquiry1")
    desk.opens(PAGE)
    with django_assert_max_num_queries(50) as before:
        desk.opens(PAGE)
    for _ in range(4):
        make.submitted("sole-trader-deregistration")
    with django_assert_max_num_queries(len(before)):
        assert "按收到的10件计算" in desk.opens(PAGE)
    assert len(before) <= 9
    desk.opens(f"/work/catalogue/{CARD}/levers")
    with django_assert_max_num_queries(7):
        desk.opens(f"/work/catalogue/{CARD}/levers")


def test_a_matter_shows_both_numbers_their_witness_and_the_ways_down(at: At) -> None:
    desk = at("head-enforcement")
    text = desk.opens(f"/work/catalogue/{CARD}/levers")
    assert text.count("降到一次都不用来") == 2
    assert "现在就是最多来一次。" in text
    assert "只有一种改法，改这一处就够了。" in text
    assert re.search("“临时居民身份证申领”的身份核验（[^）]+）可以在网上办", text), (
        "told apart from the other"
    )
    assert "要先改法律" in text
    assert re.search(r"最多跑 ?1 ?次", text)
    assert desk.html.count("怎么跑、为什么省不掉") == 2
    assert "ov-journey" in desk.html


def test_several_sets_are_told_as_alternatives(at: At) -> None:
    desk = at("chief-enforcement")
    text = desk.opens("/work/catalogue/adoption/levers")
    assert "只要做到其中一组（每组2处都要改），就够了。" in text
    assert "只改3处做不到" in text
    assert 'href="/work/catalogue/adoption"' not in desk.html, "that page is not for this post"


def test_what_cannot_be_done_is_said(at: At) -> None:
    text = at("inquiry1").opens(f"/work/catalogue/{MATTER}/levers")
    assert "做不到：这里列得出的改法全部用上，也还是不够。" in text
    at("inquiry1").opens("/work/catalogue/no-such-matter/levers", 404)
    with pytest.raises(NoSuchMatter):
        levers_of("no-such-matter", clock.today())


def test_the_pages_of_a_matter_and_of_a_version_lead_there(at: At) -> None:
    desk = at("editor1")
    desk.opens(f"/work/catalogue/{MATTER}")
    assert f'href="/work/catalogue/{MATTER}/levers"' in desk.html
    office.drafted("dig-road", fetched)
    desk.opens("/work/versions/dig-road/2")
    assert 'href="/work/catalogue/dig-road/levers?version=2"' in desk.html


def fetched(data: dict[str, Any]) -> None:
    """The results have to be fetched."""
    for one in data["results"]:
        one["delivery"] = ["window"]


def test_a_draft_is_computed_as_it_is_written(at: At) -> None:
    office.drafted("dig-road", fetched)
    desk = at("legal1")
    assert "现在就一次都不用来。" in desk.opens("/work/catalogue/dig-road/levers")
    text = desk.opens("/work/catalogue/dig-road/levers?version=2")
    assert "按这一版的文本算" in text
    assert "可以快递" in text
    assert "发电子证照" in text
    desk.opens("/work/catalogue/dig-road/levers?version=9", 404)
    at("head-enforcement").opens("/work/catalogue/dig-road/levers?version=2", 404)


def test_a_draft_that_cannot_be_read_is_told_so(at: At) -> None:
    office.drafted("dig-road", lambda data: data.update(stages="none"))
    assert "还读不成一个事项" in at("editor1").opens("/work/catalogue/dig-road/levers?version=2")


def test_a_text_stands_among_the_matters_in_force() -> None:
    today = clock.today()
    matter = shelf(today).by_key["dig-road"].matter
    found = levers_of_text(matter, today)
    assert found.levers.in_hand == levers_of("dig-road", today).levers.in_hand
    assert Delivery.WINDOW in matter.results[0].delivery
