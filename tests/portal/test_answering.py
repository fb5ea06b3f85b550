"""补正、补交、整改 from a phone: what is asked, what is sent, and nothing lost."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from casework.driving import Drive, driven, in_parts, needing
from factories import cases as make
from factories.matters import form_for, matters, shown_for
from onevisit.casework.models import Content
from onevisit.exchange.models import QueryLog
from onevisit.platform import clock
from onevisit.platform.people.models import Representation
from onevisit.rules.cases import commands as c
from onevisit.rules.cases.courses import CheckOutcome
from onevisit.rules.cases.phases import Phase
from onevisit.rules.matters.vocabulary import Way
from onevisit.rules.record.canonical import loads
from portal.conftest import Visitor, pdf

Make = Callable[..., Visitor]


@pytest.fixture
def applicant(visitor: Make) -> Visitor:
    """The person in whose enterprise's name the factories apply."""
    return visitor(Representation.objects.select_related("person").order_by("id")[0].person.username)


def asked(*about: str) -> Drive:
    """A case of digging up a road, in which this has to be mended."""
    case = driven()
    case.do(case.ask(*(about or ("design", "planning-document", "form.road"))))
    return case


def send(who: Visitor, case: Drive, status: int = 302, **data: object) -> str:
    """Send the page of the answer."""
    form = {"then": "send", "key": make.key(), "seen": str(case.case.last_seq), **data}
    return who.sends(f"/cases/{case.number}/answer", form, status)


def name() -> str:
    """The name that the applicant signs with."""
    return Representation.objects.select_related("person").order_by("id")[0].person.name


def test_the_case_says_first_what_to_do_until_when_and_why(applicant: Visitor) -> None:
    case = asked()
    page = applicant.sees(f"/cases/{case.number}")
    for part in (
        "请补正材料：还差3项",
        "2026年12月23日 星期三前",
        "为什么是2026年12月23日",
        "视为撤回申请",
        "不符合法定形式",
        "请改正。",
        "现在就补",
        "如果您今天就补齐",
    ):
        assert part in page
    assert page.index("请补正材料") < page.index("谁在办，办到哪儿了")
    assert f'href="/cases/{case.number}/answer"' in applicant.html
    assert "等您补正" in applicant.sees("/my")
    assert "12月23日前" in applicant.text


def test_another_day_can_be_asked_for(applicant: Visitor) -> None:
    case = asked()
    page = applicant.sees(f"/cases/{case.number}", on="2026-12-07")
    assert "如果您12月7日补齐" in page
    assert "2026年12月14日 星期一 前答复是否受理" in page
    for nonsense in ("2026-02-31", "2027-01-01", "2026-11-22", "x"):
        assert "请选11月23日到12月23日之间的一天" in applicant.sees(f"/cases/{case.number}", on=nonsense)
        assert "如果您今天就补齐" in applicant.text


def test_a_part_is_kept_and_the_rest_still_asked_for(applicant: Visitor) -> None:
    case = asked()
    page = applicant.sees(f"/cases/{case.number}/answer")
    assert "挖掘" in page
    assert 'name="f-road" value="示例"' in applicant.html
    following = send(applicant, case, **{"file-design": pdf(), "f-road": "示例"})
    assert following.endswith("/answer")
    page = applicant.sees(following)
    assert "收到了1项，还差2项" in page
    assert "已经收到" in page
    assert "file-design" not in applicant.html
    assert case.state.phase is Phase.CORRECTING
    assert "已经补了1项，还差2项" in applicant.sees(f"/cases/{case.number}")
    following = send(applicant, case, **{"file-planning-document": pdf(more=b"2"), "f-road": "中心路南段"})
    assert following == f"/cases/{case.number}"
    assert "齐了" in applicant.sees(following)
    assert "中心路南段" in applicant.text
    assert case.state.phase is Phase.RECEIVED
    assert case.state.materials_on == case.today
    applicant.sees(f"/cases/{case.number}/answer", 409)


