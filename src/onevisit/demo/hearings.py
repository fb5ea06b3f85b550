"""Who has to be heard: neighbours who are told, hearings that are asked for or ordered by law, called and held."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime
from functools import partial

from onevisit.demo import sayings
from onevisit.demo.course import Course
from onevisit.demo.desk import Desk
from onevisit.demo.fate import Listening
from onevisit.demo.office import DAY, at
from onevisit.demo.people import Population
from onevisit.platform import clock
from onevisit.platform.organs.queries import actor_of
from onevisit.platform.people.actors import Actor
from onevisit.platform.people.models import Person
from onevisit.platform.workdays.queries import calendar
from onevisit.rules.cases import commands as c
from onevisit.rules.cases import events as e
from onevisit.rules.cases.clocks import in_time_until
from onevisit.rules.cases.contents import Contents, text
from onevisit.rules.cases.deciding.hearings import earliest_hearing
from onevisit.rules.cases.procedure import Duty, DutyKind, decider
from onevisit.rules.matters.definition import RefusalGround
from onevisit.rules.matters.vocabulary import Kind

SPEAKS = 0.4
"""The share of the cases in which somebody who was told has something to say."""


class Hearings:
    """The chief representatives, who tell and call, and those who preside."""

    def __init__(self, desk: Desk, population: Population) -> None:
        self._desk, self._population = desk, population
        desk.does(DutyKind.HEARING, self._go_on, self._when)
        desk.reacts(e.Accepted, self._accepted)
        desk.reacts(e.InterestedTold, self._interested)
        desk.reacts(e.HearingCalled, self._called)

    # --- interested parties

    def _accepted(self, course: Course, event: e.Accepted) -> None:
        if course.matter.courses.interested is not None:
            then = self._desk.soon(course, 30, 0.7 * DAY)
            self._desk.plan(course, "interested", then, partial(self.tell_interested, course))

    def tell_interested(self, course: Course) -> None:
        """Tell those whom it concerns, today."""
        if not course.begun or course.state.interested_on is not None:
            return
        chance = course.chance
        names = [self._population.anybody()[0] for _ in range(chance.whole(1, 3))]
        words = sayings.INTERESTED if course.matter.kind is Kind.LICENCE else sayings.INTERESTED_WORK
        told = {
            "names": names,
            "text": words.format(matter=course.matter.name),
            "how": chance.one(sayings.TOLD_HOW),
        }
        parties = Contents("parties", told, chance.salt())
        self._desk.send(course, self._chief(course), c.TellInterested(parties, len(names)))

    def _interested(self, course: Course, event: e.InterestedTold) -> None:
        if course.chance.happens(SPEAKS):
            then = self._desk.soon(course, 0.5 * DAY, 3 * DAY)
            self._desk.plan(course, "view", then, partial(self._record_view, course))
        if course.fate.listening is Listening.OTHERS:
            then = self._desk.soon(course, 0.5 * DAY, 3.5 * DAY)
            self._desk.plan(course, "request", then, partial(self._request, course))

    def _record_view(self, course: Course) -> None:
        if course.begun:
            words = text(course.chance.one(sayings.VIEWS), course.chance.salt())
            self._desk.send(course, self._chief(course), c.RecordView(words))

    def _request(self, course: Course) -> None:
        hearing = course.state.hearing
        if course.begun and hearing is not None and hearing.since is None and hearing.waived_on is None:
            self._desk.send(course, self._chief(course), c.RequestHearing(interested=True))

    # --- before a decision

    def wait(self, course: Course, *, granting: bool) -> date | None:
        """The day until which a decision has to wait for those who may still be heard; None where it need not."""
        courses, hearing = course.matter.courses, course.state.hearing
        if granting and courses.interested is not None and course.state.interested_on is None:
            return self._desk.tomorrow()
        if hearing is None or hearing.until is None or hearing.held_on is not None:
            return None
        asked = hearing.requested_on is not None or hearing.waived_on is not None
        if asked and (course.state.interested_on is None or hearing.by_interested):
            return None
        last = in_time_until(hearing.until, calendar())
        return None if clock.today() > last else calendar().add_working_days(last, 1).due

    def is_due_by_law(self, course: Course) -> bool:
        """Whether the law wants a hearing that nobody has held yet."""
        hearing = course.state.hearing
        return course.matter.courses.hearing is not None and (hearing is None or hearing.held_on is None)

    def tell(self, course: Course, grounds: Collection[RefusalGround]) -> bool:
        """Tell an applicant who is going to be refused that he may be heard; False where that is not to be."""
        if course.fate.listening is None or course.state.hearing is not None:
            return False
        about = sayings.HEARING_ABOUT.format(grounds="；".join(one.text for one in grounds))
        self._desk.send(course, self._chief(course), c.TellHearing(text(about, course.chance.salt())))
        return True

    def call(self, course: Course) -> None:
        """Announce the hearing: not before seven working days have passed, presided by nobody who reviewed it."""
        chance, organ = course.chance, decider(course.matter, course.state)
        reviewed = {opinion.by for opinion in course.state.opinions.values()}
        presider = self._desk.staff.presider(organ, reviewed, chance)
        day = earliest_hearing(calendar(), clock.today())
        day = calendar().add_working_days(day, chance.whole(0, 2)).due if chance.happens(0.5) else day
        place = f"{self._desk.organs[organ].name}三楼会议室"
        command = c.CallHearing(day, place, presider.person or 0, presider.name)
        self._desk.send(course, self._chief(course), command)

    def _when(self, course: Course, duty: Duty, now: datetime) -> datetime:
        hearing = course.state.hearing
        if hearing is None or hearing.day is None:
            return self._desk.soon(course, 0.2 * DAY, 1.5 * DAY)
        return at(hearing.day, course.chance.one((9 * 60 + 30, 10 * 60, 14 * 60)) + 75)

    def _go_on(self, course: Course, duty: Duty) -> None:
        hearing = course.state.hearing
        if hearing is None or hearing.day is None:
            self.call(course)
        elif clock.today() >= hearing.day:
            self._hold(course)
        else:
            self._desk.again(course, duty, hearing.day)

    def _called(self, course: Course, event: e.HearingCalled) -> None:
        # What was planned was to call it; what is to be done now is to hold it.
        course.planned.discard(DutyKind.HEARING.value)

    def _hold(self, course: Course) -> None:
        hearing, chance = course.state.hearing, course.chance
        if hearing is None:
            return
        here = [course.applicant.name, hearing.presider_name, self._population.anybody()[0]]
        record = {
            "text": sayings.HEARD,
            "present": here,
            "absent": [self._population.anybody()[0]] if chance.happens(0.3) else [],
            "signed": here,
        }
        presider = actor_of(Person.objects.get(pk=hearing.presider), clock.today())
        self._desk.send(course, presider, c.HoldHearing(Contents("hearing", record, chance.salt())))

    def _chief(self, course: Course) -> Actor:
        return self._desk.staff.chief(decider(course.matter, course.state), course.chance)
