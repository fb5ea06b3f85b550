"""An order is paid once, whoever tells it first: the treasury, the browser, a window, the reconciliation."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db import IntegrityError, transaction

from onevisit.exchange import connections
from onevisit.exchange.treasury_port import PayWay, Settlement
from onevisit.payments import keeping
from onevisit.payments.models import Charge, Order, Payment
from onevisit.payments.refusals import AlreadyPaid, OrderNotNow, OtherAmount, SlipUsed
from onevisit.platform import clock
from onevisit.platform.people.actors import SYSTEM, Actor
from onevisit.rules.payments.money import yuan
from onevisit.rules.payments.orders import SETTLED, ChargeStand, Deed, Stand, may


@dataclass(frozen=True)
class Taken:
    """Money that came in. `reference` is the treasury's serial, or the number of the slip at the window."""

    way: PayWay
    reference: str
    fen: int
    at: datetime
    actor: Actor = SYSTEM
    as_what: str = ""
    key: str = ""


def settle(one: Settlement, at: datetime) -> Order:
    """Write down what the treasury says was paid. Told again it changes nothing.

    Raises `NoSuchOrder`, `AlreadyPaid` (another payment was first), `OrderNotNow`, `OtherAmount`.
    """
    taken = Taken(one.way, one.serial, one.fen, one.at, as_what=connections.payment.register[:60])
    return take(one.order, taken, at)


def take(number: str, taken: Taken, at: datetime) -> Order:
    """Pay an order: the row is locked, and the database allows one payment only.

    Raises as `settle`, and `SlipUsed`.
    """
    try:
        with transaction.atomic():
            return _take(number, taken, at)
    except IntegrityError as twice:
        paid = Payment.objects.filter(order__number=number).exists()
        raise AlreadyPaid(number=number) if paid else SlipUsed(slip=taken.reference) from twice


def _take(number: str, taken: Taken, at: datetime) -> Order:
    row = keeping.locked(number)
    paid = Payment.objects.filter(order=row).first()
    if paid is not None:
        if (paid.way, paid.reference) == (taken.way.value, taken.reference):
            return row
        raise AlreadyPaid(number=number)
    stand = Stand(row.stand)
    if not may(stand, Deed.PAY):
        raise OrderNotNow(number=number, stand=stand.label, deed=Deed.PAY.label)
    if taken.fen != row.fen:
        raise OtherAmount(due=yuan(row.fen), given=yuan(taken.fen))
    row.paid_at = taken.at
    step = keeping.Step(Deed.PAY, taken.actor, taken.as_what, at, taken.key)
    keeping.happens(row, step, f"{taken.way.label} {yuan(taken.fen)}元，凭证号 {taken.reference}")
    Payment.objects.create(
        order=row,
        way=taken.way.value,
        reference=taken.reference,
        fen=taken.fen,
        at=taken.at,
        day=clock.day_of(taken.at),
        person_id=taken.actor.person,
        as_what=taken.as_what[:60],
    )
    Charge.objects.filter(lines__order=row).update(stand=ChargeStand.PAID.value)
    text = f"“{row.about}”的费用{yuan(row.fen)}元已经缴清，不用再缴。电子凭证在办件页面上。"
    then: list[tuple[str, dict[str, object]]] = [("payment-receipt", {"order": number})]
    if taken.way is not PayWay.ONLINE:
        then.append(("payment-record", {"order": number}))
    keeping.tell(row, text, at, then)
    return row


def is_paid(row: Order) -> bool:
    """Whether it was paid, whatever went back afterwards."""
    return Stand(row.stand) in SETTLED
