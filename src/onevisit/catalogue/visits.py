"""The number of visits of a definition among the other matters: what the gate judges by, computed and never typed."""

from __future__ import annotations

from onevisit.rules.journeys import Place, best
from onevisit.rules.matters.definition import Matter
from onevisit.rules.publishing.gate import Trips


def trips(matter: Matter) -> Trips:
    """The number for everybody who may apply, with the visits that it is made of."""
    course = best(matter, {})
    steps = tuple(one.text for one in course.steps if one.place is Place.COUNTER)
    return Trips(course.visits, course.visits, steps)
