"""Fees of the small world's cases: an order that is to be paid, and one with a receipt."""

from __future__ import annotations

from factories import cases as make
from onevisit.exchange import treasury
from onevisit.payments import commands
from onevisit.payments.models import Charge, Order
from onevisit.payments.receipts import print_receipt
from onevisit.rules.district.definition import Role


def order(case: str) -> Order:
    """The amount has been worked out, and there is a payment code."""
    commands.open_order(f"case:{case}", (case,), at=make.NOON)
    charge = Charge.objects.get(case_number=case)
    reviewer = make.staff(Role.REVIEWER, organ=charge.organ_id)
    commands.assess(case, charge.fee, "80", "40元×2平方米", actor=reviewer, at=make.NOON, key=make.key())
    row = Order.objects.filter(subject=f"case:{case}").latest("id")
    commands.offer(row.number, at=make.NOON)
    row.refresh_from_db()
    return row


def paid_order(case: str) -> str:
    """Paid on the treasury's page, and the receipt printed."""
    row = order(case)
    commands.confirm(treasury.pay(row.code), at=make.NOON)
    print_receipt(row.number)
    return row.number
