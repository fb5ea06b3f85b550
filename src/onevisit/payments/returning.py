"""退付: the treasury gives back what was paid, of one line, whole or in part, with the reason."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from django.db import IntegrityError, transaction
from django.db.models import F

from onevisit.exchange import connections
from onevisit.payments import access, entering, keeping
from onevisit.payments import refusals as r
from onevisit.payments.keeping import Step
from onevisit.payments.models import Charge, Line, Order, Refund
from onevisit.payments.settling import is_paid
from onevisit.platform import clock
from onevisit.platform.people.actors import Actor
from onevisit.rules.payments import refunds
from onevisit.rules.payments.money import read, yuan
from onevisit.rules.payments.orders import ChargeStand, Deed, Stand
from onevisit.rules.payments.refunds import Ground, Paid


def refund(
    number: str, line: int, amount: str, ground: str, reason: str, *, actor: Actor, at: datetime, key: str
) -> None:
    """Give so much (yuan as typed) of a line back, the way it came.

    Raises `NoSuchOrder`, `NotYourFee`, `PaymentIncomplete`, `OrderNotNow`.
    """
    post = access.keeper(actor, "退付")
    first = Order.objects.filter(number=number).first()
    if first is None:
        raise r.NoSuchOrder(number=number[:20])
    for case in set(first.lines.filter(pk=line).values_list("charge__case_number", flat=True)):
        entering.look_at(case, at)
    try:
        _refund(
            number,
            line,
            amount.strip(),
            ground,
            reason.strip(),
            Step(Deed.REFUND, actor, post.title, at, key),
        )
    except IntegrityError:
        # Sent twice at the same moment: the first was carried out.
        if not Refund.objects.filter(key=key).exists():
            raise


@transaction.atomic
def _refund(number: str, line: int, amount: str, ground: str, reason: str, step: Step) -> None:
    row = keeping.locked(number)
    if Refund.objects.filter(key=step.key).exists():
        return
    found = Line.objects.select_related("charge").filter(order=row, pk=line, live=True).first()
    if not is_paid(row) or found is None:
        raise r.OrderNotNow(number=number, stand=Stand(row.stand).label, deed=Deed.REFUND.label)
    fen, why = read(amount), Ground(ground) if ground in list(Ground) else None
    faults = refunds.check(paid_of(found), fen, why, reason)
    if faults or fen is None or why is None:
        raise r.PaymentIncomplete(missing="；".join(fault.message for fault in faults))
    made = Refund.objects.create(
        line=found,
        fen=fen,
        ground=why.value,
        reason=reason,
        at=step.at,
        day=clock.day_of(step.at),
        person_id=step.actor.person,
        key=step.key,
    )
    Line.objects.filter(pk=found.pk).update(returned=F("returned") + fen)
    if found.returned + fen == found.fen:
        Charge.objects.filter(pk=found.charge_id).update(stand=ChargeStand.RETURNED.value)
    row.returned += fen
    keeping.happens(
        row, step, f"{found.charge.name} {yuan(fen)}元，{why.label}：{reason}", left=row.fen - row.returned
    )
    text = f"“{row.about}”退还{yuan(fen)}元，按原路退回：{reason}"
    keeping.tell(row, text, step.at, [("payment-refund", {"refund": made.pk})])


def paid_of(line: Line) -> Paid:
    """A line as the rule of giving back looks at it."""
    charge = line.charge
    return Paid(line.fen, line.returned, charge.basis["law"], charge.ended_on is not None, charge.made_on)


def carry_out(payload: Mapping[str, object]) -> None:
    """Told to the treasury, once: its serial is kept."""
    one = Refund.objects.select_related("line__order").get(pk=int(str(payload["refund"])))
    if one.serial:
        return
    order = one.line.order
    given = connections.payment.refund(order.code, one.fen, f"refund/{one.pk}")
    with transaction.atomic():
        row = keeping.locked(order.number)
        if Refund.objects.filter(pk=one.pk, serial="").update(serial=given.serial):
            step = keeping.by_house(Deed.RETURNED, clock.now())
            keeping.happens(row, step, f"{yuan(one.fen)}元，流水号 {given.serial}")
