"""What applicants do about their case: on the telephone in the evening, at a window, by post, or nothing at all."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from functools import partial

from onevisit.demo import phrases
from onevisit.demo.counter import Counter
from onevisit.demo.course import Course
from onevisit.demo.desk import Desk
from onevisit.demo.fate import Listening, Promise, Reply
from onevisit.demo.forms import Writer
from onevisit.demo.materials import Materials
from onevisit.demo.office import DAY
from onevisit.demo.pace import evening
from onevisit.demo.people import Population
from onevisit.demo.rating import rating
from onevisit.platform import clock
from onevisit.platform.people.actors import Actor
from onevisit.platform.workdays.queries import calendar
from onevisit.rules.cases import commands as c
from onevisit.rules.cases import events as e
from onevisit.rules.cases.clocks import in_time_until
from onevisit.rules.cases.contents import Contents, text
from onevisit.rules.cases.courses import FORM, CheckOutcome
from onevisit.rules.cases.phases import DeclineKind, Phase
from onevisit.rules.cases.state import CaseState
from onevisit.rules.matters.vocabulary import Channel, Delivery, Way
from onevisit.rules.ratings import Via

ELSEWHERE = 0.2
"""The share of those who bring what was missing to another window than the first, because it is nearer."""

BY_POST = 0.06
OLD = 65
"""From this age on people rather come than type."""

WANTS_IT_PASSED_ON = 0.4
"""The share of those who, once they know whose it is, ask on line that their papers go there."""


class Home:
    """Everybody who has applied for something."""

    def __init__(
        self, desk: Desk, counter: Counter, samples: Mapping[str, str], population: Population
    ) -> None:
        self._desk, self._counter, self._samples, self._population = desk, counter, samples, population
        desk.reacts(e.CorrectionAsked, self._asked)
        desk.reacts(e.Accepted, self._accepted)
        desk.reacts(e.InterestedTold, self._told)
        desk.reacts(e.HearingTold, self._told)
        desk.reacts(e.CommitmentChecked, self._checked)
        desk.reacts(e.Declined, self._declined)
        desk.at_the_end(self._plan_rating)

    def plan_withdrawal(self, course: Course) -> None:
        """The applicant will think better of it: at home, or at the window where he has no account."""
        then = self._at_leisure(course, course.chance.around(20, 0.8))
        self._desk.plan(course, "withdraw", then, partial(self._withdraw, course))

    # --- what was missing

    def _asked(self, course: Course, event: e.CorrectionAsked) -> None:
        chance, reply = course.chance, course.fate.lacks or Reply.ALL
        if reply is Reply.NEVER:
            return
        if reply is Reply.UNHEARD:
            course.hold("accept")
        about = [one.about for one in event.items]
        hours = 24 * min(6.0, chance.around(2.2, 0.5))
        if reply is Reply.PARTS and len(about) > 1:
            half = chance.whole(1, len(about) - 1)
            self._plan_supply(course, "correct", about[:half], hours)
            hours, about = hours + 24 * chance.between(0.8, 3), about[half:]
        self._plan_supply(course, "correct", about, hours)

    def _accepted(self, course: Course, event: e.Accepted) -> None:
        if not event.deferred or not course.fate.supplies:
            return
        last = min(in_time_until(day, calendar()) for day in event.deferred.values())
        days = max(1, calendar().working_days_between(clock.today(), last))
        hours = 24 * days * course.chance.between(0.3, 0.85)
        self._plan_supply(course, "supply", list(event.deferred), hours)

    def _checked(self, course: Course, event: e.CommitmentChecked) -> None:
        if event.outcome is not CheckOutcome.FAULTY:
            return
        # Half of those who do not keep their word say all the same that they have mended it.
        kept = course.fate.commits is Promise.MENDED
        if kept or course.chance.happens(0.5):
            self._plan_supply(course, "mend", list(event.items), 24 * course.chance.between(2, 6))

    def _plan_supply(self, course: Course, key: str, about: Sequence[str], hours: float) -> None:
        then = self._at_leisure(course, hours)
        self._desk.plan(course, key, then, partial(self._supply, course, about))

    def _supply(self, course: Course, asked: Sequence[str]) -> None:
        still = _still_asked(course.state)
        about = [key for key in asked if key in still]
        if not about:
            return
        keys = [key for key in about if not key.startswith(FORM)]
        by = self._road(course, keys)
        at_counter = by is not Channel.ONLINE
        if at_counter and not self._desk.pace.office.is_open(clock.now()):
            # He meant to do it at home, and finds that he has to come: when the windows are open.
            opened = self._desk.soon(course, 10, 150)
            self._desk.plan(course, "bring", opened, partial(self._supply, course, asked))
            return
        materials = Materials(self._samples, course.chance, at_counter=at_counter)
        shown = materials.again(course.matter, keys)
        sighted = tuple(one.requirement for one in shown if one.way is Way.ORIGINAL)
        actor = self._bring(course) if at_counter else self._population.acting(course.applicant)
        form = self._form(course, [key.removeprefix(FORM) for key in about if key.startswith(FORM)])
        self._desk.send(course, actor, c.Supply(shown, form, sighted, by=by))

    def _road(self, course: Course, keys: Sequence[str]) -> Channel:
        """On line, unless an original has to be seen, or he would rather come."""
        chance, here = course.chance, course.applicant
        needs_eyes = any(
            {one.way for one in requirement.evidence} <= {Way.ORIGINAL, Way.SHARED, Way.E_LICENCE}
            for requirement in course.matter.requirements
            if requirement.key in keys
        )
        comes = course.fate.lacks is Reply.COUNTER or here.age >= OLD
        comes = comes or (here.actor is None and chance.happens(0.35))
        if needs_eyes or comes:
            return Channel.POST if chance.happens(BY_POST) else Channel.WINDOW
        return Channel.ONLINE

    def _bring(self, course: Course) -> Actor:
        """Whoever takes it in: any window of the class may."""
        chance, takes = course.chance, course.matter.window_class.value
        others = [hall for hall in self._desk.staff.halls(takes) if hall != course.counter]
        if others and chance.happens(ELSEWHERE):
            return self._desk.staff.counter(chance.one(others), takes, chance)[0]
        return self._counter.who(course)[0]

    def _form(self, course: Course, keys: Sequence[str]) -> Contents | None:
        if not keys:
            return None
        writer = Writer(course.applicant, self._population, course.chance, clock.today())
        answers = dict(course.state.answers)
        values = {
            one.key: writer.value(course.matter, answers, one)
            for one in course.matter.fields
            if one.key in keys
        }
        return Contents("form", {"form": values}, course.chance.salt())

    # --- hearings

    def _told(self, course: Course, event: e.InterestedTold | e.HearingTold) -> None:
        match course.fate.listening:
            case Listening.WAIVED:
                deed = partial(self._answer, course, c.WaiveHearing())
            case Listening.HELD:
                deed = partial(self._answer, course, c.RequestHearing())
            case _:
                return
        self._desk.plan(course, "request", self._at_leisure(course, 24 * course.chance.between(0.4, 3)), deed)

    def _answer(self, course: Course, command: c.Command) -> None:
        hearing = course.state.hearing
        if course.begun and hearing is not None and hearing.since is None:
            # On line if he can; else he says so at the window that took him in.
            actor = course.applicant.actor or self._counter.who(course)[0]
            if isinstance(command, c.RequestHearing):
                actor = self._population.acting(course.applicant)
            self._desk.send(course, actor, command)

    # --- the end

    def _declined(self, course: Course, event: e.Declined) -> None:
        if event.kind is DeclineKind.NOT_OURS and course.chance.happens(WANTS_IT_PASSED_ON):
            then = self._at_leisure(course, course.chance.around(9, 0.6))
            self._desk.plan(course, "hand-over", then, partial(self._hand_over, course))

    def _hand_over(self, course: Course) -> None:
        if course.state.phase is Phase.DECLINED and course.state.handed_over_on is None:
            self._desk.send(course, self._population.acting(course.applicant), c.HandOver())

    def _withdraw(self, course: Course) -> None:
        if course.state.phase not in (Phase.SUBMITTED, Phase.RECEIVED, Phase.CORRECTING, Phase.ACCEPTED):
            return
        reason = text(course.chance.one(phrases.WITHDRAWN), course.chance.salt())
        actor = course.applicant.actor or self._counter.who(course)[0]
        self._desk.send(course, actor, c.Withdraw(reason))

    def _plan_rating(self, course: Course) -> None:
        """The applicant may say how it was, in the hours and days that follow; of a bundle, when it is whole."""
        if course.visit.bundle or course.rated or course.state.phase is Phase.TERMINATED or _lost(course):
            return
        course.rated = True
        command = rating(course)
        if command is not None:
            # Within three days: five working days after the end it is too late.
            hours = 0.03 if command.via == Via.HALL else min(70.0, course.chance.around(7, 1.0))
            then = evening(clock.now(), hours, course.chance)
            self._desk.plan(course, "rate", then, partial(self._rate, course, command))

    def _rate(self, course: Course, command: c.Rate) -> None:
        self._desk.send(course, course.applicant.itself, command)

    def _at_leisure(self, course: Course, hours: float) -> datetime:
        """When he gets to it: some evening at home, or in office hours where he has no account."""
        now = clock.now()
        if course.applicant.actor is not None and course.applicant.age < OLD:
            return evening(now, hours, course.chance)
        return self._desk.pace.office.later(now, hours / 24 * DAY)


def _lost(course: Course) -> bool:
    """Whether what was sent to him will come back: there is nothing to rate yet."""
    return course.fate.returned is not None and course.state.delivery is Delivery.COURIER


def _still_asked(state: CaseState) -> set[str]:
    """What the applicant may still hand in: to a correction, of what was deferred, or of what a check demanded."""
    if state.phase is Phase.CORRECTING and state.correction is not None:
        return {one.about for one in state.correction.open}
    if state.phase is Phase.ACCEPTED:
        return set(state.deferred)
    pledged = state.pledged
    if state.decided_on is None or pledged is None or pledged.outcome is not CheckOutcome.FAULTY:
        return set()
    return set(pledged.items) - set(pledged.mended)
