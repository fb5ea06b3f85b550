"""The one notice as a check list: everything is judged, nothing typed is lost, and it is sent once."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from factories import cases as make
from factories.turns import pledge, supplied, without
from onevisit.casework.contents import content
from onevisit.rules.cases.courses import Asked, Fault
from onevisit.rules.cases.phases import Phase
from onevisit.rules.matters.vocabulary import Channel
from workbench.conftest import Desk

FINE = {"v:application": "fine", "v:planning-document": "fine", "v:design": "fine", "form_seen": "1"}
BLURRED = {**FINE, "v:design": "illegible", "s:design": "第二页拍糊了，请重新拍一张。"}


@pytest.fixture
def clerk(at: Callable[[str], Desk]) -> Desk:
    return at("clerk1")


@pytest.fixture
def number() -> str:
    return make.submitted("dig-road")


def path(number: str) -> str:
    return f"/work/cases/{number}/correction"


def test_it_is_sent_once_and_read_on_the_sheet(clerk: Desk, number: str) -> None:
    page = clerk.opens(path(number))
    for words in ("只能告知这一次", "12月23日", "视为撤回申请", "即为受理", "5个工作日内答复"):
        assert words in page, "what “once” means, until when, and what silence means"
    where = clerk.fills(path(number), **BLURRED, **{"v:form.area": "invalid", "s:form.area": "与图纸不符"})
    correction = make.now(number).correction
    assert correction is not None
    assert correction.items == (Asked("design", Fault.ILLEGIBLE), Asked("form.area", Fault.INVALID))
    assert content(correction.words)["items"]["design"] == BLURRED["s:design"]
    sheet = clerk.opens(where)
    for words in ("补正材料一次性告知书", "第二页拍糊了", "以上是全部内容", "2026年12月23日", "正在生成"):
        assert words in sheet
    page = clerk.opens(path(number), 409)
    assert "不能再次要求补正" in page


def test_what_was_not_looked_at_stands_against_it_each_at_its_line(clerk: Desk, number: str) -> None:
    given = {"v:application": "fine", "v:design": "invalid", "s:form.area": "与图纸不符"}
    page = clerk.fills(path(number), 422, **given)
    assert "还没有核对：请选“合格”" in page
    assert "请写明具体问题和怎样改" in page
    assert "请确认申请表的其余各项都已逐项看过" in page
    assert "有3处要改" in page
    for target in ("c-planning-document", "c-design-said", "form_seen"):
        assert f'href="#{target}"' in clerk.html
        assert f'id="{target}"' in clerk.html
    assert "与图纸不符" in clerk.html, "nothing typed is lost"
    assert re.search(r'name="v:design" value="invalid"[^>]* checked', clerk.html)
    assert make.now(number).phase is Phase.SUBMITTED


def test_a_notice_of_nothing_is_refused(clerk: Desk, number: str) -> None:
    assert "没有标出任何问题" in clerk.fills(path(number), 422, **FINE)


def test_what_is_missing_is_marked_and_what_is_promised_needs_no_verdict(at: Callable[[str], Desk]) -> None:
    clerk = at("clerk5")
    number = make.submitted(
        "bookkeeping-agency",
        channel=Channel.WINDOW,
        shown=without("bookkeeping-agency", "title", "staff", "licence"),
        later=("title",),
        committed=("staff",),
        pledge=pledge(),
    )
    page = clerk.opens(path(number))
    assert "已承诺后补（容缺）" in page
    assert "已签告知承诺，不用提交" in page
    missing = re.findall(r'name="v:([a-z-]+)" value="missing"[^>]* checked', clerk.html)
    assert missing, "what was not handed in is marked so"
    assert not {"title", "staff"} & set(re.findall(r'name="v:([a-z-]+)"', clerk.html))


def test_two_clerks_at_once_and_the_second_keeps_what_he_typed(
    at: Callable[[str], Desk], number: str
) -> None:
    first, second = at("clerk1"), at("clerk2")
    second.opens(path(number))
    stale = second.hidden | BLURRED
    first.fills(f"/work/cases/{number}/receive", do="receive")
    page = second.sends(path(number), stale, 409)
    assert "窗口收件" in page
    assert "第二页拍糊了" in second.html
    assert re.search(r'name="v:design" value="illegible"[^>]* checked', second.html)


def test_another_class_of_window_has_nothing_to_do_here(at: Callable[[str], Desk], number: str) -> None:
    assert "没有等您" in at("clerk5").opens(path(number), 409)


def test_after_it_was_answered_it_is_accepted_or_declined_by_what_it_named(clerk: Desk) -> None:
    number = make.corrected("dig-road", "design")
    supplied(number)
    receive = f"/work/cases/{number}/receive"
    page = clerk.opens(receive)
    assert "告知过的补正内容" in page
    assert "不能再次要求补正" in page
    assert "有问题，一次性告知" not in page
    named = set(re.findall(r'name="missing" value="([^"]+)"', clerk.html))
    assert named == {"design"}, "only what the notice named can still be missing"
    decline = {"do": "decline", "decline_kind": "not-complete", "decline_reason": "图纸仍没有盖章。"}
    assert "要写明哪些材料仍不合格" in clerk.fills(receive, 422, **decline)
    assert "图纸仍没有盖章。" in clerk.html
    clerk.fills(receive, **decline, missing=["design"])
    assert make.now(number).phase is Phase.DECLINED
