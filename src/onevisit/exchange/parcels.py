"""What doors ask about parcels: of a case, or of the halls where somebody works."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Q

from onevisit.casework.pages import Page, page
from onevisit.exchange import access, connections
from onevisit.exchange.models import Waybill
from onevisit.exchange.ports import Mark, Sender
from onevisit.exchange.refusals import NoSuchParcel
from onevisit.platform import clock
from onevisit.platform.people.actors import Actor
from onevisit.rules.parcels import UNSIGNED_AFTER, Direction, Stand, label

ON_ITS_WAY = (Stand.POSTED.value, Stand.ASKED.value)
SIZE = 25
"""Parcels on a page."""


@dataclass(frozen=True)
class ParcelCard:
    """A parcel with what is known of its way. `carrier_number` is "" where only our own number is known.

    `contents` are the names of what is in it, `keys` those of the requirements or results.
    """

    number: str
    direction: Direction
    stand: Stand
    case: str
    about: str
    hall: str
    carrier: str
    carrier_number: str
    contents: tuple[str, ...]
    keys: tuple[str, ...]
    recipient: Sender
    sender: Sender
    registered_at: datetime
    marks: tuple[Mark, ...]
    register: str

    @property
    def label(self) -> str:
        """Where it stands, in words."""
        return label(self.direction, self.stand)

    @property
    def in_transit(self) -> bool:
        """Whether it is on its way to the hall."""
        return self.direction is Direction.IN and self.stand is Stand.POSTED

    @property
    def on_its_way(self) -> bool:
        """Whether it went to the applicant and nobody has said yet that it arrived, or came back."""
        return self.direction is Direction.OUT and self.stand in (Stand.POSTED, Stand.ASKED)

    @property
    def here(self) -> bool:
        """Whether its originals lie at the hall."""
        return self.direction is Direction.IN and self.stand is Stand.ARRIVED


def of_case(case: str) -> tuple[ParcelCard, ...]:
    """Every parcel of a case, the first first; asked for by those who may see the case."""
    return _cards(list(Waybill.objects.filter(case_number=case).order_by("registered_at", "id")))


def of_cases(cases: Sequence[str]) -> tuple[ParcelCard, ...]:
    """Every parcel of these cases, the first first; asked for by those who may know of them. Two statements."""
    rows = Waybill.objects.filter(case_number__in=list(cases)) if cases else Waybill.objects.none()
    return _cards(list(rows.order_by("registered_at", "id")))


TABS = {
    "coming": "邮寄材料在途",
    "here": "原件在大厅",
    "returned": "已退还",
    "out": "寄出",
    "unsigned": f"寄出{UNSIGNED_AFTER}天没有签收",
    "back": "退回大厅",
}
"""The parts of the book."""

_NARROW = {
    "coming": Q(direction=Direction.IN.value, stand=Stand.POSTED.value),
    "here": Q(direction=Direction.IN.value, stand=Stand.ARRIVED.value),
    "returned": Q(direction=Direction.IN.value, stand=Stand.RETURNED.value),
    "out": Q(direction=Direction.OUT.value),
    "unsigned": Q(direction=Direction.OUT.value, stand__in=ON_ITS_WAY),
    "back": Q(direction=Direction.OUT.value, stand=Stand.RETURNED.value),
}


def book(actor: Actor, tab: str, text: str = "", number: int = 1) -> Page[ParcelCard]:
    """A part of the book, for those who work at its halls: what has waited longest first, what was sent last first."""
    rows = Waybill.objects.filter(access.of_halls(actor), _NARROW[tab])
    if tab == "unsigned":
        rows = rows.filter(registered_at__lte=clock.now() - timedelta(days=UNSIGNED_AFTER))
    about = text.strip().replace("\0", "")[:60]
    if about:
        plain = about.replace(" ", "").upper()
        rows = rows.filter(
            Q(case_number__startswith=plain)
            | Q(carrier_number__startswith=plain)
            | Q(number__startswith=plain)
            | Q(sender__contains=about)
            | Q(recipient__contains=about)
        )
    order = ("registered_at", "id") if tab in ("coming", "here", "unsigned") else ("-registered_at", "-id")
    found = page(rows.order_by(*order), number, lambda row: row, SIZE)
    return Page(_cards(found.items), found.total, found.number, found.size)


def coming(actor: Actor) -> int:
    """How many parcels are on their way to the halls where this person works. One statement."""
    return Waybill.objects.filter(access.of_halls(actor), _NARROW["coming"]).count()


def one(actor: Actor, number: str) -> ParcelCard:
    """One parcel of the halls where the actor works; raises `NoSuchParcel`."""
    row = Waybill.objects.filter(access.of_halls(actor), number=number).first()
    if row is None:
        raise NoSuchParcel(number=number[:20])
    return _cards([row])[0]


def _cards(rows: Sequence[Waybill]) -> tuple[ParcelCard, ...]:
    traced = connections.courier.trace([row.number for row in rows]) if rows else {}
    return tuple(
        ParcelCard(
            row.number,
            Direction(row.direction),
            Stand(row.stand),
            row.case_number,
            row.about,
            row.hall,
            row.carrier,
            row.carrier_number,
            tuple(name for _, name in row.contents),
            tuple(key for key, _ in row.contents),
            Sender(row.recipient, row.phone, row.address),
            Sender(row.sender, row.sender_phone, row.sender_address),
            row.registered_at,
            traced.get(row.number, ()),
            connections.courier.register,
        )
        for row in rows
    )
