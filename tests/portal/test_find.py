"""Finding what one has come for, and its guide."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date

import pytest

from factories.matters import checked, matters
from onevisit.catalogue.queries import Filters, browse
from onevisit.portal.home import SAID
from onevisit.rules.catalogue_checks.packs import catalogue_of
from onevisit.rules.journeys import figures
from onevisit.rules.matters.vocabulary import Channel
from portal.conftest import Visitor

Make = Callable[..., Visitor]
TODAY = date(2026, 11, 23)
IN_FORCE = catalogue_of(checked().pack)


def test_home_asks_what_one_has_come_for(visitor: Make) -> None:
    page = visitor().sees("/")
    assert "您要办什么事？" in page
    for entrance in ("查进度", "预约到窗口", "证照核验", "大厅", "开饭店", "生孩子"):
        assert entrance in page
    assert "继续办理" not in page


@pytest.mark.parametrize("word", SAID)
def test_each_word_below_the_box_finds_something(visitor: Make, word: str) -> None:
    assert "没有找到" not in visitor().sees("/search", q=word)


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("开饭店", "食品经营许可（新办）"),
        ("spjyxk", "食品经营许可（新办）"),
        ("shipinjingying", "食品经营许可（新办）"),
    ],
)
def test_search_takes_plain_words_and_pinyin(visitor: Make, typed: str, found: str) -> None:
    assert found in visitor().sees("/search", q=typed)
    assert found in visitor().sees("/suggest", q=typed)


@pytest.mark.parametrize(
    ("typed", "bundle"),
    [
        ("我想开个小饭店", "open-a-restaurant"),
        ("孩子上户口", "newborn"),
        ("xinshenger", "newborn"),
        ("退休金", "retire"),
    ],
)
def test_search_offers_the_bundle_that_people_call_so(visitor: Make, typed: str, bundle: str) -> None:
    page = visitor()
    page.sees("/search", q=typed)
    assert f'href="/bundles/{bundle}"' in page.html


def test_search_offers_no_bundle_for_another_matter(visitor: Make) -> None:
    page = visitor()
    page.sees("/search", q="身份证丢了")
    assert 'href="/bundles/' not in page.html


def test_a_bundle_done_on_the_spot_says_so_and_compares_only_what_is_known(visitor: Make) -> None:
    page = visitor().sees("/bundles/newborn")
    assert "当天 全部办完" in page
    assert "0个工作日" not in page
    assert "省掉了什么" not in page
    answered = visitor().sees(
        "/bundles/newborn", medical="later", card="later", **{"birth-registration--surname": "parent"}
    )
    assert "省掉了什么" in answered


@pytest.mark.parametrize("typed", ["", "\0", "%_'\"<script>", "啊" * 500, "qqqqzzzz"])
def test_search_answers_whatever_is_typed(visitor: Make, typed: str) -> None:
    page = visitor()
    page.sees("/search", q=typed)
    assert "<script>alert" not in page.html
    page.sees("/suggest", q=typed)


def test_every_count_is_the_length_of_its_list(visitor: Make) -> None:
    page = visitor()
    page.sees("/matters")
    facets = re.findall(
        r'href="(\?[^"]+)"[^>]*><span>[^<]*</span><span class="ov-count">(\d+)</span>', page.html
    )
    assert len(facets) > 20
    for address, count in facets:
        text = page.sees("/matters" + address.replace("&amp;", "&"))
        assert f"共 {count} 件事" in text
    assert f"共 {len(browse(TODAY))} 件事" in page.sees("/matters")


def test_filters_add_up_and_can_be_taken_back(visitor: Make) -> None:
    page = visitor()
    text = page.sees("/matters", life_event="open-a-restaurant", organ="market")
    wanted = browse(TODAY, Filters(life_event="open-a-restaurant", organ="market"))
    assert f"共 {len(wanted)} 件事" in text
    assert 'href="?organ=market"' in page.html
    assert "没有同时符合这些条件的事" in page.sees("/matters", kind="没有这种")


@pytest.mark.parametrize("key", sorted(matters()))
def test_every_guide_says_what_it_takes(visitor: Make, key: str) -> None:
    matter = matters()[key]
    page = visitor()
    text = page.sees(f"/matters/{key}")
    assert matter.name in text
    found = figures(matter, IN_FORCE)
    for title, figure in (("材料齐了", found.in_hand), ("从零开始", found.from_nothing)):
        assert f"{title} 最多跑 {figure.visits} 次" in text
    assert ("这件事不是“最多跑一次”" in text) == ((found.gate or 0) > 1)
    assert ("按“最多跑一次”公布" in text) == ((found.gate or 0) <= 1)
    for one in (*matter.requirements, *matter.results, *matter.fees):
        assert one.name in text
    for ground in matter.basis:
        assert ground.basis.cite() in text
    assert ("立即申请" in text) == (Channel.ONLINE in matter.channels)
    assert "第1版" in page.sees(f"/matters/{key}/print")


def test_answers_narrow_what_is_needed(visitor: Make) -> None:
    page = visitor()
    before = page.sees("/matters/food-business-permit")
    assert "看情形可能还要" in before
    after = page.sees("/matters/food-business-permit", business="catering", premises="rented", area="from50")
    assert "看情形可能还要" not in after
    assert "租赁（借用）合同" in after
    assert "经营场所产权证明" not in after
    assert "食堂承包合同" not in after
    assert "/apply/food-business-permit?business=catering" in page.html
    assert page.sees("/matters/food-business-permit", premises="\0", nothing="x")


def test_what_was_answered_in_the_guide_is_not_asked_again(owner: Visitor) -> None:
    owner.sees("/apply/food-business-permit", business="catering", premises="rented")
    party = re.findall(r'name="party" value="(\d+)"', owner.html)[1]
    first = owner.sends("/apply/food-business-permit?business=catering&premises=rented", {"party": party})
    owner.sees(first)
    assert re.search(r'value="catering" checked', owner.html)
    assert re.search(r'value="rented" checked', owner.html)


def test_a_matter_that_is_not_there(visitor: Make) -> None:
    assert "没有这个事项" in visitor().sees("/matters/no-such-matter", 404)


def test_halls_and_organs_and_what_stands_in_for_what(visitor: Make) -> None:
    halls = visitor().sees("/halls")
    for level in ("区大厅", "镇（街道）便民服务中心", "村（社区）便民服务点"):
        assert level in halls
    organs = visitor().sees("/organs")
    assert "第一责任人：示例·陈春梅（局长）" in organs
    assert "2017年叫：区工商局" in organs
    about = visitor().sees("/about")
    assert "未接省平台" in about
    assert "未接快递公司" in about
