"""An application on line, from the guide to the receipt, without JavaScript."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta

import pytest

from factories.cases import NOON
from factories.matters import form_for, matters
from onevisit.casework import drafts, erasure, queries, sealing
from onevisit.casework.models import Case, Draft, Event
from onevisit.casework.projection import state_of
from onevisit.licences import queries as licences
from onevisit.platform.organs.queries import towns
from onevisit.rules.cases.application import requirements_for
from onevisit.rules.matters.vocabulary import Channel, Delivery, Way
from portal.conftest import ANSWERS, ENTERPRISE, MATTER, Application, Visitor, pdf


def test_the_whole_way_to_a_receipt(owner: Application, registers: None) -> None:
    assert owner.begin() == f"/drafts/{owner.draft}/questions"
    assert owner.answers() == f"/drafts/{owner.draft}/materials"
    assert "营业执照" in owner.sees(f"/drafts/{owner.draft}/materials")
    assert owner.materials(**{"way-registration": "e_licence"}) == f"/drafts/{owner.draft}/form"
    known = owner.sees(f"/drafts/{owner.draft}/form")
    assert ENTERPRISE in known
    assert "9137**********376N" in known
    assert owner.form() == f"/drafts/{owner.draft}/delivery"
    assert owner.step(
        "delivery", {"delivery": "courier", "post_address": "博山区城东街道夏家庄社区38号"}
    ).endswith("/confirm")
    page = owner.sees(f"/drafts/{owner.draft}/confirm")
    for part in (ENTERPRISE, "租用或借用", "电子证照，免提交", "快递送达", "夏家庄社区38号", "您要跑 0 次"):
        assert part in page
    number = owner.submit()
    case = Case.objects.get(number=number)
    state = state_of(case)
    assert case.applicant.name == ENTERPRISE
    assert state.channel is Channel.ONLINE
    assert state.answers == ANSWERS
    assert state.delivery is Delivery.COURIER
    assert {one.requirement for one in state.shown} == {
        one.key for one in requirements_for(matters()[MATTER], ANSWERS)
    }
    assert not Draft.objects.exists()
    sealing.seal(NOON)
    receipt = owner.sees(f"/cases/{number}/receipt")
    root = queries.latest_root()
    assert root
    for part in (
        f"{number[:6]} {number[6:11]} {number[11]}",
        case.query_code,
        case.last_hash,
        root.root,
        "11月30日",
    ):
        assert part in receipt
    assert "行政许可法第三十二条" in receipt
    assert "<svg" in owner.html


def test_every_step_is_saved_and_can_be_taken_up_elsewhere(owner: Application) -> None:
    owner.begin()
    assert owner.step("questions", {"a-business": "catering"}, then="later") == "/my/drafts"
    assert "食品经营许可（新办）" in owner.sees("/my/drafts")
    elsewhere = Application("li-chunyan")
    assert elsewhere.sees("/").count("继续办理") == 1
    assert elsewhere.sees(f"/drafts/{owner.draft}", 302) == ""
    assert elsewhere.answer.headers["Location"].endswith("/questions")
    elsewhere.draft = owner.draft
    elsewhere.sees(f"/drafts/{owner.draft}/questions")
    assert re.search(r'value="catering" checked', elsewhere.html)
    elsewhere.answers()
    owner.step("form", {"f-shop": "示例小馆"}, then="later")
    elsewhere.sees(f"/drafts/{owner.draft}/form")
    assert 'value="示例小馆"' in elsewhere.html
    elsewhere.sees(f"/drafts/{owner.draft}", 302)
    assert elsewhere.answer.headers["Location"].endswith("/materials")


def test_beginning_again_goes_on_with_the_draft(owner: Application) -> None:
    owner.begin()
    first = owner.draft
    owner.answers()
    owner.begin()
    assert owner.draft == first
    assert "接着办就行" in owner.sees(f"/drafts/{first}/questions")


def test_a_question_that_makes_sense_only_now_is_asked_next(owner: Application) -> None:
    owner.begin()
    again = owner.step(
        "questions", {"asked": ["business", "premises"], "a-business": "catering", "a-premises": "rented"}
    )
    assert again.endswith("/questions")
    assert "经营场所有多大" in owner.sees(again)
    text = owner.step(
        "questions",
        {"asked": ["business", "premises", "area"], "a-business": "catering", "a-premises": "rented"},
        422,
    )
    assert "请回答：经营场所有多大？" in text


def test_what_a_register_knows_is_offered_first_with_its_source(owner: Application, registers: None) -> None:
    owner.begin()
    owner.answers()
    page = owner.sees(f"/drafts/{owner.draft}/materials")
    assert "1 项不用您交" in page
    assert page.index("营业执照") < page.index("食品经营许可申请书")
    assert "本系统存量证照登记簿（未接省电子证照库）" in page
    assert re.search(r'name="way-registration" value="e_licence" checked', owner.html)
    owner.materials(**{"way-registration": "e_licence"})
    shown = Draft.objects.get().content["shown"]["registration"]
    assert shown["way"] == "e_licence"
    assert len(shown["refs"]) == 1


def test_a_licence_that_lapses_while_one_writes_is_said_before_submission(
    owner: Application, registers: None
) -> None:
    owner.up_to("confirm")
    owner.step("materials", {"way-registration": "e_licence"}, then="stay")
    from onevisit.exchange.models import HeldLicence

    HeldLicence.objects.filter(type="business-licence").update(valid_to="2026-11-01")
    text = owner.step("confirm", {"declare": "yes"}, 409)
    assert "营业执照" in text
    assert "已失效" in text
    assert not Case.objects.exists()
    assert Draft.objects.get().content["form"]["shop"]


def test_papers_can_be_added_and_taken_back_one_by_one(owner: Application) -> None:
    owner.begin()
    owner.answers()
    two = [pdf("第一页.pdf", b"1"), pdf("第二页.pdf", b"2")]
    owner.step("materials", {"file-lease": two}, then="stay")
    owner.step("materials", {"file-lease": pdf("第三页.pdf", b"3")}, then="stay")
    page = owner.sees(f"/drafts/{owner.draft}/materials")
    for name in ("第一页.pdf", "第二页.pdf", "第三页.pdf"):
        assert name in page
    second = Draft.objects.get().content["shown"]["lease"]["refs"][1]
    got = owner.client.get(f"/drafts/{owner.draft}/files/{second}")
    assert got.content == pdf(more=b"2").read()
    owner.step("materials", {"remove": f"lease:{second}"})
    assert "第二页.pdf" not in owner.sees(f"/drafts/{owner.draft}/materials")
    assert owner.client.get(f"/drafts/{owner.draft}/files/{second}").status_code == 404
    for ref in Draft.objects.get().content["shown"]["lease"]["refs"]:
        owner.step("materials", {"remove": f"lease:{ref}"})
    assert "还没有提供“经营场所租赁（借用）合同”" in owner.step("materials", {}, 422)


def test_what_is_missing_is_named_and_linked_where_it_is_mended(owner: Application) -> None:
    owner.begin()
    text = owner.step("confirm", {"declare": "yes"}, 422)
    assert "请回答：您打算做哪一种？" in text
    assert "请填写“店招名称”" in text
    for target in (
        "/questions#id_a-business_0",
        "/form#id_f-shop",
        "/materials#m-layout",
        "/delivery#id_delivery_0",
    ):
        assert f'href="/drafts/{owner.draft}{target}' in owner.html
    assert not Case.objects.exists()


def test_nothing_is_submitted_without_the_declaration(owner: Application) -> None:
    owner.up_to("confirm")
    text = owner.step("confirm", {}, 422)
    assert "行政许可法第三十一条" in text
    assert not Case.objects.exists()


def test_each_way_of_delivery_asks_for_what_it_needs(owner: Application) -> None:
    owner.up_to("delivery")
    assert "请选择结果怎样送到您手里" in owner.step("delivery", {}, 422)
    assert "请写明快递送到哪里" in owner.step("delivery", {"delivery": "courier", "post_address": "家"}, 422)
    assert "请选择到哪个大厅领取" in owner.step(
        "delivery", {"delivery": "window", "collect_at": "nowhere"}, 422
    )
    assert owner.step("delivery", {"delivery": "window", "collect_at": "district-hall"}).endswith("/confirm")
    page = owner.sees(f"/drafts/{owner.draft}/confirm")
    assert "您要跑 1 次" in page
    assert "博山区政务服务中心" in page


def test_who_brings_an_original_is_told_of_the_visit(owner: Application) -> None:
    owner.up_to("materials")
    owner.materials(**{"way-layout": Way.ORIGINAL.value})
    owner.form()
    owner.step("delivery", {"delivery": "electronic"})
    assert "您要跑 1 次" in owner.sees(f"/drafts/{owner.draft}/confirm")
    number = owner.submit()
    page = owner.sees(f"/cases/{number}")
    assert "寄来或者带来都可以" in page
    assert "场所布局图和操作流程" in page


def test_a_matter_for_others_says_for_whom(visitor: Callable[..., Visitor]) -> None:
    for_enterprises, for_people = "price-setting", "home-service"
    owner = visitor("li-chunyan")
    assert "不能以个人名义办理" in owner.sees(f"/apply/{for_enterprises}")
    offered = re.findall(r'name="party" value="(\d+)"', owner.html)
    assert len(offered) == 1
    assert "请选择以谁的名义办理" in owner.sends(f"/apply/{for_enterprises}", {"party": "0"}, 422)
    assert "不能以企业名义办理" in owner.sends(f"/apply/{for_people}", {"party": offered[0]}, 422)
    only_person = visitor("wang-guilan")
    assert "不能以个人名义办理" in only_person.sees(f"/apply/{for_enterprises}")
    assert 'name="party"' not in only_person.html
    assert not Draft.objects.exists()


def test_a_matter_that_is_not_taken_in_on_line_says_how_instead(visitor: Callable[..., Visitor]) -> None:
    offline = next(key for key, one in matters().items() if Channel.ONLINE not in one.channels)
    page = visitor("wang-guilan")
    assert "不能在网上申请" in page.sees(f"/apply/{offline}", 409)
    assert f'href="/matters/{offline}"' in page.html


def test_a_matter_of_the_towns_asks_which_town(visitor: Callable[..., Visitor]) -> None:
    person = Application("wang-guilan")
    first = person.begin("subsistence", "示例·王桂兰")
    assert first.endswith("/questions")
    assert towns()[0].name in person.sees(first)
    asked = re.findall(r'name="asked" value="([^"]+)"', person.html)
    text = person.step("questions", {"asked": asked}, 422)
    assert "请选择您户籍或经营所在的镇（街道）" in text
    person.step("questions", {"asked": ["town"], "town": "chishang"}, then="later")
    assert Draft.objects.get().content["town"] == "chishang"
    person.step("questions", {"asked": ["town"], "town": "no-town"}, then="later")
    assert Draft.objects.get().content["town"] == "chishang"


def test_two_clicks_make_one_case(owner: Application) -> None:
    owner.up_to("confirm")
    form = {"declare": "yes", "tab": "tab-1", "seen": "999"}
    first = owner.sends(f"/drafts/{owner.draft}/confirm", form)
    second = owner.sends(f"/drafts/{owner.draft}/confirm", form)
    assert first == second
    assert Case.objects.count() == 1
    assert Event.objects.count() == 1


def test_a_second_click_after_a_crash_finds_the_first_case(
    owner: Application, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The case was made, but the answer and the erasing of the draft were lost."""
    owner.up_to("confirm")
    with monkeypatch.context() as patch:
        patch.setattr(drafts, "discard", lambda *_: (_ for _ in ()).throw(ConnectionError))
        with pytest.raises(ConnectionError):
            owner.submit()
    assert Case.objects.count() == 1
    assert owner.submit() == Case.objects.get().number
    assert Case.objects.count() == 1
    assert not Draft.objects.exists()


