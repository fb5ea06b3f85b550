"""缴款凭证: what was paid, as a PDF. It stands for the treasury's electronic receipt and says so."""

from __future__ import annotations

from pathlib import Path

from onevisit.documents.rendering import render
from onevisit.exchange import connections
from onevisit.payments.entering import basis_of
from onevisit.payments.models import Order
from onevisit.platform import clock
from onevisit.platform.files.commands import keep_document
from onevisit.platform.typesetting import Press
from onevisit.rules.payments.money import capital, yuan

FOLDER = Path(__file__).parent / "templates_typst"
TEMPLATE = "payment-receipt/1"
"""Name and version: a receipt is never printed by another version."""

_press = Press(FOLDER, {TEMPLATE: "payment-receipt.typ"})


def print_receipt(number: str) -> str:
    """Print the receipt of a paid order and return its SHA-256; done again it changes nothing. Raises `NoFonts`."""
    row = Order.objects.select_related("payment", "party").get(number=number)
    if row.receipt:
        return row.receipt
    file = keep_document(render(TEMPLATE, data_of(row), press=_press))
    Order.objects.filter(pk=row.pk, receipt="").update(receipt=file)
    return file


def data_of(row: Order) -> dict[str, object]:
    """What the receipt says. The same order says the same for ever."""
    paid = row.payment
    lines = row.lines.select_related("charge__organ").order_by("id")
    return {
        "title": "缴款凭证",
        "register": connections.payment.register,
        "number": row.number,
        "code": row.code,
        "payer": row.party.name,
        "about": row.about,
        "lines": [
            [
                one.charge.name,
                one.charge.organ.name,
                basis_of(one.charge.basis).cite(),
                one.charge.calculation,
                yuan(one.fen),
            ]
            for one in lines
        ],
        "sum": yuan(paid.fen),
        "capital": capital(paid.fen),
        "way": paid.get_way_display(),
        "reference": paid.reference,
        "paid_at": f"{paid.at.astimezone(clock.DISTRICT):%Y-%m-%d %H:%M}",
    }
