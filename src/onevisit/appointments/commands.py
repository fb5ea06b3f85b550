"""Book, move, cancel, check in: each in one transaction, with a line of history, once for a `key`.

What two people could do at once is kept by the database: a place is a row that at most one appointment holds, a holder
has at most one live appointment for a thing, and at most so many in all. Locks are taken in one order: slots by their
ids, then the appointment.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TypeVar

from django.db import IntegrityError, transaction

from onevisit.appointments import access, arriving, finding, notices, reminders
from onevisit.appointments.desks import desks_taking, hall_with_windows
from onevisit.appointments.finding import find, slots_at
from onevisit.appointments.models import Appointment, Happening, Place, Slot
from onevisit.appointments.refusals import KeyUsed, NoSuchAppointment
from onevisit.appointments.slots import RULES, lock, settle
from onevisit.platform import clock
from onevisit.platform.organs.models import Hall
from onevisit.platform.people.actors import SYSTEM, Actor
from onevisit.platform.people.models import Party
from onevisit.rules.appointments import booking, contact, refusals
from onevisit.rules.appointments.booking import Deed, Kind, Phase, SlotTime
from onevisit.rules.cases.refused import Refused
from onevisit.rules.identifiers import query_code

T = TypeVar("T")

TRIES = 4
"""How often a request is decided anew when somebody else's came between: more than that has never one cause."""

APPLICANT, HOUSE = "预约人", "系统"
BATCH = 500
FARTHEST = timedelta(days=366)
"""Nobody has slots so far from now, whatever the terms."""


@dataclass(frozen=True)
class Wish:
    """What somebody wants to come for: a matter or a bundle by its key, its name, and the class of its windows."""

    kind: Kind
    key: str
    name: str
    window_class: str


@dataclass(frozen=True)
class Holder:
    """Whose appointment it is: one of the actor's parties; or a name and a telephone, entered by the hall."""

    party: int | None = None
    name: str = ""
    phone: str = ""


@dataclass(frozen=True)
class Booked:
    """An appointment that has been made."""

    id: int
    code: str


@dataclass(frozen=True)
class _Asked:
    """A request: what, by whom, under which key, and which appointments it can have been about."""

    deed: Deed
    actor: Actor
    key: str
    about: Callable[[Appointment], bool]


class _Overtaken(Exception):
    """The appointment was moved while its slot was being locked."""


def book(
    wish: Wish, hall: str, begins_at: datetime, holder: Holder, *, actor: Actor, at: datetime, key: str
) -> Booked:
    """Book a place at a time. Sent again with the same `key`, it is answered with the first appointment.

    Raises `Full`, `Past`, `TooSoon`, `NoSlot`, `Closed`, `HallDoesNotTake`, `AlreadyBooked`, `TooManyBooked`,
    `ContactNeeded`, `NotYourHall`, `NoSuchAppointment` (a party that is not the actor's).
    """
    place = _hall(hall)
    row = Appointment(
        kind=wish.kind.value,
        subject=wish.key,
        subject_name=wish.name[:100],
        window_class=wish.window_class,
        booked_by_id=actor.person,
        booked_at=at,
        phase=Phase.BOOKED.value,
        seq=1,
    )
    as_what = _whose(row, holder, actor, place)
    desks = desks_taking(place, wish.window_class)
    if not desks:
        raise refusals.HallDoesNotTake(hall=place.name, window_class=wish.window_class)
    _near(place, begins_at, at)

    def work() -> Booked:
        row.nth = _nth(row)
        slot, free = _claim(place, desks, begins_at, at)
        row.pk, row.slot, row.place = None, slot, free
        row.code = query_code.make(secrets.token_bytes(query_code.ENTROPY_BYTES))
        row.reminded_for = reminders.told_already(slot.begins_at, at)
        row.save(force_insert=True)
        _record(row, Deed.BOOK, actor, as_what, at, key)
        _tell(row, notices.booked(row), at)
        return Booked(row.pk, row.code)

    return _once(_Asked(Deed.BOOK, actor, key, lambda one: one.holder == row.holder), work, _booked)