def test_a_draft_that_was_thrown_away_can_be_taken_back(owner: Application) -> None:
    owner.up_to("form")
    content = Draft.objects.get().content
    address = f"/drafts/{owner.draft}"
    owner.sends(f"{address}/discard", {})
    page = owner.sees("/my/drafts")
    assert "没有草稿" in page
    assert "7天内可以在本页恢复" in page
    assert "没有这份草稿" in owner.sees(f"{address}/form", 404)
    owner.sends(f"{address}/discard", {})
    assert "这份草稿已经没有了" in owner.sees("/my/drafts")
    owner.sends(f"{address}/bring-back", {})
    assert "内容都在" in owner.sees("/my/drafts")
    assert Draft.objects.get().content == content
    assert "刚删除的" not in owner.sees("/my/drafts")
    owner.sees(f"{address}/form")


def test_what_was_thrown_away_is_in_nobodys_way(owner: Application, visitor: Callable[..., Visitor]) -> None:
    owner.up_to("form")
    first = owner.draft
    owner.sends(f"/drafts/{first}/discard", {})
    stranger = visitor("sun-hao")
    stranger.sends(f"/drafts/{first}/bring-back", {})
    assert Draft.objects.get().dropped_at is not None, "only its writer takes it back"
    owner.begin()
    assert owner.draft != first, "who begins again begins anew"


