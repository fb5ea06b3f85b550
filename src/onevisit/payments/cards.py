"""Orders, fees and days as values, for doors."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from onevisit.exchange import connections
from onevisit.payments.entering import basis_of
from onevisit.payments.models import Charge, Day, Happening, Line, Order, Payment
from onevisit.payments.returning import paid_of
from onevisit.rules.basis import Basis
from onevisit.rules.payments import refunds
from onevisit.rules.payments.money import yuan
from onevisit.rules.payments.orders import OWED, ChargeStand, Deed, Stand
from onevisit.rules.payments.refunds import Ground


@dataclass(frozen=True)
class FeeCard:
    """One fee of one case: what, by which article, how much (None: being worked out), and where it stands."""

    case: str
    matter: str
    key: str
    name: str
    organ: str
    organ_name: str
    standard: str
    note: str
    basis: Basis
    fen: int | None
    calculation: str
    stand: ChargeStand
    exemption: Basis | None
    reason: str
    since: date

    @property
    def yuan(self) -> str:
        """The amount in yuan, "" while it is being worked out."""
        return "" if self.fen is None else yuan(self.fen)

    @property
    def is_owed(self) -> bool:
        """Whether it has to be paid still, or to be worked out."""
        return self.stand in OWED


@dataclass(frozen=True)
class LineCard:
    """A fee as it stands in an order, with what of it went back. `grounds`: on which something may go back now."""

    id: int
    fee: FeeCard
    fen: int
    returned: int
    grounds: tuple[Ground, ...]
    owed_back: int

    @property
    def yuan(self) -> str:
        """The amount in yuan."""
        return yuan(self.fen)

    @property
    def left(self) -> str:
        """What has not gone back, in yuan."""
        return yuan(self.fen - self.returned)

    @property
    def returned_yuan(self) -> str:
        """What went back, in yuan; "" for nothing."""
        return yuan(self.returned) if self.returned else ""


@dataclass(frozen=True)
class OrderCard:
    """An order in a list. `cases` are the numbers of the cases that it pays for."""

    number: str
    about: str
    payer: str
    stand: Stand
    fen: int
    returned: int
    code: str
    cases: tuple[str, ...]
    organs: tuple[str, ...]
    made_at: datetime
    expires_on: date | None
    paid_at: datetime | None
    way: str
    receipt: str

    @property
    def yuan(self) -> str:
        """The amount in yuan."""
        return yuan(self.fen)

    @property
    def returned_yuan(self) -> str:
        """What went back, in yuan; "" for nothing."""
        return yuan(self.returned) if self.returned else ""

    @property
    def is_open(self) -> bool:
        """Whether it is to be paid now."""
        return self.stand is Stand.OPEN

    @property
    def is_paid(self) -> bool:
        """Whether it was paid, whatever went back afterwards."""
        return self.paid_at is not None

    def has_run_out(self, today: date) -> bool:
        """Whether nobody can pay it any more, because its last day has passed."""
        late = self.expires_on is not None and self.expires_on < today
        return self.stand is Stand.EXPIRED or (self.is_open and late)


@dataclass(frozen=True)
class HappeningView:
    """A line of an order's history."""

    deed: Deed
    at: datetime
    who: str
    as_what: str
    words: str


@dataclass(frozen=True)
class OrderView:
    """An order with everything about it."""

    card: OrderCard
    lines: tuple[LineCard, ...]
    drafts: tuple[FeeCard, ...]
    history: tuple[HappeningView, ...]
    register: str
    reference: str
    party: int


@dataclass(frozen=True)
class DayCard:
    """A day as the treasury and this house have it."""

    day: date
    taken: int
    given_back: int
    entries: int
    mended: int
    differences: tuple[str, ...]
    at: datetime

    @property
    def taken_yuan(self) -> str:
        """What came in, in yuan."""
        return yuan(self.taken)

    @property
    def given_back_yuan(self) -> str:
        """What went back, in yuan."""
        return yuan(self.given_back)


def fee_card(row: Charge) -> FeeCard:
    """A charge with its organ."""
    return FeeCard(
        row.case_number,
        row.matter_name,
        row.fee,
        row.name,
        row.organ_id,
        row.organ.short,
        row.standard,
        row.note,
        basis_of(row.basis),
        row.fen,
        row.calculation,
        ChargeStand(row.stand),
        basis_of(row.exemption) if row.exemption else None,
        row.reason,
        row.since,
    )


def line_card(row: Line) -> LineCard:
    """A line with its charge and organ."""
    paid = paid_of(row)
    settled = row.charge.stand in (ChargeStand.PAID, ChargeStand.RETURNED)
    return LineCard(
        row.pk,
        fee_card(row.charge),
        row.fen,
        row.returned,
        refunds.grounds(paid) if settled else (),
        refunds.owed_back(paid) if settled else 0,
    )


def order_cards(rows: Sequence[Any]) -> tuple[OrderCard, ...]:
    """Orders with payer and payment, and what they are for. One statement more."""
    subjects = {row.subject for row in rows}
    found: dict[str, list[Charge]] = {}
    for one in Charge.objects.filter(subject__in=subjects).select_related("organ").order_by("id"):
        found.setdefault(one.subject, []).append(one)
    return tuple(_order_card(row, found.get(row.subject, [])) for row in rows)


def _order_card(row: Any, charges: Sequence[Charge]) -> OrderCard:
    paid: Payment | None = getattr(row, "payment", None)
    return OrderCard(
        row.number,
        row.about,
        row.party.name,
        Stand(row.stand),
        row.fen,
        row.returned,
        row.code,
        tuple(dict.fromkeys(one.case_number for one in charges)),
        tuple(dict.fromkeys(one.organ.short for one in charges)),
        row.made_at,
        row.expires_on,
        row.paid_at,
        paid.get_way_display() if paid else "",
        row.receipt,
    )


def order_view(row: Order) -> OrderView:
    """An order with payer and payment, whole. Four statements more."""
    (card,) = order_cards([row])
    lines = row.lines.select_related("charge__organ").order_by("id")
    drafts = Charge.objects.filter(subject=row.subject).select_related("organ").order_by("id")
    paid: Payment | None = getattr(row, "payment", None)
    history = Happening.objects.filter(order=row).select_related("person").order_by("seq")
    return OrderView(
        card,
        tuple(line_card(one) for one in lines),
        tuple(fee_card(one) for one in drafts) if row.stand == Stand.DRAFT else (),
        tuple(
            HappeningView(
                Deed(one.deed), one.at, one.person.name if one.person else "", one.as_what, one.words
            )
            for one in history
        ),
        connections.payment.register,
        paid.reference if paid else "",
        row.party_id,
    )


def day_card(row: Day) -> DayCard:
    """A reconciled day."""
    return DayCard(
        row.day, row.taken, row.given_back, row.entries, row.mended, tuple(row.differences), row.at
    )
