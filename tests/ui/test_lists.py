from urllib.parse import parse_qs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onevisit.platform.ui.listing import Column, Filter, Page, Sorting
from ui.kit import Page as Html
from ui.kit import render, texts

COLUMNS = (Column("办件", "no"), Column("到期", "due"), Column("操作", kind="action"))
PHASES = Filter("phase", "状态", (("accepted", "已受理", 41), ("issued", "待领取", None)), "accepted")


@given(st.text(max_size=12), st.integers(0, 5000), st.integers(1, 100))
def test_a_page_always_lies_in_the_list(wanted: str, count: int, size: int) -> None:
    page = Page.read({"page": wanted}, count, size)
    assert 1 <= page.number <= page.pages
    assert 0 <= page.start <= page.end <= count
    assert page.end - page.start <= size
    assert page.near[0] == 1
    assert page.near[-1] == page.pages
    assert page.number in page.near


@pytest.mark.parametrize(
    ("wanted", "number"), [("3", 3), ("0", 1), ("999", 29), ("二", 1), ("-4", 1), ("٣", 1)]
)
def test_a_page_number_that_is_none_becomes_the_nearest(wanted: str, number: int) -> None:
    assert Page.read({"page": wanted}, 703).number == number


def test_gaps_between_numbers_are_shown() -> None:
    assert Page(5, 25, 703).near == (1, None, 4, 5, 6, None, 29)


@pytest.mark.parametrize(
    ("query", "key", "descending"),
    [
        ({}, "due", False),
        ({"sort": "-no"}, "no", True),
        ({"sort": "password"}, "due", False),
        ({"sort": ""}, "due", False),
    ],
)
def test_one_sorts_only_by_columns_that_there_are(query: dict[str, str], key: str, descending: bool) -> None:
    assert Sorting.read(query, COLUMNS, "due") == Sorting(key, descending)


def test_a_heading_sorts_and_keeps_the_rest_of_the_query() -> None:
    html = Html(
        render(
            '{% data_table columns=columns caption="件" sorting=sorting %}<tr><td>甲</td></tr>{% enddata_table %}',
            "?phase=accepted&page=3&sort=due",
            columns=COLUMNS,
            sorting=Sorting("due"),
        )
    )
    links = [parse_qs(link["href"].removeprefix("?")) for link in html.all("a")]
    assert links == [{"phase": ["accepted"], "sort": ["no"]}, {"phase": ["accepted"], "sort": ["-due"]}]
    assert [head.get("aria-sort") for head in html.all("th")] == ["none", "ascending", None]
    assert "甲" in html.text


def test_the_pager_counts_exactly_and_keeps_the_query() -> None:
    html = Html(render('{% pager page "件" %}', "?phase=accepted&phase=issued&page=3", page=Page(3, 25, 703)))
    assert "共 703 件，第 51–75 件" in html.text
    following = next(link for link in html.all("a") if link.get("rel") == "next")
    assert parse_qs(following["href"].removeprefix("?")) == {"phase": ["accepted", "issued"], "page": ["4"]}
    assert [link["aria-label"] for link in html.all("a") if "aria-current" in link] == ["第3页"]


def test_a_single_page_needs_no_numbers() -> None:
    assert not Html(render("{% pager page %}", page=Page(1, 25, 7))).all("a")


def test_filters_keep_what_is_not_theirs_and_can_be_taken_off() -> None:
    html = Html(
        render(
            '{% filters all search="q" %}', "?phase=accepted&q=王&sort=-due&page=4&organ=market", all=[PHASES]
        )
    )
    hidden = {one["name"]: one["value"] for one in html.all("input") if one["type"] == "hidden"}
    assert hidden == {"sort": "-due", "organ": "market"}
    without, clear = (parse_qs(link["href"].removeprefix("?")) for link in html.all("a"))
    assert without == {"q": ["王"], "sort": ["-due"], "organ": ["market"]}
    assert clear == {"sort": ["-due"], "organ": ["market"]}
    assert "状态：已受理" in html.text
    assert "已受理（41）" in html.text
    assert [one["value"] for one in html.all("option") if "selected" in one] == ["accepted"]


def test_a_value_that_is_no_option_is_no_chip() -> None:
    assert Filter("phase", "状态", PHASES.options, "hacked").chosen == ""


def test_an_empty_place_says_what_to_do() -> None:
    html = render('{% empty "还没有办件。" "inbox" "/matters/" "去办事" %}')
    assert texts(html) == "还没有办件。 去办事"
    assert Html(html).all("a")[0]["href"] == "/matters/"
