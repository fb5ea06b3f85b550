"""五减公开: what each batch reduced, for everybody, and as of any past day."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from catalogue.publishing import office
from catalogue.test_reductions import published, sooner, without
from onevisit.catalogue import publishing
from onevisit.platform import clock
from portal.conftest import Visitor

Make = Callable[..., Visitor]


@pytest.fixture
def second() -> None:
    published(0, {"food-business-permit": without("layout"), "dig-road": sooner(2)})
    publishing.withdraw(office.lists(), "billboard", clock.today(), "并入其他事项。")


def test_the_first_batch_is_the_start(visitor: Make) -> None:
    text = visitor().sees("/reductions")
    assert "起公布了" in text
    assert "到现在还没有公布新的一批" in text


def test_everybody_reads_what_a_batch_reduced_and_what_it_increased(visitor: Make, second: None) -> None:
    page = visitor()
    text = page.sees("/reductions")
    assert "第2批：调整" in text
    assert "取消1项" in text
    assert "承诺期限：1个事项共增2个工作日" in text
    assert re.search("食品经营许可（新办） ?：材料7→6件；要自己带的材料3→2件", text)
    assert "大型户外广告设置许可：取消" in text
    assert 'href="/matters/billboard"' not in page.html, "there is no guide to what was withdrawn"
    assert 'href="/matters/dig-road"' in page.html


def test_as_it_was_on_a_past_day(visitor: Make, second: None) -> None:
    text = visitor().sees("/reductions", on="2026-10-01")
    assert "您看到的是2026年10月1日时的版本" in text
    assert "第2批" not in text


def test_it_stands_among_the_public_lists(visitor: Make) -> None:
    page = visitor()
    page.sees("/lists", on="2026-10-01")
    assert 'href="/reductions?on=2026-10-01"' in page.html


def test_what_is_in_work_is_nobodys_business_yet(visitor: Make) -> None:
    office.drafted("dig-road", sooner(-2))
    assert "第2批" not in visitor().sees("/reductions")
