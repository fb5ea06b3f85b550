"""Originals that applicants send to the hall by courier instead of bringing them: out, looked at, and back."""

from __future__ import annotations

from datetime import timedelta
from functools import partial

from onevisit.demo.course import Course
from onevisit.demo.desk import Desk
from onevisit.demo.office import DAY
from onevisit.demo.pace import evening
from onevisit.exchange import posting
from onevisit.exchange.ports import Sender
from onevisit.platform import clock
from onevisit.rules.cases.procedure import DutyKind
from onevisit.rules.matters.vocabulary import Channel
from onevisit.rules.parcels import may_post, originals

SENDS = 0.5
"""The share of those who applied on line and have originals to show who send them; the others bring them."""

CARRIER = "邮政EMS（示例）"


class PostRoom:
    """Parcels between applicants and halls."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._seed, self._agenda, self._staff, self._pace = desk.seed, desk.agenda, desk.staff, desk.pace

    def expect(self, course: Course) -> None:
        """Where originals are to come by post, the window waits for them."""
        receive = DutyKind.RECEIVE.value
        if (
            course.channel is Channel.ONLINE
            and may_post(course.state)
            and receive not in course.fate.held
            and course.chance.happens(SENDS)
        ):
            course.planned.add(receive)
            then = evening(clock.now(), course.chance.around(2.5, 0.5), course.chance)
            self._agenda.plan(then, partial(self._send, course))

    def _send(self, course: Course) -> None:
        if not may_post(course.state):
            # Withdrawn before it was sent.
            return
        here = course.applicant
        label = posting.post(
            course.number,
            posting.Posting(
                CARRIER,
                self._label(course),
                originals(course.state.shown, course.state.sighted),
                Sender(here.name, here.phone, here.address),
            ),
            actor=here.itself,
            key=f"demo/{self._seed}/{course.index}/post",
        )
        arrival = self._pace.office.later(clock.now(), course.chance.between(0.6 * DAY, 1.6 * DAY))
        self._agenda.plan(arrival, partial(self._arrive, course, label.number))

    def _arrive(self, course: Course, parcel: str) -> None:
        actor, _ = self._staff.counter(course.hall, course.matter.window_class.value, course.chance)
        posting.arrive(parcel, actor=actor, at=clock.now())
        course.planned.discard(DutyKind.RECEIVE.value)
        self._desk.follow(course)
        back = self._pace.office.later(clock.now(), course.chance.between(0.5 * DAY, 2 * DAY))
        self._agenda.plan(back + timedelta(minutes=3), partial(self._give_back, course, parcel))

    def _give_back(self, course: Course, parcel: str) -> None:
        if may_post(course.state):
            # Nobody has looked at them yet; they stay until somebody has.
            later = self._pace.office.later(clock.now(), DAY)
            self._agenda.plan(later, partial(self._give_back, course, parcel))
            return
        actor, _ = self._staff.counter(course.hall, course.matter.window_class.value, course.chance)
        posting.give_back(parcel, CARRIER, self._label(course), actor=actor, at=clock.now())

    def _label(self, course: Course) -> str:
        return f"DEMO{course.chance.whole(10**9, 10**10 - 1)}CN"