def move(appointment: int, hall: str, begins_at: datetime, *, actor: Actor, at: datetime, key: str) -> Booked:
    """Move to another time, or another hall. The old place is given back only when the new one is held.

    Raises `Full`, `Past`, `TooSoon`, `NoSlot`, `Closed`, `HallDoesNotTake`, `NotLive`, `Begun`, `NoSuchAppointment`.
    """
    place = _hall(hall)

    def work() -> Booked:
        known = find(actor, appointment)
        as_what = _as_what(actor, known, Deed.MOVE)
        desks = desks_taking(place, known.window_class)
        if not desks:
            raise refusals.HallDoesNotTake(hall=place.name, window_class=known.window_class)
        _near(place, begins_at, at)
        wanted = list(slots_at(hall, desks, begins_at).values_list("pk", flat=True))
        locked = lock(Slot.objects.filter(pk__in=[known.slot_id, *wanted]))
        row = _still(known)
        booking.check_live(Phase(row.phase), Deed.MOVE)
        booking.check_before(_time(row.slot), at, Deed.MOVE)
        if row.slot.hall_id == hall and row.slot.begins_at == begins_at:
            return Booked(row.pk, row.code)
        slot, free = _free_in([locked[pk] for pk in wanted if pk in locked], place, desks, begins_at, at)
        former = locked[row.slot_id]
        row.slot, row.place = slot, free
        row.moves, row.seq, row.reminded_for = (
            row.moves + 1,
            row.seq + 1,
            reminders.told_already(begins_at, at),
        )
        row.save(update_fields=["slot", "place", "moves", "seq", "reminded_for"])
        settle(former)
        _record(row, Deed.MOVE, actor, as_what, at, key)
        _tell(row, notices.moved(row), at)
        return Booked(row.pk, row.code)

    return _once(_Asked(Deed.MOVE, actor, key, lambda one: one.pk == appointment), work, _booked)


def cancel(appointment: int, *, actor: Actor, at: datetime, key: str, reason: str = "") -> None:
    """Give the place back. The hall gives a reason, which whoever booked is told; for oneself none is asked.

    Raises `NotLive`, `Begun`, `ReasonNeeded`, `NoSuchAppointment`.
    """
    words = reason.strip()[:300]

    def work() -> None:
        known = find(actor, appointment)
        as_what = _as_what(actor, known, Deed.CANCEL)
        by_hall = as_what != APPLICANT
        if by_hall and not words:
            raise refusals.ReasonNeeded
        locked = lock(Slot.objects.filter(pk=known.slot_id))
        row = _still(known)
        booking.check_live(Phase(row.phase), Deed.CANCEL)
        booking.check_before(_time(row.slot), at, Deed.CANCEL)
        _give_back(row, Phase.CANCELLED)
        settle(locked[row.slot_id])
        _record(row, Deed.CANCEL, actor, as_what, at, key, words)
        _tell(row, notices.cancelled(row, words if by_hall else ""), at)

    _once(_Asked(Deed.CANCEL, actor, key, lambda one: one.pk == appointment), work, lambda _: None)


def check_in(
    code: str,
    *,
    actor: Actor,
    at: datetime,
    key: str,
    priority: arriving.Priority = arriving.Priority.NONE,
) -> arriving.Arrived:
    """Come to one's appointment and take a ticket for the time that was promised; late, one for who just came.

    Whoever holds the code may, at the ticket printer or the desk. Raises `NoSuchAppointment`, `NotLive`, `TooEarly`.
    """

    def work() -> arriving.Arrived:
        row = finding.by_code(code, lock=True)
        booking.check_live(Phase(row.phase), Deed.ARRIVE)
        how = booking.arrival(_time(row.slot), at, RULES)
        ticket = arriving.take_ticket(row, how, priority, actor=actor, at=at, key=key)
        row.phase, row.nth, row.arrived_at, row.ticket = Phase.ARRIVED.value, None, at, ticket.number
        row.seq += 1
        row.save(update_fields=["phase", "nth", "arrived_at", "ticket", "seq"])
        as_what = actor.posts[0].title if actor.posts else APPLICANT
        _record(row, Deed.ARRIVE, actor, as_what, at, key, ticket.number)
        return ticket

    asked = _Asked(Deed.ARRIVE, actor, key, lambda one: finding.opens(code, one))
    return _once(asked, work, arriving.arrived_already)