def test_after_a_week_it_is_too_late(owner: Application) -> None:
    owner.begin()
    owner.sends(f"/drafts/{owner.draft}/discard", {})
    dropped = Draft.objects.get().dropped_at
    assert dropped is not None
    assert erasure.erase_abandoned_drafts(dropped + drafts.KEPT - timedelta(seconds=1)) == 0
    Draft.objects.update(dropped_at=dropped - drafts.KEPT)
    assert "刚删除的" not in owner.sees("/my/drafts")
    owner.sends(f"/drafts/{owner.draft}/bring-back", {})
    assert "过了可以恢复的时间" in owner.sees("/my/drafts")
    assert erasure.erase_abandoned_drafts(dropped) == 1
    assert not Draft.objects.exists()


def test_nobody_sees_the_draft_of_another(owner: Application, visitor: Callable[..., Visitor]) -> None:
    owner.up_to("form")
    ref = Draft.objects.get().content["shown"]["lease"]["refs"][0]
    stranger = visitor("sun-hao")
    for path in ("", "/questions", "/materials", "/form", "/delivery", "/confirm"):
        assert "没有这份草稿" in stranger.sees(f"/drafts/{owner.draft}{path}", 404)
        stranger.sends(f"/drafts/{owner.draft}{path}", {"f-shop": "x", "declare": "yes"}, 404)
    assert stranger.client.get(f"/drafts/{owner.draft}/files/{ref}").status_code == 404
    stranger.sends(f"/drafts/{owner.draft}/discard", {})
    assert Draft.objects.get().dropped_at is None
    assert "shop" not in Draft.objects.get().content.get("form", {})


