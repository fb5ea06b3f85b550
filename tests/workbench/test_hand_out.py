"""统一窗口出件: several results of one person handed over together, with proof of who fetched them."""

from __future__ import annotations

import json
import re
from collections.abc import Callable

import pytest

from factories import cases as make
from onevisit.casework.contents import content
from onevisit.casework.models import Case, Event
from onevisit.exchange.models import Waybill
from onevisit.rules.cases.phases import Phase
from onevisit.rules.matters.vocabulary import Delivery
from workbench.conftest import Desk

PROXY = "370304199001010013"
DIG, HOTEL, AT_HOME = "dig-road", "hotel", {"delivery": Delivery.WINDOW}
STROKES = "[[1,2,30,40]]"
FETCHED = {
    "way": "window",
    "fetched_by": "self",
    "name": "示例·甲",
    "checked": "1",
    "sign": "pad",
    "strokes": STROKES,
}


def _phase(number: str) -> str:
    return Case.objects.get(number=number).phase


def proof_of(number: str) -> dict[str, object]:
    handed_out = Event.objects.filter(case__number=number, name="HandedOut").latest("seq")
    body = json.loads(handed_out.body)
    return content(body["data"]["proof"])


@pytest.fixture
def two() -> list[str]:
    """Two results of one applicant, of different organs, ready at the district's hall."""
    return [make.rendered(DIG, **AT_HOME), make.rendered(HOTEL, **AT_HOME)]


@pytest.fixture
def window(at: Callable[[str], Desk]) -> Desk:
    return at("handout1")


def test_all_that_is_ready_for_a_person_is_found_and_handed_out_together(
    window: Desk, two: list[str]
) -> None:
    name = make.party(two[0]).name
    assert make.party(two[1]).name == name
    window.opens(f"/work/hand-out?q={name}")
    for number in two:
        assert re.search(rf'value="{number}"[^>]* checked', window.html), "one person's are ticked already"
    path = f"/work/hand-out/give?n={two[0]}&n={two[1]}"
    page = window.opens(path)
    identifier = make.party(two[0]).identifier
    assert identifier not in page, "masked also where it is held against a document"
    assert f"{identifier[:4]}" in page
    assert identifier[-4:] in page
    hidden = window.hidden | {"n": two}
    where = window.sends("/work/hand-out/give", hidden | FETCHED)
    assert where == f"/work/hand-out/rate?n={two[0]}&n={two[1]}"
    assert [_phase(number) for number in two] == [Phase.HANDED_OUT.value] * 2
    proof = proof_of(two[0])
    assert (proof["name"], proof["identity_checked"], proof["signed"]) == ("示例·甲", True, "pad")
    assert "已送达2件" in window.opens(where)


def test_a_double_click_hands_out_once_and_answers_the_same(window: Desk, two: list[str]) -> None:
    window.opens(f"/work/hand-out/give?n={two[0]}&n={two[1]}")
    data = window.hidden | {"n": two} | FETCHED
    assert window.sends("/work/hand-out/give", data) == window.sends("/work/hand-out/give", data)
    assert Event.objects.filter(name="HandedOut").count() == 2


def test_a_double_click_at_a_hall_that_did_not_take_it_in(at: Callable[[str], Desk]) -> None:
    number = make.rendered("dig-road", delivery=Delivery.WINDOW, collect_at="chishang-centre")
    window = at("handout-chishang")
    path = f"/work/cases/{number}/hand-out"
    window.opens(path)
    data = window.hidden | FETCHED
    assert window.sends(path, data) == window.sends(path, data) == f"/work/hand-out/rate?n={number}"
    assert Event.objects.filter(case__number=number, name="HandedOut").count() == 1
    window.sends(path, data | {"key": make.key()}, 409)


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"checked": ""}, "还没有核对领取人的身份证件"),
        ({"strokes": ""}, "领取人还没有签收"),
        ({"sign": "paper"}, "请打印签收单"),
        ({"name": ""}, "还没有填写领取人姓名"),
        ({"fetched_by": "agent", "agent_identifier": "370304199001010010"}, "代理人证件号码"),
        ({"fetched_by": "agent", "agent_identifier": PROXY}, "代理人与申请人的关系"),
        ({"fetched_by": "agent", "agent_identifier": PROXY, "relation": "同事"}, "凭什么代领"),
        ({"strokes": "[[1,2,3]]"}, "手写签名没有传完整"),
        ({"strokes": "[[1,99999]]"}, "手写签名没有传完整"),
        ({"strokes": "{}"}, "手写签名没有传完整"),
        ({"strokes": "[["}, "手写签名没有传完整"),
        ({"strokes": str([[0, 0, *[1000, 0, 0, 0] * 60]])}, "手写签名没有传完整"),
    ],
)
def test_what_is_missing_is_told_and_what_was_typed_stays(
    window: Desk, two: list[str], change: dict[str, str], says: str
) -> None:
    values = FETCHED | {"name": "示例·领取人"} | change
    page = window.fills(f"/work/cases/{two[0]}/hand-out", 422, **values)
    assert says in page
    assert values["name"] in window.html
    assert _phase(two[0]) == Phase.ISSUED.value


