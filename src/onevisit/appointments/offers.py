"""The free times of halls: for everybody, with or without an account."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from onevisit.appointments import finding
from onevisit.appointments.desks import desks_of, desks_taking, hall_with_windows
from onevisit.appointments.models import Slot
from onevisit.appointments.slots import RULES, TERMS
from onevisit.platform.organs.queries import halls as all_halls
from onevisit.rules.appointments.booking import Rules
from onevisit.rules.appointments.capacity import Terms


@dataclass(frozen=True)
class HallOffer:
    """A hall that takes a class of matters by appointment. `soonest` is its first free time, if there is any."""

    key: str
    name: str
    level: str
    division: str
    address: str
    hours: str
    phone: str
    soonest: datetime | None


@dataclass(frozen=True)
class TimeOffer:
    """A time of a day with the places left, over all desks that take the class. `closed` says why there are none."""

    begins_at: datetime
    ends_at: datetime
    left: int
    places: int
    closed: str
    why: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class DayOffer:
    """A day with its times."""

    day: date
    times: tuple[TimeOffer, ...]

    @property
    def left(self) -> int:
        """The places left on that day."""
        return sum(one.left for one in self.times)


def terms() -> tuple[Rules, Terms]:
    """The terms of booking, and how slots are divided; pages show them with whether they are assumed."""
    return RULES, TERMS


def halls_taking(window_class: str, at: datetime, only: Iterable[str] | None = None) -> tuple[HallOffer, ...]:
    """The halls that take this class by appointment, in the district's order; `only` narrows. Two statements."""
    wanted = None if only is None else set(only)
    halls = {
        hall: {desk.name for desk in desks_of(hall) if window_class in desk.classes}
        for hall in all_halls()
        if wanted is None or hall.key in wanted
    }
    names = {name for found in halls.values() for name in found}
    keys = [hall.key for hall, found in halls.items() if found]
    soonest: dict[tuple[str, str], datetime] = {}
    for row in finding.coming(keys, names, at).filter(left__gt=0).order_by("-begins_at"):
        soonest[row.hall_id, row.desk] = row.begins_at
    return tuple(
        HallOffer(
            hall.key,
            hall.name,
            hall.level,
            hall.division_id,
            hall.address,
            hall.hours,
            hall.phone,
            min((soonest[hall.key, name] for name in found if (hall.key, name) in soonest), default=None),
        )
        for hall, found in halls.items()
        if found
    )


def days(hall: str, window_class: str, at: datetime) -> tuple[DayOffer, ...]:
    """The coming days of a hall with their times for a class, full ones too. Three statements."""
    found_hall = hall_with_windows(hall)
    desks = desks_taking(found_hall, window_class) if found_hall else ()
    by_day: dict[date, dict[datetime, list[Slot]]] = {}
    for row in finding.free(hall, desks, at):
        by_day.setdefault(row.day, {}).setdefault(row.begins_at, []).append(row)
    return tuple(
        DayOffer(day, tuple(_offer(found) for found in times.values())) for day, times in by_day.items()
    )


def _offer(found: Sequence[Slot]) -> TimeOffer:
    return TimeOffer(
        found[0].begins_at,
        max(one.ends_at for one in found),
        sum(one.left for one in found),  # type: ignore[attr-defined]
        sum(one.fits for one in found),
        next((one.closed for one in found if one.closed), ""),
        tuple(tuple(one.why) for one in found),
    )
