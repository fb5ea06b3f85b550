"""The steps of a computed itinerary as the picture of the kit."""

from __future__ import annotations

from collections.abc import Iterable

from onevisit.platform.ui.values import JourneyStep, Place
from onevisit.rules.journeys import PlaceKind, Step

_PLACES = {
    PlaceKind.HOME: Place.HOME,
    PlaceKind.ERRAND: Place.ERRAND,
    PlaceKind.COUNTER: Place.HALL,
    PlaceKind.ORGANS: Place.ORGANS,
}


def picture_of(steps: Iterable[Step]) -> list[JourneyStep]:
    """One step of the picture for each step. A visit is numbered, and begins once, so that the marks add up."""
    found: list[JourneyStep] = []
    last = 0
    for step in steps:
        # What is carried is told apart, so that handing it over need not be told again; who uploads a paper has it.
        told = {f"交“{paper}”" for paper in step.carried}
        told |= {f"准备{one.removeprefix('上传')}" for one in step.details if one.startswith("上传")}
        found.append(
            JourneyStep(
                place=_PLACES[step.place],
                text=step.text,
                details=tuple(one.rstrip("。") for one in step.details if one not in told),
                visit=step.visit,
                begins=step.visit > last,
                day=step.day + 1,
                where=step.where if step.visit else "",
                carried=step.carried,
                persons=step.persons,
                why=step.why,
            )
        )
        last = max(last, step.visit)
    return found