def mark_missed(at: datetime) -> int:
    """Write down who did not come, once his slot is over; returns how many. Safe to run late, twice and at once.

    Where the hall had closed the slot, it is the hall that did not keep it: that is cancelled, and said.
    """
    over = Appointment.objects.filter(phase=Phase.BOOKED.value, slot__ends_at__lte=at).order_by("id")
    return sum(_missed(pk, slot, at) for pk, slot in over.values_list("pk", "slot"))


@transaction.atomic
def _missed(appointment: int, slot: int, at: datetime) -> bool:
    lock(Slot.objects.filter(pk=slot))
    row = finding.rows(lock=True).get(pk=appointment)
    if row.phase != Phase.BOOKED or row.slot.ends_at > at:
        return False  # He came, or moved, while this round was made.
    key = f"over/{appointment}/{row.moves}"
    reason = (row.slot.closed or row.slot.why[0])[:300] if row.slot.fits == 0 else ""
    _give_back(row, Phase.CANCELLED if reason else Phase.MISSED)
    _record(row, Deed.CANCEL if reason else Deed.MISS, SYSTEM, HOUSE, at, key, reason)
    if reason:
        _tell(row, notices.cancelled(row, reason), at)
    return True


def _once(asked: _Asked, work: Callable[[], T], again: Callable[[Appointment], T]) -> T:
    """Do it in a transaction, once for a key; decide anew where somebody else's request came between."""
    for last in (*[False] * (TRIES - 1), True):
        done = _done(asked)
        if done is not None:
            return again(done)
        try:
            with transaction.atomic():
                return work()
        except (IntegrityError, _Overtaken):
            # The same request a second time, or another of the same holder: both are seen at the next try.
            if last:
                raise
        except Refused:
            # The same request a second time finds its own appointment in its way.
            done = _done(asked)
            if done is not None:
                return again(done)
            raise
    raise AssertionError("the last try returns or raises")


def _done(asked: _Asked) -> Appointment | None:
    """The appointment with which this request was done. Raises `KeyUsed` where its key did something else.

    A page that was gone back to still has the key of whoever was there before: his ticket is not the answer.
    """
    happened = Happening.objects.select_related("appointment__slot__hall").filter(key=asked.key).first()
    if happened is None:
        return None
    same = (happened.deed, happened.person_id) == (asked.deed.value, asked.actor.person)
    if not same or not asked.about(happened.appointment):
        raise KeyUsed
    return happened.appointment


def _booked(row: Appointment) -> Booked:
    return Booked(row.pk, row.code)


def _hall(key: str) -> Hall:
    hall = hall_with_windows(key)
    if hall is None:
        raise refusals.HallDoesNotTake(hall="这个大厅", window_class="这类")
    return hall


def _near(hall: Hall, begins_at: datetime, at: datetime) -> None:
    """Raise `NoSlot` for years of which no clock and no database can tell the time in every zone."""
    if abs(begins_at - at) > FARTHEST:
        raise refusals.NoSlot(hall=hall.name, when=begins_at.date().isoformat())


