"""Several matters at one window: chosen, taken down once, accepted in one act, one sheet to take home."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest

from factories import bundles as bundle
from factories import cases as make
from factories.matters import form_for, situations
from onevisit.bundles.models import Bundle
from onevisit.casework.models import Case, Draft
from onevisit.rules.cases.application import requirements_for
from onevisit.rules.cases.phases import Phase
from onevisit.rules.district.definition import Role
from onevisit.rules.matters.vocabulary import Way
from workbench.conftest import Desk

JOINED = ["sole-trader", "food-business-permit", "billboard"]
WHO = {"identifier": "370304198609214423", "name": "示例·李春燕", "phone": "19900000002", "address": "博山区"}


@pytest.fixture
def clerk(at: Callable[[str], Desk]) -> Desk:
    return at("clerk5")


def begin(desk: Desk) -> str:
    return desk.sends("/work/intake/begin", {"join": JOINED})


def everything(**changes: Any) -> dict[str, Any]:
    """A page on which nothing is missing: everything as an original, each paper once."""
    matter = bundle.composite(*JOINED).matter
    answers = next(situations(matter))
    ways = {}
    for one in requirements_for(matter, answers):
        offered = [evidence.way for evidence in one.evidence]
        ways[f"way-{one.key}"] = (Way.ORIGINAL if Way.ORIGINAL in offered else offered[0]).value
    form = {f"f-{key}": value for key, value in form_for(matter, answers).items()}
    asked = {f"q-{key}": value for key, value in answers.items()}
    base = {"do": "accept", "delivery": "window", "collect_at": "district-hall", "channel": "window"}
    return {**base, **WHO, **asked, **ways, **form, **changes}


def _number(where: str) -> str:
    return re.search(r"/bundles/(\d{12})/receipt", where)[1]  # type: ignore[index]


@pytest.mark.parametrize("words", ["开饭店", "kfd", "kaifandian", "我想开饭店", "开餐馆", "食品经营许可"])
def test_a_bundle_is_found_by_what_people_call_it(clerk: Desk, words: str) -> None:
    page = clerk.opens(f"/work/intake?q={words}")
    assert 'value="open-a-restaurant"' in clerk.html
    assert "他在网上填过一半" not in page, "what was looked for stands first"


def test_a_bundle_that_was_not_meant_is_not_offered(clerk: Desk) -> None:
    clerk.opens("/work/intake?q=lygb")
    assert 'name="bundle"' not in clerk.html
    clerk.opens("/work/intake?q=kfd")
    assert 'value="close-a-shop"' not in clerk.html


def test_joining_with_nothing_ticked_says_what_to_do(clerk: Desk) -> None:
    clerk.sends("/work/intake/begin", {}, status=422)
    assert "请至少选一件事项" in clerk.text
    assert not Draft.objects.exists()


def test_before_the_answers_nothing_is_promised_that_depends_on_them(clerk: Desk) -> None:
    draft = clerk.sends("/work/intake/begin", {"bundle": "open-a-restaurant"})
    page = clerk.opens(draft)
    assert 'name="identifier"' in next(one for one in clerk.html.split("<input") if " autofocus" in one)
    assert "先选上面的情形，这里就列出要交的材料" in page
    assert "这个情形不用交材料" not in page
    assert "不用交材料" not in clerk.opens(f"{draft}/missing")
    assert "承诺期限：最长9个工作日" in page
    small = {"who": "sole", "food": "small", "fire": "small", "staff": "none", "seal": "unneeded",
             "invoice": "later", "tobacco": "none", "sign": "none"}  # fmt: skip
    more = {"sole-trader--form": "person"}
    clerk.sends(draft, {"do": "save", **WHO, **{f"q-{k}": v for k, v in (small | more).items()}})
    page = clerk.opens(draft)
    assert "第0个工作日" not in page
    assert "当天办好" in page


def test_ticked_matters_are_taken_down_on_one_page(clerk: Desk) -> None:
    page = clerk.opens(begin(clerk))
    assert "这件事怎么办" in page
    assert "前面办好后自动受理" in page
    assert page.count("经营场所租赁") <= page.count("经营场所产权证明") + 20
    assert "营业执照（“个体工商户登记（设立）”办好后自动带给" in page


def test_one_act_one_number_one_sheet(clerk: Desk) -> None:
    number = _number(clerk.sends(begin(clerk), everything()))
    assert list(Case.objects.filter(bundle=number).values_list("matter", "phase")) == [
        ("sole-trader", Phase.ACCEPTED)
    ]
    assert not Draft.objects.exists()
    sheet = clerk.opens(f"/work/bundles/{number}/receipt")
    assert "受理通知书（一件事）" in sheet
    for name in ("个体工商户登记（设立）", "食品经营许可（新办）", "大型户外广告设置许可"):
        assert name in sheet
    page = clerk.opens(f"/work/bundles/{number}")
    assert "自动办理" in page
    assert number in clerk.opens("/work/bundles")


def test_what_is_missing_is_told_at_its_field_and_nothing_is_lost(clerk: Desk) -> None:
    draft = begin(clerk)
    page = clerk.sends(draft, everything(name=""), status=422)
    assert "请填写申请人姓名或名称" in page
    assert WHO["identifier"] in clerk.html
    assert not Bundle.objects.exists()


def test_a_second_click_finds_the_bundle_of_the_first(clerk: Desk) -> None:
    draft = begin(clerk)
    first = clerk.sends(draft, everything())
    assert clerk.sends(draft, everything()) == first
    assert Bundle.objects.count() == 1


def test_matters_that_nobody_can_ask_for_together_are_refused_in_words(clerk: Desk) -> None:
    page = clerk.sends("/work/intake/begin", {"join": ["sole-trader", "sole-trader"]}, status=422)
    assert "同一个事项选了两次" in page
    page = clerk.sends("/work/intake/begin", {"join": ["no-such-matter"]}, status=422)
    assert "没有公布" in page


def test_what_came_on_line_is_accepted_in_one_act(clerk: Desk) -> None:
    number = bundle.submitted(*JOINED)
    assert number in clerk.opens("/work/bundles")
    page = clerk.opens(f"/work/bundles/{number}")
    assert "全部受理" in page
    where = clerk.fills(f"/work/bundles/{number}", sighted=[])
    assert where.endswith("/receipt")
    assert Case.objects.get(bundle=number).phase == Phase.ACCEPTED
    assert Bundle.objects.get(number=number).accepted_on is not None
    assert "全部受理" not in clerk.opens(f"/work/bundles/{number}")


def test_only_the_window_accepts_and_only_those_with_a_part_in_it_look(at: Callable[[str], Desk]) -> None:
    number = bundle.submitted(*JOINED)
    reviewer = make.staff(Role.REVIEWER, organ="housing")
    other = at(_login(reviewer.person))
    other.opens(f"/work/bundles/{number}", status=404)
    other.sends(f"/work/bundles/{number}", {"key": "k" * 20, "seen": "1"}, status=403)
    officer = at(_login(make.staff(Role.REVIEWER, organ="market").person))
    assert "全部受理" not in officer.opens(f"/work/bundles/{number}")


def _login(person: int | None) -> str:
    from onevisit.platform.people.models import Person

    return Person.objects.get(pk=person).username
