"""Fees brought where a test needs them, by the commands that bring real ones there."""

from __future__ import annotations

from factories import cases as make
from onevisit.exchange import treasury
from onevisit.exchange.treasury_port import PayWay
from onevisit.payments import commands
from onevisit.payments.commands import Slip
from onevisit.payments.models import Charge, Order
from onevisit.platform.outbox.commands import run_next
from onevisit.platform.people.actors import Actor
from onevisit.rules.district.definition import Role

FIXED = "temporary-id"
"""A matter with one fee of 10 yuan."""

ASSESSED = "dig-road"
"""A matter whose fee the enforcement organ works out."""

FREE = "sole-trader"


def errands() -> None:
    """Everything that waits in the outbox."""
    while run_next(("documents",)):
        pass


def accepted(matter: str = FIXED, **changes: object) -> str:
    """A case that has been accepted, and what follows from it."""
    number = make.accepted(matter, **changes)
    errands()
    return number


def order_of(case: str) -> Order:
    """The newest order for a case."""
    return Order.objects.filter(subject=f"case:{case}").latest("id")


def charge_of(case: str) -> Charge:
    """The one charge of a case."""
    return Charge.objects.get(case_number=case)


def chief(case: str) -> Actor:
    """The chief of the organ that charges."""
    return make.staff(Role.CHIEF, organ=charge_of(case).organ_id)


def reviewer(case: str) -> Actor:
    """A reviewer of that organ."""
    return make.staff(Role.REVIEWER, organ=charge_of(case).organ_id)


def treasurer() -> Actor:
    """Somebody who keeps the treasury."""
    return make.staff(Role.CHIEF, organ="finance")


def clerk() -> Actor:
    """Somebody at a window."""
    return make.staff(Role.CLERK, hall="district-hall")


def paid_online(case: str) -> Order:
    """Paid on the register's page; the callback has come."""
    row = order_of(case)
    treasury.pay(row.code)
    errands()
    row.refresh_from_db()
    return row


def at_window(number: str, actor: Actor, *, slip: str = "POS1", fen: int = 1000, key: str = "") -> None:
    """A window takes the money."""
    commands.pay_at_window(
        number, Slip(PayWay.POS, slip, fen), actor=actor, at=make.NOON, key=key or make.key()
    )


def assessed(case: str, amount: str = "80") -> Order:
    """The amount has been worked out."""
    charge = charge_of(case)
    commands.assess(
        case, charge.fee, amount, "每平方米40元×2平方米", actor=reviewer(case), at=make.NOON, key=make.key()
    )
    errands()
    return order_of(case)
