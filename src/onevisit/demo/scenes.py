"""Cases that whoever tries the demonstration is sure to find: for the people and posts that the pack shows to him.

The pack's `demo` marks promise a restaurant that waits for its permit, a road that three organs look at, an old woman
whose card lies ready in her village. What a pack does not have (another district's, say) is left out.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from functools import partial

from onevisit.casework import drafts
from onevisit.catalogue.versions import Version
from onevisit.demo.agenda import Agenda
from onevisit.demo.chance import Chance
from onevisit.demo.course import Visit
from onevisit.demo.fate import Fate
from onevisit.demo.office import Office, at
from onevisit.demo.people import Population
from onevisit.demo.reception import Reception
from onevisit.demo.script import EVENING, SCENES, Scene
from onevisit.demo.script_of_courses import COURSES
from onevisit.platform import clock
from onevisit.platform.clock import DISTRICT
from onevisit.rules.cases.application import situations_for

DRAFTS = (("fire-safety-check", "li-chunyan", 3), ("teacher-qualification", "lin-yutong", 1))
"""Begun and not handed in: matter, who, and how many working days ago."""


class Stage:
    """Puts the scenes into the play."""

    def __init__(
        self, seed: int, office: Office, versions: Mapping[str, Version], population: Population, since: date
    ) -> None:
        self._seed, self._office, self._versions = seed, office, versions
        self._population, self._since = population, since

    def plan(self, agenda: Agenda, reception: Reception, until: date) -> int:
        """Plan every scene that fits into the days that are played; returns how many cases they are."""
        planned = 0
        for number, scene in enumerate((*SCENES, *COURSES)):
            instant = self._instant(scene.back, until, agenda.end, 9 * 60 + 5 + number)
            visit = self._visit(number, scene, reception)
            if instant is not None and visit is not None:
                agenda.plan(instant, partial(reception.come, visit))
                planned += 1
        for number, (matter, who, back) in enumerate(DRAFTS):
            instant = self._instant(back, until, agenda.end, 20 * 60 + number)
            if instant is not None and matter in self._versions and who in self._population.by_login:
                agenda.plan(instant, partial(self._draft, matter, who))
        return planned

    def _instant(self, back: int, until: date, end: datetime, minute: int) -> datetime | None:
        if back == EVENING:
            evening = at(clock.day_of(end), 19 * 60 + 30 + minute % 60)
            found = evening if evening < end else evening - timedelta(days=1)
        else:
            days = [day for day in self._office.days if day <= until]
            if back >= len(days):
                return None
            found = at(days[-1 - back], minute)
        return found if found.astimezone(DISTRICT).date() >= self._since else None

    def _visit(self, number: int, scene: Scene, reception: Reception) -> Visit | None:
        version = self._versions.get(scene.matter)
        applicant = self._population.by_login.get(scene.who)
        if version is None or applicant is None:
            return None
        held = frozenset(scene.held)
        fate = Fate(held=held, brisk=scene.brisk, fails=scene.fails, rates=scene.rates, **scene.fate)
        collect_at = {"district": reception.district, "near": reception.near(applicant), "": ""}[
            scene.collect_at
        ]
        return Visit(
            f"scene-{number}",
            version,
            applicant,
            scene.channel,
            Chance(self._seed, "scene", number),
            fate,
            scene.answers,
            scene.delivery,
            collect_at,
        )

    def _draft(self, matter: str, who: str) -> None:
        applicant = self._population.by_login[who]
        actor = self._population.acting(applicant)
        draft = drafts.begin(actor, matter, applicant.party)
        question = situations_for(draft.matter, {})[0]
        answers = {question.key: next(iter(question.options))}
        drafts.save(actor, draft.id, {"answers": answers}, draft.edition)
