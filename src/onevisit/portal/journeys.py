"""A computed journey as the picture of the kit: of an application as it was filled in, and of a guide's two numbers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from onevisit.catalogue.queries import Guide, Itinerary
from onevisit.platform.ui.itinerary import picture_of
from onevisit.platform.ui.values import JourneyStep
from onevisit.rules import journeys
from onevisit.rules.cases.commands import Shown
from onevisit.rules.matters.definition import Evidence, Matter
from onevisit.rules.matters.vocabulary import Channel, Delivery

IN_HAND, NOTHING = "papers", "nothing"
"""The two itineraries of a guide, as they stand in its address: with every paper in hand, and from nothing."""


def steps_of(journey: journeys.Journey) -> list[JourneyStep]:
    """The steps of an application's journey; a visit is numbered, and begins once."""
    return picture_of(journey.steps)


def chosen(
    matter: Matter, answers: Mapping[str, str], shown: Iterable[Shown], delivery: Delivery, channel: Channel
) -> journeys.Journey:
    """The journey of an application as it was filled in: who chose to bring an original comes for it."""
    ways = {one.requirement: one.way for one in shown}
    requirements = tuple(
        replace(one, evidence=(Evidence(ways[one.key]),), commitment=False, required=True)
        if one.key in ways
        else one
        for one in matter.requirements
    )
    as_shown = replace(matter, requirements=requirements)
    return journeys.journey(as_shown, answers, delivery=delivery, channel=channel)


@dataclass(frozen=True)
class Number:
    """One of a guide's two numbers with everything that is said of it. `stuck` stands where there is no number."""

    key: str
    title: str
    number: str
    means: str
    doubt: str
    beside: tuple[str, ...]
    stuck: tuple[str, ...]
    situation: str
    steps: tuple[JourneyStep, ...]
    none: bool
    above_one: bool

    @property
    def wide(self) -> bool:
        """Whether it takes more room than one figure."""
        return len(self.number) > 1


def numbers_of(guide: Guide) -> tuple[Number, Number]:
    """材料齐了 and 从零开始, in that order."""
    found = guide.journeys
    return (
        _number(
            guide, IN_HAND, "材料齐了", "材料都在手里，从申请到拿到结果。公布的就是这个数。", found.in_hand
        ),
        _number(
            guide, NOTHING, "从零开始", "材料一样也没有，取材料、先办别的证也都算上。", found.from_nothing
        ),
    )


def _number(guide: Guide, key: str, title: str, means: str, way: Itinerary) -> Number:
    return Number(
        key=key,
        title=title,
        number="" if way.stuck else said(way.visits),
        means=means,
        doubt="" if way.stuck else _doubt(way.visits),
        beside=() if way.stuck else tuple(_beside(way)),
        stuck=way.stuck,
        situation=_situation(guide, way),
        steps=steps_of_legs(way),
        none=not way.stuck and way.visits.high == 0,
        above_one=way.above_one,
    )


def said(visits: journeys.Interval) -> str:
    """The number as it is printed large: 2; 1–2; or 2 for “at least 2”, which `doubt` explains."""
    return str(visits.low) if visits.high is None else str(visits)


def _doubt(visits: journeys.Interval) -> str:
    if visits.high is None:
        return "至少要跑这么多次，还算不出上限，所以不算“最多跑一次”。"
    return "" if visits.exact else f"还不能确定，按上限{visits.high}次公布。"


def _beside(way: Itinerary) -> Iterable[str]:
    yield f"第{way.days + 1}天拿到结果" if way.days else "当天拿到结果"
    if way.settled > way.days:
        yield f"第{way.settled + 1}天手续全部了结"
    if way.errands:
        yield f"另外自己跑{way.errands}处，不算到政府跑动"


def _situation(guide: Guide, way: Itinerary) -> str:
    """For whom the number holds: nothing where no question is open."""
    if guide.complete:
        return ""
    worst = [
        f"“{one.ask}”选“{one.options[way.situation[one.key]]}”"
        for one in guide.matter.situations
        if one.key in way.situation and one.key not in guide.answers
    ]
    if not worst:
        return "没有回答的问题，不影响跑几次。"
    return f"没有回答的问题，按最费事的情形算：{'；'.join(worst)}。"


def steps_of_legs(way: Itinerary) -> tuple[JourneyStep, ...]:
    """The steps of a guide's itinerary, with what the catalogue knows of them: what each is for, by which article."""
    pictures = picture_of(leg.step for leg in way.legs)
    return tuple(
        replace(one, of=leg.of, laws=leg.laws, earliest=leg.earliest)
        for one, leg in zip(pictures, way.legs, strict=True)
    )
