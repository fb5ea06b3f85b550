"""Visits that nobody had promised: sent away, asked to come again; and the supervisor who finds out why."""

from __future__ import annotations

from datetime import timedelta
from functools import partial

from onevisit.demo.chance import Chance
from onevisit.demo.course import Course
from onevisit.demo.desk import Desk
from onevisit.platform import clock
from onevisit.platform.organs.queries import actor_of
from onevisit.platform.people.actors import Actor
from onevisit.platform.people.models import Person
from onevisit.rules.appearances import Cause, Purpose, Verdict
from onevisit.rules.cases import events as e
from onevisit.rules.district.definition import Role
from onevisit.visits import commands, queries
from onevisit.visits.commands import Seen
from onevisit.visits.queries import TallyCard

AGAIN = 0.02
"""The share of accepted cases in which somebody is asked to come though nothing is lacking."""

RESTS = timedelta(days=2)
"""A supervisor looks into what is at least so old: the window has been heard by then."""

ASKED = (
    (Purpose.SIGN, Cause.AGENCY, "受理时漏签了一页申请表，请他回来补签"),
    (Purpose.VERIFY, Cause.AGENCY, "扫描件没有存上，请他把原件再拿来一次"),
    (Purpose.OTHER, Cause.AGENCY, "系统故障没有办成，请他改天再来"),
    (Purpose.OTHER, Cause.AGENCY, "引导到了别的窗口，排队后才知道不在那里办"),
    (Purpose.VERIFY, Cause.APPLICANT, "约好当面核对地址，他没有带租赁合同，又来了一次"),
)

FOUND = {
    Verdict.AGENCY: (
        "已核对监控和窗口记录，是窗口漏看。已向申请人道歉，当班人员已提醒。",
        "叫号当天系统停了四十分钟。已报运维，以后改为先收件、事后补录。",
    ),
    Verdict.LAWFUL: ("听证依法举行，申请人自己要求到场，程序没有问题。",),
}


class Visits:
    """Who is asked to come again, and who looks into it."""

    def __init__(self, desk: Desk) -> None:
        self._desk, self._seed = desk, desk.seed
        desk.reacts(e.Accepted, self._accepted)

    def _accepted(self, course: Course, event: e.Accepted) -> None:
        chance = Chance(self._seed, "visits", course.index)
        if chance.happens(AGAIN):
            then = self._desk.pace.office.later(clock.now(), chance.between(240, 1000))
            self._desk.agenda.plan(then, partial(self._again, course, chance))

    def _again(self, course: Course, chance: Chance) -> None:
        if course.state.phase.finished:
            return
        actor, post = self._desk.staff.counter(course.hall, course.matter.window_class.value, chance)
        if post.role is not Role.CLERK:
            return
        purpose, cause, why = chance.one(ASKED)
        seen = Seen(course.number, clock.now(), purpose, cause, why)
        commands.record(seen, actor=actor, at=clock.now(), key=f"demo/{self._seed}/visits/{course.index}")

    def look_into(self) -> None:
        """One evening's work: what has rested long enough is found out."""
        judge = _inquiry()
        if judge is None:
            return
        for card in queries.excesses(judge).items:
            if card.last_on is not None and card.last_on <= clock.today() - RESTS:
                self._find(card, judge)

    def _find(self, card: TallyCard, judge: Actor) -> None:
        chance = Chance(self._seed, "finding", card.subject, card.actual)
        if not chance.happens(0.7):
            return  # The rest stays open, for whoever signs in to look.
        heard = any(Purpose.HEARING.label in reason for reason in card.reasons)
        verdict = Verdict.LAWFUL if heard else Verdict.AGENCY
        commands.find(
            card.subject,
            verdict,
            chance.one(FOUND[verdict]),
            actor=judge,
            at=clock.now(),
            seen=card.actual,
            key=f"demo/{self._seed}/finding/{card.subject}/{card.actual}",
        )


def _inquiry() -> Actor | None:
    """Somebody of the inquiry office."""
    person = Person.objects.filter(posts__role=Role.INQUIRY.value).order_by("id").first()
    return actor_of(person, clock.today()) if person else None