def test_files_wait_until_they_are_sent_and_can_be_taken_away(applicant: Visitor) -> None:
    case = asked("design")
    page = send(applicant, case, 200, **{"file-design": pdf("第一页.pdf"), "then": "keep"})
    page = send(applicant, case, 200, **{"file-design": pdf("第二页.pdf", b"2"), "then": "keep"})
    assert "第一页.pdf（已上传，还没有发送）" in page
    assert "第二页.pdf" in applicant.sees(f"/cases/{case.number}/answer")
    assert case.state.phase is Phase.CORRECTING
    first = re.search(r'name="remove" value="(design:[0-9a-f]{64})"', applicant.html)
    assert first
    assert "第一页.pdf" not in send(applicant, case, 200, remove=first[1])
    send(applicant, case)
    shown = case.state.shows("design")
    assert shown
    assert shown.way is Way.UPLOAD
    assert len(shown.refs) == 1


def test_what_is_wrong_is_said_at_its_place_and_nothing_is_lost(applicant: Visitor) -> None:
    case = asked("design", "form.supervisor_phone", "form.road")
    page = send(
        applicant,
        case,
        422,
        **{"file-design": pdf("图.pdf"), "f-supervisor_phone": "12", "f-road": "中心路南段"},
    )
    assert "还没有发送" in page
    assert "图.pdf" in page
    assert 'value="12"' in applicant.html
    assert 'value="中心路南段"' in applicant.html
    assert case.names()[-1] != "Supplied"
    bad = pdf("坏.pdf")
    bad.seek(0)
    from django.core.files.uploadedfile import SimpleUploadedFile

    page = send(
        applicant, case, 422, **{"file-design": SimpleUploadedFile("坏.pdf", b"MZ", "application/pdf")}
    )
    assert "坏.pdf" in page
    assert "图.pdf" in page
    assert "没有补交任何材料" in send(applicant, asked("form.road"), 422, **{"f-road": "示例"})


def test_an_old_page_and_an_ended_session_lose_nothing(applicant: Visitor, visitor: Make) -> None:
    case = asked("form.road", "design")
    seen = str(case.case.last_seq)
    case.do(case.supply("design"))
    page = send(applicant, case, 409, **{"f-road": "中心路南段", "seen": seen})
    assert 'value="中心路南段"' in applicant.html
    nobody = visitor()
    nobody.sends(f"/cases/{case.number}/answer", {"f-road": "中心路北段", "then": "send"})
    assert "/account/login/" in nobody.answer.headers["Location"]
    nobody.client.force_login(Representation.objects.select_related("person").order_by("id")[0].person)
    assert "找回来了" in page or "找回来了" in nobody.sees(f"/cases/{case.number}/answer")
    assert 'value="中心路北段"' in nobody.html


def test_sent_twice_is_sent_once(applicant: Visitor) -> None:
    case = asked("form.road", "design")
    form = {"then": "send", "key": make.key(), "seen": str(case.case.last_seq), "f-road": "中心路南段"}
    applicant.sends(f"/cases/{case.number}/answer", form)
    applicant.sends(f"/cases/{case.number}/answer", form | {"seen": ""}, 422)
    assert case.names().count("Supplied") == 1


def test_what_may_come_later_is_promised_and_signed(applicant: Visitor) -> None:
    answers = needing("billboard", "site-consent")
    given = {
        "form": form_for(matters()["billboard"], answers),
        "shown": shown_for(matters()["billboard"], answers),
    }
    case = driven("billboard", answers=answers, **given)
    case.do(case.ask("site-consent"))
    page = applicant.sees(f"/cases/{case.number}/answer")
    days = matters()["billboard"].requirement("site-consent")
    assert days
    assert days.defer
    assert f"以后再交（受理后{days.defer.days}个工作日内）" in page
    page = send(applicant, case, 422, **{"way-site-consent": "later"})
    assert "请在承诺书下面写上自己的姓名" in page
    assert "请先看完承诺书" in page
    assert re.search(r'value="later" checked', applicant.html)
    wrong = {"way-site-consent": "later", "signed_by": "别人", "pledged": "yes"}
    assert "和登录人不一致" in send(applicant, case, 422, **wrong)
    send(applicant, case, **wrong | {"signed_by": name().replace("示例·", "")})
    state = case.state
    assert state.later == ("site-consent",)
    signed = loads(Content.objects.get(ref=state.pledge).body)["data"]
    assert signed["signed_on"] == "2026-11-23"
    assert "个工作日内补交" in signed["text"]
    assert "窗口受理时会写明每一项最晚哪天交" in applicant.sees(f"/cases/{case.number}")


