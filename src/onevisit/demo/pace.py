"""How long people take, in minutes of office time: most are early, some forget, every organ has its own pace."""

from __future__ import annotations

from datetime import datetime, timedelta

from onevisit.demo.chance import Chance
from onevisit.demo.course import Course
from onevisit.demo.office import DAY, Office, at
from onevisit.platform.clock import DISTRICT
from onevisit.rules.cases.procedure import Duty, DutyKind
from onevisit.rules.limits import Limit, Unit
from onevisit.rules.matters.vocabulary import Channel, Delivery

LATE = 0.07
"""The share of the stages that an organ lets run over its own limit."""

PUBLISHED = ("公示", "公告")
"""In the name of a stage that lasts as long as something has to be published: nobody is early with it."""

SLOWEST_ANSWER = 4 * DAY
"""Windows know that an application unanswered for five working days counts as accepted."""

_MINUTES = {Unit.WORKING_DAYS: DAY, Unit.DAYS: DAY * 5 / 7, Unit.MONTHS: DAY * 21, Unit.AT_ONCE: 0}


class Pace:
    """When a duty will be done. Each organ takes its own share of the time that it has."""

    def __init__(self, seed: int, office: Office) -> None:
        self._seed, self.office = seed, office
        self._shares: dict[str, float] = {}

    def when(self, course: Course, duty: Duty, now: datetime) -> datetime:
        """The instant at which somebody does it."""
        minutes = self._minutes(course, duty)
        then = self.office.later(now, minutes)
        at_once = course.matter.at_once and duty.kind in (DutyKind.ACCEPT, DutyKind.DECIDE, DutyKind.ISSUE)
        if at_once and then.date() != now.date() and self.office.is_open(now):
            # Whoever stands at the window at five is not sent home for a thing that is done on the spot.
            then = now + timedelta(minutes=minutes)
        return then + timedelta(seconds=course.chance.whole(0, 59))

    def _minutes(self, course: Course, duty: Duty) -> float:
        chance = course.chance
        if course.fate.brisk:
            return chance.between(12, 50)
        match duty.kind:
            case DutyKind.RECEIVE:
                middle = chance.weighted({40.0: 0.74, 230.0: 0.2, 700.0: 0.06})
                return min(SLOWEST_ANSWER, chance.around(middle, 0.7))
            case DutyKind.ACCEPT:
                return min(SLOWEST_ANSWER / 2, chance.around(20 if course.matter.at_once else 140, 0.6))
            case DutyKind.REVIEW:
                return self._review(course, duty)
            case DutyKind.DECIDE:
                return self._decision(course, duty)
            case DutyKind.ISSUE:
                return chance.around(6 if course.matter.at_once else 150, 0.7)
        return self._delivery(course)

    def _review(self, course: Course, duty: Duty) -> float:
        stage = course.matter.stage(duty.stage)
        allowed = _allowed(stage.limit or course.matter.limits.promised)
        if any(word in stage.name for word in PUBLISHED):
            return allowed - DAY / 2
        if course.chance.happens(LATE):
            return max(allowed, DAY) * course.chance.between(1.1, 1.7)
        share = self._share(duty.organ) * course.chance.around(1.0, 0.35)
        return max(15.0, allowed * min(share, 0.95))

    def _decision(self, course: Course, duty: Duty) -> float:
        if course.matter.at_once:
            return course.chance.around(10, 0.5)
        if course.chance.happens(LATE * 0.7):
            return course.chance.between(DAY, 4 * DAY)
        decide = course.matter.stage(duty.stage)
        if decide.limit is not None and _allowed(decide.limit) > 2 * DAY:
            # Where deciding takes days, something is made meanwhile (an identity card is printed by the province).
            return _allowed(decide.limit) * self._share(duty.organ)
        return min(course.chance.around(100, 0.8), 0.8 * DAY)

    def _delivery(self, course: Course) -> float:
        chance = course.chance
        if course.state.delivery is Delivery.WINDOW:
            waits = course.matter.at_once and course.channel is not Channel.ONLINE
            return chance.around(12, 0.4) if waits else chance.around(2.0 * DAY, 0.8)
        return chance.around(160, 0.6)

    def _share(self, organ: str) -> float:
        if organ not in self._shares:
            self._shares[organ] = Chance(self._seed, "pace", organ).between(0.34, 0.82)
        return self._shares[organ]


def _allowed(limit: Limit) -> float:
    return limit.length * _MINUTES[limit.unit]


def evening(instant: datetime, hours: float, chance: Chance) -> datetime:
    """An instant some hours later at which a person at home may pick up the telephone: not in the night."""
    then = (instant + timedelta(hours=hours)).astimezone(DISTRICT)
    if 7 <= then.hour < 22:
        return then
    day = then.date() if then.hour < 7 else then.date() + timedelta(days=1)
    return at(day, chance.between(7 * 60 + 20, 9 * 60))
