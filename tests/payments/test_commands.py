"""From acceptance to payment: what arises by itself, who does what, and what is refused in words."""

from __future__ import annotations

import pytest

from factories import cases as make
from onevisit.exchange import connections, treasury
from onevisit.exchange.treasury_port import Message
from onevisit.payments import commands, queries
from onevisit.payments.models import Charge, Happening, Payment
from onevisit.platform.outbox.models import Notice
from onevisit.rules.payments.orders import Stand
from payments import paying

pytestmark = pytest.mark.usefixtures("noon")


def test_a_fixed_fee_becomes_an_order_with_a_payment_code_when_the_case_is_accepted() -> None:
    case = paying.accepted()
    row = paying.order_of(case)
    assert (row.stand, row.fen, row.subject) == (Stand.OPEN, 1000, f"case:{case}")
    assert len(row.code) == 20
    assert connections.payment.stand(row.code).value == "open"
    assert queries.due_of([case])[case].sentence == "待缴10.00元"
    assert "要缴费10.00元" in Notice.objects.filter(case_number=case).latest("id").text


def test_what_costs_nothing_has_no_order_and_no_errand() -> None:
    case = paying.accepted(paying.FREE)
    assert not Charge.objects.filter(case_number=case).exists()
    assert queries.due_of([case]) == {}


def test_an_amount_in_words_is_worked_out_by_the_deciding_organ() -> None:
    case = paying.accepted(paying.ASSESSED)
    row = paying.order_of(case)
    assert (row.stand, row.fen, row.code) == (Stand.DRAFT, 0, "")
    assert queries.due_of([case])[case].assessing
    assert [one.case for one in queries.to_assess(paying.reviewer(case)).items] == [case]
    row = paying.assessed(case)
    assert (row.stand, row.fen) == (Stand.OPEN, 8000)
    assert queries.to_assess(paying.reviewer(case)).total == 0


def test_paying_on_line_settles_the_order_once_however_often_it_is_told() -> None:
    case = paying.accepted()
    row = paying.order_of(case)
    message = treasury.pay(row.code)
    assert treasury.pay(row.code) == message
    for _ in range(2):
        commands.confirm(message, at=make.NOON)
        paying.errands()
    row.refresh_from_db()
    assert row.stand == Stand.PAID
    assert Payment.objects.filter(order=row).count() == 1
    assert Happening.objects.filter(order=row, deed="pay").count() == 1
    assert queries.due_of([case]) == {}
    queries.refuse_unpaid([case])


def test_a_message_that_was_not_signed_by_the_treasury_is_not_believed() -> None:
    row = paying.order_of(paying.accepted())
    message = treasury.pay(row.code)
    with pytest.raises(treasury.BadSignature):
        commands.confirm(Message(message.body.replace("1000", "1"), message.signature), at=make.NOON)