def test_what_was_deferred_is_handed_in(applicant: Visitor) -> None:
    case = in_parts("billboard", later=("site-consent",)).accept()
    until = case.state.deferred["site-consent"]
    page = applicant.sees(f"/cases/{case.number}")
    assert "请补交1项材料" in page
    assert f"{until.month}月{until.day}日" in page
    assert "撤销受理" in page
    assert "等您补交" in applicant.sees("/my")
    assert "以后再交" not in applicant.sees(f"/cases/{case.number}/answer").replace("说好以后再交", "")
    send(applicant, case, **{"file-site-consent": pdf()})
    assert not case.state.deferred
    assert case.state.phase is Phase.ACCEPTED


def test_a_broken_promise_is_mended(applicant: Visitor) -> None:
    case = in_parts("bookkeeping-agency", committed=("staff",)).accept().ready().grant()
    case.do(c.CheckCommitment(CheckOutcome.FAULTY, make.words("人员不足。"), ("staff",)))
    page = applicant.sees(f"/cases/{case.number}")
    assert "请整改：1项和承诺的不一样" in page
    assert "撤销许可" in page
    send(applicant, case, **{"file-staff": pdf()})
    pledged = case.state.pledged
    assert pledged
    assert pledged.mended == ("staff",)


def test_registers_are_asked_only_when_somebody_wants_it(applicant: Visitor, registers: None) -> None:
    case = driven("bookkeeping-agency")
    key = next(
        one.key
        for one in matters()["bookkeeping-agency"].requirements
        if any(e.way is Way.E_LICENCE for e in one.evidence)
    )
    case.do(case.ask(key))
    before = QueryLog.objects.count()
    applicant.sees(f"/cases/{case.number}/answer")
    assert QueryLog.objects.count() == before
    page = send(applicant, case, 200, then="look")
    assert "已经查过部门登记簿：1项不用您交" in page
    assert QueryLog.objects.filter(case_number=case.number).exists()
    offered = re.search(rf'name="way-{key}" value="(e_licence|shared)"', applicant.html)
    assert offered
    send(applicant, case, **{f"way-{key}": offered[1]})
    shown = case.state.shows(key)
    assert shown
    assert shown.way.value == offered[1]
    assert shown.refs


def test_elder_mode_asks_one_at_a_time(applicant: Visitor) -> None:
    case = asked()
    applicant.client.cookies["onevisit-elder"] = "1"
    page = applicant.sees(f"/cases/{case.number}/answer")
    assert "第 1 项，共 3 项" in page
    assert applicant.html.count('class="po-line') == 1 + applicant.html.count('class="po-lines')
    applicant.sees(f"/cases/{case.number}/answer", one="planning-document")
    assert "file-planning-document" in applicant.html
    send(applicant, case, **{"file-planning-document": pdf(), "one": "planning-document"})
    assert "第 1 项，共 2 项" in applicant.sees(f"/cases/{case.number}/answer")


def test_an_original_is_shown_at_a_counter_or_sent(applicant: Visitor) -> None:
    case = asked("design")
    page = applicant.sees(f"/cases/{case.number}/answer")
    assert "任一窗口出示，或者邮寄到这里" in page
    assert case.number in page
    applicant.sees(f"/cases/{case.number}/send")
    back = {
        "back_name": "示例·王桂兰",
        "back_phone": "19900000001",
        "back_address": "博山区池上镇中郝峪村8号",
    }
    label = {"carrier": "邮政EMS", "number": "EZ123456789CN", "key": make.key()}
    applicant.sends(f"/cases/{case.number}/send", {**label, **back, "enclosed": ["planning-document"]}, 422)
    applicant.sends(f"/cases/{case.number}/send", {**label, **back, "enclosed": ["design"]})
    assert "EZ123456789CN" in applicant.sees(f"/cases/{case.number}")


@pytest.mark.parametrize("path", ["answer", "hearing", "hand-over"])
def test_nobody_answers_for_another(visitor: Make, path: str) -> None:
    case = asked()
    stranger = visitor("sun-hao")
    assert "没有编号为" in stranger.sees(f"/cases/{case.number}/{path}", 404)
    stranger.sends(f"/cases/{case.number}/{path}", {"then": "send", "do": "request"}, 404)


def test_a_missed_day_ends_the_application(applicant: Visitor) -> None:
    case = asked()
    with clock.at(make.later(days=31)):
        page = applicant.sees(f"/cases/{case.number}")
        assert "已撤回" in page
        assert "现在就补" not in page
        applicant.sees(f"/cases/{case.number}/answer", 409)