def test_who_no_longer_represents_the_enterprise_is_told(owner: Application) -> None:
    owner.begin()
    from onevisit.platform.people.models import Representation

    Representation.objects.filter(party__name=ENTERPRISE).update(until="2026-11-22", since="2026-01-01")
    assert "代表关系可能已经结束" in owner.sees(f"/drafts/{owner.draft}/form", 403)


def test_somebody_without_a_name_is_sent_to_prove_it_first(visitor: Callable[..., Visitor]) -> None:
    from onevisit.platform.people.models import Person

    Person.objects.create_user("newcomer", "a-long-password", "")
    newcomer = visitor("newcomer")
    newcomer.sees(f"/apply/{MATTER}", 302)
    assert newcomer.answer.headers["Location"] == f"/my/identity?next=%2Fapply%2F{MATTER}"
    assert "先做实名认证" in newcomer.sees("/")


def test_the_result_is_downloaded_by_its_holder_alone(
    owner: Application, visitor: Callable[..., Visitor], registers: None
) -> None:
    from factories import cases as make
    from onevisit.platform.outbox.worker import run_until_empty

    owner.up_to("confirm")
    number = owner.submit()
    accept(number)
    make.issued(number=number)
    run_until_empty()
    page = owner.sees(f"/cases/{number}")
    assert "食品经营许可证" in page
    (card,) = licences.of_case(number, NOON.date())
    got = owner.client.get(f"/my/licences/{card.id}/file")
    assert got.status_code == 200
    assert got.content.startswith(b"%PDF-")
    assert got.headers["Content-Disposition"].startswith("attachment")
    assert got.headers["X-Content-Type-Options"] == "nosniff"
    assert got.headers["Cache-Control"] == "private, no-store"
    stranger = visitor("sun-hao")
    assert "没有这个证照" in stranger.sees(f"/my/licences/{card.id}/file", 404)
    assert card.number in owner.sees("/my/licences")
    assert card.number not in stranger.sees("/my/licences")


def accept(number: str) -> None:
    """Received and accepted at a window."""
    from factories import cases as make
    from onevisit.rules.cases import commands as c
    from onevisit.rules.district.definition import Role

    case = Case.objects.get(number=number)
    clerk = make.staff(Role.CLERK, hall=case.hall_id, takes=case.window_class)
    post = next(held for held in clerk.posts if held.hall == case.hall_id)
    sighted = tuple(one.requirement for one in state_of(case).shown)
    make.do(number, clerk, c.Receive(post.hall, post.window, sighted), c.Accept())


def test_the_elder_mode_asks_one_question_at_a_time(owner: Application) -> None:
    owner.client.cookies["onevisit-elder"] = "1"
    first = owner.begin()
    for number, (key, value) in enumerate(ANSWERS.items(), 1):
        page = owner.sees(first)
        assert page.count("选填") == 0
        assert f"第 {number} 题" in page
        assert owner.html.count("<legend>") == 1
        following = owner.step("questions", {"asked": f"a-{key}", f"a-{key}": value, "one": f"a-{key}"})
        assert following == (first if number < len(ANSWERS) else f"/drafts/{owner.draft}/materials")
    owner.materials()
    form = f"/drafts/{owner.draft}/form"
    assert "第 1 题，共 10 题" in owner.sees(form)
    assert owner.step("form", {"one": "f-shop", "f-shop": "示例小馆"}) == f"{form}?one=f-place"
    assert "店招名称" not in owner.sees(f"{form}?one=f-place")
    assert 'href="?one=f-shop"' in owner.html
    assert "请填写“经营场所地址”" in owner.step("form", {"one": "f-place", "f-place": ""}, 422)
    values = form_for(matters()[MATTER], ANSWERS)
    for key, value in values.items():
        last = owner.step("form", {"one": f"f-{key}", f"f-{key}": value})
    assert last == f"/drafts/{owner.draft}/delivery"
