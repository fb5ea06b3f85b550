"""What windows do: take in, tell once what is missing, accept, decline, and keep an eye on what was to come later."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from onevisit.demo import phrases, sayings
from onevisit.demo.correcting import notice
from onevisit.demo.course import Course, Visit
from onevisit.demo.desk import Desk
from onevisit.demo.fate import Fate, Reply
from onevisit.demo.office import at
from onevisit.platform import clock
from onevisit.platform.people.actors import Actor, Holding
from onevisit.platform.workdays.queries import calendar
from onevisit.rules.calendar import chinese_date
from onevisit.rules.cases import commands as c
from onevisit.rules.cases import events as e
from onevisit.rules.cases.clocks import in_time_until
from onevisit.rules.cases.contents import text
from onevisit.rules.cases.courses import FORM, TerminationGround
from onevisit.rules.cases.phases import DeclineKind, Phase
from onevisit.rules.cases.procedure import Duty, DutyKind
from onevisit.rules.district.checks import TOWN
from onevisit.rules.matters.definition import Matter
from onevisit.rules.matters.vocabulary import Way

SEPARATE = 0.14
"""The share of the cases that are taken in first and accepted later."""

ASKS_TO_HAND_OVER = 0.6
"""The share of those who came to the wrong organ and let the window pass their papers on at once."""


@dataclass(frozen=True)
class Laid:
    """What lies before a window."""

    answers: Mapping[str, str]
    shown: Sequence[c.Shown]
    later: Sequence[str] = ()
    committed: Sequence[str] = ()


class Counter:
    """The windows of all halls."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        desk.does(DutyKind.RECEIVE, self._receive)
        desk.does(DutyKind.ACCEPT, self._accept)
        desk.does(DutyKind.DEFERRAL, self._revoke, self._lapsed)
        desk.reacts(e.Submitted, self._may_end)

    def who(self, course: Course) -> tuple[Actor, Holding]:
        """Somebody at a window that takes this case in."""
        return self._desk.staff.counter(course.counter, course.matter.window_class.value, course.chance)

    def taking_in(self, visit: Visit, fate: Fate, application: Laid, post: Holding) -> tuple[c.Command, ...]:
        """What a window does with an application that lies before it."""
        chance, matter, shown = visit.chance, visit.matter, application.shown
        if fate.elsewhere and (declined := self._not_ours(visit)):
            return (declined,)
        if fate.false and (name := _one_paper(matter, shown, visit)):
            return (c.Decline(DeclineKind.FALSE, text(sayings.FALSE.format(name=name), chance.salt())),)
        asked = None
        if fate.lacks is not None:
            excused = (*application.later, *application.committed)
            asked = notice(matter, application.answers, shown, excused, chance)
        bad = {one.about for one in asked.items} if asked else set()
        sighted = [one.requirement for one in shown if one.way is Way.ORIGINAL]
        receive = c.Receive(post.hall, post.window, tuple(key for key in sighted if key not in bad))
        if asked is not None:
            return (receive, asked)
        later = "accept" in fate.held or (not fate.brisk and chance.happens(SEPARATE))
        return (receive,) if later else (receive, c.Accept())

    def _receive(self, course: Course, duty: Duty) -> None:
        actor, post = self.who(course)
        state = course.state
        laid = Laid(state.answers, state.shown, state.later, state.committed)
        self._desk.send(course, actor, *self.taking_in(course.visit, course.fate, laid, post))

    def _accept(self, course: Course, duty: Duty) -> None:
        actor, _ = self.who(course)
        asked = course.state.correction
        if asked is None or course.fate.lacks is not Reply.SHORT:
            self._desk.send(course, actor, c.Accept())
            return
        missing = tuple(one.about for one in asked.items)[:1]
        names = "、".join(f"“{_name(course.matter, key)}”" for key in missing)
        reason = text(sayings.STILL_NOT.format(names=names), course.chance.salt())
        self._desk.send(course, actor, c.Decline(DeclineKind.NOT_COMPLETE, reason, missing=missing))

    def _not_ours(self, visit: Visit) -> c.Decline | None:
        elsewhere, chance = phrases.ELSEWHERE.get(visit.matter.key), visit.chance
        if elsewhere is None:
            return None
        organ = visit.applicant.town if elsewhere.organ == TOWN else elsewhere.organ
        if not self._desk.staff.reviews(organ):
            return None
        reason = text(elsewhere.reason, chance.salt())
        passed_on = chance.happens(ASKS_TO_HAND_OVER)
        return c.Decline(DeclineKind.NOT_OURS, reason, organ, hand_over=passed_on)

    def _lapsed(self, course: Course, duty: Duty, now: datetime) -> datetime:
        """The day after the last one on which what was to come later could come."""
        last = in_time_until(max(course.state.deferred.values()), calendar())
        day = calendar().add_working_days(last, 1).due
        return at(day, 9 * 60 + course.chance.between(20, 170))

    def _revoke(self, course: Course, duty: Duty) -> None:
        deferred = course.state.deferred
        if clock.today() <= in_time_until(max(deferred.values()), calendar()):
            self._desk.again(course, duty, self._desk.tomorrow())
            return
        names = "、".join(f"“{_name(course.matter, key)}”" for key in deferred)
        words = sayings.LAPSED.format(names=names, until=chinese_date(max(deferred.values())))
        self._desk.send(course, self.who(course)[0], c.RevokeAcceptance(text(words, course.chance.salt())))

    def _may_end(self, course: Course, event: e.Submitted) -> None:
        if course.fate.ends:
            then = self._desk.soon(course, 700, 2600)
            self._desk.plan(course, "terminate", then, lambda: self._terminate(course))

    def _terminate(self, course: Course) -> None:
        if course.state.phase not in (Phase.SUBMITTED, Phase.RECEIVED, Phase.CORRECTING, Phase.ACCEPTED):
            return
        person = course.applicant.is_person
        ground = TerminationGround.DEATH if person else TerminationGround.DISSOLVED
        reason = text(sayings.ENDED[ground], course.chance.salt())
        course.hold(*_NEVER_MORE)
        self._desk.send(course, self.who(course)[0], c.Terminate(ground, reason))


_NEVER_MORE = ("correct", "supply", "withdraw", "request")
"""What somebody who has died does not do any more."""


def _one_paper(matter: Matter, shown: Sequence[c.Shown], visit: Visit) -> str:
    papers = [one.requirement for one in shown if one.way in (Way.UPLOAD, Way.ORIGINAL)]
    return _name(matter, visit.chance.one(papers)) if papers else ""


def _name(matter: Matter, about: str) -> str:
    key = about.removeprefix(FORM)
    labels = {one.key: one.label for one in matter.fields}
    requirement = matter.requirement(about)
    return requirement.name if requirement else labels.get(key, key)
