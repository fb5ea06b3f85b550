"""What organs do between acceptance and decision: opinions, special procedures, an extension, and what is passed on."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from functools import partial

from onevisit.casework import queries
from onevisit.demo import phrases, sayings
from onevisit.demo.course import Course
from onevisit.demo.desk import Desk
from onevisit.demo.office import DAY, at
from onevisit.platform import clock
from onevisit.platform.workdays.queries import calendar
from onevisit.rules.cases import commands as c
from onevisit.rules.cases import events as e
from onevisit.rules.cases.clocks import ClockKind, clocks, in_time_until
from onevisit.rules.cases.contents import text
from onevisit.rules.cases.phases import ReviewOutcome
from onevisit.rules.cases.procedure import Duty, DutyKind, decider, open_stages, organ_of
from onevisit.rules.matters.courses import Approver, SpecialKind
from onevisit.rules.matters.definition import RefusalGround, Stage
from onevisit.rules.matters.grounds import FALSE_MATERIALS, grounds_of
from onevisit.rules.matters.vocabulary import StageKind

LOOKS = 0.1
"""The share of the reviews before which the reviewer opened the page of the case."""

LIES = 0.15
"""The share of those against, where a lie bars, in which somebody was found to have lied."""


class Reviewing:
    """The reviewers of all organs, and the heads who may prolong."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        desk.does(DutyKind.REVIEW, self._review)
        desk.does(DutyKind.SPECIAL, self._resume, self._result_comes)
        desk.does(DutyKind.TAKE_OVER, self._take_over)
        desk.reacts(e.Accepted, self._accepted)

    # --- opinions

    def _review(self, course: Course, duty: Duty) -> None:
        if any(one.stage == duty.stage for one in course.state.running):
            # Its result is what the opinion will rest on.
            self._desk.again(course, duty, self._desk.tomorrow())
            return
        stage, chance = course.matter.stage(duty.stage), course.chance
        hearing = course.state.hearing
        actor = self._desk.staff.reviewer(duty.organ, chance, hearing.presider if hearing else 0)
        if chance.happens(LOOKS):
            queries.staff_view(actor, course.number, "办件")
        officers: tuple[str, ...] = ()
        if stage.kind is StageKind.SURVEY:
            officers = self._desk.staff.officers(duty.organ, actor, chance)
        against = course.fate.fails == stage.key
        grounds = grounds_against(course) if against else ()
        words = phrases.failed(stage, grounds) if against else phrases.passed(stage, chance)
        review = c.Review(
            stage.key,
            ReviewOutcome.FAIL if against else ReviewOutcome.PASS,
            text(words, chance.salt()),
            stage.checks[:-1] if against else stage.checks,
            tuple(one.key for one in grounds),
            officers,
        )
        self._desk.send(course, actor, review)

    # --- special procedures and the extension

    def _accepted(self, course: Course, event: e.Accepted) -> None:
        fate = course.fate
        for kind in self._kinds(course):
            # Who does everything within the hour sees at once what it takes.
            then = self._desk.soon(course, 2, 9) if fate.brisk else self._desk.soon(course, 60, 0.8 * DAY)
            self._desk.plan(course, "pause", then, partial(self._pause, course, kind))
        if fate.extended:
            promised = next(
                one.reading.due
                for one in clocks(course.matter, course.state, calendar(), clock.today())
                if one.kind is ClockKind.PROMISED
            )
            day = max(clock.today(), promised)
            minute = 14 * 60 + course.chance.between(0, 150)
            self._desk.plan(course, "extend", at(day, minute), partial(self._extend, course))

    def _kinds(self, course: Course) -> Sequence[SpecialKind]:
        kinds = [one.kind for one in course.matter.courses.special]
        return kinds[-course.fate.special :] if course.fate.special else ()

    def _pause(self, course: Course, kind: SpecialKind) -> None:
        rule = course.matter.courses.special_of(kind)
        stages = [one for one in open_stages(course.matter, course.state) if _fits(one)]
        if not course.begun or rule is None or not stages:
            return
        stage = next((one for one in stages if one.key == course.fate.pauses), stages[0])
        organ = organ_of(stage, course.matter, course.state)
        days = max(3, round(rule.days * course.chance.between(0.3, 0.6)))
        reason = text(sayings.SPECIAL[kind][0], course.chance.salt())
        actor = self._desk.staff.reviewer(organ, course.chance)
        self._desk.send(course, actor, c.Pause(kind, stage.key, days, reason))

    def _result_comes(self, course: Course, duty: Duty, now: datetime) -> datetime:
        running = next(one for one in course.state.running if one.kind == duty.stage)
        late = running.days + course.chance.whole(1, 4)
        days = late if course.fate.slow else max(1, round(running.days * course.chance.between(0.5, 0.95)))
        day = calendar().add_working_days(in_time_until(running.since, calendar()), days).due
        return at(day, 9 * 60 + course.chance.between(20, 450))

    def _resume(self, course: Course, duty: Duty) -> None:
        kind = SpecialKind(duty.stage)
        result = text(sayings.SPECIAL[kind][1], course.chance.salt())
        self._desk.send(course, self._desk.staff.reviewer(duty.organ, course.chance), c.Resume(kind, result))

    def _extend(self, course: Course) -> None:
        rule = course.matter.prolongation
        statutory = [
            one
            for one in clocks(course.matter, course.state, calendar(), clock.today())
            if one.kind is ClockKind.STATUTORY
        ]
        if not course.begun or rule is None or any(one.reading.overdue for one in statutory):
            return
        government = self._desk.government
        organ = decider(course.matter, course.state)
        if rule.by is Approver.GOVERNMENT and government is not None:
            organ = government.key
        length = max(1, round(rule.length * course.chance.between(0.5, 1.0)))
        reason = text(course.chance.one(sayings.EXTENDED), course.chance.salt())
        self._desk.send(course, self._desk.staff.head(organ, course.chance), c.Extend(length, reason))

    # --- what another organ passed on

    def _take_over(self, course: Course, duty: Duty) -> None:
        words = text(course.chance.one(sayings.TAKEN_OVER), course.chance.salt())
        self._desk.send(course, self._desk.staff.reviewer(duty.organ, course.chance), c.TakeOver(words))


def grounds_against(course: Course) -> tuple[RefusalGround, ...]:
    """Why an organ says no: a ground of the matter's own list, now and then that somebody has lied."""
    if course.matter.courses.bars and course.chance.happens(LIES):
        return tuple(one for one in grounds_of(course.matter) if one.key == FALSE_MATERIALS)
    return course.chance.some(course.matter.refusals, 1)


def _fits(stage: Stage) -> bool:
    return stage.kind in (StageKind.REVIEW, StageKind.SURVEY)
