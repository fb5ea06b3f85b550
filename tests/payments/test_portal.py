"""The payer at his phone: what it costs, the treasury's page, back again, the receipt."""

from __future__ import annotations

import re
from collections.abc import Callable

from django.test import Client
from django.urls import reverse

from factories import cases as make
from onevisit.casework.models import Case
from onevisit.exchange import treasury
from onevisit.payments.models import Charge, Order
from onevisit.platform import clock
from onevisit.platform.people.actors import Actor
from payments import paying

Screen = Callable[..., Client]


def payer(case: str) -> Actor:
    return make.applicant_of(case)


def text(response: object) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode()))  # type: ignore[attr-defined]


def test_from_the_case_to_the_treasury_and_back_to_the_receipt(screen: Screen) -> None:
    case = paying.accepted()
    client, row = screen(payer(case)), paying.order_of(case)
    page = client.get(reverse("portal:case", args=[case]))
    assert "请缴费 10.00 元" in text(page)
    order = reverse("portal:payment", args=[row.number])
    assert order in page.content.decode()
    assert "《居民身份证收费通知》第一条第二款" in text(client.get(order))
    sent_on = client.post(order)
    assert sent_on["Location"] == f"/treasury/{row.code}"
    shown = client.get(sent_on["Location"])
    assert "演示，不动真钱" in text(shown)
    paid = client.post(sent_on["Location"])
    body = paid.context["message"]
    assert "已经付款" in text(paid)
    back = client.post(reverse("portal:payment-back"), {"body": body.body, "signature": body.signature})
    assert back["Location"] == order
    assert "已经缴清 10.00 元" in text(client.get(order))
    paying.errands()
    receipt = client.get(reverse("portal:payment-receipt", args=[row.number]))
    assert receipt.content.startswith(b"%PDF")
    assert "请缴费" not in text(client.get(reverse("portal:case", args=[case])))
    assert row.number in text(client.get(reverse("portal:payments")))


def test_who_tracks_it_by_its_code_sees_what_is_to_be_paid_and_nothing_personal(screen: Screen) -> None:
    case = paying.accepted()
    row, anybody = paying.order_of(case), screen()
    code = Case.objects.get(number=case).query_code
    anybody.post(reverse("portal:track"), {"number": case, "code": code})
    page = anybody.get(reverse("portal:tracked"))
    said = text(page)
    assert "要缴 10.00 元" in said
    assert "《居民身份证收费通知》第一条第二款" in said
    assert f"报缴款单号 {row.number}" in said
    assert row.code not in page.content.decode(), "the code of the treasury is the payer's"
    assert row.party.name not in said
    paying.paid_online(case)
    assert "要缴" not in text(anybody.get(reverse("portal:tracked")))


def test_who_tracks_what_is_free_reads_why(screen: Screen) -> None:
    case = paying.accepted(paying.FREE)
    anybody = screen()
    code = Case.objects.get(number=case).query_code
    anybody.post(reverse("portal:track"), {"number": case, "code": code})
    assert "办事指南没有收费项目，不收任何费用" in text(anybody.get(reverse("portal:tracked")))


def test_what_costs_nothing_says_so_with_the_reason(screen: Screen) -> None:
    case = paying.accepted(paying.FREE)
    page = text(screen(payer(case)).get(reverse("portal:case", args=[case])))
    assert "不收费" in page
    assert "办事指南没有收费项目，不收任何费用" in page


def test_a_tax_is_shown_and_never_charged(screen: Screen) -> None:
    case = paying.accepted("property-transfer")
    page = text(screen(payer(case)).get(reverse("portal:case", args=[case])))
    assert "契税（买方）" in page
    assert "税款由税务机关征收" in page
    assert "契税" not in "".join(Charge.objects.filter(case_number=case).values_list("name", flat=True))


def test_the_order_of_somebody_else_is_not_there_and_his_receipt_neither(screen: Screen) -> None:
    case = paying.accepted()
    row = paying.paid_online(case)
    other = screen(make.applicant(enterprise=False)[0])
    assert other.get(reverse("portal:payment", args=[row.number])).status_code == 404
    assert other.get(reverse("portal:payment-receipt", args=[row.number])).status_code == 404


def test_the_callback_is_believed_only_with_its_signature(screen: Screen) -> None:
    row = paying.order_of(paying.accepted())
    message = treasury.pay(row.code)
    machine = Client(enforce_csrf_checks=True)
    address = reverse("portal:payment-notify")
    forged = machine.post(address, {"body": message.body, "signature": "0" * 64})
    assert (forged.status_code, Order.objects.get(pk=row.pk).stand) == (422, "open")
    for _ in range(2):
        assert (
            machine.post(address, {"body": message.body, "signature": message.signature}).status_code == 204
        )
    assert Order.objects.get(pk=row.pk).stand == "paid"


def test_nobody_finds_bills_by_trying_codes(screen: Screen) -> None:
    row, client = paying.order_of(paying.accepted()), screen()
    assert client.get(f"/treasury/{row.code}").status_code == 200
    tried = [client.get(f"/treasury/9920261123{number:010d}").status_code for number in range(11)]
    assert tried == [404] * 10 + [429]


def test_an_order_that_has_run_out_is_drawn_up_again_by_whoever_comes_later(screen: Screen) -> None:
    case = paying.accepted()
    row = paying.order_of(case)
    later = make.NOON.replace(month=12, day=28)
    with clock.at(later):
        client = screen(payer(case))
        address = reverse("portal:payment", args=[row.number])
        assert "缴款码已经过期" in text(client.get(address))
        fresh = client.post(address, {"do": "renew"})
        new = paying.order_of(case)
        assert new.number != row.number
        assert fresh["Location"] == f"/treasury/{new.code}"
    assert Order.objects.get(pk=row.pk).stand == "expired"
