"""The world of a matter while it is being written down: its places, rules and names, and how it is looked at."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from onevisit.rules.journeys.catalogue import Catalogue
from onevisit.rules.journeys.model import (
    NOTHING,
    WORKDAYS,
    Announcement,
    Fact,
    Place,
    PlaceKind,
    Rule,
)
from onevisit.rules.limits import Limit, Unit
from onevisit.rules.matters.conditions import Condition
from onevisit.rules.matters.definition import Counter, Matter
from onevisit.rules.matters.vocabulary import Channel, Delivery, Level

HOME = Place("home", "在家", PlaceKind.HOME)
ORGANS = Place("organs", "部门之间", PlaceKind.ORGANS)
HALLS: Mapping[Level, str] = {
    Level.DISTRICT: "区政务服务中心",
    Level.TOWN: "镇（街道）便民服务中心",
    Level.VILLAGE: "村（社区）便民服务点",
}

Applies = Callable[[Condition], bool]


@dataclass(frozen=True)
class View:
    """How a matter is looked at.

    `in_hand`: all papers are there. `exceptional`: with one correction, and with the rights that may be left unused.
    `channel` and `delivery` are fixed where somebody has chosen; None leaves the choice to the search. `applies` says
    which conditions hold: those of one situation, or all that may hold in any.
    """

    applies: Applies
    in_hand: bool = True
    exceptional: bool = False
    channel: Channel | None = None
    delivery: Delivery | None = None
    licences: frozenset[str] = frozenset()
    """Licence types that this applicant holds already."""
    together: frozenset[str] = frozenset()
    """Matters that are applied for in one go with this one."""


@dataclass
class Writing:
    """One world being written: of the matter asked for, and of those whose results it needs."""

    catalogue: Catalogue
    places: dict[str, Place] = field(default_factory=lambda: {HOME.key: HOME, ORGANS.key: ORGANS})
    rules: list[Rule] = field(default_factory=list)
    announcements: list[Announcement] = field(default_factory=list)
    start: set[Fact] = field(default_factory=set)
    names: dict[Fact, str] = field(default_factory=dict)
    persons: dict[str, None] = field(default_factory=dict)
    wanted: list[str] = field(default_factory=list)
    """Licence types whose issue has to be written down too."""

    def rule(
        self,
        key: str,
        place: Place,
        needs: Iterable[Fact],
        gives: Iterable[Fact],
        text: str,
        *,
        role: str,
        wait: int = 0,
        working: bool = False,
        lasts: int = 0,
        takes: Iterable[Fact] = (),
        owes: Iterable[Fact] = (),
        persons: Iterable[str] = (),
    ) -> None:
        """Write down one rule, with its place where that is new. `key` is made unique by the place."""
        self.places.setdefault(place.key, place)
        self.rules.append(
            Rule(
                f"{key}@{place.key}",
                place.key,
                frozenset(needs),
                frozenset(gives),
                text,
                wait,
                working,
                lasts,
                frozenset(takes),
                frozenset(owes),
                persons=frozenset(persons),
                role=role,
            )
        )

    def name(self, fact: Fact, words: str) -> Fact:
        """Give a fact its name, and return it."""
        self.names[fact] = words
        return fact


@dataclass(frozen=True)
class Part:
    """One matter within a world: everything it calls its own begins with its key."""

    matter: Matter
    view: View
    main: bool = True
    """Whether it is the matter asked for, and not one whose result is needed for it."""
    certain: bool = True
    """Whether the applicant is known to be in this situation, and not only supposed to be."""

    def role(self, what: str) -> str:
        """What kind of act of this matter a rule is."""
        return f"{what} {self.matter.key}"

    def offers(self, channel: Channel) -> bool:
        """Whether one can apply in this way, as far as it was left open."""
        return channel in self.matter.channels and self.view.channel in (None, channel)

    def fact(self, what: str, key: str = "") -> Fact:
        """A fact of this matter."""
        return f"{self.matter.key}:{what}:{key}" if key else f"{self.matter.key}:{what}"

    @property
    def counters(self) -> tuple[Place, ...]:
        """Where one can come for it."""
        if self.matter.counter is not None:
            return (counter(self.matter.counter, self.matter),)
        levels = [level for level in self.matter.offered_at if self._at(level)]
        return tuple(_hall(level, self.matter) for level in levels or self.matter.offered_at)

    @property
    def by_hand(self) -> tuple[Place, ...]:
        """Where papers are handed over that could be sent as a picture: nowhere, if anybody may choose to send them."""
        free = self.view.channel is None and Channel.ONLINE in self.matter.channels
        return () if free else self.counters

    def _at(self, level: Level) -> bool:
        """Village points take in what is open to them; the others have the comprehensive windows."""
        return level is not Level.VILLAGE or Channel.VILLAGE in self.matter.channels


def counter(place: Counter, matter: Matter) -> Place:
    """A place of its own, or certain days of the hall."""
    weekdays = frozenset(place.weekdays)
    if not place.organ:
        hall = _hall(matter.offered_at[0], matter)
        days = "".join(str(day) for day in sorted(weekdays))
        return Place(
            f"{hall.key}/{days}", place.name or hall.name, PlaceKind.COUNTER, hall.building, weekdays
        )
    office = f"office:{place.organ}" + (f"/{place.name}" if place.name else "")
    days = "" if weekdays == WORKDAYS else "/" + "".join(str(day) for day in sorted(weekdays))
    return Place(office + days, place.name or place.organ, PlaceKind.COUNTER, office, weekdays)


def _hall(level: Level, matter: Matter) -> Place:
    hall = f"hall:{level}"
    return Place(f"{hall}/{matter.window_class}", HALLS[level], PlaceKind.COUNTER, hall)


MONTH = 30
"""Days of a month in an ordinary course."""


def days_of(limit: Limit) -> tuple[int, bool]:
    """A limit as a wait: how many days, and whether they are working days."""
    if limit.unit is Unit.MONTHS:
        return limit.length * MONTH, False
    return limit.length, limit.unit is Unit.WORKING_DAYS


def office(catalogue: Catalogue, organ: str) -> Place:
    """The own counter of an organ whose papers are asked for, but whose matter is not in the catalogue."""
    return Place(f"office:{organ}", catalogue.organ_name(organ), PlaceKind.COUNTER, f"office:{organ}")


def errand(name: str) -> Place:
    """Somebody private."""
    return Place(f"errand:{name}", name, PlaceKind.ERRAND)


__all__ = [
    "HALLS",
    "HOME",
    "NOTHING",
    "ORGANS",
    "Part",
    "View",
    "Writing",
    "counter",
    "days_of",
    "errand",
    "office",
]
