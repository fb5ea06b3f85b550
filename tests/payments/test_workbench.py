"""The desks: a clerk takes money, an organ works an amount out, the treasury gives back and compares the books."""

from __future__ import annotations

import re
import secrets
from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from factories import cases as make
from onevisit.casework.models import Case
from onevisit.exchange import treasury
from onevisit.payments import errands, queries
from onevisit.payments.models import Happening
from onevisit.platform import clock
from onevisit.platform.people.models import Party
from onevisit.rules.cases import commands as c
from onevisit.rules.district.definition import Role
from onevisit.rules.matters.vocabulary import Delivery
from payments import paying

Screen = Callable[..., Client]


def text(response: object) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode()))  # type: ignore[attr-defined]


def send(client: Client, route: str, of: str, **given: str) -> object:
    return client.post(reverse(f"workbench:{route}", args=[of]), {"key": secrets.token_hex(16), **given})


def test_a_clerk_finds_who_stands_there_by_his_identity_card_and_takes_the_money(screen: Screen) -> None:
    case = paying.accepted()
    number, client = paying.order_of(case).number, screen(paying.clerk())
    identifier = Party.objects.get(pk=Case.objects.get(number=case).applicant_id).identifier
    for given in (identifier, case):
        found = client.post(reverse("workbench:payment-take"), {"q": given})
        assert reverse("workbench:payment", args=[number]) in found.content.decode()
        assert identifier not in found.content.decode()
    wrong = send(client, "payment", number, do="take", way="cash", slip="SJ-1", amount="9")
    assert (wrong.status_code, "应收10.00元，登记的是9.00元" in text(wrong)) == (422, True)  # type: ignore[attr-defined]
    assert 'value="SJ-1"' in wrong.content.decode(), "what was typed stays"  # type: ignore[attr-defined]
    done = send(client, "payment", number, do="take", way="cash", slip="SJ-1", amount="10.00")
    assert done.status_code == 302  # type: ignore[attr-defined]
    page = text(client.get(reverse("workbench:payment", args=[number])))
    assert "窗口现金 10.00元，凭证号 SJ-1" in page
    assert "窗口收款 10.00" not in page


def test_an_identity_number_is_looked_up_from_a_form_and_never_from_an_address(screen: Screen) -> None:
    case = paying.accepted()
    number, client = paying.order_of(case).number, screen(paying.clerk())
    identifier = Party.objects.get(pk=Case.objects.get(number=case).applicant_id).identifier
    address = reverse("workbench:payment-take")
    blank = client.get(address)
    assert f'method="post" action="{address}"' in blank.content.decode()
    by_address = client.get(address, {"q": identifier})
    assert number not in by_address.content.decode()
    assert identifier not in by_address.content.decode()
    full_width = chr(ord(identifier[0]) - ord("0") + ord("０")) + identifier[1:]
    by_form = client.post(address, {"q": full_width})
    assert number in by_form.content.decode()
    assert number in client.get(address, {"q": case}).content.decode(), "links may name a case"
    for answer in (blank, by_address, by_form):
        assert "no-store" in answer["Cache-Control"]


def test_the_desk_hands_nothing_out_before_it_is_paid_and_takes_the_money_itself(screen: Screen) -> None:
    case = make.rendered(paying.FIXED, delivery=Delivery.WINDOW)
    paying.errands()
    desk, _ = make.hands_out_at(make.now(case).hall)
    client, address = screen(desk), reverse("workbench:hand-out-one", args=[case])
    assert "先缴费，再发证" in text(client.get(address))
    given = {"way": "window", "who": "self", "checked": "on", "sign": "paper", "name": "示例·甲"}
    seen = {f"seen-{case}": str(Case.objects.get(number=case).last_seq)}
    refused = client.post(address, {"key": secrets.token_hex(16), **given, **seen})
    assert (refused.status_code, "还有费用没有缴清" in text(refused)) == (409, True)
    paying.at_window(paying.order_of(case).number, desk)
    assert "先缴费，再发证" not in text(client.get(address))
    after = client.post(address, {"key": secrets.token_hex(16), **given, **seen})
    assert "还有费用没有缴清" not in text(after)


def test_what_has_run_out_is_drawn_up_anew_at_the_window(screen: Screen) -> None:
    case = paying.accepted()
    number = paying.order_of(case).number
    with clock.at(make.NOON.replace(month=12, day=28)):
        errands.expire_round()
        client = screen(paying.clerk())
        due = queries.due_of([case])[case]
        assert (due.order, due.payable) == (number, True)
        assert number in text(client.get(reverse("workbench:payment-take"), {"q": case}))
        assert "缴款码已经过期" in text(client.get(reverse("workbench:payment", args=[number])))
        fresh = send(client, "payment", number, do="renew")
        new = paying.order_of(case)
        assert new.number != number
        assert fresh["Location"].endswith(new.number)  # type: ignore[index]
        send(client, "payment", new.number, do="take", way="pos", slip="P-9", amount="10.00")
        assert queries.due_of([case]) == {}


