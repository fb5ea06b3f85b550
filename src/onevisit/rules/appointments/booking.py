"""Who may book what until when. Values in, a refusal or nothing out; the database keeps what two could do at once.

No law says how far ahead one may book, or how many appointments one may hold: these are the house's own terms, stated
here and shown to everybody, and assumed until the district has confirmed them. Coming without an appointment is never
refused, and coming late is not either: who is late keeps his turn among those who just came.

Missing an appointment has no consequence. A consequence would have to rest on law (行政许可法 Art. 4; 优化营商环境条例
Art. 64: no document may lessen rights without one), there is none, and a place that is not used goes to those who wait
in the hall. What is done instead: a reminder the evening before and in the morning, and cancelling in two taps.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from onevisit.rules.appointments import refusals
from onevisit.rules.queueing.order import GRACE, LEAD


class Phase(StrEnum):
    """Where an appointment stands."""

    BOOKED = "booked"
    ARRIVED = "arrived"
    MISSED = "missed"
    CANCELLED = "cancelled"

    @property
    def label(self) -> str:
        """What people see."""
        return {"booked": "已预约", "arrived": "已到场", "missed": "没有来", "cancelled": "已取消"}[
            self.value
        ]


class Deed(StrEnum):
    """What is done with an appointment, as its history names it."""

    BOOK = "book"
    MOVE = "move"
    CANCEL = "cancel"
    ARRIVE = "arrive"
    MISS = "miss"

    @property
    def label(self) -> str:
        """What people see."""
        return _DEEDS[self]


_DEEDS = {
    Deed.BOOK: "预约",
    Deed.MOVE: "改时间",
    Deed.CANCEL: "取消预约",
    Deed.ARRIVE: "到场取号",
    Deed.MISS: "过了时间没有来",
}


class Kind(StrEnum):
    """What an appointment is for."""

    MATTER = "matter"
    BUNDLE = "bundle"


@dataclass(frozen=True)
class Rules:
    """The terms of booking: working days ahead, minutes before a slot, live appointments of one holder.

    `early` and `late` are minutes around a slot's beginning within which checking in keeps the promised time; they are
    those of the line itself (`queueing.order`).
    """

    horizon_days: int = 10
    lead_minutes: int = 30
    live_at_most: int = 3
    early: int = LEAD // timedelta(minutes=1)
    late: int = GRACE // timedelta(minutes=1)
    assumed: bool = True


@dataclass(frozen=True)
class SlotTime:
    """When a slot begins and ends, aware; its beginning in the zone in which it is told."""

    begins: datetime
    ends: datetime


def check_time(slot: SlotTime, now: datetime, rules: Rules) -> None:
    """Whether a slot may still be booked, or moved to. Raises `TooSoon`, `Past`."""
    if slot.begins <= now:
        raise refusals.Past
    if slot.begins - now < timedelta(minutes=rules.lead_minutes):
        raise refusals.TooSoon(lead=str(rules.lead_minutes))


def check_live(phase: Phase, deed: Deed) -> None:
    """Whether an appointment still stands, so that it can be moved, cancelled or kept. Raises `NotLive`."""
    if phase is not Phase.BOOKED:
        raise refusals.NotLive(phase=phase.label, deed=deed.label)


def check_before(slot: SlotTime, now: datetime, deed: Deed) -> None:
    """Moving and cancelling until the slot begins: up to the last minute a place helps somebody. Raises `Begun`."""
    if now >= slot.begins:
        raise refusals.Begun(deed=deed.label)


class Arrival(StrEnum):
    """How somebody comes to his appointment."""

    IN_TIME = "in-time"
    LATE = "late"


def arrival(slot: SlotTime, now: datetime, rules: Rules) -> Arrival:
    """How he comes. Late keeps no promise of a time, and is served all the same. Raises `TooEarly`, with the time."""
    opens = slot.begins - timedelta(minutes=rules.early)
    if now < opens:
        raise refusals.TooEarly(since=_clock(opens, slot), early=str(rules.early))
    return Arrival.IN_TIME if now <= slot.begins + timedelta(minutes=rules.late) else Arrival.LATE


def may_arrive(slot: SlotTime, now: datetime, rules: Rules) -> bool:
    """Whether checking in is possible by now; `arrival` says why not."""
    return now >= slot.begins - timedelta(minutes=rules.early)


def _clock(instant: datetime, slot: SlotTime) -> str:
    local = instant.astimezone(slot.begins.tzinfo)
    return f"{local.month}月{local.day}日{local:%H:%M}"
