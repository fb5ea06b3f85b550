"""One application on its way through the house, as the demonstration follows it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from onevisit.catalogue.versions import Version
from onevisit.demo.chance import Chance
from onevisit.demo.fate import Fate
from onevisit.demo.people import Applicant
from onevisit.rules.calendar import Calendar
from onevisit.rules.cases.context import Context
from onevisit.rules.cases.events import Event
from onevisit.rules.cases.evolve import evolve
from onevisit.rules.cases.lapse import lapse, next_lapse
from onevisit.rules.cases.phases import Phase
from onevisit.rules.cases.procedure import Duty, duties
from onevisit.rules.cases.state import CaseState
from onevisit.rules.matters.definition import Matter
from onevisit.rules.matters.vocabulary import Channel, Delivery


@dataclass
class Visit:
    """Somebody who comes for something. What is empty is drawn when he is there.

    `licence` is the identifier of what he wants changed or renewed, `bundle` the number of the whole it is part of.
    """

    index: str
    version: Version
    applicant: Applicant
    channel: Channel
    chance: Chance
    fate: Fate | None = None
    answers: Mapping[str, str] = field(default_factory=dict)
    delivery: Delivery | None = None
    collect_at: str = ""
    licence: str = ""
    bundle: str = ""

    @property
    def matter(self) -> Matter:
        """What he comes for."""
        return self.version.matter


@dataclass
class Course:
    """A case: who asks for what, and how it stands as far as it is known here.

    `hall` is where the case is, `counter` the hall whose window takes it in.
    """

    visit: Visit
    fate: Fate
    number: str
    hall: str
    state: CaseState
    counter: str
    planned: set[str] = field(default_factory=set)
    steps: int = 0
    rated: bool = False

    @property
    def index(self) -> str:
        """Its name in the keys of its commands."""
        return self.visit.index

    @property
    def matter(self) -> Matter:
        """What is asked for."""
        return self.visit.matter

    @property
    def applicant(self) -> Applicant:
        """Who asks."""
        return self.visit.applicant

    @property
    def channel(self) -> Channel:
        """How it came in."""
        return self.visit.channel

    @property
    def chance(self) -> Chance:
        """Its own source of draws."""
        return self.visit.chance

    @property
    def begun(self) -> bool:
        """Whether it is being looked at: taken in, and nothing decided yet."""
        return self.state.phase is Phase.ACCEPTED

    def note(self, events: Iterable[Event]) -> None:
        """What has happened to it."""
        for event in events:
            self.state = evolve(self.state, event)

    def let_time_pass(self, calendar: Calendar, today: date) -> tuple[Event, ...]:
        """What has come about by itself until today: the house writes down the same."""
        events = lapse(self._context(calendar, today), self.state)
        self.note(events)
        return events

    def lapses_on(self, calendar: Calendar, today: date) -> date | None:
        """The day on which something will come about by itself, if nobody does anything."""
        return next_lapse(self._context(calendar, today), self.state)

    def duty(self, key: str) -> Duty | None:
        """The duty with this key, if it is still to be done."""
        return next((one for one in duties(self.matter, self.state) if one.key == key), None)

    def fresh(self) -> list[Duty]:
        """Duties that nobody has planned yet, and that somebody will get to. What came again is fresh again."""
        there = duties(self.matter, self.state)
        self.planned.intersection_update({one.key for one in there})
        found = [one for one in there if one.key not in self.planned]
        self.planned.update(one.key for one in found)
        return [one for one in found if one.key not in self.fate.held]

    def hold(self, *keys: str) -> None:
        """Nobody gets to these any more."""
        self.fate = replace(self.fate, held=self.fate.held | set(keys))

    def _context(self, calendar: Calendar, today: date) -> Context:
        return Context(self.matter, self.visit.version.number, calendar, today)
