"""What people come for, who they are, and when: the habits of a district, matter by matter.

Shares and times are invented but plausible: a district of four hundred thousand people seen through seven hundred
cases. A matter that is not listed comes up now and then, for the audience that its definition names.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from onevisit.demo.chance import Chance
from onevisit.demo.office import at
from onevisit.demo.people import Applicant
from onevisit.rules.calendar import Calendar
from onevisit.rules.matters.definition import Matter
from onevisit.rules.matters.vocabulary import Channel

WEEKDAYS = (1.25, 1.1, 1.0, 0.95, 0.85)
"""Mondays are full; a Friday afternoon is quiet."""

DAY_OFF = 0.16
"""On a day off only what goes on line comes in."""

AFTER_HOLIDAY = 1.25
"""The first working day after three days off or more brings what waited."""


@dataclass(frozen=True)
class Habit:
    """How often a matter comes up (of about nine hundred), and for whom.

    `bodies` is the share of enterprises where citizens may apply too; `trades` are parts of the names of those that do.
    """

    often: float = 2.0
    ages: tuple[int, int] = (24, 60)
    bodies: float = 0.5
    trades: tuple[str, ...] = ()


_WORKS = ("市政工程", "管道工程")
_FOOD = ("餐饮",)
_PLANT = ("陶瓷", "机电", "泵业", "新材料", "琉璃", "建材")

HABITS: Mapping[str, Habit] = {
    "id-card": Habit(46, (17, 74)),
    "licence-renewal": Habit(42, (24, 68)),
    "licence-replacement": Habit(16, (20, 62)),
    "passport": Habit(26, (18, 66)),
    "temporary-id": Habit(7, (18, 60)),
    "death-registration": Habit(12, (30, 68)),
    "vehicle-registration": Habit(36, (22, 58), 0.12),
    "household-move": Habit(30, (22, 66)),
    "birth-registration": Habit(22, (22, 38)),
    "residence-permit": Habit(9, (20, 50)),
    "marriage": Habit(18, (23, 36)),
    "property-transfer": Habit(38, (25, 66), 0.05),
    "property-mortgage": Habit(20, (26, 58), 0.2),
    "property-first": Habit(7, (30, 66), 0.35, ("房地产", "置业")),
    "sole-trader": Habit(46, (21, 60)),
    "sole-trader-deregistration": Habit(10, (26, 66)),
    "company-registration": Habit(22, (24, 58), 0.08),
    "company-deregistration": Habit(13),
    "small-restaurant": Habit(16, (24, 60), 0.08, _FOOD),
    "food-business-permit": Habit(24, (25, 58), 0.5, _FOOD),
    "food-workshop": Habit(6, (34, 66), 0.0),
    "drug-retail": Habit(5, bodies=1.0, trades=("药房",)),
    "tobacco-retail": Habit(12, (26, 62), 0.15),
    "public-place-hygiene": Habit(11, (25, 56), 0.4, ("酒店", "民宿")),
    "fire-safety-check": Habit(10, (28, 56), 0.7, ("餐饮", "酒店", "民宿")),
    "hotel": Habit(3, (28, 58), 0.5, ("酒店", "民宿")),
    "entertainment": Habit(2, (28, 52), 0.7, ("文化",)),
    "performance": Habit(3, (28, 52), 0.9, ("文化",)),
    "resident-medical": Habit(36, (20, 72)),
    "resident-pension": Habit(24, (30, 58)),
    "medical-aid": Habit(13, (40, 82)),
    "insurance-registration": Habit(18),
    "labour-dispatch": Habit(2, trades=("人力资源",)),
    "hr-service": Habit(2, trades=("人力资源",)),
    "work-injury": Habit(8, (26, 58), 0.6, _PLANT),
    "old-age-card": Habit(30, (61, 84)),
    "subsistence": Habit(11, (38, 80)),
    "temporary-aid": Habit(8, (30, 76)),
    "disability-subsidy": Habit(13, (24, 78)),
    "rural-homestead": Habit(7, (30, 58)),
    "food-stall": Habit(10, (28, 64)),
    "rural-planning": Habit(5, (32, 62), 0.1),
    "tree-felling": Habit(7, (40, 70), 0.2, ("农业", "合作社")),
    "dig-road": Habit(12, bodies=1.0, trades=_WORKS),
    "occupy-road": Habit(9, (28, 60), 0.7, _WORKS),
    "billboard": Habit(8, (28, 56), 0.75),
    "investment-filing": Habit(12, trades=_PLANT),
    "construction-planning": Habit(4, bodies=1.0, trades=("房地产", "置业", "陶瓷", "机电")),
    "construction-permit": Habit(5, trades=("房地产", "置业", "陶瓷", "机电")),
    "gas-project": Habit(2, trades=("燃气", "管道工程")),
    "presale": Habit(2, trades=("房地产", "置业")),
    "eia-form": Habit(5, bodies=1.0, trades=_PLANT),
    "nurse-registration": Habit(6, (22, 27)),
    "teacher-qualification": Habit(10, (22, 34)),
    "legal-aid": Habit(8, (24, 66)),
    "reconsideration": Habit(4, (28, 64), 0.2),
    "government-information": Habit(6, (28, 66), 0.1),
    "service-complaint": Habit(5, (28, 66), 0.2),
    "credit-objection": Habit(4, (28, 56), 0.7),
    "veteran-registration": Habit(8, (21, 27)),
    "freight": Habit(8, (26, 54), 0.45, ("物流", "货运")),
    "water-withdrawal": Habit(2, bodies=0.8, trades=_PLANT),
    "water-permit": Habit(2, bodies=0.8, trades=_PLANT),
    "pesticide-trade": Habit(4, (30, 60), 0.3, ("农业",)),
    "animal-clinic": Habit(3, (28, 50), 0.3),
    "fireworks-retail": Habit(5, (30, 60), 0.2),
    "bookkeeping-agency": Habit(3, trades=("财务",)),
    "home-service": Habit(8, (66, 88)),
    "food-business-permit-renewal": Habit(7),
    "food-business-permit-change": Habit(7),
    "drug-retail-renewal": Habit(2),
    "investment-approval": Habit(3, trades=_PLANT),
    "procurement-complaint": Habit(2),
}


def matter_weights(matters: Mapping[str, object]) -> dict[str, float]:
    """How often each of these matters comes up."""
    return {key: HABITS.get(key, Habit(1.2)).often for key in matters}


def habit_of(matter: Matter) -> Habit:
    """The habit of a matter, listed or not."""
    return HABITS.get(matter.key, Habit())


def answers_known(matter: Matter, who: Applicant) -> dict[str, str]:
    """The answers that follow from who applies: nobody of thirty says that he is sixty."""
    body = not who.is_person
    known = {
        ("vehicle-registration", "owner"): "unit" if body else "person",
        ("tree-felling", "who"): "unit" if body else "villager",
        ("property-first", "owner"): "developer" if body else "villager",
        ("work-injury", "who"): "unit" if body else "worker",
        ("government-information", "who"): "organisation" if body else "person",
        ("price-suggestion", "who"): "operator" if body else "consumer",
        ("company-registration", "members"): "mixed" if body else "persons",
        ("rural-planning", "what"): "works" if body else "home",
        ("water-withdrawal", "project"): "project" if body else "farm",
        ("investment-approval", "assessed"): "none",
        ("disability-subsidy", "who"): "self",
        ("residence-permit", "who"): "self",
        ("resident-medical", "who"): "adult",
        ("id-card", "age"): "adult",
        ("temporary-id", "age"): "adult",
        ("passport", "age"): "adult",
        ("vocational-school", "founder"): "unit" if body else "person",
    }
    if who.is_person:
        age = who.age
        known["old-age-card", "age"] = "sixty" if age < 65 else "sixtyfive" if age < 70 else "seventy"
        known["licence-renewal", "age"] = "under60" if age < 60 else "sixties" if age < 70 else "over70"
    return {key: option for (name, key), option in known.items() if name == matter.key}


def days(calendar: Calendar, since: date, until: date, cases: int) -> Iterator[tuple[date, int]]:
    """How many cases come in on each day, so that all days together bring just these."""
    weights: dict[date, float] = {}
    off = 0
    day = since
    while day <= until:
        if calendar.is_working(day):
            # An exchanged Saturday is worked like a Friday.
            weights[day] = WEEKDAYS[min(day.weekday(), 4)] * (AFTER_HOLIDAY if off >= 3 else 1.0)
            off = 0
        else:
            weights[day] = DAY_OFF
            off += 1
        day += timedelta(days=1)
    total, owed = sum(weights.values()), 0.0
    for day, weight in weights.items():
        owed += cases * weight / total
        count = round(owed)
        owed -= count
        yield day, count


def channel_of(matter: Matter, chance: Chance, *, age: int, working: bool) -> Channel | None:
    """How somebody of this age (0 for a body) applies, or None if it cannot be done on this day."""
    if not working:
        return Channel.ONLINE if Channel.ONLINE in matter.channels else None
    young, old = (0.6, 0.3, 0.08), (0.13, 0.46, 0.41)
    online, window, village = young if age < 60 else old
    weights = {Channel.ONLINE: online, Channel.WINDOW: window, Channel.VILLAGE: village, Channel.POST: 0.04}
    return chance.weighted({channel: weights[channel] for channel in matter.channels})


def moment(day: date, channel: Channel, chance: Chance) -> datetime:
    """When on this day: at a counter in its hours, on line also before breakfast and late in the evening."""
    if channel is not Channel.ONLINE:
        # Halls of villages close at half past eleven and open again at two: what is within those is within all.
        since, until = chance.weighted({(544, 688): 1.3, (842, 1010): 1.0})
    else:
        since, until = chance.weighted(
            {(430, 530): 0.5, (530, 720): 3.0, (720, 1080): 3.2, (1080, 1410): 2.4}
        )
    return at(day, chance.between(since, until))
