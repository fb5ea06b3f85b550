"""Appointments brought where a test needs them, by the commands that bring real ones there."""

from __future__ import annotations

from datetime import datetime
from itertools import count

from factories import cases as make
from onevisit.appointments import commands, slots
from onevisit.appointments.commands import Booked, Holder, Wish
from onevisit.appointments.models import Appointment, Slot
from onevisit.platform.people.actors import Actor, ActorKind
from onevisit.platform.people.models import Party, PartyKind
from onevisit.rules.appointments.booking import Kind
from onevisit.rules.district.definition import Role

HALL = "district-hall"
SHOP = Wish(Kind.MATTER, "food-permit", "食品经营许可（新办）", "商事登记")
ROAD = Wish(Kind.MATTER, "dig-road", "挖掘城市道路审批", "社会民生")
BUNDLE = Wish(Kind.BUNDLE, "open-restaurant", "开饭店", "商事登记")

_numbers = count(1)


def at(text: str) -> datetime:
    """A time of the district."""
    return datetime.fromisoformat(f"{text}+08:00")


TUESDAY = at("2026-11-24T09:00")


def offered(now: datetime = make.NOON) -> int:
    """Let the round make the slots."""
    return slots.refresh(now)


def somebody() -> tuple[Actor, Holder]:
    """Another invented person with a party of his own."""
    number = next(_numbers)
    party = Party.objects.create(
        kind=PartyKind.PERSON,
        name=f"示例·约{number}",
        identifier=f"37030419900101{number:04}",
        phone=f"139{number:08}",
    )
    return Actor(ActorKind.APPLICANT, None, party.name, (), (party.pk,)), Holder(party.pk)


def booked(
    wish: Wish = SHOP,
    begins_at: datetime = TUESDAY,
    who: tuple[Actor, Holder] | None = None,
    *,
    hall: str = HALL,
    now: datetime = make.NOON,
) -> Booked:
    """Book for somebody."""
    actor, holder = who or somebody()
    return commands.book(wish, hall, begins_at, holder, actor=actor, at=now, key=make.key())


def row(one: Booked) -> Appointment:
    """Its row."""
    return Appointment.objects.select_related("slot").get(pk=one.id)


def slot(begins_at: datetime = TUESDAY, desk: str = "商事登记", hall: str = HALL) -> Slot:
    """A slot."""
    return Slot.objects.get(hall=hall, desk=desk, begins_at=begins_at)


def left(one: Slot) -> int:
    """Places of a slot that nobody has."""
    return one.places.filter(appointment=None).count()


def narrowed(to: int, begins_at: datetime = TUESDAY) -> Slot:
    """A slot of which all but so many places are taken."""
    one = slot(begins_at)
    while left(one) > to:
        booked(begins_at=begins_at)
    return one


def hall_head() -> Actor:
    """The head of the district's hall."""
    return make.staff(Role.HALL_HEAD, hall=HALL)


def clerk(takes: str = "商事登记") -> Actor:
    """Somebody at a window of the district's hall."""
    return make.staff(Role.CLERK, hall=HALL, takes=takes)


def consistent() -> None:
    """What the database promises, counted: no place twice, none beyond what fits, live ones with a place."""
    for one in Slot.objects.prefetch_related("places__appointment"):
        places = list(one.places.all())
        taken = [place for place in places if hasattr(place, "appointment")]
        assert len(places) == max(one.fits, len(taken)), one
        assert all(place.appointment.slot_id == one.pk for place in taken), one
