"""The desks of the district: who gets to what when, and the one way in which the demonstration gives a command.

What is done at a desk stands in `counter`, `reviewing`, `hearings`, `deciding` and `aftercare`, and what applicants do
in `home`: each of them says here which duties it does, and what it does when something has happened.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import partial
from typing import Any

from onevisit.casework.commands import Late, Order, handle
from onevisit.demo.agenda import Agenda
from onevisit.demo.counting import Courses
from onevisit.demo.course import Course
from onevisit.demo.office import at
from onevisit.demo.pace import Pace
from onevisit.demo.staff import Staff
from onevisit.platform import clock
from onevisit.platform.organs.queries import OrganCard, organ_cards
from onevisit.platform.people.actors import Actor
from onevisit.platform.workdays.queries import calendar
from onevisit.rules.cases import commands as c
from onevisit.rules.cases import events as e
from onevisit.rules.cases.procedure import Duty, DutyKind
from onevisit.rules.district.definition import OrganKind

Doing = Callable[[Course, Duty], None]
When = Callable[[Course, Duty, datetime], datetime | None]
Reaction = Callable[[Course, Any], None]
End = Callable[[Course], None]

MORNING = 9 * 60 + 10


@dataclass
class Tally:
    """How much was done."""

    cases: int = 0
    commands: int = 0
    errands: int = 0
    refusals: list[str] = field(default_factory=list)
    courses: Courses = field(default_factory=Courses)


class Desk:
    """All desks of the district, and everybody who comes to them."""

    def __init__(self, seed: int, agenda: Agenda, staff: Staff, pace: Pace, tally: Tally) -> None:
        self.seed, self.agenda, self.staff, self.pace, self.tally = seed, agenda, staff, pace, tally
        self.organs: Mapping[str, OrganCard] = organ_cards()
        self.government = next(
            (one for one in self.organs.values() if one.kind == OrganKind.GOVERNMENT.value), None
        )
        self.barred: set[tuple[int, str]] = set()
        """Who may not apply for what, and who may make no commitment (as `COMMITMENTS`)."""
        self._doing: dict[DutyKind, tuple[Doing, When | None]] = {}
        self._reactions: dict[type[e.Event], list[Reaction]] = defaultdict(list)
        self._ends: list[End] = []
        self._lapsing: dict[str, tuple[date, Course]] = {}

    # --- who does what

    def does(self, kind: DutyKind, doing: Doing, when: When | None = None) -> None:
        """Say how a duty is done, and when: without `when` as the pace of the organ has it; at None it does itself."""
        self._doing[kind] = (doing, when)

    def reacts(self, kind: type[e.Event], reaction: Reaction) -> None:
        """When this has happened to a case, somebody thinks of what follows."""
        self._reactions[kind].append(reaction)

    def at_the_end(self, end: End) -> None:
        """When a case is over for its applicant."""
        self._ends.append(end)

    # --- what comes next

    def begin(self, course: Course, events: Sequence[e.Event]) -> None:
        """A case has come in."""
        self._react(course, events)
        self.follow(course)

    def follow(self, course: Course) -> None:
        """Plan what comes next for this case."""
        now = clock.now()
        self._watch(course)
        for duty in course.fresh():
            doing, when = self._doing[duty.kind]
            then = when(course, duty, now) if when else self.pace.when(course, duty, now)
            if then is not None:
                self.agenda.plan(then, partial(self._do, doing, course, duty.key))
        if course.state.phase.finished:
            self.ended(course)

    def ended(self, course: Course) -> None:
        """The applicant has what he came for, or knows that he will not get it."""
        for end in self._ends:
            end(course)

    def plan(self, course: Course, key: str, instant: datetime, deed: Callable[[], None]) -> None:
        """Do something at an instant that no duty asks for, unless nobody is to get to it."""
        if key not in course.fate.held:
            self.agenda.plan(instant, deed)

    def again(self, course: Course, duty: Duty, day: date) -> None:
        """Take up a duty again in the morning of a later day: it cannot be done yet."""
        doing, _ = self._doing[duty.kind]
        then = at(max(day, self.tomorrow()), MORNING + course.chance.between(0, 90))
        self.agenda.plan(then, partial(self._do, doing, course, duty.key))

    def soon(self, course: Course, least: float, most: float) -> datetime:
        """An instant so many minutes of work from now."""
        return self.pace.office.later(clock.now(), course.chance.between(least, most))

    def tomorrow(self, days: int = 1) -> date:
        """The working day after today, or a later one."""
        return calendar().add_working_days(clock.today(), days).due

    # --- commands

    def send(self, course: Course, actor: Actor, *commands: c.Command | Late) -> None:
        """Give commands for a case, and plan what follows from them."""
        course.steps += 1
        key = f"demo/{self.seed}/{course.index}/{course.steps}"
        (done,) = handle([Order(commands, case=course.number)], actor=actor, at=clock.now(), key=key)
        self.tally.commands += len(commands)
        course.note(done.events)
        self._react(course, done.events)
        self.follow(course)

    def catch_up(self) -> None:
        """Go on with what the law has brought about because nobody did anything."""
        today, days = clock.today(), calendar()
        for number, (day, course) in [*self._lapsing.items()]:
            if day <= today:
                del self._lapsing[number]
                self._react(course, course.let_time_pass(days, today))
                self.follow(course)

    def _watch(self, course: Course) -> None:
        self._lapsing.pop(course.number, None)
        day = None if course.state.phase.finished else course.lapses_on(calendar(), clock.today())
        if day is not None:
            self._lapsing[course.number] = (day, course)

    def _react(self, course: Course, events: Sequence[e.Event]) -> None:
        self.tally.courses.note(course.number, events)
        for event in events:
            for reaction in self._reactions.get(type(event), ()):
                reaction(course, event)

    def _do(self, doing: Doing, course: Course, key: str) -> None:
        duty = course.duty(key)
        if duty is not None:
            # Else it was withdrawn in the meantime.
            doing(course, duty)
