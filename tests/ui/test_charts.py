"""Pictures of figures: every number of the picture stands in the table beside it, and nothing runs over an edge."""

from __future__ import annotations

import re
from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise

from django.template import Context, Template
from hypothesis import given, settings
from hypothesis import strategies as st

from onevisit.platform.ui.charts import Bar, Bars, Course, Dot, drawn_course, drawn_rows, said

DAY = date(2026, 1, 5)
PERCENT = re.compile(r"=\"(\d+\.\d\d)%\"")


def shown(tag: str, chart: object) -> str:
    return Template("{% load ui %}{% " + tag + " chart %}").render(Context({"chart": chart}))


def cells(page: str) -> list[str]:
    return re.findall(r"<td[^>]*>\s*([^<]+?)\s*<", page)


BARS = Bars(
    "材料",
    "事项",
    ("之前", "之后"),
    (Bar("开饭店", (8, 4), "/work/x"), Bar("<b>挖路</b>", (2, None)), Bar("无", (0, Decimal("0.25")))),
    "件",
)


def test_bars_stand_beside_a_table_of_the_same_numbers() -> None:
    page = shown("bars", BARS)
    assert cells(page) == ["8", "4", "&lt;b&gt;挖路&lt;/b&gt;", "2", "算不出", "无", "0", "0.2"]
    assert re.findall(r'class="is-number" x[^>]*>([^<]+)<', page) == ["8", "4", "2", "算不出", "0", "0.2"]
    assert '<a href="/work/x">开饭店</a>' in page
    assert 'role="img" aria-label="材料的图，数字都在旁边的表里"' in page
    assert page.count("<rect") == 5, "what is not known has no bar"
    assert "style=" not in page
    assert re.findall(r'<li class="is-\d">(.+?)</li>', page) == ["之前", "之后"]


def test_the_longest_bar_is_that_of_the_largest_figure() -> None:
    widths = [[mark.width for mark in row.marks] for row in drawn_rows(BARS)[0]]
    assert widths == [["82.00", "41.00"], ["20.50", None], ["0.00", "2.56"]]
    own = Bars(
        "x",
        "y",
        ("a", "b"),
        (Bar("one", (100, 50)), Bar("two", (2, 1)), Bar("three", (0, 0))),
        own_scale=True,
    )
    assert [[mark.width for mark in row.marks] for row in drawn_rows(own)[0]] == [
        ["82.00", "41.00"],
        ["82.00", "41.00"],
        ["0.00", "0.00"],
    ]


def test_a_course_is_a_line_in_steps() -> None:
    chart = Course(
        "平均跑动",
        "批次",
        (Dot(DAY, "第1批", 4), Dot(DAY + timedelta(50), "第2批", 2)),
        DAY + timedelta(100),
        "次",
    )
    drawing = drawn_course(chart)
    assert [(one.x, one.number, one.day) for one in drawing.spots] == [
        ("6.00", "4", DAY),
        ("50.00", "2", DAY + timedelta(50)),
    ]
    first, down, last = drawing.strokes
    assert (first.x1, first.x2, first.y1) == ("6.00", "50.00", first.y2)
    assert (down.x1, down.y1, down.y2) == (down.x2, first.y1, last.y1)
    assert (last.x1, last.x2) == ("50.00", "94.00")
    assert float(first.y1) < float(last.y1) < float(drawing.ground), "less is lower"
    page = shown("course", chart)
    assert cells(page) == ["第1批", "4", "第2批", "2"]
    assert "2026年1月5日 星期一起" in page


def test_what_was_not_known_on_a_day_has_no_dot_and_stands_in_the_table() -> None:
    chart = Course("x", "批次", (Dot(DAY, "第1批", None), Dot(DAY, "第2批", Decimal("1.25"))), DAY)
    assert [one.number for one in drawn_course(chart).spots] == ["1.2"]
    assert cells(shown("course", chart)) == ["第1批", "算不出", "第2批", "1.2"]
    assert "<circle" not in shown("course", Course("x", "批次", (), DAY))


values = st.none() | st.integers(0, 10**6) | st.decimals(0, 1000, places=2)


@settings(max_examples=60)
@given(st.lists(st.tuples(st.integers(0, 4000), values), max_size=20), st.integers(0, 4000))
def test_no_mark_of_a_course_leaves_the_picture_and_no_words_cover_others(
    days: list[tuple[int, int | Decimal | None]], until: int
) -> None:
    dots = tuple(
        Dot(DAY + timedelta(day), "批", value) for day, value in sorted(days, key=lambda one: one[0])
    )
    chart = Course("x", "批次", dots, DAY + timedelta(max([until, *(day for day, _ in days)])))
    drawing = drawn_course(chart)
    assert all(0 <= float(found) <= 100 for found in PERCENT.findall(shown("course", chart)))
    assert all(2 <= float(one.y) <= float(drawing.ground) for one in drawing.spots)
    with_numbers = sorted(float(one.x) for one in drawing.spots if one.number)
    assert all(after - before >= 8.9 for before, after in pairwise(with_numbers))
    assert not drawing.spots or any(one.number for one in drawing.spots[-1:]), (
        "the last figure is always said"
    )


@given(st.lists(st.tuples(values, values), max_size=8), st.booleans())
def test_no_bar_leaves_the_picture(rows: list[tuple[int | Decimal | None, ...]], own_scale: bool) -> None:
    chart = Bars("x", "y", ("a", "b"), tuple(Bar("z", row) for row in rows), own_scale=own_scale)
    assert all(0 <= float(found) <= 82 for found in PERCENT.findall(shown("bars", chart)))


def test_a_figure_is_said_with_one_decimal_at_most() -> None:
    assert [said(one) for one in (3, Decimal("3.0"), Decimal("2.96"), -1, None)] == [
        "3",
        "3",
        "3",
        "−1",
        "算不出",
    ]