def _whose(row: Appointment, holder: Holder, actor: Actor, hall: Hall) -> str:
    """Enter whose it is; returns as what the actor books."""
    if holder.party is not None:
        if holder.party not in actor.parties:
            raise NoSuchAppointment
        party = Party.objects.get(pk=holder.party)
        row.party, row.name, row.phone = party, party.name, holder.phone.strip()[:20] or party.phone
        row.holder = f"party:{party.pk}"
        return APPLICANT
    as_what = access.as_what(actor, hall.key, row.window_class, deed="替别人预约")
    name, phone = contact.check(holder.name, holder.phone)
    row.name, row.phone, row.holder = name, phone, f"phone:{phone}"
    return as_what


def _nth(row: Appointment) -> int:
    """Which of the holder's live appointments this will be. Raises `AlreadyBooked`, `TooManyBooked`."""
    live = list(finding.rows().filter(holder=row.holder, phase=Phase.BOOKED.value))
    for one in live:
        if (one.kind, one.subject) == (row.kind, row.subject):
            raise refusals.AlreadyBooked(
                name=row.name,
                subject=row.subject_name,
                hall=one.slot.hall.name,
                when=notices.when(one.slot.begins_at),
            )
    used = {one.nth for one in live}
    free = [number for number in range(1, RULES.live_at_most + 1) if number not in used]
    if not free:
        raise refusals.TooManyBooked(name=row.name, most=str(RULES.live_at_most))
    return free[0]


def _claim(hall: Hall, desks: tuple[str, ...], begins_at: datetime, at: datetime) -> tuple[Slot, Place]:
    return _free_in(list(lock(slots_at(hall.key, desks, begins_at)).values()), hall, desks, begins_at, at)


def _free_in(
    slots: list[Slot], hall: Hall, desks: tuple[str, ...], begins_at: datetime, at: datetime
) -> tuple[Slot, Place]:
    """A free place in one of these locked slots, the most particular desk first."""
    when = notices.when(begins_at)
    if not slots:
        raise refusals.NoSlot(hall=hall.name, when=when)
    booking.check_time(_time(slots[0]), at, RULES)
    for slot in sorted(slots, key=lambda one: desks.index(one.desk)):
        place = Place.objects.filter(slot=slot, appointment=None).order_by("number").first()
        if place is not None:
            return slot, place
    upcoming = finding.next_free_words(hall.key, desks, at)
    reason = next((slot.closed for slot in slots if slot.closed), "")
    if reason:
        raise refusals.Closed(hall=hall.name, when=when, reason=reason, next=upcoming, phone=hall.phone)
    raise refusals.Full(
        hall=hall.name, when=when, places=str(sum(slot.fits for slot in slots)), next=upcoming
    )


def _still(known: Appointment) -> Appointment:
    """The appointment, locked, its slot as it was when the slot was locked; otherwise it is decided anew."""
    row = finding.rows(lock=True).get(pk=known.pk)
    if row.slot_id != known.slot_id:
        raise _Overtaken
    return row


def _give_back(row: Appointment, phase: Phase) -> None:
    row.phase, row.place, row.nth = phase.value, None, None
    row.seq += 1
    row.save(update_fields=["phase", "place", "nth", "seq"])


def _as_what(actor: Actor, row: Appointment, deed: Deed) -> str:
    if row.party_id is not None and row.party_id in actor.parties:
        return APPLICANT
    return access.as_what(actor, row.slot.hall_id, row.window_class, deed=deed.label)


def _time(slot: Slot) -> SlotTime:
    return SlotTime(slot.begins_at.astimezone(clock.DISTRICT), slot.ends_at)


def _record(
    row: Appointment, deed: Deed, actor: Actor, as_what: str, at: datetime, key: str, words: str = ""
) -> None:
    Happening.objects.create(
        appointment=row,
        seq=row.seq,
        deed=deed.value,
        at=at,
        person_id=actor.person,
        as_what=as_what[:60],
        hall_id=row.slot.hall_id,
        begins_at=row.slot.begins_at,
        words=words,
        key=key,
    )


def _tell(row: Appointment, text: str, at: datetime) -> None:
    """Tell whoever booked, where notices or texts reach him."""
    notices.tell(row, text, at)
