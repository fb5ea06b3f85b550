"""演示用非税收缴登记簿: a bill is paid once, in time, and never more goes back than came in."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from factories import cases as make
from onevisit.exchange import treasury
from onevisit.exchange.treasury import TreasuryBook
from onevisit.exchange.treasury_port import Bill, BillLine, BillStand, Message, PayWay
from onevisit.platform import clock
from onevisit.platform.outbox.models import Errand

pytestmark = pytest.mark.django_db

BOOK = TreasuryBook()
LINE = BillLine("淄博市公安局博山分局", "11370304MB900000XX", "临时居民身份证工本费", 1000)


@pytest.fixture(autouse=True)
def _noon() -> object:
    with clock.at(make.NOON):
        yield


def billed(key: str = "J1/1") -> str:
    return BOOK.create(Bill("J1", "示例·王**", "临时居民身份证申领", (LINE,), date(2026, 12, 8)), key)


def test_a_bill_is_entered_once_for_a_request_under_a_code_with_a_check_digit() -> None:
    code = billed()
    assert billed() == code != billed("J1/2")
    digits = [int(one) * (2 if place % 2 else 1) for place, one in enumerate(reversed(code))]
    assert (len(code), sum(one // 10 + one % 10 for one in digits) % 10) == (20, 0)


def test_it_is_paid_once_and_tells_it_once_signed() -> None:
    code = billed()
    message = treasury.pay(code)
    assert treasury.pay(code) == message
    assert BOOK.read(message).fen == 1000
    assert Errand.objects.filter(kind=treasury.CALLBACK).count() == 1
    for forged in (Message(message.body + " ", message.signature), Message(message.body, "")):
        with pytest.raises(treasury.BadSignature):
            BOOK.read(forged)


def test_what_is_closed_or_too_late_is_not_paid() -> None:
    closed, late = billed(), billed("J1/2")
    assert BOOK.close(closed) is BillStand.CLOSED
    with pytest.raises(treasury.BillNotOpen, match="已经关闭"):
        treasury.pay(closed)
    with (
        clock.at(make.NOON + timedelta(days=16)),
        pytest.raises(treasury.BillNotOpen, match="过了有效期"),
    ):
        treasury.pay(late)


def test_closing_what_was_paid_says_that_somebody_was_quicker() -> None:
    code = billed()
    treasury.pay(code)
    assert BOOK.close(code) is BillStand.PAID
    with pytest.raises(treasury.BillNotOpen, match="已经缴过"):
        BOOK.record(code, PayWay.POS, "P1", make.NOON, "window/J1")


def test_never_more_goes_back_than_came_in_and_each_request_once() -> None:
    code = billed()
    with pytest.raises(treasury.BillNotOpen, match="没有这么多"):
        BOOK.refund(code, 1, "refund/0")
    treasury.pay(code)
    first = BOOK.refund(code, 600, "refund/1")
    assert BOOK.refund(code, 600, "refund/1") == first
    with pytest.raises(treasury.BillNotOpen, match="没有这么多"):
        BOOK.refund(code, 401, "refund/2")
    assert [one.fen for one in BOOK.settled(make.NOON.date())] == [1000, 600]


def test_a_code_that_nobody_has_is_refused() -> None:
    with pytest.raises(treasury.NoSuchBill):
        treasury.card("99202611230000000000")
