"""What the head of a hall looks after: what each slot offers and why, who no longer fits, which hours are closed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, F, Q, QuerySet

from onevisit.appointments import access
from onevisit.appointments.cards import AppointmentCard, card_of
from onevisit.appointments.finding import rows
from onevisit.appointments.models import Closure, Slot
from onevisit.platform import clock
from onevisit.platform.people.actors import Actor
from onevisit.rules.appointments.booking import Phase


@dataclass(frozen=True)
class SlotView:
    """A slot as the head of the hall sees it, with the derivation of its places."""

    id: int
    desk: str
    begins_at: datetime
    ends_at: datetime
    fits: int
    taken: int
    arrived: int
    missed: int
    closed: str
    why: tuple[str, ...]

    @property
    def over(self) -> int:
        """How many booked it before it became smaller."""
        return max(0, self.taken - self.fits)


@dataclass(frozen=True)
class Misfit:
    """Somebody who booked what is no longer offered, and why."""

    card: AppointmentCard
    why: str


@dataclass(frozen=True)
class ClosureView:
    """Hours that are closed. `desk` is "" for the whole hall."""

    id: int
    hall: str
    hall_name: str
    desk: str
    begins_at: datetime
    ends_at: datetime
    reason: str
    made_by: str
    made_at: datetime
    ended_by: str
    ended_at: datetime | None


def slots_of_day(actor: Actor, hall: str, day: date) -> tuple[SlotView, ...]:
    """What a hall offers on a day, with the derivation of each number, for its head. One statement; () for others."""
    if hall not in access.halls_headed(actor):
        return ()
    return tuple(_slot(row) for row in _counted(Slot.objects.filter(hall=hall, day=day)))


def misfits(actor: Actor) -> tuple[Misfit, ...]:
    """Who booked what is no longer offered, in the halls that the actor heads: the latest to book of each slot.

    Two statements.
    """
    at, headed = clock.now(), access.halls_headed(actor)
    if not headed:
        return ()
    coming = _counted(Slot.objects.filter(hall__in=headed, begins_at__gt=at)).filter(taken__gt=F("fits"))
    slots = {row.pk: row for row in coming}
    found: list[Misfit] = []
    kept: dict[int, int] = {}
    for row in rows().filter(slot__in=slots, phase=Phase.BOOKED.value).order_by("booked_at", "id"):
        kept[row.slot_id] = kept.get(row.slot_id, 0) + 1
        slot = slots[row.slot_id]
        if kept[row.slot_id] > slot.fits:
            found.append(Misfit(card_of(row, at), slot.closed or slot.why[0]))
    return tuple(sorted(found, key=lambda one: (one.card.begins_at, one.card.id)))


def closures(actor: Actor, hall: str) -> tuple[ClosureView, ...]:
    """What is or was closed in a hall, for its head: the coming first, then the latest twenty."""
    if hall not in access.halls_headed(actor):
        return ()
    found = Closure.objects.filter(hall=hall).select_related("hall", "made_by", "ended_by")
    return tuple(
        ClosureView(
            row.pk,
            row.hall_id,
            row.hall.name,
            row.desk,
            row.begins_at,
            row.ends_at,
            row.reason,
            row.made_by.name,
            row.made_at,
            row.ended_by.name if row.ended_by else "",
            row.ended_at,
        )
        for row in found.order_by("-begins_at", "-id")[:20]
    )


def _counted(found: QuerySet[Slot]) -> QuerySet[Slot]:
    def with_phase(*phases: Phase) -> Count:
        return Count("appointments", filter=Q(appointments__phase__in=[one.value for one in phases]))

    return found.annotate(
        taken=with_phase(Phase.BOOKED, Phase.ARRIVED),
        arrived=with_phase(Phase.ARRIVED),
        missed=with_phase(Phase.MISSED),
    ).order_by("begins_at", "desk")


def _slot(row: Slot) -> SlotView:
    return SlotView(
        row.pk,
        row.desk,
        row.begins_at,
        row.ends_at,
        row.fits,
        row.taken,  # type: ignore[attr-defined]
        row.arrived,  # type: ignore[attr-defined]
        row.missed,  # type: ignore[attr-defined]
        row.closed,
        tuple(row.why),
    )
