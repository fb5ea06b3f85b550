"""What doors ask about fees: of a case or a bundle, for its payer; of everybody, for those whose duty it is."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery, Sum

from onevisit.casework.case_view import CaseView
from onevisit.casework.pages import Page, page
from onevisit.catalogue.shelf import shelf
from onevisit.exchange import connections
from onevisit.payments import access, entering
from onevisit.payments.cards import (
    DayCard,
    FeeCard,
    OrderCard,
    OrderView,
    day_card,
    fee_card,
    order_cards,
    order_view,
)
from onevisit.payments.models import Charge, Day, Line, Order
from onevisit.payments.refusals import FeeUnpaid, NoSuchOrder
from onevisit.platform import clock
from onevisit.platform.people.actors import Actor
from onevisit.platform.people.models import Party
from onevisit.rules.basis import Basis
from onevisit.rules.payments.costs import Cost, Tax, costs
from onevisit.rules.payments.money import yuan
from onevisit.rules.payments.orders import LIVE, OWED, SETTLED, ChargeStand, Stand

SIZE = 25
"""Orders on a page."""

_OWED = [one.value for one in OWED]
_TO_PAY = Q(stand__in=[*(one.value for one in LIVE), Stand.EXPIRED.value])
_SETTLED = [one.value for one in SETTLED]


@dataclass(frozen=True)
class Due:
    """What a case still owes. `fen` counts what is fixed; `assessing`: an amount is still being worked out.

    `order` is the number of the order to pay (if its code has run out, of the one to be drawn up anew), "" where none
    was drawn up yet. `payable`: he could pay now, because nothing that is paid together with it is still worked out.
    """

    case: str
    fen: int
    assessing: bool
    order: str
    payable: bool = True

    @property
    def sentence(self) -> str:
        """What is open, for the hand-out desk."""
        said = [f"待缴{yuan(self.fen)}元"] if self.fen else []
        return "，".join([*said, *(["还有金额在核定"] if self.assessing else [])])


@dataclass(frozen=True)
class FeesView:
    """What a case or a bundle costs. Without `fees` and `expected` it is free, and `free` says why.

    `expected` is what will be charged once the case is accepted; `taxes` are collected by the tax authority.
    """

    fees: tuple[FeeCard, ...]
    expected: tuple[Cost, ...]
    taxes: tuple[Tax, ...]
    free: str
    basis: Basis | None
    orders: tuple[OrderCard, ...]
    register: str

    @property
    def order(self) -> OrderCard | None:
        """The order to be paid now, if there is one."""
        return next((one for one in self.orders if one.is_open), None)

    @property
    def is_free(self) -> bool:
        """Whether nothing is charged at all."""
        return not self.fees and not self.expected

    @property
    def assessing(self) -> tuple[FeeCard, ...]:
        """What is still being worked out."""
        return tuple(one for one in self.fees if one.stand is ChargeStand.ASSESSING)

    @property
    def owed(self) -> tuple[FeeCard, ...]:
        """What has to be paid still."""
        return tuple(one for one in self.fees if one.is_owed)


def due_of(numbers: Iterable[str]) -> dict[str, Due]:
    """What is still unpaid for these cases, by number; a case that is not in it owes nothing. One statement."""
    live = Order.objects.filter(_TO_PAY, subject=OuterRef("subject")).order_by("-id")
    rows = Charge.objects.filter(case_number__in=list(numbers), stand__in=_OWED).annotate(
        order=Subquery(live.values("number")[:1]), order_stand=Subquery(live.values("stand")[:1])
    )
    found: dict[str, Due] = {}
    for row in rows.order_by("id"):
        before = found.get(row.case_number, Due(row.case_number, 0, False, row.order or ""))
        waits = row.stand == ChargeStand.ASSESSING or row.order_stand == Stand.DRAFT
        found[row.case_number] = Due(
            row.case_number,
            before.fen + (row.fen or 0),
            before.assessing or row.stand == ChargeStand.ASSESSING,
            before.order,
            before.payable and not waits,
        )
    return found


def refuse_unpaid(numbers: Iterable[str]) -> None:
    """Raise `FeeUnpaid` where a fee of these cases could be paid and is not: asked by a window before it hands out.

    An organ that has not worked its amount out yet holds nobody up: that is its own delay, and the bill follows.
    What goes by courier or electronically is not held back: a decision once made has to be delivered within ten days
    (行政许可法 Art. 44). Only the desk asks, where the payer stands and can pay at once; so it is no rule of the case.
    """
    due = [one for one in due_of(numbers).values() if one.payable]
    if due:
        said = "；".join(f"{one.case} {one.sentence}" for one in due)
        raise FeeUnpaid(cases=f"有{len(due)}个办件" if len(due) > 1 else "这个办件", due=said)


def of_case(view: CaseView) -> FeesView:
    """What a case costs; asked for by those who may see the case. Three statements at most."""
    charges = list(Charge.objects.filter(case_number=view.number).select_related("organ").order_by("id"))
    if charges:
        subject = charges[0].subject
        own = costs(view.version.matter, view.state.answers)
        return _view(charges, Order.objects.filter(subject=subject), taxes=own.taxes)
    found = costs(view.version.matter, view.state.answers)
    ended = view.state.phase in entering.ENDED
    expected = () if ended else found.charged
    return FeesView((), expected, found.taxes, found.free, found.basis, (), connections.payment.register)


def of_bundle(bundle: str) -> FeesView:
    """What the cases of a bundle cost, as one; asked for by those who may see the bundle. Three statements."""
    subject = entering.subject_of("", bundle)
    charges = list(
        Charge.objects.filter(subject=subject).select_related("organ").order_by("case_number", "id")
    )
    return _view(charges, Order.objects.filter(subject=subject))


def _view(charges: list[Charge], orders: QuerySet[Order], taxes: tuple[Tax, ...] = ()) -> FeesView:
    rows = orders.exclude(stand=Stand.CANCELLED.value).select_related("party", "payment").order_by("-id")
    fees = tuple(fee_card(one) for one in charges)
    return FeesView(fees, (), taxes, "", None, order_cards(list(rows)), connections.payment.register)


def my_order(actor: Actor, number: str) -> OrderView:
    """An order of one of one's own parties; raises `NoSuchOrder`."""
    return order_view(_found(Order.objects.filter(access.own(actor)), number))


