"""帮办代办 in the demonstration: the words under which village agents file, and visits at the homes of the old."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import partial

from onevisit.assistance import commands, home_queries, homes, queries
from onevisit.assistance.commands import Word
from onevisit.assistance.homes import Plan
from onevisit.demo.agenda import Agenda
from onevisit.demo.chance import Chance
from onevisit.demo.office import Office, at
from onevisit.demo.people import Applicant, Population
from onevisit.demo.staff import Staff
from onevisit.platform import clock
from onevisit.platform.organs.queries import halls
from onevisit.platform.people.actors import Actor, Holding
from onevisit.platform.workdays.queries import calendar
from onevisit.rules.assistance.authorisation import USUAL, Scope, Term
from onevisit.rules.assistance.home_visits import Half, Outcome, Why, Wish
from onevisit.rules.district.definition import Role
from onevisit.rules.matters.definition import Matter
from onevisit.rules.matters.vocabulary import Level, Means

BY_CODE = 0.3
"""The share of the words that are told as a code; the others are signed on paper."""

WHOLE_CLASS = 0.25
"""The share of those who leave everything of a class to the agent."""

A_DAY = 0.4
"""The share of the working days on which somebody asks for officials to come home."""

NOT_HOME = 0.12
OLD = (72, 96)
VISITED = "id-card"
"""What most are visited for: the fingerprint that nobody can give for somebody else."""

MORNING, AFTERNOON = 9 * 60 + 40, 15 * 60 + 10
"""When they stand at the door, in minutes of the day."""


class Words:
    """Those who let the agent of their village act for them, before he first does."""

    def __init__(self, seed: int, population: Population, kept: Mapping[str, str]) -> None:
        self._seed, self._population, self._kept = seed, population, kept
        self._given: set[tuple[int, str, str]] = set()

    def give(self, who: Applicant, matter: Matter, actor: Actor, post: Holding) -> None:
        """Let him act in this matter from today on, unless he may already."""
        if post.role is not Role.AGENT or (who.party, post.hall, matter.key) in self._given:
            return
        self._given.add((who.party, post.hall, matter.key))
        chance = Chance(self._seed, "word", who.party, matter.key)
        whole = chance.happens(WHOLE_CLASS)
        scope = Scope(window_class=matter.window_class.value) if whole else Scope((matter.key,))
        today = clock.today()
        term = Term(today, today + USUAL)
        key = f"demo/{self._seed}/word/{who.party}/{matter.key}"
        if not (self._himself(matter) or chance.happens(BY_CODE)):
            word = Word(who.party, scope, term, (self._kept["合同"],))
            commands.record(word, actor=actor, at=clock.now(), key=key, hall=post.hall)
            return
        word = Word(who.party, scope, term)
        number = commands.ask(word, actor=actor, at=clock.now(), key=key, hall=post.hall)
        code = queries.code_for(self._population.acting(who), number)
        commands.confirm(number, code, actor=actor, at=clock.now(), key=f"{key}/code")

    def _himself(self, matter: Matter) -> bool:
        """Whether something of it is left to him, which he confirms on his telephone."""
        return any(Means.AGENT not in one.means for one in matter.presences)


class HomeVisits:
    """The old ask, the centre of their town plans, two go there: each day a little."""

    def __init__(
        self, seed: int, agenda: Agenda, office: Office, population: Population, staff: Staff, points: Points
    ) -> None:
        self._seed, self._agenda, self._office = seed, agenda, office
        self._population, self._staff, self._points = population, staff, points

    def plan_day(self, day: date, *, working: bool) -> None:
        """Perhaps somebody asks today."""
        chance = Chance(self._seed, "home-visit", day)
        if working and chance.happens(A_DAY):
            self._agenda.plan(at(day, 9 * 60 + chance.whole(5, 300)), partial(self._ask, chance))

    def _ask(self, chance: Chance) -> None:
        who = self._population.citizen(OLD, chance)
        if who is None:
            return
        hall = self._points.near(who)
        day = calendar().add_working_days(clock.today(), chance.whole(2, 4)).due
        half = chance.one(tuple(Half))
        why = Why.OLD if who.age >= 80 else chance.one((Why.FRAIL, Why.ILL, Why.DISABLED))
        wish = Wish(why.value, who.address, who.phone, day, half.value)
        key = f"demo/{self._seed}/home-visit/{clock.today()}"
        number = homes.ask(
            who.party, VISITED, hall, wish, actor=self._population.acting(who), at=clock.now(), key=key
        )
        then = self._office.later(clock.now(), chance.between(40, 260))
        self._agenda.plan(then, partial(self._plan, chance, number, hall, day, key))

    def _plan(self, chance: Chance, number: str, hall: str, day: date, key: str) -> None:
        actor, _ = self._staff.counter(hall, self._points.takes, chance)
        view = home_queries.staff_view(actor, number)
        police = self._staff.reviewer(self._points.organ, chance)
        plan = Plan(day, view.card.half.value, actor.person or 0, police.person)
        homes.plan(number, plan, actor=actor, at=clock.now(), seen=view.seq, key=f"{key}/plan/{day}")
        minute = MORNING if view.card.half is Half.MORNING else AFTERNOON
        go = partial(self._go, chance, number, hall, key, actor)
        self._agenda.plan(at(day, minute + chance.whole(0, 60)), go)

    def _go(self, chance: Chance, number: str, hall: str, key: str, actor: Actor) -> None:
        view = home_queries.staff_view(actor, number)
        step = f"{key}/go/{clock.today()}"
        if chance.happens(NOT_HOME):
            words = "敲门没有人，邻居说去住院了，另约时间。"
            homes.not_home(number, words, actor=actor, at=clock.now(), seen=view.seq, key=step)
            day = calendar().add_working_days(clock.today(), 2).due
            then = self._office.later(clock.now(), 60)
            self._agenda.plan(then, partial(self._plan, chance, number, hall, day, key))
            return
        acts = tuple(name for name, _ in view.acts if name == "identity")
        words = "" if len(acts) == len(view.acts) else "已满十六周岁，不用监护人签字。"
        outcome = Outcome(acts, (), words or "本人在场，证件核对一致，指纹和照片已采。")
        homes.done(number, outcome, actor=actor, at=clock.now(), seen=view.seq, key=step)


class Points:
    """Which place sees to a home, and who of it can go."""

    def __init__(self, near: Mapping[str, str], takes: str, organ: str) -> None:
        self._near, self.takes, self.organ = near, takes, organ

    def near(self, who: Applicant) -> str:
        """The centre of his town."""
        return self._near[who.town]


def points_of(versions: Mapping[str, Matter]) -> Points:
    """From the halls of the district and the matter that homes are visited for."""
    matter = versions[VISITED]
    centres = {hall.organ.key: hall.key for hall in halls() if hall.level == Level.TOWN}
    return Points(centres, "社会民生", matter.organ)
