"""Years ago: the licences that run out about now were granted here, by the same commands, long before the month."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial

from onevisit.casework import errands
from onevisit.catalogue.versions import Version
from onevisit.demo.agenda import Agenda
from onevisit.demo.chance import Chance
from onevisit.demo.course import Visit
from onevisit.demo.fate import Fate
from onevisit.demo.office import OPENS, Office, at
from onevisit.demo.people import Applicant, Population
from onevisit.demo.reception import Reception
from onevisit.platform import clock
from onevisit.platform.workdays.queries import calendar
from onevisit.rules.calendar import UnknownYear
from onevisit.rules.matters.vocabulary import Audience, Channel, Delivery


@dataclass(frozen=True)
class Former:
    """A licence that runs out so many days after the last one that is played; `who` is "" for somebody of a trade."""

    matter: str
    who: str
    left: int
    trade: str = ""
    answers: tuple[tuple[str, str], ...] = ()


CATERING = (("business", "catering"),)
CANTEEN = (("business", "canteen"),)

FORMER = (
    Former("food-business-permit", "bengye", -3, answers=CANTEEN),
    Former("food-business-permit", "haoyu-minsu", 33, answers=CATERING),
    Former("food-business-permit", "anjia-wuye", 58, answers=CANTEEN),
    Former("food-business-permit", "", 24, "餐饮", CATERING),
    Former("food-business-permit", "", 41, "餐饮", CATERING),
    Former("food-business-permit", "", 66, "酒店", CATERING),
    Former("food-business-permit", "", 400, "餐饮", CATERING),
    Former("food-business-permit", "", 700, "食品", CATERING),
    Former("food-business-permit", "", 1000, "酒店", CATERING),
    Former("drug-retail", "kangning-yaofang", 205),
    Former("labour-dispatch", "hongye-renli", 78),
    Former("pesticide-trade", "yuanquan-mihoutao", 112),
    Former("investment-approval", "xin-cailiao", 130),
)
"""Who has what. What a pack does not have is left out."""


CLOSED_AFTER = timedelta(days=16)
"""After these days the file is closed: five working days after the end, with a long holiday in between."""

Opening = Callable[[Agenda, Office], Reception]
"""Opens the desks for the deeds of an agenda, in these office hours."""


def grant(
    opening: Opening,
    done: Callable[[], None],
    seed: int,
    versions: Mapping[str, Version],
    population: Population,
    until: date,
    refused: Callable[[str], None],
) -> None:
    """Grant everything of `FORMER` on its day; `done` carries out what is left in the evening."""
    for number, one in enumerate(FORMER):
        version = versions.get(one.matter)
        chance = Chance(seed, "former", number)
        who = population.by_login.get(one.who) if one.who else _of_trade(one, version, population, chance)
        day = _granted_on(version, until, one.left)
        if version is None or who is None or day is None:
            continue
        agenda = Agenda(at(day + CLOSED_AFTER, 0), done, refused)
        reception = opening(agenda, Office(calendar(), day, day + CLOSED_AFTER))
        visit = Visit(
            f"former-{number}",
            version,
            who,
            Channel.ONLINE,
            chance,
            Fate(brisk=True, rates=False),
            dict(one.answers),
            Delivery.ELECTRONIC,
        )
        agenda.plan(at(day, OPENS + 5 + chance.whole(0, 30)), partial(reception.come, visit))
        agenda.run_until(agenda.end)
        with clock.at(agenda.end):
            errands.sweep_round()
            done()


def _of_trade(
    one: Former, version: Version | None, population: Population, chance: Chance
) -> Applicant | None:
    if version is None:
        return None
    bodies = [kind for kind in version.matter.audience if kind is not Audience.PERSON]
    return population.stranger(bodies, (one.trade,), chance)


def _granted_on(version: Version | None, until: date, left: int) -> date | None:
    """The day on which a licence was granted that runs out then; None where no calendar reaches back so far."""
    years = [one.valid.years for one in version.matter.results if one.valid] if version else []
    if not years or not years[0]:
        return None
    expires = until + timedelta(days=left + 1)
    day = expires.replace(year=expires.year - years[0], day=min(expires.day, 28))
    try:
        while not calendar().is_working(day):
            day -= timedelta(days=1)
    except UnknownYear:
        return None
    return day
