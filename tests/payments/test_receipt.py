"""The receipt says what was paid, for what, by which article, to whom it goes, and that it is a demonstration's."""

from __future__ import annotations

import io

import pytest
from pypdf import PdfReader

from onevisit.documents.rendering import render
from onevisit.payments.models import Order
from onevisit.payments.receipts import TEMPLATE, _press, data_of, print_receipt
from onevisit.platform.files.queries import content
from payments import paying

pytestmark = pytest.mark.usefixtures("noon")


def test_a_receipt_says_everything_and_is_printed_once() -> None:
    row = paying.paid_online(paying.accepted())
    data, media_type = content(row.receipt)
    assert media_type == "application/pdf"
    text = "".join(page.extract_text() for page in PdfReader(io.BytesIO(data)).pages).replace("\n", "")
    assert row.payment.reference in text
    for part in (row.number, row.code, "壹拾元整", "10.00", "临时居民身份证工本费", "演示用非税收缴登记簿"):
        assert part in text, part
    for part in ("居民身份证收费通知", "全部上缴国库", "网上支付", "2026-11-23 12:00"):
        assert part in text, part
    assert print_receipt(row.number) == row.receipt
    again = Order.objects.get(pk=row.pk)
    assert render(TEMPLATE, data_of(again), press=_press) == data
