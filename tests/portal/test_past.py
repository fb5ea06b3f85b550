"""The catalogue as of a past day: every page says so, keeps the day in its links, and shows what held on that day."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from catalogue.conftest import Publish, publish  # noqa: F401 — a fixture
from onevisit.catalogue.models import Batch, MatterVersion
from onevisit.catalogue.past import versions_of
from portal.conftest import Visitor

Make = Callable[..., Visitor]
TODAY = date(2026, 11, 23)
THEN = "2026-10-01"


@pytest.fixture
def renamed(publish: Publish) -> MatterVersion:  # noqa: F811
    batch = Batch.objects.create(number=2, title="第二批", published_on=date(2026, 11, 2))
    return publish("id-card", name="居民身份证换发", since=date(2026, 11, 3), batch=batch)


def test_a_guide_as_it_was(visitor: Make, renamed: MatterVersion) -> None:
    page = visitor()
    assert "居民身份证换发" in page.sees("/matters/id-card")
    assert "您看到的是" not in page.html
    text = page.sees("/matters/id-card", on=THEN)
    assert "居民身份证换领" in text
    assert "居民身份证换发" not in text
    assert "您看到的是2026年10月1日时的版本" in text
    assert 'href="/matters/id-card">看今天的版本' in page.html
    assert "立即申请" not in text, "one applies today, under today's version"
    printed = page.sees("/matters/id-card/print", on=THEN)
    assert "第1版" in printed
    assert "2026年10月1日时的版本" in printed
    assert "部门名称、大厅地址和电话是现在的" in text, "of those no history is kept"
    assert "部门名称、大厅地址和电话是打印当天的" in printed
    assert "打印当天的" not in page.sees("/matters/id-card/print")


@pytest.mark.parametrize(
    "address",
    [
        "/matters?on=2026-10-01",
        "/matters?on=2026-10-01&organ=police",
        "/search?q=身份证&on=2026-10-01",
        "/search?q=qqqqzzzz&on=2026-10-01",
        "/suggest?q=身份证&on=2026-10-01",
        "/matters/food-business-permit?on=2026-10-01&premises=rented",
        "/matters/food-business-permit/print?on=2026-10-01&premises=rented",
    ],
)
def test_links_and_forms_keep_the_day(visitor: Make, renamed: MatterVersion, address: str) -> None:
    page = visitor()
    page.sees(address)
    main = page.html[page.html.find("<main") :].split("</main>")[0].replace("&amp;", "&")
    main = re.sub(r'<a href="[^"]*">看今天的版本</a>', "", main)
    for href in re.findall(r'(?:href|hx-get)="((?:/matters|/search|/suggest|/lists|\?)[^"]*)"', main):
        if not href.startswith("/matters/") or not href.endswith("/versions"):
            assert "on=2026-10-01" in href, href
    for form in re.findall(
        r'<form method="get".*?</form>|<form class="ov-search".*?</form>', main, re.DOTALL
    ):
        assert '<input type="hidden" name="on" value="2026-10-01">' in form


@pytest.mark.parametrize(
    ("on", "says"),
    [
        ("2026-11-24", "2026年11月24日还没有到"),
        ("9999-12-31", "还没有到"),
        ("2026-02-30", "“2026-02-30”不是一个日子"),
        ("20261001", "不是一个日子"),
        ("昨天", "“昨天”不是一个日子"),
        ("２０２６-10-01", "不是一个日子"),
        ("0000-01-01", "不是一个日子"),
        ("2026-10-01\0", "不是一个日子"),
        ("<script>" * 99, "不是一个日子"),
    ],
)
@pytest.mark.parametrize("address", ["/matters", "/matters/id-card", "/matters/id-card/print", "/search"])
def test_a_day_that_cannot_be_shown_is_answered_with_a_sentence(
    visitor: Make, address: str, on: str, says: str
) -> None:
    page = visitor()
    text = page.sees(address, 422, on=on, organ="police")
    assert says in text
    assert "看今天的" in text
    assert f'href="{address}?organ=police"' in page.html


def test_today_is_no_past_day(visitor: Make) -> None:
    page = visitor()
    assert "您看到的是" not in page.sees("/matters", on="2026-11-23")
    assert 'href="/matters/animal-clinic"' in page.html


def test_a_list_of_the_past_has_what_held_then(visitor: Make, publish: Publish) -> None:  # noqa: F811
    publish("id-card", key="tea-house", name="开设茶馆登记", aliases=[], since=date(2026, 11, 3))
    page = visitor()
    assert "开设茶馆登记" in page.sees("/matters", organ="police")
    assert "开设茶馆登记" not in page.sees("/matters", organ="police", on=THEN)
    assert "共 0 件事" not in page.html
    assert "“开设茶馆登记”2026年11月3日起才有" in page.sees("/matters/tea-house", 404, on=THEN)
    assert "没有同时符合这些条件的事" in page.sees("/matters", on="2000-01-01")


def test_versions_say_what_each_changed(visitor: Make, renamed: MatterVersion) -> None:
    page = visitor()
    text = page.sees("/matters/id-card/versions")
    assert text.index("第2版") < text.index("第1版")
    assert "名称由“居民身份证换领”改为“居民身份证换发”" in text
    assert "2026年11月2日 星期一随第二批（第2批）公布" in text
    assert "到2026年11月2日 星期一为止" in text
    assert 'href="/matters/id-card?on=2025-01-01"' in page.html
    assert 'href="/matters/id-card/versions"' in (page.sees("/matters/id-card") and page.html)
    assert "没有这个事项" in page.sees("/matters/no-such-matter/versions", 404)


def test_a_matter_that_ended_says_so_and_stays_readable(visitor: Make) -> None:
    MatterVersion.objects.filter(matter="marriage").update(valid_to=TODAY - timedelta(days=1))
    page = visitor()
    text = page.sees("/matters/marriage", 404)
    assert "2026年11月22日以后不再办理" in text
    assert 'href="/matters/marriage/versions"' in page.html
    assert "这个事项不再办理" in page.sees("/matters/marriage/versions")
    assert "您看到的是2026年11月22日时的版本" in page.sees("/matters/marriage", on="2026-11-22")


def test_a_version_to_come_is_announced_and_a_draft_is_not(publish: Publish) -> None:  # noqa: F811
    batch = Batch.objects.create(number=2, title="第二批", published_on=TODAY)
    publish("id-card", since=TODAY + timedelta(days=10), summary="以后的", batch=batch)
    unannounced = publish("marriage", since=TODAY + timedelta(days=10), summary="没有公布的")
    past = versions_of("id-card", TODAY)
    assert [(one.number, one.begun, one.in_force) for one in past.versions] == [
        (2, False, False),
        (1, True, True),
    ]
    assert len(versions_of("marriage", TODAY).versions) == 1
    assert unannounced.number == 2


def test_pages_of_the_past_ask_as_little_as_those_of_today(visitor: Make, renamed: MatterVersion) -> None:
    page = visitor()

    def asked(path: str) -> int:
        page.sees(path)
        with CaptureQueriesContext(connection) as captured:
            page.sees(path)
        return len(captured.captured_queries)

    for path in ("/matters", "/matters/id-card"):
        assert asked(f"{path}?on={THEN}") == asked(path)


def test_versions_take_the_same_statements_however_many(
    visitor: Make,
    publish: Publish,  # noqa: F811
) -> None:
    counts = []
    for number in range(4):
        publish("id-card", since=TODAY - timedelta(days=10 - number), summary=f"第{number}种说法")
        page = visitor()
        page.sees("/matters/id-card/versions")
        with CaptureQueriesContext(connection) as captured:
            page.sees("/matters/id-card/versions")
        counts.append(len(captured.captured_queries))
    assert len(set(counts)) == 1