def mine(actor: Actor, number: int = 1) -> Page[OrderCard]:
    """The orders of one's own parties, the newest first; those that came to nothing are left out."""
    rows = Order.objects.filter(access.own(actor)).exclude(stand=Stand.CANCELLED.value)
    found = page(rows.select_related("party", "payment").order_by("-id"), number, lambda row: row, SIZE)
    return Page(order_cards(found.items), found.total, found.number, found.size)


def is_mine(actor: Actor, number: str) -> bool:
    """Whether an order is one of one's own."""
    return Order.objects.filter(access.own(actor), number=number).exists()


def staff_order(actor: Actor, number: str) -> OrderView:
    """An order for one of the staff; raises `NoSuchOrder`."""
    return order_view(_found(Order.objects.filter(access.visible(actor)), number))


def receipt_of(actor: Actor, number: str) -> str:
    """The printed receipt for the payer or the staff that sees the order, as a SHA-256; raises `NoSuchOrder`.

    "" until it has been printed.
    """
    row = _found(Order.objects.all(), number)
    if not access.see(actor, row):
        raise NoSuchOrder(number=number[:20])
    return row.receipt


def _found(rows: QuerySet[Order], number: str) -> Order:
    row = rows.filter(number=number).select_related("party", "payment").first()
    if row is None:
        raise NoSuchOrder(number=number[:20])
    return row


STATES = {
    "open": "待缴",
    "draft": "核定中",
    "back": "待退付",
    "paid": "已缴",
    "returned": "已退付",
    "gone": "过期、取消",
}
"""The parts of the list."""

_NARROW = {
    "open": Q(stand=Stand.OPEN.value),
    "draft": Q(stand=Stand.DRAFT.value),
    "paid": Q(stand__in=_SETTLED),
    "returned": Q(stand__in=[Stand.PARTLY.value, Stand.REFUNDED.value]),
    "gone": Q(stand__in=[Stand.EXPIRED.value, Stand.CANCELLED.value]),
}
_OWED_BACK = Q(stand=ChargeStand.PAID.value, ended_on__isnull=False, made_on=None)


def orders(actor: Actor, state: str, text: str = "", number: int = 1) -> Page[OrderCard]:
    """A part of the orders that are listed for the actor, the newest first; with `text` those that it names exactly.

    A window lists what its own hall's cases owe, and finds any order by its number or the payer's name.
    """
    about = text.strip().replace("\0", "")[:60]
    rows = Order.objects.filter(access.visible(actor) if about else access.listed(actor))
    if state == "back":
        back = Line.objects.filter(live=True, charge__in=Charge.objects.filter(_OWED_BACK))
        rows = rows.filter(pk__in=back.values("order"))
    elif state in _NARROW:
        rows = rows.filter(_NARROW[state])
    if about:
        rows = rows.filter(_about(about))
    rows = rows.select_related("party", "payment").order_by("-made_at", "-id")
    found = page(rows, number, lambda row: row, SIZE)
    return Page(order_cards(found.items), found.total, found.number, found.size)


