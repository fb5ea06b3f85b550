"""The desks of a hall: windows that take the same classes share their time, so their places are counted together.

A window that takes two classes serves one person at a time. Were its capacity counted for each class, two people would
be promised the same minutes.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db.models import Q

from onevisit.platform import clock
from onevisit.platform.organs.models import Hall, Leave, Post
from onevisit.rules.appointments.capacity import Staffing
from onevisit.rules.district.definition import Role

AT_WINDOWS = (Role.CLERK.value, Role.AGENT.value)


@dataclass(frozen=True)
class Desk:
    """Windows of a hall that take the same classes. Its `name` lists them, and is what a slot keeps."""

    hall: str
    name: str
    classes: tuple[str, ...]
    windows: tuple[str, ...]


def desks_of(hall: Hall) -> tuple[Desk, ...]:
    """The desks of a hall whose windows are loaded, in the order of their first windows."""
    found: dict[tuple[str, ...], list[str]] = {}
    for window in sorted(hall.windows.all(), key=lambda one: one.number):
        if window.classes:
            found.setdefault(tuple(sorted(window.classes)), []).append(window.number)
    return tuple(
        Desk(hall.key, "、".join(classes), classes, tuple(numbers)) for classes, numbers in found.items()
    )


def desks_taking(hall: Hall, window_class: str) -> tuple[str, ...]:
    """The names of the desks of a hall that take this class, the most particular first."""
    found = [desk for desk in desks_of(hall) if window_class in desk.classes]
    return tuple(desk.name for desk in sorted(found, key=lambda desk: (len(desk.classes), desk.windows)))


def hall_with_windows(key: str) -> Hall | None:
    """A hall with its windows loaded. Two statements."""
    return Hall.objects.prefetch_related("windows").filter(key=key).first()


@dataclass(frozen=True)
class _Held:
    person: int
    hall: str
    window: str
    since: date
    until: date | None


@dataclass(frozen=True)
class _Away:
    person: int
    deputy: int
    since: date
    until: date
    ended_at: datetime | None

    def on(self, day: date) -> bool:
        """As `standing_in.in_force`, for many days at once."""
        next_midnight = datetime.combine(day + timedelta(days=1), time.min, clock.DISTRICT)
        return self.since <= day <= self.until and (self.ended_at is None or self.ended_at >= next_midnight)


@dataclass(frozen=True)
class Roster:
    """Who is at which window on which day: posts, less those on leave. Two statements for a whole district."""

    posts: tuple[_Held, ...]
    leaves: tuple[_Away, ...]

    def staffing(self, desk: Desk, day: date) -> Staffing:
        """Which of a desk's windows somebody is at on a day.

        Who stands in for a colleague keeps his own window: he opens the other one only if he has none himself.
        """
        held = [one for one in self.posts if one.since <= day and (one.until is None or day <= one.until)]
        away = {one.person: one.deputy for one in self.leaves if one.on(day)}
        busy = {one.person for one in held if one.person not in away}
        staffed = []
        for window in desk.windows:
            holders = [one.person for one in held if (one.hall, one.window) == (desk.hall, window)]
            if any(one not in away for one in holders):
                staffed.append(window)
                continue
            free = next((away[one] for one in holders if away[one] not in {*busy, *away}), None)
            if free is not None:
                busy.add(free)
                staffed.append(window)
        return Staffing(desk.windows, tuple(staffed))


def roster(since: date, until: date) -> Roster:
    """Everybody who holds a post at a window at some time between these days, and their leaves."""
    posts = Post.objects.filter(
        Q(until=None) | Q(until__gte=since), since__lte=until, role__in=AT_WINDOWS, person__is_active=True
    ).exclude(window="")
    leaves = Leave.objects.filter(until__gte=since, since__lte=until)
    return Roster(
        tuple(
            _Held(*row)
            for row in posts.order_by("id").values_list("person", "hall", "window", "since", "until")
        ),
        tuple(
            _Away(*row)
            for row in leaves.order_by("id").values_list("person", "deputy", "since", "until", "ended_at")
        ),
    )
