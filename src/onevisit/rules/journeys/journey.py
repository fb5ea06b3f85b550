"""The journey of one application: of somebody who has chosen, and the best and the worst that anybody can choose.

An applicant chooses how he applies and how he receives; his situation he does not choose. So a question that has no
answer yet is taken as it costs most, in the best course as well as in the worst: `best(matter, {})` is what can be
promised to everybody, and answering a question never raises a figure.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from onevisit.rules.journeys.catalogue import Catalogue
from onevisit.rules.journeys.matters.figures import Figure, figures
from onevisit.rules.journeys.matters.problem import problem_of
from onevisit.rules.journeys.matters.steps import Step, steps_of
from onevisit.rules.journeys.matters.writing import View
from onevisit.rules.journeys.situations import answered
from onevisit.rules.journeys.solve import solve
from onevisit.rules.matters.conditions import Answers
from onevisit.rules.matters.definition import Matter
from onevisit.rules.matters.vocabulary import Channel, Delivery

NOTHING_ELSE = Catalogue()
"""With everything in hand, a journey depends on no other matter."""


@dataclass(frozen=True)
class Journey:
    """A whole course: the steps in order, how many visits are in them, and the situation it was computed for.

    `visits` is the upper end of what is known, so that it can be promised.
    """

    steps: tuple[Step, ...]
    visits: int
    answers: Answers = field(default_factory=dict)


def journey(matter: Matter, answers: Answers, *, delivery: Delivery, channel: Channel) -> Journey:
    """The journey of somebody in this situation who applies by `channel` and wants his results by `delivery`.

    A result that is not delivered in that way comes in the easiest way it has. What depends on a question without
    an answer does not apply: ask `best` or `worst` while answers are missing. Raises ValueError for a channel that
    the matter does not offer.
    """
    if channel not in matter.channels:
        raise ValueError(f"“{matter.name}”不能以{channel}方式申请。")
    known = answered(matter, answers)
    view = View(lambda condition: condition.holds(known), channel=channel, delivery=delivery)
    problem = problem_of(matter, NOTHING_ELSE, view)
    solution = solve(problem)
    high = solution.visits.high
    return Journey(
        steps_of(matter, known, problem, solution), solution.visits.low if high is None else high, known
    )


def best(matter: Matter, answers: Answers) -> Journey:
    """The course with the fewest visits that anybody in this situation can choose."""
    return _journey(figures(matter, NOTHING_ELSE, answers).in_hand)


def worst(matter: Matter, answers: Answers) -> Journey:
    """The course with the most visits that somebody in this situation may end up with by what he chooses."""
    return max(_chosen(matter, answers), key=lambda course: course.visits)


def _chosen(matter: Matter, answers: Answers) -> Iterator[Journey]:
    offered = {way for result in matter.results for way in result.delivery}
    for channel in matter.channels:
        for delivery in Delivery:
            if delivery in offered:
                found = figures(matter, NOTHING_ELSE, answers, channel=channel, delivery=delivery)
                yield _journey(found.in_hand)


def _journey(figure: Figure) -> Journey:
    high = figure.visits.high
    return Journey(figure.steps, figure.visits.low if high is None else high, figure.answers)
