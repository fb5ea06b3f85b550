"""The pages: asked on the case, answered inline, raised, decided beside both positions; and what the applicant sees."""

from __future__ import annotations

import re
from collections.abc import Callable
from html import unescape
from typing import Any

import pytest
from django.test import Client

from coordination import consulting as co
from factories import cases as make
from onevisit.casework.models import Look
from onevisit.coordination import arbitration, commands
from onevisit.coordination.models import Disagreement, Question
from onevisit.platform import clock
from onevisit.platform.people.models import Person
from onevisit.rules.district.definition import Role
from questions.conftest import noon, screen

pytestmark = pytest.mark.django_db

__all__ = ["noon", "screen"]
"""Fixtures: a browser without a window at noon of the tests' Monday."""

Screen = Callable[..., Client]


def hidden(page: str, do: str = "") -> dict[str, Any]:
    """The hidden fields of the form that does this."""
    forms = re.findall(r"<form.*?</form>", page, re.DOTALL)
    form = next(one for one in forms if (f'name="do" value="{do}"' in one if do else 'name="key"' in one))
    found = re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', form)
    return {name: unescape(value) for name, value in found if name != "csrfmiddlewaretoken"}


def read(client: Client, path: str, status: int = 200) -> str:
    answer = client.get(path)
    assert answer.status_code == status, (path, answer.status_code)
    return answer.content.decode()


def sent(client: Client, path: str, status: int = 302, do: str = "", page: str = "", **values: str) -> str:
    page = page or read(client, path)
    answer = client.post(path, hidden(page, do) | values)
    assert answer.status_code == status, answer.content.decode()[:2000]
    return str(answer.headers.get("Location", "")) or answer.content.decode()


def test_a_reviewer_asks_on_the_case_and_the_other_organ_answers_inline(screen: Screen) -> None:
    number = make.accepted("dig-road")
    asker = screen(co.officer(co.ASKER))
    assert f"/work/cases/{number}/ask" in read(asker, f"/work/cases/{number}")
    there = sent(asker, f"/work/cases/{number}/ask", to=co.ASKED, question=co.TEXT)
    assert there == f"/work/cases/{number}#coordination"
    reference = Question.objects.get().reference
    asked = screen(co.officer(co.ASKED))
    case = read(asked, f"/work/cases/{number}")
    assert co.TEXT in case
    sent(asked, f"/work/coordination/{reference}", do="answer", page=case, answer=co.ANSWER)
    assert co.ANSWER in read(asker, f"/work/cases/{number}")
    assert co.ANSWER in read(screen(make.clerk_of(number)), f"/work/cases/{number}")


def test_what_was_typed_stays_when_it_is_refused(screen: Screen) -> None:
    number = make.accepted("dig-road")
    asker = screen(co.officer(co.ASKER))
    page = sent(asker, f"/work/cases/{number}/ask", 422, to="nobody", question="管线在哪？")
    assert "还没有选对方部门" in page
    assert "管线在哪？" in page


def test_what_waits_is_counted_in_the_menu_and_stands_first(screen: Screen) -> None:
    reference = co.asked()
    client = screen(co.officer(co.ASKED))
    page = read(client, "/work/coordination")
    assert reference in page
    assert re.search(r'href="/work/coordination"[^>]*>.*?部门协同.*?1', page, re.DOTALL)
    assert "有1个询问或者争议等您答复" in read(client, "/work/")
    assert "等您答复、提意见" not in read(screen(co.officer(co.ASKER)), "/work/")
    assert reference not in read(client, "/work/coordination?state=ours")
    assert reference in read(screen(co.officer(co.ASKER)), "/work/coordination?state=ours")


def test_an_organ_without_a_part_answers_without_seeing_the_case(screen: Screen) -> None:
    reference = co.asked(to="housing")
    number = Question.objects.get().case
    client = screen(co.officer("housing"))
    page = read(client, f"/work/coordination/{reference}")
    assert "本部门没有参与，看不到申请材料" in page
    assert f'/work/cases/{number}"' not in page
    read(client, f"/work/cases/{number}", 404)
    sent(client, f"/work/coordination/{reference}", do="answer", page=page, answer=co.ANSWER)


def test_chiefs_raise_and_answer_and_the_arbiter_sees_both_the_materials_and_the_opinions(
    screen: Screen,
) -> None:
    co.named()
    number = co.contradicting()
    raiser, other = screen(co.chief(co.ASKER)), screen(co.chief(co.ASKED))
    head = co.head("approval")
    arbiter = screen(head)
    read(arbiter, f"/work/cases/{number}", 404)
    page = read(raiser, f"/work/cases/{number}/disagree")
    assert "审查意见和本部门相反" in page
    values = {"issue": "opinions", "other": co.ASKED, "position": co.POSITION, "articles": co.ARTICLES}
    there = sent(raiser, f"/work/cases/{number}/disagree", page=page, **values)
    sent(other, there, do="state", position=co.OTHER, articles=co.OTHER_ARTICLES)
    assert "有1个询问或者争议等您答复、提意见或者决定" in read(arbiter, "/work/")
    page = read(arbiter, there)
    for said in (
        co.POSITION,
        co.OTHER,
        co.ARTICLES,
        "交通影响审查",
        "不同意",
        "挖掘施工设计文件",
        "谁也不能为此暂停",
    ):
        assert said in page
    assert Look.objects.filter(person=head.person, page="协调决定").exists()
    page = sent(arbiter, there, 422, do="decide", holds="", decision="理由。", binding=co.BINDING)
    assert "请选择支持哪一方的意见" in page
    assert co.BINDING in page
    sent(arbiter, there, do="decide", holds="raiser", decision="理由成立。", binding=co.BINDING)
    assert "协调决定，双方照办" in read(raiser, f"/work/cases/{number}")
    assert co.BINDING in read(other, f"{there}/sheet")
    reviewer = screen(co.officer(co.ASKED))
    sent(reviewer, there, do="carry-out", opinion="分两期施工，同意。")
    assert "按协调决定（XT" in read(raiser, f"/work/cases/{number}")


