"""Facts, rules and places: the small world in which the number of visits is a theorem. Nothing here knows a matter.

**Facts** are what the applicant holds or what has happened ("has the lease", "has submitted", "has the permit in
hand"). There is no "not": who is single holds the fact "single". A **rule** turns facts into facts at a **place**.
What several rules give can be got in several ways (OR); what one rule needs is needed together (AND).

The game that `solve` values:

- Time is in whole days; day 0 is a Monday. Everything in `start` holds on day 0, without end.
- *At home* and on *private errands* a rule may be done on any day, between visits, as often as one likes, without
  being counted. What *organs* do happens by itself, also while somebody stands at a counter: as soon as all that it
  needs holds and something that it gives neither holds nor is on its way to be there as soon. Organs act one after the
  other, in the order of the problem, before anything is announced; they owe and choose nothing.
- A **visit** is one coming of one or several persons to one hall on one day. Whoever is there may do every rule of
  every session of that hall that is open on that weekday, in any order, as far as its needs hold, and as far as all
  its `persons` are there. Home and errands have to wait until he has left.
- What a rule gives after a `wait` of days is there that many days later; a wait of 0 days is over within the visit.
- What a rule gives `lasts` so many days after the day on which it is there (0: without end); got again, it lasts anew.
  What is got again never ends earlier than it would have.
- What a rule `takes` is gone once it is done, before what it gives is there; what is on its way still comes. What it
  `owes` has to hold in the end.
- Of the rules with the same decision point in `chooses`, only those of one option may be done in one course.
- An **announcement** is made by the authority as soon as its `after` holds: one of its outcomes, none that the
  applicant can choose. He knows the rules and the possible outcomes from the start, the outcome only then.

The value is the fewest visits that suffice to reach a day on which the goal and all that is owed hold together,
whatever is announced; where several persons are involved, the number of the one who has to come most often.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple

Fact = str
WORKDAYS = frozenset({1, 2, 3, 4, 5})
"""Monday to Friday, as ISO weekdays."""
EVERY_DAY = frozenset({1, 2, 3, 4, 5, 6, 7})
NOTHING: frozenset[Fact] = frozenset()
ANYBODY = ""
"""The party, where nobody asks which of its persons comes."""


class PlaceKind(StrEnum):
    """What it costs to be somewhere."""

    HOME = "home"
    """The applicant's own table or telephone: never a visit."""
    ORGANS = "organs"
    """Behind the counter: what the authorities do among themselves, or when they travel."""
    ERRAND = "errand"
    """Somebody private: a landlord, a photographer, an intermediary. Counted beside the visits."""
    COUNTER = "counter"
    """A session: a class of windows of a hall, or an organ's own office, with the days on which it is open."""

    @property
    def label(self) -> str:
        """What people see."""
        return {"home": "在家", "organs": "部门之间", "errand": "自己跑", "counter": "到现场"}[self.value]


@dataclass(frozen=True)
class Place:
    """Somewhere that rules are done. Sessions with the same `hall` are one visit if they are open on the same day."""

    key: str
    name: str
    kind: PlaceKind
    hall: str = ""
    weekdays: frozenset[int] = WORKDAYS

    @property
    def building(self) -> str:
        """What is counted: the hall, or the place itself where it is a hall of its own."""
        return self.hall or self.key


class Rule(NamedTuple):
    """One thing that can be done or that happens: see the module for what each field means. `text` is for people.

    A tuple, because a world of a large catalogue writes a hundred of them for each of a thousand matters.
    """

    key: str
    place: str
    needs: frozenset[Fact]
    gives: frozenset[Fact]
    text: str = ""
    wait: int = 0
    working: bool = False
    """Whether the wait counts working days (Monday to Friday; an ordinary week, without holidays)."""
    lasts: int = 0
    takes: frozenset[Fact] = NOTHING
    owes: frozenset[Fact] = NOTHING
    chooses: tuple[str, str] | None = None
    persons: frozenset[str] = frozenset()
    role: str = ""
    """What kind of act it is, and of which matter (`submit food-permit`): for drawing, never for the search."""


@dataclass(frozen=True)
class Announcement:
    """What an authority announces once `after` holds: one of `outcomes`, each the facts that are true from then on."""

    key: str
    after: frozenset[Fact]
    outcomes: tuple[frozenset[Fact], ...]


@dataclass(frozen=True)
class Problem:
    """A whole world: what can be done where, what is there from the start, and what has to be reached."""

    places: tuple[Place, ...]
    rules: tuple[Rule, ...]
    goal: frozenset[Fact]
    start: frozenset[Fact] = NOTHING
    announcements: tuple[Announcement, ...] = ()
    persons: tuple[str, ...] = (ANYBODY,)
    names: Mapping[Fact, str] = field(default_factory=dict)
    """What people call a fact; one without a name is never shown."""


@dataclass(frozen=True)
class Interval:
    """What is known of a number: at least `low`, at most `high` (None: no upper bound was found)."""

    low: int
    high: int | None

    def __post_init__(self) -> None:
        """Raise ValueError where the ends are the wrong way round: then a bound was none."""
        if self.high is not None and self.high < self.low:
            raise ValueError(f"from {self.low} to {self.high} is no interval")

    @property
    def exact(self) -> bool:
        """Whether both ends meet."""
        return self.low == self.high

    def __str__(self) -> str:
        """1; or 1–2; or ≥1 where no upper bound was found."""
        if self.high is None:
            return f"≥{self.low}"
        return str(self.low) if self.exact else f"{self.low}–{self.high}"


@dataclass(frozen=True)
class Bounds:
    """How far a search goes before it says that it went no further: about a second of work."""

    visits: int = 12
    nodes: int = 200_000


@dataclass(frozen=True)
class Move:
    """One entry of an itinerary: on a day, at a place, the rules done there in their order.

    `visit` numbers the visits from 1; it is 0 for what is none. `persons` are those who came. `given` are the facts
    that came true by it, `carried` those of its needs that were brought along.
    """

    day: int
    place: str
    rules: tuple[str, ...]
    visit: int = 0
    persons: tuple[str, ...] = ()
    outcome: str = ""
    """What was announced just before, as `announcement: number` of the outcome; several with `; ` between them."""


@dataclass(frozen=True)
class Solution:
    """What `solve` found. `moves` is the itinerary along the costliest announcements; empty where none was found.

    `days` is the day on which the goal is reached along it, `settled` the day on which the last duty is discharged.
    `errands` counts the private errands. `bounded` says which bound stopped the search, "" where none did.
    `unobtainable` are the facts of the goal that nothing in this world can give.
    """

    visits: Interval
    moves: tuple[Move, ...] = ()
    days: int = 0
    settled: int = 0
    errands: int = 0
    bounded: str = ""
    unobtainable: tuple[Fact, ...] = ()
