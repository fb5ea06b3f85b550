"""What people type, and what they have to be shown for it. The catalogue is the real pack."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from catalogue.conftest import TODAY
from onevisit.catalogue.models import Word
from onevisit.catalogue.queries import browse
from onevisit.catalogue.search import Results

Find = Callable[..., Results]

pytestmark = pytest.mark.django_db


def keys(results: Results) -> list[str]:
    return [hit.card.key for hit in results.hits]


@pytest.mark.parametrize(
    ("query", "first"),
    [
        # as it is called
        ("食品经营许可", "food-business-permit"),
        ("食品经营许可（新办）", "food-business-permit"),
        ("居民身份证换领", "id-card"),
        # another name, and a name that is no longer used
        ("公司注册", "company-registration"),
        ("餐饮服务许可证", "food-business-permit"),
        ("食品卫生许可证", "food-business-permit"),
        # what people say
        ("开饭店", "food-business-permit"),
        ("我想开饭店", "food-business-permit"),
        ("我想开一家饭店需要什么材料", "food-business-permit"),
        ("开个饭馆", "food-business-permit"),
        ("请问老年证怎么办", "old-age-card"),
        ("换驾照", "licence-renewal"),
        # parts in any order
        ("许可 食品", "food-business-permit"),
        ("许可食品", "food-business-permit"),
        ("过户 买房", "property-transfer"),
        ("池上镇 低保", "subsistence"),
        # pinyin, whole and joined; initials; a mixture
        ("shipin jingying", "food-business-permit"),
        ("shipinjingying", "food-business-permit"),
        ("SHIPIN JINGYING", "food-business-permit"),
        ("kai fan dian", "food-business-permit"),
        ("woxiangkaifandian", "food-business-permit"),
        ("spjyxk", "food-business-permit"),
        ("sfz", "id-card"),
        ("食品jy", "food-business-permit"),
        ("shipinjyxk", "food-business-permit"),
        ("huanshenfenz", "id-card"),  # still typing
        # slips
        ("食品精营", "food-business-permit"),
        ("我想开犯店", "food-business-permit"),
        ("身分证", "id-card"),
        ("shipni jingying", "food-business-permit"),
        ("shipinjingyng", "food-business-permit"),
        ("kaifandain", "food-business-permit"),
        ("kaigonsi", "company-registration"),
        # a licence, a result, and full-width letters
        ("不动产权证书", "property-first"),
        ("ｓｐｊｙｘｋ", "food-business-permit"),
    ],
)
def test_the_first_hit_is_what_was_meant(find: Find, query: str, first: str) -> None:
    assert keys(find(query))[0] == first


@pytest.mark.parametrize(
    ("query", "organ"),
    [
        ("市场监督管理局", "market"),
        ("市场监管局", "market"),
        ("工商局", "market"),  # as it was called in 2017
        ("gongshangju", "market"),
        ("质监局", "market"),  # as people shorten it
        ("国土局", "natural-resources"),
        ("环保局", "environment"),
    ],
)
def test_an_organ_is_found_by_its_present_former_and_short_names(find: Find, query: str, organ: str) -> None:
    found = find(query, limit=100)
    assert found.total > 0
    assert {hit.card.organ for hit in found.hits} == {organ}


def test_a_town_finds_the_common_matters_of_the_towns(find: Find) -> None:
    assert "subsistence" in keys(find("池上镇"))


def test_a_material_counts_less_than_a_name(find: Find) -> None:
    """营业执照 is asked for by many matters; the two that give one come first."""
    found = find("营业执照", limit=100)
    assert set(keys(found)[:2]) == {"sole-trader", "company-registration"}
    assert any(hit.why.startswith("材料：") for hit in found.hits)


@pytest.mark.parametrize(
    ("query", "why"),
    [
        ("我想开饭店", "俗语：开饭店"),
        ("公司注册", "别名：公司注册"),
        ("spjyxk", "名称：食品经营许可（新办）"),
        ("工商局", "曾用部门名称：区工商局"),
        ("池上镇低保", "俗语：低保；部门：池上镇"),
    ],
)
def test_a_hit_says_why(find: Find, query: str, why: str) -> None:
    assert find(query).hits[0].why == why


@pytest.mark.parametrize(
    ("query", "corrected"),
    [
        ("食品精营", "食品经营"),
        ("我想开犯店", "我想开饭店"),
        ("shipni jingyng", "食品经营"),
        ("开饭店", ""),
        ("shipinjingying", ""),
        ("买房过户", ""),  # 买房 and 卖房 sound alike, and who types a word means it
    ],
)
def test_what_was_looked_for_instead_is_said(find: Find, query: str, corrected: str) -> None:
    assert find(query).corrected == corrected


def test_a_word_that_another_sounds_like_is_not_taken_for_it(find: Find) -> None:
    """The tax office (税务局) has its own matters; those of the water office (水务局) are no answer."""
    assert {hit.card.organ for hit in find("税务局", limit=100).hits} == {"tax"}


def test_the_matters_of_a_word_come_in_the_order_in_which_the_editor_wrote_them(find: Find) -> None:
    written = list(Word.objects.filter(word="开饭店").order_by("id").values_list("matter", flat=True))
    assert keys(find("开饭店"))[: len(written)] == written


@pytest.mark.parametrize("query", ["", "   ", "，。！", "😀", "\0", ".*[("])
def test_nothing_asked_is_nothing_found(find: Find, query: str) -> None:
    assert find(query) == Results()


@pytest.mark.parametrize("query", ["qqqqzzz", "饕餮魑魅", "asdfgh"])
def test_nonsense_finds_nothing(find: Find, query: str) -> None:
    assert find(query).hits == ()
    assert find(query).total == 0


def test_where_nothing_is_found_the_nearest_words_are_offered(find: Find) -> None:
    found = find("老干部证")
    assert found.total == 0
    assert any("证" in word for word in found.suggestions)
    assert find("开饭店").suggestions == ()


@pytest.mark.parametrize(
    "query",
    [
        "\0开饭店\0",
        "开饭店" + "\x1b[2J",
        "开" * 10_000,
        "shipin" * 2_000,
        "z" * 10_000,
        "(a+)+$" * 100,
        "%_'\"\\;--",
        "\ud800",
        "\u202e店饭开",
        "𠮷" * 60,
        "开饭店 " * 1_000,
        "0" * 60,
    ],
)
def test_no_input_raises(find: Find, query: str) -> None:
    assert find(query).total >= 0


def test_only_the_first_sixty_characters_count(find: Find) -> None:
    blanks = " " * 57
    assert keys(find(f"{blanks}开饭店"))[0] == "food-business-permit"
    assert find(f"{blanks}   开饭店") == Results()


def test_filters_narrow_and_the_total_is_exact(find: Find) -> None:
    everything = find("许可", limit=1000)
    assert everything.total == len(everything.hits)
    assert find("许可", limit=3).total == everything.total
    assert len(find("许可", limit=3).hits) == 3
    assert find("许可", limit=0).hits == ()
    for name, value, of in (
        ("audience", "自然人", lambda card: "自然人" in card.audience),
        ("organ", "market", lambda card: card.organ == "market"),
        ("kind", "行政许可", lambda card: card.kind == "行政许可"),
        ("life_event", "open-a-restaurant", lambda card: "open-a-restaurant" in card.life_events),
        ("hall_level", "town", lambda card: "town" in card.offered_at),
    ):
        narrowed = find("许可", limit=1000, **{name: value})
        assert keys(narrowed) == [hit.card.key for hit in everything.hits if of(hit.card)]


def test_a_town_as_filter_keeps_the_common_matters_of_the_towns(find: Find) -> None:
    assert keys(find("低保", organ="chishang"))[0] == "subsistence"
    assert "subsistence" not in keys(find("低保", organ="civil-affairs"))


def test_every_matter_is_the_first_to_be_found_by_its_own_name(find: Find) -> None:
    wrong = {
        card.key: keys(find(card.name))[:1]
        for card in browse(TODAY)
        if keys(find(card.name))[:1] != [card.key]
    }
    assert not wrong


def test_every_word_finds_the_matters_it_means(find: Find) -> None:
    missing = [
        (row.word, row.matter)
        for row in Word.objects.all()
        if row.matter not in keys(find(row.word, limit=1000))
    ]
    assert not missing
