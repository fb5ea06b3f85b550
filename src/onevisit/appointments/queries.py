"""What doors ask about appointments: one's own, a hall's, and that of whoever holds a code. Free times: `offers`."""

from __future__ import annotations

from datetime import date, datetime

from django.db.models import Q

from onevisit.appointments import access, finding
from onevisit.appointments.cards import AppointmentCard, AppointmentView, card_of, view_of
from onevisit.appointments.finding import rows
from onevisit.casework.pages import Page, page
from onevisit.platform import clock
from onevisit.platform.people.actors import Actor
from onevisit.rules.appointments.booking import Phase
from onevisit.rules.appointments.calendar_file import Entry, calendar_file


def former(actor: Actor, number: int = 1) -> Page[AppointmentCard]:
    """One's appointments that were kept, missed or cancelled, the latest first. Two statements."""
    at = clock.now()
    found = rows().filter(access.own(actor)).exclude(phase=Phase.BOOKED.value)
    return page(found.order_by("-slot__begins_at", "-id"), number, lambda row: card_of(row, at))


def upcoming(actor: Actor) -> tuple[AppointmentCard, ...]:
    """One's live appointments, the soonest first. One statement."""
    if not actor.parties:
        return ()
    found = rows().filter(access.own(actor), phase=Phase.BOOKED.value).order_by("slot__begins_at", "id")
    return tuple(card_of(row, clock.now()) for row in found)


def one(actor: Actor, appointment: int) -> AppointmentView:
    """An appointment of the actor's parties, or of a hall where he works. Raises `NoSuchAppointment`."""
    return view_of(finding.find(actor, appointment), clock.now())


def of_code(code: str) -> AppointmentCard:
    """The appointment of whoever holds its code. Raises `NoSuchAppointment`."""
    return card_of(finding.by_code(code), clock.now())


def file_of(view: AppointmentView, at: datetime, url: str, host: str) -> bytes:
    """The calendar file of an appointment; for one that is no more, a file that takes it out again."""
    card = view.card
    bring = f"预约码 {card.code}。请带身份证件，提前到大厅签到取号。来不了请取消。"
    return calendar_file(
        Entry(
            uid=f"appointment-{card.id}@{host}",
            sequence=len(view.history) - 1,
            made=at,
            begins=card.begins_at,
            ends=card.ends_at,
            summary=f"到{card.hall_name}办：{card.subject_name}",
            location=f"{card.hall_name}，{card.address}",
            description=f"{bring}\n大厅电话 {card.hall_phone}",
            url=url,
            cancelled=card.phase is Phase.CANCELLED,
        )
    )


def of_day(
    actor: Actor, hall: str, day: date, text: str = "", phase: str = ""
) -> tuple[AppointmentCard, ...]:
    """The day's appointments of a hall that the actor's posts let him see, by time. One statement."""
    at = clock.now()
    found = rows().filter(access.visible(actor), slot__hall=hall, slot__day=day)
    about = text.strip().replace("\0", "")[:30]
    if about:
        plain = "".join(about.split()).upper().replace("-", "")
        found = found.filter(
            Q(code=plain) | Q(name__contains=about) | Q(phone__endswith=plain) | Q(ticket=plain)
        )
    if phase:
        found = found.filter(phase=phase)
    return tuple(card_of(row, at) for row in found.order_by("slot__begins_at", "id"))
