"""What staff and applicants do about a case once it is handed in: the real commands, each given when it is due."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial

from onevisit.casework import issuing, queries
from onevisit.casework.commands import Late, Order, handle
from onevisit.demo import phrases
from onevisit.demo.agenda import Agenda
from onevisit.demo.course import Course, Fate, Visit
from onevisit.demo.pace import Pace, evening
from onevisit.demo.rating import rating
from onevisit.demo.staff import Staff
from onevisit.exchange import commands as exchange
from onevisit.exchange.ports import Parcel
from onevisit.platform import clock
from onevisit.platform.organs.queries import OrganCard, organ_cards
from onevisit.platform.people.actors import Actor, Holding
from onevisit.platform.workdays.queries import calendar
from onevisit.rules.cases import commands as c
from onevisit.rules.cases.contents import Contents, text
from onevisit.rules.cases.phases import DeclineKind, Phase, ReviewOutcome
from onevisit.rules.cases.procedure import Duty, DutyKind, failed, organ_of, responsible
from onevisit.rules.district.checks import TOWN
from onevisit.rules.district.definition import OrganKind
from onevisit.rules.matters.definition import RefusalGround
from onevisit.rules.matters.vocabulary import Delivery, StageKind, Way
from onevisit.rules.ratings import Via

SEPARATE = 0.14
"""The share of the cases that are taken in first and accepted later, or granted first and printed later."""

LOOKS = 0.1
"""The share of the reviews before which the reviewer opened the page of the case."""

UNANSWERED = (Phase.SUBMITTED, Phase.RECEIVED)
ANSWERED_WITHIN = 5  # working days, after which an application counts as accepted


@dataclass
class Tally:
    """How much was done."""

    cases: int = 0
    commands: int = 0
    errands: int = 0
    refusals: list[str] = field(default_factory=list)


class Desk:
    """All desks of the district, and everybody who comes to them."""

    def __init__(self, seed: int, agenda: Agenda, staff: Staff, pace: Pace, tally: Tally) -> None:
        self._seed, self._agenda, self._staff, self._pace, self._tally = seed, agenda, staff, pace, tally
        self._unanswered: dict[str, Course] = {}
        self._organs: Mapping[str, OrganCard] = organ_cards()
        self._government = next(
            (one.name for one in self._organs.values() if one.kind == OrganKind.GOVERNMENT), ""
        )

    def follow(self, course: Course) -> None:
        """Plan what comes next for this case."""
        now = clock.now()
        if course.state.phase in UNANSWERED:
            self._unanswered.setdefault(course.number, course)
        for duty in course.fresh():
            if self._happens_by_itself(course, duty):
                self.plan_rating(course, now)
            else:
                self._agenda.plan(self._pace.when(course, duty, now), partial(self._do, course, duty.key))
        if course.state.phase.finished:
            self.plan_rating(course, now)

    def catch_up(self) -> None:
        """Go on with what the law accepted because nobody answered in time."""
        today, days = clock.today(), calendar()
        for course in [*self._unanswered.values()]:
            if course.state.phase not in UNANSWERED:
                del self._unanswered[course.number]
            elif days.working_days_between(course.state.submitted_on, today) >= ANSWERED_WITHIN:
                course.state = queries.my_view(course.applicant.itself, course.number).state
                self.follow(course)

    def plan_withdrawal(self, course: Course) -> None:
        """The applicant will think better of it: at home, or at the window where he has no account."""
        hours, now = course.chance.around(20, 0.8), clock.now()
        at_home = course.applicant.actor is not None
        then = evening(now, hours, course.chance) if at_home else self._pace.office.later(now, 20 * hours)
        self._agenda.plan(then, partial(self._withdraw, course))

    def plan_rating(self, course: Course, now: datetime) -> None:
        """The applicant may say how it was, in the hours and days that follow."""
        if course.rated:
            return
        course.rated = True
        command = rating(course)
        if command is not None:
            # Within three days: five working days after the end it is too late.
            hours = 0.03 if command.via == Via.HALL else min(70.0, course.chance.around(7, 1.0))
            then = evening(now, hours, course.chance)
            self._agenda.plan(then, partial(self.send, course, course.applicant.itself, command))

    def send(self, course: Course, actor: Actor, *commands: c.Command | Late) -> None:
        """Give commands for a case, and plan what follows from them."""
        course.steps += 1
        key = f"demo/{self._seed}/{course.index}/{course.steps}"
        (done,) = handle([Order(commands, case=course.number)], actor=actor, at=clock.now(), key=key)
        self._tally.commands += len(commands)
        course.note(done.events)
        self.follow(course)

    def _happens_by_itself(self, course: Course, duty: Duty) -> bool:
        """What is to be downloaded is delivered by an errand: a certificate once it is printed, a refusal at once."""
        return duty.kind is DutyKind.HAND_OUT and course.state.delivery is Delivery.ELECTRONIC

    def _do(self, course: Course, key: str) -> None:
        duty = course.duty(key)
        if duty is None:
            # Withdrawn in the meantime.
            return
        {
            DutyKind.RECEIVE: self._receive,
            DutyKind.ACCEPT: self._accept,
            DutyKind.REVIEW: self._review,
            DutyKind.DECIDE: self._decide,
            DutyKind.ISSUE: self._issue,
            DutyKind.HAND_OUT: self._hand_out,
        }[duty.kind](course, duty)

    def _receive(self, course: Course, duty: Duty) -> None:
        actor, post = self._counter(course)
        self.send(course, actor, *self.taking_in(course.visit, course.fate, course.state.shown, post))

    def _counter(self, course: Course) -> tuple[Actor, Holding]:
        return self._staff.counter(course.counter, course.matter.window_class.value, course.chance)

    def taking_in(
        self, visit: Visit, fate: Fate, shown: Sequence[c.Shown], post: Holding
    ) -> tuple[c.Command, ...]:
        """What a window does with an application that lies before it."""
        if fate.declined:
            return (self._decline(visit, shown),)
        originals = tuple(one.requirement for one in shown if one.way is Way.ORIGINAL)
        receive = c.Receive(post.hall, post.window, originals)
        later = "accept" in fate.held or (not fate.brisk and visit.chance.happens(SEPARATE))
        return (receive,) if later else (receive, c.Accept())

    def _accept(self, course: Course, duty: Duty) -> None:
        actor, _ = self._counter(course)
        self.send(course, actor, c.Accept())

    def _decline(self, visit: Visit, shown: Sequence[c.Shown]) -> c.Decline:
        chance = visit.chance
        elsewhere = phrases.ELSEWHERE.get(visit.matter.key)
        if elsewhere and chance.happens(0.75):
            organ = visit.applicant.town if elsewhere.organ == TOWN else elsewhere.organ
            if organ in self._organs:
                return c.Decline(DeclineKind.NOT_OURS, text(elsewhere.reason, chance.salt()), organ)
        brought = [one.requirement for one in shown if one.way is not Way.FORM]
        missing = chance.some(brought or [one.requirement for one in shown], 2)
        reason = text(phrases.incomplete(visit.matter, missing), chance.salt())
        return c.Decline(DeclineKind.NOT_COMPLETE, reason, missing=missing)

    def _review(self, course: Course, duty: Duty) -> None:
        stage, chance = course.matter.stage(duty.stage), course.chance
        actor = self._staff.reviewer(duty.organ, chance)
        if chance.happens(LOOKS):
            queries.staff_view(actor, course.number, "办件")
        if course.fate.fails == stage.key:
            grounds = self._grounds(course)
            opinion = text(phrases.failed(stage, grounds), chance.salt())
            keys = tuple(one.key for one in grounds)
            review = c.Review(stage.key, ReviewOutcome.FAIL, opinion, stage.checks[:-1], keys)
        else:
            opinion = text(phrases.passed(stage, chance), chance.salt())
            review = c.Review(stage.key, ReviewOutcome.PASS, opinion, stage.checks)
        self.send(course, actor, review)

    def _grounds(self, course: Course) -> tuple[RefusalGround, ...]:
        return course.chance.some(course.matter.refusals, 1)

    def _decide(self, course: Course, duty: Duty) -> None:
        chance, actor = course.chance, self._staff.chief(duty.organ, course.chance)
        against = failed(course.matter, course.state)
        if against or course.fate.fails == duty.stage:
            keys = {key for stage in against for key in course.state.opinions[stage.key].grounds}
            grounds = tuple(one for one in course.matter.refusals if one.key in keys) or self._grounds(course)
            organ = self._organs[responsible(course.matter, course.state)]
            reasons = text(phrases.refused(grounds), chance.salt())
            rights = phrases.remedies(organ, self._government)
            self.send(course, actor, c.Refuse(tuple(one.key for one in grounds), reasons, rights))
            return
        grant = c.Grant(text(chance.one(phrases.GRANTED), chance.salt()))
        later = "issue" in course.fate.held or (not course.fate.brisk and chance.happens(SEPARATE))
        self.send(course, actor, *([grant] if later else [grant, self._certificate(course)]))

    def _issue(self, course: Course, duty: Duty) -> None:
        decide = next(stage for stage in course.matter.stages if stage.kind is StageKind.DECIDE)
        organ = organ_of(decide, course.matter, course.state)
        self.send(course, self._staff.chief(organ, course.chance), self._certificate(course))

    def _certificate(self, course: Course) -> Late:
        return issuing.issue(course.number, clock.today())

    def _hand_out(self, course: Course, duty: Duty) -> None:
        way, chance = course.state.delivery, course.chance
        if way is Delivery.WINDOW:
            actor, post = self._staff.handing(course.state.hall, chance)
            proof = self._signature(course)
        else:
            actor, post = self._staff.handing(course.hall, chance)
            proof = self._waybill(course, actor)
        self.send(course, actor, c.HandOut(way, post.hall, post.window, proof))

    def _signature(self, course: Course) -> Contents:
        name = course.applicant.name
        signed = {"fetched_by": "self", "name": name, "identity_checked": True, "signed": name, "strokes": []}
        return Contents("hand-over", signed, course.chance.salt())

    def _waybill(self, course: Course, actor: Actor) -> Contents:
        here = course.applicant
        parcel = Parcel(course.number, here.name, here.phone, here.address)
        bill = exchange.send(parcel, actor=actor, key=f"parcel/{course.number}")
        return Contents("waybill", {"number": bill.number, "register": bill.register}, course.chance.salt())

    def _withdraw(self, course: Course) -> None:
        if course.state.phase not in (Phase.SUBMITTED, Phase.RECEIVED, Phase.ACCEPTED):
            return
        reason = text(course.chance.one(phrases.WITHDRAWN), course.chance.salt())
        actor = course.applicant.actor or self._counter(course)[0]
        self.send(course, actor, c.Withdraw(reason))
