"""Who holds what: the licences that were granted while it is played, for those who want one changed or renewed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from onevisit.demo.chance import Chance
from onevisit.demo.course import Course
from onevisit.demo.desk import Desk
from onevisit.demo.people import Applicant
from onevisit.platform import clock
from onevisit.platform.workdays.queries import calendar
from onevisit.rules.cases import events as e
from onevisit.rules.cases.courses import Standing
from onevisit.rules.cases.renewals import is_in_time
from onevisit.rules.matters.courses import Act, Concern

STILL_GOOD = timedelta(days=60)
"""Nobody has something changed that ends before the change is decided."""

EARLY = timedelta(days=220)
"""How long before it expires people begin to think of having a licence renewed."""


@dataclass(frozen=True)
class Held:
    """A licence in somebody's hands."""

    holder: Applicant
    identifier: str
    type: str
    valid_to: date | None
    course: Course


class Licences:
    """What was granted, by type."""

    def __init__(self) -> None:
        self._held: dict[str, Held] = {}

    def watch(self, desk: Desk) -> None:
        """What is granted at these desks counts."""
        desk.reacts(e.Issued, self._issued)

    def holder(self, rule: Concern, chance: Chance) -> tuple[Applicant | None, str]:
        """Somebody with a licence that this is about, and its identifier."""
        fitting = [one for one in self._held.values() if one.type == rule.licence and _fits(one, rule)]
        if not fitting:
            return None, ""
        one = chance.one(fitting)
        return one.holder, one.identifier

    def of(self, holder: Applicant, rule: Concern) -> str:
        """The identifier of this one's licence, "" where he has none."""
        found = [one for one in self._held.values() if one.holder is holder and one.type == rule.licence]
        return found[0].identifier if found else ""

    def take(self, identifier: str) -> None:
        """It is being changed or renewed: nobody asks for that twice."""
        self._held.pop(identifier, None)

    def _issued(self, course: Course, event: e.Issued) -> None:
        types = {one.key: one.licence for one in course.matter.results}
        for one in event.results:
            if one.identifier:
                held = Held(course.applicant, one.identifier, types[one.result], one.valid_to, course)
                self._held[one.identifier] = held


def _fits(one: Held, rule: Concern) -> bool:
    if one.course.state.standing is not Standing.IN_FORCE:
        return False
    today = clock.today()
    if one.valid_to is None or rule.act is Act.CHANGE:
        return one.valid_to is None or today + STILL_GOOD < one.valid_to
    return today > one.valid_to - EARLY and is_in_time(rule, one.valid_to, today, calendar())
