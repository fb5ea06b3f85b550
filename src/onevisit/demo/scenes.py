"""Cases that whoever tries the demonstration is sure to find: for the people and posts that the pack shows to him.

The pack's `demo` marks promise a restaurant that waits for its permit, a road that three organs look at, an old woman
whose card lies ready in her village. What a pack does not have (another district's, say) is left out.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from functools import partial

from onevisit.casework import drafts
from onevisit.catalogue.versions import Version
from onevisit.demo.agenda import Agenda
from onevisit.demo.chance import Chance
from onevisit.demo.course import Fate, Visit
from onevisit.demo.office import Office, at
from onevisit.demo.people import Population
from onevisit.demo.reception import Reception
from onevisit.platform import clock
from onevisit.platform.clock import DISTRICT
from onevisit.rules.cases.application import situations_for
from onevisit.rules.matters.vocabulary import Channel, Delivery

ONLINE, WINDOW, VILLAGE = Channel.ONLINE, Channel.WINDOW, Channel.VILLAGE
EVENING = -1
"""Instead of a number of days: last evening, so that it waits when the windows open."""

DIG = {"age": "settled", "pipes": "planned"}


@dataclass(frozen=True)
class Scene:
    """Somebody applies so many working days before the last; all goes quickly, but for the duties that are `held`."""

    matter: str
    who: str
    back: int
    held: tuple[str, ...] = ()
    channel: Channel = ONLINE
    delivery: Delivery = Delivery.ELECTRONIC
    collect_at: str = ""
    fails: str = ""
    brisk: bool = True
    rates: bool | None = False
    answers: Mapping[str, str] = field(default_factory=dict)


SCENES = (
    # A road: waiting for all three organs, for each alone (one too late), for the decision, the permit, the hand.
    Scene(
        "dig-road", "bolu-shizheng", 1, ("review:municipal", "review:traffic", "review:planning"), answers=DIG
    ),
    Scene("dig-road", "hexie-dichan", 4, ("review:traffic",), answers=DIG),
    Scene("dig-road", "anjia-wuye", 3, ("review:planning",), answers=DIG),
    Scene("dig-road", "bengye", 5, ("review:municipal",), answers=DIG),
    Scene("dig-road", "guyao-taoci", 4, ("review:municipal",), answers=DIG),
    Scene("dig-road", "liuli-fang", 6, ("review:traffic", "review:planning"), answers=DIG),
    Scene("dig-road", "xin-cailiao", 6, ("decide:decide",), answers=DIG),
    Scene("dig-road", "bolu-shizheng", 2, ("issue",), answers=DIG),
    Scene(
        "dig-road",
        "guyao-taoci",
        9,
        ("hand-out",),
        delivery=Delivery.WINDOW,
        collect_at="district",
        answers=DIG,
    ),
    Scene("dig-road", "bolu-shizheng", 14, rates=True, answers=DIG),
    Scene("dig-road", "bolu-shizheng", EVENING, ("receive",), answers=DIG),
    # A restaurant, and what else waits at the windows of trade and of investment.
    Scene(
        "food-business-permit",
        "yanshan-renjia",
        EVENING,
        ("receive",),
        answers={"business": "catering", "premises": "rented"},
    ),
    Scene("food-business-permit", "xiaoshu-youeryuan", 5, ("receive",), answers={"business": "canteen"}),
    Scene("food-business-permit", "haoyu-minsu", 5, ("review:survey",), answers={"business": "catering"}),
    Scene("food-business-permit", "liuli-fang", 8, ("decide:decide",), answers={"business": "catering"}),
    Scene("food-business-permit", "guyao-taoci", 9, ("review:survey",), answers={"business": "canteen"}),
    Scene("fire-safety-check", "yanshan-renjia", 3, ("review:survey",)),
    Scene("sole-trader", "li-chunyan", 2, answers={"form": "family"}),
    Scene("public-place-hygiene", "haoyu-minsu", 2, ("accept",), answers={"place": "lodging"}),
    Scene("investment-filing", "xin-cailiao", EVENING, ("receive",), answers={"purpose": "new"}),
    Scene("occupy-road", "anjia-wuye", 5, ("receive",)),
    Scene("construction-permit", "hexie-dichan", 1, ("accept",)),
    # Results that lie ready: fresh, due today, two days too late.
    Scene(
        "property-transfer", "zheng-yanan", 2, ("hand-out",), delivery=Delivery.WINDOW, collect_at="district"
    ),
    Scene("property-transfer", "jiang-wei", 2, ("decide:decide",)),
    Scene(
        "property-transfer", "cheng-yuan", 10, ("hand-out",), delivery=Delivery.WINDOW, collect_at="district"
    ),
    Scene("sole-trader", "dong-xiaolong", 12, ("hand-out",), WINDOW, Delivery.WINDOW, "district"),
    Scene("food-workshop", "song-guixiang", 4, ("hand-out",), delivery=Delivery.COURIER),
    # A town, a village, and those who do not go on line.
    Scene("temporary-aid", "liang-zhigang", EVENING, ("receive",), answers={"urgent": "urgent"}),
    Scene("subsistence", "song-guixiang", 5, ("receive",)),
    Scene("old-age-card", "wang-guilan", 2, ("hand-out",), VILLAGE, Delivery.WINDOW, "near"),
    Scene(
        "medical-aid",
        "wang-guilan",
        6,
        ("review:town",),
        VILLAGE,
        Delivery.WINDOW,
        "near",
        answers={"person": "other"},
    ),
    Scene("resident-pension", "deng-aiying", 4, (), VILLAGE, Delivery.WINDOW, "near", rates=True),
    # Young people: done and not rated yet, under review (due today), just begun.
    Scene("marriage", "zhao-mingyue", 3, channel=WINDOW, delivery=Delivery.WINDOW),
    Scene("property-transfer", "zhao-mingyue", 1, ("review:examine",)),
    Scene("licence-renewal", "sun-hao", 1),
    Scene("household-move", "zhao-mingyue", EVENING, ("receive",)),
    # What nobody answered: the law accepts it after five working days.
    Scene("billboard", "liuli-fang", 14, ("receive",), brisk=False),
    Scene("freight", "shunda-huoyun", 8, ("receive",), brisk=False),
    # A refusal that still has to reach the applicant, and one that has.
    Scene("entertainment", "zeng-jun", 11, ("hand-out",), delivery=Delivery.WINDOW, fails="survey"),
    Scene("tobacco-retail", "xu-baoguo", 2, fails="survey", rates=True),
)

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
        for number, scene in enumerate(SCENES):
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
        fate = Fate(held=held, brisk=scene.brisk, fails=scene.fails, rates=scene.rates)
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