def test_there_is_no_sheet_before_there_is_a_decision(screen: Screen) -> None:
    reference = co.heard()
    assert "还没有决定" in read(screen(co.head("approval")), f"/work/coordination/{reference}/sheet", 409)


def test_the_applicant_sees_who_and_until_when_and_no_words(screen: Screen) -> None:
    number = co.contradicting()
    co.asked(number, "natural-resources")
    reference = co.raised(number)
    page = read(screen(make.applicant_of(number)), f"/cases/{number}")
    assert "部门之间正在商量" in page
    assert "区综合执法局和博山交警大队" in page
    assert "办理期限照常计算" in page
    for word in (co.TEXT, co.POSITION, co.ARTICLES, reference):
        assert word not in page
    with clock.at(make.NOON):
        co.decided(co.heard(reference))
    page = read(screen(make.applicant_of(number)), f"/cases/{number}")
    assert "协调决定" not in page


def test_supervisors_see_how_long_organs_take_and_change_nothing(screen: Screen) -> None:
    number = co.contradicting()
    reference = co.asked(number)
    co.answered(reference)
    decided = co.decided(co.heard(co.raised(number)))
    client = screen(make.staff(Role.INQUIRY))
    page = read(client, "/work/coordination?state=all")
    assert "各部门要多久" in page
    assert "示例·孟金水" in page
    for path in (reference, decided):
        assert 'name="do"' not in read(client, f"/work/coordination/{path}")


def test_whom_it_does_not_concern_finds_nothing(screen: Screen) -> None:
    reference, quarrel = co.asked(), co.raised()
    client = screen(co.chief("health"))
    for path in (reference, quarrel, f"{quarrel}/sheet"):
        assert "或者您无权查看" in read(client, f"/work/coordination/{path}", 404)
    number = Disagreement.objects.get().case
    read(client, f"/work/cases/{number}/disagree", 404)
    assert Person.objects.exists()


def test_who_reviews_or_decides_sees_what_organs_said_to_each_other(screen: Screen) -> None:
    number = make.accepted("dig-road")
    co.answered(co.asked(number))
    review = read(screen(co.officer(co.ASKER)), f"/work/cases/{number}/review/municipal")
    assert co.TEXT in review
    assert co.ANSWER in review


def test_who_decides_is_told_that_an_arbiter_has_not_decided_yet(screen: Screen) -> None:
    number = co.contradicting()
    chief = screen(co.chief(co.ASKER))
    assert "请先等结果" not in read(chief, f"/work/cases/{number}/decide")
    reference = co.heard(co.raised(number))
    page = read(chief, f"/work/cases/{number}/decide")
    assert "的争议（审查意见相反）正由区行政审批服务局协调" in page
    assert reference in page
    co.decided(reference, "other")
    page = read(chief, f"/work/cases/{number}/decide")
    assert "请先等结果" not in page
    assert co.BINDING in page


def test_a_disagreement_that_was_settled_stands_in_the_list_without_a_day_of_decision(screen: Screen) -> None:
    reference, chief = co.heard(), co.chief(co.ASKER)
    arbitration.settle(
        reference, "谈好了。", actor=chief, at=make.NOON, seen=co.seq(reference), key=make.key()
    )
    page = read(screen(chief), "/work/coordination?state=quarrels")
    assert reference in page
    assert "已协商一致" in page


def test_every_number_of_an_organ_opens_into_just_as_many(screen: Screen) -> None:
    co.named()
    taken_back = co.asked()
    commands.withdraw(
        taken_back, actor=co.officer(co.ASKER), at=make.NOON, seen=co.seq(taken_back), key=make.key()
    )
    co.answered(co.asked())
    co.heard()
    co.decided()
    inquiry = screen(make.staff(Role.INQUIRY))
    page = read(inquiry, "/work/coordination")
    numbers = re.findall(r'href="(\?state=[^"]+)">(\d+)</a>', page)
    assert {href.split("&amp;")[0] for href, _ in numbers} >= {
        "?state=all",
        "?state=quarrels",
        "?state=decided",
    }
    for href, number in numbers:
        behind = read(inquiry, f"/work/coordination{href.replace('&amp;', '&')}")
        assert f"共 <b>{number}</b> 个" in behind, href
        assert "只看" in behind
