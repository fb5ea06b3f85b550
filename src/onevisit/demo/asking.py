"""Questions asked on line about the matters of the catalogue, and their answers: those that the guides know already."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import partial

from onevisit.catalogue.versions import Version
from onevisit.demo.agenda import Agenda
from onevisit.demo.chance import Chance
from onevisit.demo.demand import moment
from onevisit.demo.office import DAY
from onevisit.demo.pace import Pace
from onevisit.demo.people import Population
from onevisit.demo.staff import Staff
from onevisit.platform import clock
from onevisit.questions import commands as questions
from onevisit.rules.district.checks import TOWN
from onevisit.rules.matters.definition import Question
from onevisit.rules.matters.vocabulary import Channel
from onevisit.rules.questions import check_public

A_DAY = 0.8
"""The share of the days on which somebody asks something."""

PUBLISHED = 0.4
"""The share of the answers that are shown to everybody."""


class Asking:
    """Those who ask, and those who answer for their organ."""

    def __init__(
        self,
        seed: int,
        agenda: Agenda,
        versions: Mapping[str, Version],
        population: Population,
        staff: Staff,
        pace: Pace,
    ) -> None:
        self._seed, self._agenda, self._population = seed, agenda, population
        self._staff, self._pace = staff, pace
        self._known = [
            (one.matter.key, one.matter.organ, question)
            for _, one in sorted(versions.items())
            for question in one.matter.questions
            if one.matter.organ != TOWN
        ]

    def plan_day(self, day: date) -> None:
        """Perhaps somebody asks today."""
        chance = Chance(self._seed, "question", day)
        if self._known and chance.happens(A_DAY):
            instant = moment(day, Channel.ONLINE, chance)
            self._agenda.plan(instant, partial(self._ask, chance, *chance.one(self._known)))

    def _ask(self, chance: Chance, matter: str, organ: str, question: Question) -> None:
        who = self._population.citizen((20, 66), chance)
        if who is None:
            return
        key = f"demo/{self._seed}/question/{clock.today()}"
        asking = questions.Asking(question.ask[:60], question.ask, matter)
        asked = questions.ask(asking, actor=self._population.acting(who), at=clock.now(), key=key)
        then = self._pace.office.later(clock.now(), chance.around(0.8 * DAY, 0.7))
        self._agenda.plan(then, partial(self._answer, chance, organ, question, asked.reference))

    def _answer(self, chance: Chance, organ: str, question: Question, reference: str) -> None:
        actor = self._staff.reviewer(organ, chance)
        key = f"demo/{self._seed}/{reference}"
        at = clock.now()
        questions.answer(reference, question.answer, actor=actor, at=at, seen=1, key=f"{key}/answer")
        words = (question.ask[:60], question.ask, question.answer)
        if chance.happens(PUBLISHED) and not check_public(*words):
            questions.publish(reference, *words, actor=actor, at=at, seen=2, key=f"{key}/publish")
