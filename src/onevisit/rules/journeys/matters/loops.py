"""The circular proofs of a matter: in every situation, what nobody can get and the circle that keeps it away."""

from __future__ import annotations

from onevisit.rules.journeys.catalogue import Catalogue
from onevisit.rules.journeys.loops import Loop, loop_of
from onevisit.rules.journeys.matters.problem import problem_of
from onevisit.rules.journeys.matters.writing import View
from onevisit.rules.journeys.situations import possibly, situations
from onevisit.rules.matters.definition import Matter


def loops(matter: Matter, catalogue: Catalogue) -> tuple[Loop, ...]:
    """The circles, and the papers that nobody gives, that stand in somebody's way; none if everybody can get through.

    What can be had where everything is asked for at once can be had in every situation, so that mostly one look is
    enough.
    """
    whole = View(possibly(matter, {}), in_hand=False)
    if loop_of(problem_of(matter, catalogue, whole, others=True)) is None:
        return ()
    found: dict[Loop, None] = {}
    for known in situations(matter, {}, papers=True):
        view = View(lambda condition, known=known: condition.holds(known), in_hand=False)  # type: ignore[misc]
        loop = loop_of(problem_of(matter, catalogue, view))
        if loop is not None:
            found.setdefault(loop)
    return tuple(found)
