"""Organs that ask each other about cases of the month, and two that disagree: one decided, one that waits.

It looks on while cases are accepted, and lets the organs that share one ask each other: a few questions a week,
answered the same day or too late. Nothing of it decides anything about a case.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Mapping, Sequence
from datetime import date
from functools import partial

from onevisit.casework.taking_part import taking_part
from onevisit.coordination import arbiters, arbitration, queries
from onevisit.coordination import commands as coordination
from onevisit.coordination.arbitration import Raising
from onevisit.demo.agenda import Agenda
from onevisit.demo.chance import Chance
from onevisit.demo.course import Course
from onevisit.demo.desk import Desk
from onevisit.demo.office import DAY, at
from onevisit.demo.staff import Staff
from onevisit.platform import clock
from onevisit.platform.people.actors import Actor
from onevisit.rules.cases import events as e
from onevisit.rules.cases.procedure import open_stages, organ_of
from onevisit.rules.coordination.disagreement import Holds, Issue
from onevisit.rules.district.pack import Pack

A_DAY = 0.5
"""The share of the working days on which an organ asks another."""

LATE = 0.25
"""The share of the questions that are answered too late."""

ASKED = (
    ("这个位置近期有没有别的工程，能不能一起安排？", "没有。近期没有别的工程，可以单独安排。"),
    ("申请人说的批准文件你们那里能不能查到？不想再让他交。", "查得到，已核对无误，不用让申请人交。"),
    ("现场核查时要不要我们一起去？", "一起去，明天上午十点，只去一次。"),
    ("规划上有没有变化，影响这个办件？", "没有变化，按现行规划办。"),
)
"""What is asked, and answered: neutral as to the matter, because nobody invents facts about a case."""

DECIDED_BEFORE, RAISED_BEFORE = 5, 1
"""Working days before the last on which the two disagreements are raised."""

RECENT = 40
"""Cases that are remembered: of older ones most are over."""

MORNING, AFTERNOON = 9 * 60 + 40, 14 * 60 + 20
"""When they ask, and when they disagree. In minutes of the day."""


class Coordinating:
    """Those who ask, and those who disagree."""

    def __init__(self, seed: int, agenda: Agenda, staff: Staff, desk: Desk, pack: Pack, until: date) -> None:
        self._seed, self._agenda, self._staff, self._office = seed, agenda, staff, desk.pace.office
        self._shared: deque[tuple[str, tuple[str, str]]] = deque(maxlen=RECENT)
        days = [day for day in self._office.days if day <= until]
        planned = ((DECIDED_BEFORE, True), (RAISED_BEFORE, False))
        self._quarrels: Mapping[date, bool] = {
            days[-1 - back]: decided for back, decided in planned if back < len(days)
        }
        arbiters.seed(pack)
        desk.reacts(e.Accepted, self._accepted)

    def plan_day(self, day: date) -> None:
        """Perhaps somebody asks today; on two days of the month a disagreement is raised."""
        if day not in self._office.days:
            return
        chance = Chance(self._seed, "coordination", day)
        if chance.happens(A_DAY):
            self._agenda.plan(at(day, MORNING), partial(self._ask, chance))
        if day in self._quarrels:
            raising = partial(self._raise, chance, decided=self._quarrels[day])
            self._agenda.plan(at(day, AFTERNOON), raising)

    def _accepted(self, course: Course, event: e.Event) -> None:
        matter, state = course.matter, course.state
        organs = list(dict.fromkeys(organ_of(one, matter, state) for one in open_stages(matter, state)))
        if len(organs) > 1:
            self._shared.append((course.number, (organs[0], organs[1])))

    def _case(self) -> tuple[str, tuple[str, str]] | None:
        """The newest case that two organs share and that is not over."""
        return next((one for one in reversed(self._shared) if taking_part(one[0]).is_open), None)

    def _ask(self, chance: Chance) -> None:
        found = self._case()
        if found is None:
            return
        number, (own, other) = found
        question, answer = chance.one(ASKED)
        key = f"demo/{self._seed}/coordination/{clock.today()}"
        asker = self._staff.reviewer(own, chance)
        reference = coordination.ask(number, other, question, actor=asker, at=clock.now(), key=key)
        days = 2.5 if chance.happens(LATE) else 0.4
        actor = self._staff.reviewer(other, chance)
        then = self._office.later(clock.now(), days * DAY)
        self._agenda.plan(then, partial(self._answer, actor, reference, answer))

    def _answer(self, actor: Actor, reference: str, answer: str) -> None:
        card = queries.question(actor, reference).card
        if card.is_open:  # Its case may have ended meanwhile, and taken it along.
            key = f"demo/{self._seed}/{reference}"
            coordination.answer(reference, answer, actor=actor, at=clock.now(), seen=card.seq, key=key)

    def _raise(self, chance: Chance, *, decided: bool) -> None:
        found = self._case()
        if found is None:
            return
        number, (own, other) = found
        raising = Raising(number, Issue.COMPETENCE.value, other, *_POSITION)
        key = f"demo/{self._seed}/quarrel/{clock.today()}"
        chief, opposite = self._staff.chief(own, chance), self._staff.chief(other, chance)
        reference = arbitration.raise_it(raising, actor=chief, at=clock.now(), key=key)
        then = self._office.later(clock.now(), 0.5 * DAY)
        self._agenda.plan(then, partial(self._state, chance, opposite, reference, decided=decided))

    def _state(self, chance: Chance, actor: Actor, reference: str, *, decided: bool) -> None:
        card = queries.disagreement(actor, reference).card
        if not card.is_open:
            return
        key = f"demo/{self._seed}/{reference}/state"
        arbitration.state(reference, *_OTHER, actor=actor, at=clock.now(), seen=card.seq, key=key)
        if decided:
            head = self._staff.head(card.arbiter.key, chance)
            then = self._office.later(clock.now(), 1.2 * DAY)
            self._agenda.plan(then, partial(self._decide, head, reference))

    def _decide(self, actor: Actor, reference: str) -> None:
        card = queries.disagreement(actor, reference).card
        if card.is_open:
            key = f"demo/{self._seed}/{reference}/decide"
            words = (Holds.NEITHER.value, *_DECISION)
            arbitration.decide(reference, *words, actor=actor, at=clock.now(), seen=card.seq, key=key)


_POSITION: Sequence[str] = (
    "现场勘查由谁牵头没有说清。主要看的是对方职责内的内容，应由对方牵头，我们配合，申请人只接待一次。",
    "《行政许可法》第三十四条",
)
_OTHER: Sequence[str] = (
    "勘查内容两家都有，你方先收到办件，应由你方牵头通知，我们同一时间到场。",
    "《行政许可法》第三十四条",
)
_DECISION: Sequence[str] = (
    "勘查内容两家都有职责，法律没有规定由谁牵头。《行政许可法》第二十六条规定，由两个以上部门分别实施的，可以组织联合办理。",
    "由大厅统一约时间，两家同一时间到场勘查，一个工作日内各自签意见，不再分别通知申请人。",
)