def test_an_agent_leaves_his_number_in_theproof_of(window: Desk, two: list[str]) -> None:
    agent = {
        "fetched_by": "agent",
        "name": "示例·乙",
        "agent_identifier": PROXY,
        "relation": "同事",
        "authority": "letter",
    }
    window.fills(f"/work/cases/{two[0]}/hand-out", **(FETCHED | agent))
    proof = proof_of(two[0])
    assert (proof["fetched_by"], proof["identifier"]) == ("agent", "370304199001010013")


def test_nobody_is_himself_for_two_applicants(window: Desk) -> None:
    himself = make.applicant()[0].parties[0]  # the same person acts for the enterprise
    own, other = make.rendered(DIG, **AT_HOME), make.rendered(DIG, **AT_HOME, party=himself)
    window.opens(f"/work/hand-out/give?n={own}&n={other}")
    data = window.hidden | {"n": [own, other]} | FETCHED
    window.opens("/work/hand-out?q=示例")
    assert " checked" not in window.html, "those of several people are not"
    assert "属于不同的申请人" in window.sends("/work/hand-out/give", data, 422)
    assert _phase(own) == Phase.ISSUED.value


def test_a_refusal_is_handed_over_too(window: Desk) -> None:
    number = make.refused(DIG)
    window.fills(f"/work/cases/{number}/hand-out", **FETCHED)
    assert _phase(number) == Phase.HANDED_OUT.value


def test_a_courier_gives_a_waybill_that_stands_in_theproof_of(window: Desk) -> None:
    number = make.rendered(DIG, delivery=Delivery.COURIER, post_address="博山区城东街道1号")
    page = window.opens(f"/work/cases/{number}/hand-out")
    assert "博山区城东街道1号" in page
    parcel = {
        "way": "courier",
        "recipient": "示例·甲",
        "phone": "19900000001",
        "post_address": "博山区城东街道1号",
    }
    where = window.fills(f"/work/cases/{number}/hand-out", **parcel)
    assert proof_of(number)["number"] == Waybill.objects.get().number
    assert _phase(number) == Phase.HANDED_OUT.value
    assert where == f"/work/parcels?tab=out&q={number}", "nobody stands there to rate; the label comes next"
    assert "打印面单" in window.opens(where)
    assert Waybill.objects.get().number in window.html


def test_a_parcel_without_an_address_is_not_sent(window: Desk) -> None:
    number = make.rendered(DIG, delivery=Delivery.COURIER, post_address="博山区城东街道1号")
    parcel = {"way": "courier", "recipient": "示例·甲", "phone": "19900000001", "post_address": ""}
    assert "邮寄信息还缺：地址" in window.fills(f"/work/cases/{number}/hand-out", 422, **parcel)
    assert not Waybill.objects.exists()


def test_nothing_is_handed_out_while_its_paper_is_being_made(window: Desk) -> None:
    number = make.issued(DIG, **AT_HOME)
    assert "证照文件还在生成" in window.opens(f"/work/cases/{number}/hand-out")
    assert "证照文件还在生成" in window.fills(f"/work/cases/{number}/hand-out", 409, **FETCHED)


def test_what_lies_at_another_hall_is_not_found_here(at: Callable[[str], Desk], two: list[str]) -> None:
    other = at("handout-chishang")
    page = other.opens(f"/work/hand-out?q={make.party(two[0]).name}")
    assert "这里没有这个人可以取的件" in page
    other.opens(f"/work/cases/{two[0]}/hand-out", 404)


def test_nothing_chosen_is_said(window: Desk) -> None:
    assert window.client.get("/work/hand-out/give?n=nonsense").headers["Location"] == "/work/hand-out"
    assert "还没有勾选要出的件" in window.opens("/work/hand-out")


def test_what_came_back_waits_again_and_goes_another_way(window: Desk) -> None:
    number = make.rendered(DIG, delivery=Delivery.COURIER, post_address="博山区城东街道1号")
    parcel = {"way": "courier", "recipient": "示例·甲", "phone": "19900000001", "post_address": "博山区1号"}
    path, back = f"/work/cases/{number}/hand-out", f"/work/cases/{number}/return-mail"
    window.opens(back, 409)
    window.fills(path, **parcel)
    assert "博山区城东街道1号" in window.opens(back)
    assert "还没有填写：为什么退回" in window.fills(back, 422, reason="")
    window.fills(back, reason="无人签收，超过保管期退回。")
    assert _phase(number) == Phase.ISSUED.value
    page = window.opens(path)
    assert "退件过" in page
    assert "无人签收" in page
    assert 'value="window"' in window.html, "whoever could not be reached may come"
    window.fills(path, **parcel | {"post_address": "博山区2号"})
    assert Waybill.objects.count() == 2, "another parcel, not the waybill of the first"
    assert proof_of(number)["number"] == Waybill.objects.latest("pk").number


def test_what_went_over_the_counter_cannot_come_back_by_mail(window: Desk, two: list[str]) -> None:
    window.fills(f"/work/cases/{two[0]}/hand-out", **FETCHED)
    window.opens(f"/work/cases/{two[0]}/return-mail", 409)
    assert _phase(two[0]) == Phase.HANDED_OUT.value
