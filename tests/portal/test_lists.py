"""The public lists: by batch, as of any day, on the screen and on paper; what needs more visits stands beside."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from catalogue.conftest import Publish, publish  # noqa: F401 — a fixture
from onevisit.catalogue.lists import ListKind, public_list
from onevisit.catalogue.models import Batch, MatterVersion
from onevisit.portal import lists
from portal.conftest import Visitor

Make = Callable[..., Visitor]
TODAY = date(2026, 11, 23)
THEN = "2026-10-01"
KINDS = [one.value for one in ListKind]


@pytest.fixture
def second(publish: Publish) -> None:  # noqa: F811
    batch = Batch.objects.create(number=2, title="第二次公布", published_on=date(2026, 11, 2))
    for like, key, name in (("id-card", "newcomer", "示例许可"), ("old-age-card", "service", "示例服务")):
        row = publish(like, key=key, name=name, batch=batch, since=date(2026, 11, 3))
        MatterVersion.objects.filter(pk=row.pk).update(one_visit=True, visits_low=0, visits_high=1)


def test_the_home_page_leads_to_the_lists(visitor: Make) -> None:
    page = visitor()
    page.sees("/")
    assert 'href="/lists"' in page.html
    text = page.sees("/lists")
    for kind in ListKind:
        assert kind.label in text
        assert f"{public_list(kind, TODAY).total}项" in text
    assert "第1批" in text


PAGE = 100
"""Matters on a page of a list."""


def everything(page: Visitor, path: str, total: int) -> str:
    """All pages of a list, one after the other."""
    count = max(1, -(-total // PAGE))
    return " ".join(
        page.sees(path, page=str(number)) if number > 1 else page.sees(path) for number in range(1, count + 1)
    )


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("form", ["", "/print"])
def test_a_list_has_every_matter_with_its_articles(visitor: Make, second: None, kind: str, form: str) -> None:
    page = visitor()
    found = public_list(ListKind(kind), TODAY)
    text = everything(page, f"/lists/{kind}{form}", found.total if not form else 0)
    assert found.total
    assert f"共{found.total}项" in text
    for batch in found.batches:
        assert f"第{batch.number}批 {batch.title}" in text
        for row in batch.rows:
            assert row.name in text
            for law in row.laws:
                assert law in text
    assert found.owner
    assert found.owner.name in text


def test_paper_says_of_which_day_it_is_and_who_signs(visitor: Make, second: None) -> None:
    page = visitor()
    text = page.sees("/lists/power/print", on=THEN)
    assert "淄博市博山区权力清单" in text
    assert "截至2026年10月1日" in text
    assert "2026年11月23日 星期一打印" in text
    assert "示例许可" not in text
    assert re.search(r"编制委员会办公室\s*2026年10月1日", text)
    assert "示例许可" in page.sees("/lists/power/print")


@pytest.mark.parametrize("kind", KINDS)
def test_a_list_of_the_past_is_as_it_was_and_keeps_its_day(visitor: Make, second: None, kind: str) -> None:
    page = visitor()
    text = everything(page, f"/lists/{kind}", public_list(ListKind(kind), TODAY).total)
    assert ("示例许可" in text) == (kind != "service")
    assert ("示例服务" in text) == (kind != "power")
    text = page.sees(f"/lists/{kind}", on=THEN)
    assert "您看到的是2026年10月1日时的版本" in text
    assert "示例许可" not in text
    assert "示例服务" not in text
    main = page.html[page.html.find("<main") :].split("</main>")[0].replace("&amp;", "&")
    main = re.sub(r'<a href="[^"]*">看今天的版本</a>', "", main)
    for href in re.findall(r'<a [^>]*href="(/[^"]*)"', main):
        assert "on=2026-10-01" in href, href
    assert "/api/lists/" in page.html.split("</head>")[0]


def test_one_batch_alone(visitor: Make, second: None) -> None:
    page = visitor()
    text = page.sees("/lists/power", batch="2")
    assert "第2批，共1项" in text
    assert "第1批" not in text
    assert 'href="/lists/power/print?batch=2"' in page.html
    assert 'href="/api/lists/power.csv?batch=2"' in page.html
    assert "没有事项" in page.sees("/lists/power", batch="9")
    assert "没有事项" in page.sees("/lists/power/print", batch="9")


def test_batches_stand_with_their_days(visitor: Make, second: None) -> None:
    page = visitor()
    text = page.sees("/lists")
    assert "第2批 第二次公布" in text
    assert "2026年11月2日 星期一公布；现在有效2项，其中“最多跑一次”2项" in text
    assert "第2批" not in page.sees("/lists", on=THEN)
    assert "还没有公布过" in page.sees("/lists", on="2000-01-01")


def test_long_lists_are_turned_page_by_page(visitor: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lists, "SIZE", 7)
    page = visitor()
    seen: list[str] = []
    total = public_list(ListKind.POWER, TODAY).total
    for number in range(1, -(-total // 7) + 1):
        page.sees("/lists/power", page=str(number))
        seen += re.findall(r'<td><a href="/matters/([a-z0-9-]+)"', page.html)
    assert len(seen) == len(set(seen)) == total


def test_what_needs_more_says_why_and_by_which_article(visitor: Make) -> None:
    page = visitor()
    text = page.sees("/lists/above-one")
    assert "机动车驾驶证" in text
    assert "不是一个地方" in text
    assert "要本人到场的依据" in text
    assert "driving-licence" not in page.sees("/lists/one-visit") + page.html


def test_what_could_be_listed_and_is_not_is_said(visitor: Make, publish: Publish) -> None:  # noqa: F811
    row = publish("id-card", key="modest", name="谦虚的事项")
    MatterVersion.objects.filter(pk=row.pk).update(visits_low=0, visits_high=1)
    assert "谦虚的事项" in visitor().sees("/lists/above-one").split("还没有公布为")[1]
    never = publish("id-card", key="uncounted", name="没有算过的事项")
    assert never.visits_low is None
    assert "没有算过的事项" in visitor().sees("/lists/above-one").split("还没有公布为")[1]


@pytest.mark.parametrize("form", ["", "/print"])
def test_what_cannot_be_asked_is_answered_with_a_sentence(visitor: Make, form: str) -> None:
    page = visitor()
    assert "没有这张清单" in page.sees(f"/lists/moon{form}", 404)
    assert "“零”不是批次的号" in page.sees(f"/lists/power{form}", 422, batch="零")
    assert "还没有到" in page.sees(f"/lists/power{form}", 422, on="2026-11-24")
    assert "不是一个日子" in page.sees("/lists", 422, on="x")
    assert "不是一个日子" in page.sees("/lists/above-one", 422, on="x")


def test_lists_take_the_same_statements_however_many_batches(visitor: Make, publish: Publish) -> None:  # noqa: F811
    def asked() -> list[int]:
        counts = []
        for path in ("/lists", "/lists/power", "/lists/power/print", "/lists/above-one"):
            page = visitor()
            page.sees(path)
            with CaptureQueriesContext(connection) as captured:
                page.sees(path)
            counts.append(len(captured.captured_queries))
        return counts

    before = asked()
    assert max(before) <= 4
    for number in range(2, 6):
        batch = Batch.objects.create(number=number, title=f"第{number}次", published_on=TODAY)
        publish("id-card", key=f"more-{number}", name=f"更多{number}", batch=batch)
    assert asked() == before
