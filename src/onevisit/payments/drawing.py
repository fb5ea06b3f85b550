"""Orders are drawn up from charges: one for everything that a case, or a bundle, owes now.

While an amount is being worked out the order is a draft. Once every amount is fixed it is opened, with its lines, and
nothing of it changes any more: what has to change is cancelled and drawn up anew. Whatever was paid stays paid, and
what comes later is a second order.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import datetime

from django.db import IntegrityError, transaction

from onevisit.casework import numbers
from onevisit.exchange import connections
from onevisit.exchange.treasury_port import BillStand
from onevisit.payments import keeping
from onevisit.payments.models import Charge, Line, Order
from onevisit.payments.settling import settle
from onevisit.platform import clock
from onevisit.platform.outbox import commands as outbox
from onevisit.rules.calendar import chinese_date
from onevisit.rules.payments.money import yuan
from onevisit.rules.payments.orders import LIVE, OWED, ChargeStand, Deed, Stand, good_until

ROUNDS = 3
"""How often one looks again, where somebody else has just changed the same order."""

CHANGED = "应缴项目或者金额有变，另开一单"
NOTHING_LEFT = "没有要缴的了"

Change = Callable[[Order], None]


class Overtaken(Exception):
    """Somebody else has changed what was looked at."""


def redraw(subject: str, at: datetime, change: Change | None = None) -> Order | None:
    """Bring the order of a case or a bundle in line with what is owed; None if nothing is.

    `change` is carried out in the same transaction, on the live order. An order that somebody pays at this moment is
    paid, and the rest becomes a second one. Raises what `change` raises.
    """
    for _ in range(ROUNDS):
        with suppress(IntegrityError, Overtaken):
            # Two cases of a bundle were accepted at once, or a code was fetched: the next look sees what was first.
            return _try(subject, at, change)
    return _try(subject, at, change)


def _try(subject: str, at: datetime, change: Change | None) -> Order | None:
    closed = _close(subject, at, change)
    with transaction.atomic():
        return _redraw(subject, at, closed, change)


def _close(subject: str, at: datetime, change: Change | None) -> str:
    """The code of the open order that is to be replaced, under which nobody can pay any more; "" if there is none.

    It goes to the treasury, so no lock is held meanwhile.
    """
    row = Order.objects.filter(subject=subject, stand=Stand.OPEN.value).first()
    if row is None or not row.code or (change is None and not _differs(row, _owed(subject))):
        return ""
    if connections.payment.close(row.code) is BillStand.PAID:
        paid = connections.payment.payment_of(row.code)
        if paid is not None:
            settle(paid, at)
        return ""
    return row.code


def _owed(subject: str, *, lock: bool = False) -> list[Charge]:
    rows = Charge.objects.filter(subject=subject, stand__in=[one.value for one in OWED]).order_by("id")
    return list(rows.select_for_update() if lock else rows)


def _differs(row: Order, owed: Sequence[Charge]) -> bool:
    """Whether an open order is not exactly what is owed."""
    lines = set(row.lines.filter(live=True).values_list("charge_id", "fen"))
    return {(one.pk, one.fen) for one in owed} != lines


def _redraw(subject: str, at: datetime, closed: str, change: Change | None) -> Order | None:
    rows = Order.objects.select_for_update().filter(subject=subject, stand__in=[one.value for one in LIVE])
    row = rows.first()
    if change is not None:
        row = row or _draw_up(subject, at)
        change(row)
    owed = _owed(subject, lock=True)
    if row is not None and row.stand == Stand.OPEN:
        if not _differs(row, owed):
            if closed and row.code == closed:  # Nobody can pay under it any more: another code is fetched.
                row.code = ""
                row.save(update_fields=["code"])
                outbox.put([("payment-code", {"order": row.number})], at)
            return row
        if row.code != closed:
            raise Overtaken
        cancel(row, keeping.by_house(Deed.CANCEL, at), CHANGED)
        row = None
    if not owed:
        if row is not None:
            cancel(row, keeping.by_house(Deed.CANCEL, at), NOTHING_LEFT)
        return None
    row = row or _draw_up(subject, at)
    if all(one.stand == ChargeStand.DUE for one in owed):
        _open(row, owed, at)
    return row


def cancel(row: Order, step: keeping.Step, words: str) -> None:
    """Nobody pays it any more; its charges may stand in another order. The caller has locked the row."""
    keeping.happens(row, step, words)
    row.lines.update(live=False)


def expire(number: str, at: datetime) -> bool:
    """The last day of an open order has passed; False where somebody paid it in time, or did so already."""
    row = Order.objects.get(number=number)
    if row.code and connections.payment.close(row.code) is BillStand.PAID:
        paid = connections.payment.payment_of(row.code)
        if paid is not None:
            settle(paid, at)
        return False
    with transaction.atomic():
        one = keeping.locked(number)
        if one.stand != Stand.OPEN or one.code != row.code:
            return False
        cancel(one, keeping.by_house(Deed.EXPIRE, at), "")
    return True


def _draw_up(subject: str, at: datetime) -> Order:
    charges = list(Charge.objects.filter(subject=subject).order_by("id"))
    day = clock.day_of(at)
    about = "、".join(dict.fromkeys(one.matter_name for one in charges))
    row = Order(subject=subject, party_id=charges[0].party_id, about=about[:200], made_at=at, seq=0)
    row.stand = Stand.DRAFT.value
    row.number = f"J{day:%Y%m%d}{numbers.take(f'payment:{day:%Y%m%d}'):05d}"
    row.save(force_insert=True)
    keeping.note(row, keeping.by_house(Deed.DRAW_UP, at))
    return row


def _open(row: Order, owed: Sequence[Charge], at: datetime) -> None:
    """Fix the amounts."""
    Line.objects.bulk_create(Line(order=row, charge=one, fen=one.fen or 0) for one in owed)
    row.fen = sum(one.fen or 0 for one in owed)
    row.about = "、".join(dict.fromkeys(one.matter_name for one in owed))[:200]
    row.opened_at, row.expires_on = at, good_until(clock.day_of(at))
    until = chinese_date(row.expires_on)
    keeping.happens(row, keeping.by_house(Deed.OPEN, at), f"{yuan(row.fen)}元，{until}前缴")
    text = (
        f"“{row.about}”要缴费{yuan(row.fen)}元，请在{until}前缴清，网上就能缴，不用跑。"
        "收什么、凭什么收，见办件页面。"
    )
    keeping.tell(row, text, at, [("payment-code", {"order": row.number})])