def test_an_organ_works_an_amount_out_with_how_and_lifts_one_with_its_article(screen: Screen) -> None:
    case = paying.accepted(paying.ASSESSED)
    client = screen(paying.chief(case))
    assert case[:6] in text(client.get(reverse("workbench:fees-to-assess")))
    assert "待核定的费用" in text(client.get(reverse("workbench:today")))
    missing = send(client, "fees", case, do="assess", fee="repair", amount="80", calculation="")
    assert "请写明怎样算出来的" in text(missing)
    send(client, "fees", case, do="assess", fee="repair", amount="80", calculation="40元×2平方米")
    assert paying.order_of(case).fen == 8000
    lifted = send(
        client, "fees", case, do="exempt", fee="repair", law="城市道路管理条例", article="46", reason="x"
    )
    assert "共45条" in text(lifted)
    send(
        client,
        "fees",
        case,
        do="exempt",
        fee="repair",
        law="城市道路管理条例",
        article="37",
        reason="本单位管理的道路",
    )
    assert queries.due_of([case]) == {}
    assert "已减免" in text(client.get(reverse("workbench:case", args=[case])))


def test_the_treasury_gives_back_what_came_to_nothing(screen: Screen) -> None:
    case = paying.accepted()
    row, client = paying.paid_online(case), screen(paying.treasurer())
    make.do(case, make.applicant_of(case), c.Withdraw(make.words("不办了。")))
    paying.errands()
    assert row.number in text(client.get(reverse("workbench:payments"), {"state": "back"}))
    assert "没有办成，应当退还" in text(client.get(reverse("workbench:payment", args=[row.number])))
    line = str(row.lines.get().pk)
    send(
        client,
        "payment",
        row.number,
        do="refund",
        line=line,
        ground="ended",
        amount="10",
        reason="申请人撤回",
    )
    paying.errands()
    page = text(client.get(reverse("workbench:payment", args=[row.number])))
    assert "已全部退还" in page
    assert "登记簿已退回原路" in page
    assert (
        text(screen(make.applicant_of(case)).get(reverse("portal:payment", args=[row.number]))).count(
            "10.00 元"
        )
        == 2
    )


def test_days_are_compared_by_the_treasury_and_seen_by_the_inquiry_office(screen: Screen) -> None:
    row = paying.order_of(paying.accepted())
    treasury.pay(row.code)
    address = reverse("workbench:payment-days")
    client = screen(paying.treasurer())
    assert client.post(address, {"day": "2026-11-23"}).status_code == 302
    assert "一致" in text(client.get(address))
    inquiry = screen(make.staff(Role.INQUIRY))
    assert inquiry.get(address).status_code == 200
    assert inquiry.post(address, {"day": "2026-11-23"}).status_code == 403
    assert screen(make.staff(Role.CHIEF, organ="market")).get(address).status_code == 403


@pytest.mark.parametrize("do", ["take", "refund", "cancel"])
def test_an_organ_that_charges_takes_nothing_and_gives_nothing_back(screen: Screen, do: str) -> None:
    case = paying.accepted()
    row, client = paying.order_of(case), screen(paying.chief(case))
    assert client.get(reverse("workbench:payment", args=[row.number])).status_code == 200
    done = send(
        client, "payment", row.number, do=do, slip="1", amount="10", reason="x", line="1", ground="wrongly"
    )
    assert done.status_code == 403  # type: ignore[attr-defined]
    assert Happening.objects.filter(order=row).count() == 2


def test_an_organ_sees_its_own_orders_and_a_hall_head_those_of_his_hall(screen: Screen) -> None:
    case = paying.accepted()
    number, hall = paying.order_of(case).number, Case.objects.get(number=case).hall_id
    address = reverse("workbench:payment", args=[number])
    assert screen(make.staff(Role.REVIEWER, organ="market")).get(address).status_code == 404
    assert screen(make.staff(Role.HALL_HEAD, hall=hall)).get(address).status_code == 200
    assert number in text(screen(make.staff(Role.HEAD, organ="police")).get(reverse("workbench:payments")))


def test_the_list_costs_the_same_however_long_it_is(screen: Screen) -> None:
    def statements() -> int:
        with CaptureQueriesContext(connection) as captured:
            queries.orders(treasurer, "open")
        return len(captured)

    treasurer = paying.treasurer()
    paying.accepted()
    before = statements()
    for _ in range(4):
        paying.accepted()
    assert statements() == before <= 3


def test_the_desk_asks_for_many_cases_in_one_statement(screen: Screen) -> None:
    numbers = [paying.accepted() for _ in range(3)]
    with CaptureQueriesContext(connection) as captured:
        assert len(queries.due_of(numbers)) == 3
    assert len(captured) == 1


def test_what_is_typed_as_nonsense_is_refused_in_words(screen: Screen) -> None:
    row, client = paying.order_of(paying.accepted()), screen(paying.treasurer())
    for given in ({"line": "x"}, {"line": "9" * 30}, {"amount": "1e9", "ground": "because"}):
        done = send(client, "payment", row.number, do="refund", **given)
        assert done.status_code in (409, 422)  # type: ignore[attr-defined]
    assert client.get(reverse("workbench:payment", args=["J00000000000"])).status_code == 404


def test_a_window_lists_its_own_hall_and_finds_the_others_by_number_or_name(screen: Screen) -> None:
    case = paying.accepted()
    order, address = paying.order_of(case), reverse("workbench:payments")
    assert order.number in text(screen(paying.clerk()).get(address))
    town = screen(make.staff(Role.CLERK, hall="chengdong-centre"))
    assert order.number not in text(town.get(address))
    assert "只列本大厅办件的缴款单" in text(town.get(address))
    for said in (order.number, order.code, case, order.party.name):
        assert order.number in text(town.get(address, {"q": said}))
    assert order.number not in text(town.get(address, {"q": order.party.name[:-1]}))
