"""How orders are found, locked and written down."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from onevisit.payments.models import Happening, Order
from onevisit.payments.refusals import NoSuchOrder, OrderNotNow
from onevisit.platform.outbox import commands as outbox
from onevisit.platform.people.actors import SYSTEM, Actor
from onevisit.rules.payments.orders import Deed, Stand, after, may

HOUSE = "系统"
"""As what the house itself is written down."""


@dataclass(frozen=True)
class Step:
    """One deed as it is done: who, as what, when, and under which request ("": the house's own)."""

    deed: Deed
    actor: Actor
    as_what: str
    at: datetime
    key: str = ""


def by_house(deed: Deed, at: datetime) -> Step:
    """A step that comes about by itself."""
    return Step(deed, SYSTEM, HOUSE, at)


def locked(number: str) -> Order:
    """The order, locked until the transaction ends. Raises `NoSuchOrder`."""
    row = Order.objects.select_for_update().filter(number=number).first()
    if row is None:
        raise NoSuchOrder(number=number[:20])
    return row


def happens(row: Order, step: Step, words: str = "", *, left: int = 1) -> None:
    """Move the order on and write its history down. Raises `OrderNotNow`. The caller has locked the row."""
    stand = Stand(row.stand)
    if not may(stand, step.deed):
        raise OrderNotNow(number=row.number, stand=stand.label, deed=step.deed.label)
    row.stand = after(stand, step.deed, left=left).value
    note(row, step, words)


def note(row: Order, step: Step, words: str = "") -> None:
    """Write a line of history down, and the row with it."""
    row.seq += 1
    row.save()
    Happening.objects.create(
        order=row,
        seq=row.seq,
        deed=step.deed.value,
        at=step.at,
        person_id=step.actor.person,
        as_what=step.as_what[:60],
        words=words[:400],
        key=step.key or f"house/{row.number}/{row.seq}",
    )


def done(key: str, deed: Deed) -> bool:
    """Whether this request was carried out."""
    return Happening.objects.filter(key=key, deed=deed.value).exists()


def first_of(key: str) -> Happening | None:
    """What this request did, if it was carried out."""
    return Happening.objects.filter(key=key).select_related("order").first()


def tell(row: Order, text: str, at: datetime, errands: Iterable[tuple[str, dict[str, object]]] = ()) -> None:
    """Tell the payer, and put what else has to be done into the outbox."""
    case = case_of(row.subject)
    payload: dict[str, object] = {"party": row.party_id, "case": case, "text": text}
    outbox.put([("notify", payload), *errands], at)


def case_of(subject: str) -> str:
    """The case of a subject; "" for a bundle."""
    kind, _, number = subject.partition(":")
    return number if kind == "case" else ""
