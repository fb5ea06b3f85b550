"""The chief representatives decide, when nothing stands in the way any more, and have the result made."""

from __future__ import annotations

from datetime import date

from onevisit.casework import issuing
from onevisit.casework.commands import Late
from onevisit.demo import phrases
from onevisit.demo.counter import SEPARATE
from onevisit.demo.course import Course
from onevisit.demo.desk import Desk
from onevisit.demo.hearings import Hearings
from onevisit.demo.reviewing import grounds_against
from onevisit.platform import clock
from onevisit.rules.cases import commands as c
from onevisit.rules.cases.contents import text
from onevisit.rules.cases.procedure import Duty, DutyKind, decider, failed, responsible
from onevisit.rules.matters.definition import RefusalGround
from onevisit.rules.matters.grounds import grounds_of


class Deciding:
    """The chief representatives of all organs."""

    def __init__(self, desk: Desk, hearings: Hearings) -> None:
        self._desk, self._hearings = desk, hearings
        desk.does(DutyKind.DECIDE, self._decide)
        desk.does(DutyKind.ISSUE, self._issue)

    def _decide(self, course: Course, duty: Duty) -> None:
        grounds = self._against(course, duty)
        if self._hearings.is_due_by_law(course):
            self._hearings.call(course)
            return
        day = self._wait(course, granting=not grounds)
        if day is not None:
            self._desk.again(course, duty, day)
        elif not grounds:
            self._grant(course, duty)
        elif self._hearings.tell(course, grounds):
            self._desk.again(course, duty, self._desk.tomorrow())
        else:
            self._refuse(course, duty, grounds)

    def _against(self, course: Course, duty: Duty) -> tuple[RefusalGround, ...]:
        against = failed(course.matter, course.state)
        keys = {key for stage in against for key in course.state.opinions[stage.key].grounds}
        found = tuple(one for one in grounds_of(course.matter) if one.key in keys)
        if found or course.fate.fails != duty.stage:
            return found
        return grounds_against(course)

    def _wait(self, course: Course, *, granting: bool) -> date | None:
        """Until when something has still to come: what was deferred, an extension, somebody who may be heard."""
        days = []
        if granting and course.state.deferred:
            days.append(self._desk.tomorrow())
        if course.fate.extended and course.state.prolonged is None:
            days.append(self._desk.tomorrow())
        heard = self._hearings.wait(course, granting=granting)
        if heard is not None:
            days.append(heard)
        return max(days, default=None)

    def _grant(self, course: Course, duty: Duty) -> None:
        chance = course.chance
        actor = self._desk.staff.chief(duty.organ, chance)
        grant = c.Grant(text(chance.one(phrases.GRANTED), chance.salt()))
        later = "issue" in course.fate.held or (not course.fate.brisk and chance.happens(SEPARATE))
        self._desk.send(course, actor, *([grant] if later else [grant, self._certificate(course)]))

    def _refuse(self, course: Course, duty: Duty, grounds: tuple[RefusalGround, ...]) -> None:
        chance = course.chance
        organ = self._desk.organs[responsible(course.matter, course.state)]
        government = self._desk.government
        rights = phrases.remedies(organ, government.name if government else "")
        reasons = text(phrases.refused(grounds), chance.salt())
        keys = tuple(one.key for one in grounds)
        self._desk.send(course, self._desk.staff.chief(duty.organ, chance), c.Refuse(keys, reasons, rights))

    def _issue(self, course: Course, duty: Duty) -> None:
        organ = decider(course.matter, course.state)
        self._desk.send(course, self._desk.staff.chief(organ, course.chance), self._certificate(course))

    def _certificate(self, course: Course) -> Late:
        return issuing.issue(course.number, clock.today())