def _about(text: str) -> Q:
    """By number or name. Not by the number of a document, which would stand in the address of the page."""
    plain = text.replace(" ", "").upper()
    of_case = Charge.objects.filter(case_number=plain).values("subject")
    return Q(number=plain) | Q(code=plain) | Q(subject__in=of_case) | Q(party__name=text)


def unpaid_of(party: int) -> tuple[OrderCard, ...]:
    """What a party still has to pay, the oldest first, with what has run out and is still owed. Two statements."""
    newest = Order.objects.filter(_TO_PAY, subject=OuterRef("subject")).order_by("-id").values("pk")[:1]
    owed = Charge.objects.filter(subject=OuterRef("subject"), stand__in=_OWED)
    rows = Order.objects.filter(_TO_PAY, Exists(owed), party_id=party, pk=Subquery(newest))
    return order_cards(list(rows.select_related("party", "payment").order_by("id")))


@dataclass(frozen=True)
class Payer:
    """Somebody found at a window, and what he owes."""

    name: str
    masked: str
    orders: tuple[OrderCard, ...]


def payer(actor: Actor, text: str) -> Payer | None:
    """Who has this identifier, or applied under this case number, for a window. Raises `NotYourFee`."""
    access.taker(actor)
    plain = text.replace(" ", "").upper()[:20]
    row = Party.objects.filter(identifier=plain).first() if plain else None
    if row is None:
        charge = Charge.objects.filter(case_number=plain).select_related("party").first()
        row = charge.party if charge else None
    if row is None:
        return None
    return Payer(row.name, f"{row.identifier[:6]}…{row.identifier[-4:]}", unpaid_of(row.pk))


def to_assess(actor: Actor, number: int = 1) -> Page[FeeCard]:
    """What the actor's organs still have to work out, what has waited longest first."""
    organs = sorted({post.organ for post in actor.posts_as(*access.ASSESSES)})
    rows = Charge.objects.filter(organ__in=organs, stand=ChargeStand.ASSESSING.value).select_related("organ")
    return page(rows.order_by("since", "id"), number, fee_card, SIZE)


def assessing_count(actor: Actor) -> int:
    """How many amounts the actor's organs still have to work out. One statement."""
    organs = sorted({post.organ for post in actor.posts_as(*access.ASSESSES)})
    return Charge.objects.filter(organ__in=organs, stand=ChargeStand.ASSESSING.value).count()


@dataclass(frozen=True)
class May:
    """What a person may do with the fees of a case."""

    assess: tuple[str, ...]
    exempt: tuple[str, ...]
    take: bool
    keep: bool


def may(actor: Actor) -> May:
    """What the actor's posts let him do, with the organs for which he does it."""
    return May(
        tuple(sorted({post.organ for post in actor.posts_as(*access.ASSESSES)})),
        tuple(sorted({post.organ for post in actor.posts_as(*access.EXEMPTS)})),
        actor.holds(*access.TAKES),
        access.keeps(actor),
    )


def laws() -> tuple[tuple[str, str], ...]:
    """The laws that an exemption may cite: short name, and title."""
    return tuple(sorted((one.name, one.title) for one in shelf(clock.today()).laws.values()))


@dataclass(frozen=True)
class OrganTotals:
    """What an organ's fees came to: how many charges, and how much, in fen."""

    organ: str
    organ_name: str
    head: str
    charged: int
    due: int
    paid: int
    exempt: int
    returned: int


def totals(actor: Actor, since: date, until: date) -> tuple[OrganTotals, ...]:
    """By organ, what was charged in a period, for those who may see it. Two statements."""
    rows = Charge.objects.filter(access.listed_charges(actor), since__gte=since, since__lte=until)
    names = ("organ", "organ__short", "organ__head_name", "organ__order")
    found = rows.values(*names).annotate(
        charged=Count("id"),
        due=Sum("fen", filter=Q(stand=ChargeStand.DUE.value)),
        exempt=Count("id", filter=Q(stand=ChargeStand.EXEMPT.value)),
    )
    settled = Line.objects.filter(live=True, order__stand__in=_SETTLED, charge__in=rows)
    money = {
        one["charge__organ"]: one
        for one in settled.values("charge__organ").annotate(paid=Sum("fen"), back=Sum("returned"))
    }
    nothing = {"paid": 0, "back": 0}
    return tuple(
        OrganTotals(
            one["organ"],
            one["organ__short"],
            one["organ__head_name"],
            one["charged"],
            one["due"] or 0,
            money.get(one["organ"], nothing)["paid"],
            one["exempt"],
            money.get(one["organ"], nothing)["back"],
        )
        for one in found.order_by("organ__order")
    )


def days(limit: int = 31) -> tuple[DayCard, ...]:
    """The last reconciled days, the latest first; for those who oversee the money."""
    return tuple(day_card(row) for row in Day.objects.order_by("-day")[:limit])
