"""Sending originals and following what was sent, on the pages of applicant and hall."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client

from exchange.test_parcels import BACK, handed_to_courier, originals, posted, with_original
from factories import cases as make
from onevisit.exchange import parcels
from onevisit.exchange.models import Waybill
from onevisit.rules.parcels import Stand

Screen = Callable[..., Client]


def body(response: object) -> str:
    return response.content.decode()  # type: ignore[attr-defined]


@pytest.fixture
def applicant(screen: Screen) -> Client:
    """Whoever the factories apply for."""
    return screen(make.applicant()[0])


def form(case: str, **changes: object) -> dict[str, object]:
    values: dict[str, object] = {
        "carrier": "邮政EMS",
        "number": "ez123456789cn",
        "enclosed": list(originals(case)),
        "back_name": BACK.name,
        "back_phone": BACK.phone,
        "back_address": BACK.address,
        "key": make.key(),
    }
    return {**values, **changes}


def test_who_sends_the_originals_need_not_come(applicant: Client) -> None:
    number = with_original()
    page = body(applicant.get(f"/cases/{number}"))
    assert f'href="/cases/{number}/send"' in page
    assert "一共要来1次" in page
    send = body(applicant.get(f"/cases/{number}/send"))
    assert "博山区政务服务中心" in send
    assert "未接快递公司" in send
    assert make.party(number).phone in send  # Where it goes back to is known already.
    done = applicant.post(f"/cases/{number}/send", form(number), follow=True)
    page = body(done)
    for words in (
        "邮寄材料在途，不用来",
        "EZ123456789CN",
        "等大厅收到",
        "从申请到拿到结果，都不用出门",
        "本系统邮寄登记簿（未接快递公司）",
    ):
        assert words in page
    parcel = Waybill.objects.get().number
    applicant.post(f"/cases/{number}/parcel", {"parcel": parcel, "do": "cancel"})
    assert f'href="/cases/{number}/send"' in body(applicant.get(f"/cases/{number}"))


@pytest.mark.parametrize(
    ("change", "what"),
    [
        ({"carrier": ""}, "请填写快递公司，例如：邮政EMS"),
        ({"number": "12"}, "快递单号是6到30位字母、数字，请照面单逐位核对"),
        ({"enclosed": []}, "请勾选寄了哪些原件"),
        ({"back_address": " "}, "请填写地址：区、镇（街道）、村（社区）、门牌号"),
    ],
)
def test_a_mistake_is_told_at_its_field_and_nothing_typed_is_lost(
    applicant: Client, change: dict[str, object], what: str
) -> None:
    number = with_original()
    given = form(number, **change)
    response = applicant.post(f"/cases/{number}/send", given)
    page = body(response)
    assert response.status_code == 422
    assert page.count(what) == 2
    for name in ("carrier", "number", "back_name", "back_phone", "back_address"):
        assert f'value="{str(given[name]).strip()}"' in page
    assert page.count(" checked>") == len(given["enclosed"])  # type: ignore[arg-type]
    assert not Waybill.objects.exists()


def test_strangers_and_finished_business_get_no_page(screen: Screen, applicant: Client) -> None:
    number = with_original()
    stranger = screen(make.applicant(enterprise=False)[0])
    assert stranger.get(f"/cases/{number}/send").status_code == 404
    assert stranger.post(f"/cases/{number}/send", form(number)).status_code == 404
    assert screen().get(f"/cases/{number}/send").headers["location"].startswith("/account/login/")
    accepted = make.accepted()
    assert applicant.get(f"/cases/{accepted}/send").status_code == 409
    parcel = posted(number)
    assert stranger.post(f"/cases/{number}/parcel", {"parcel": parcel, "do": "cancel"}).status_code == 404
    assert (
        applicant.post(f"/cases/{number}/parcel", {"parcel": parcel}).status_code == 404
    )  # It goes the other way.
    assert applicant.get(f"/cases/{number}/parcel").status_code == 405
    assert parcels.of_case(number)[0].stand is Stand.POSTED


def test_a_double_click_registers_once(applicant: Client) -> None:
    number = with_original()
    given = form(number)
    for _ in range(2):
        assert applicant.post(f"/cases/{number}/send", given).status_code == 302
    assert Waybill.objects.count() == 1
    twice = applicant.post(f"/cases/{number}/send", form(number))
    assert twice.status_code == 409
    assert "已经登记过" in body(twice)


def test_the_applicant_follows_his_result_and_says_that_he_has_it(applicant: Client) -> None:
    number = handed_to_courier()
    page = body(applicant.get(f"/cases/{number}"))
    for words in ("寄给您的：", "邮政EMS", "EX123456789CN", "已交寄", "我收到了"):
        assert words in page
    parcel = Waybill.objects.get().number
    page = body(applicant.post(f"/cases/{number}/parcel", {"parcel": parcel, "do": "confirm"}, follow=True))
    assert "收件人确认收到" in page
    assert "我收到了" not in page
