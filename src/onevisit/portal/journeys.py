"""A computed journey as the picture of the kit, and the journey that follows from what somebody chose."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from onevisit.platform.ui.values import JourneyStep, Place
from onevisit.rules import journeys
from onevisit.rules.cases.commands import Shown
from onevisit.rules.matters.definition import Evidence, Matter
from onevisit.rules.matters.vocabulary import Channel, Delivery

_PLACES = {
    journeys.PlaceKind.HOME: Place.HOME,
    journeys.PlaceKind.ERRAND: Place.HOME,
    journeys.PlaceKind.COUNTER: Place.HALL,
    journeys.PlaceKind.ORGANS: Place.ORGANS,
}


def steps_of(journey: journeys.Journey) -> list[JourneyStep]:
    """The steps of a journey; a visit is marked at its first step only, so that the marks add up to the number."""
    found: list[JourneyStep] = []
    counted: set[int] = set()
    for step in journey.steps:
        visit = step.visit > 0 and step.visit not in counted
        counted.add(step.visit)
        found.append(JourneyStep(_PLACES[step.place], step.text, "；".join(step.details), visit))
    return found


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
