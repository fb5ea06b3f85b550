"""The best and the worst of all lawful courses.

An applicant chooses how he applies and how he receives; his situation he does not choose. So a question that has no
answer yet is taken as it costs most, in the best course as well as in the worst: `best(matter, {})` is what can be
promised to everybody, and answering a question never raises a figure.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from onevisit.rules.journeys.journey import Journey, journey, visits
from onevisit.rules.journeys.situations import situations
from onevisit.rules.matters.conditions import Answers
from onevisit.rules.matters.definition import Matter
from onevisit.rules.matters.vocabulary import Channel, Delivery

__all__ = ["best", "worst"]

_CHANNELS = (Channel.ONLINE, Channel.POST, Channel.VILLAGE, Channel.WINDOW)
_DELIVERIES = (Delivery.ELECTRONIC, Delivery.COURIER, Delivery.WINDOW)
"""From the least trouble to the most, which decides between courses with equally many visits."""


def best(matter: Matter, answers: Answers) -> Journey:
    """The course with the fewest visits that anybody in this situation can choose."""
    each = (min(_courses(matter, known), key=_visits) for known in situations(matter, answers))
    return _journey(matter, max(each, key=_visits))


def worst(matter: Matter, answers: Answers) -> Journey:
    """The course with the most visits that somebody in this situation may end up with."""
    each = (course for known in situations(matter, answers) for course in _courses(matter, known))
    return _journey(matter, max(each, key=lambda course: (course.visits, _CHANNELS.index(course.channel))))


class _Course(NamedTuple):
    visits: int
    known: Answers
    channel: Channel
    delivery: Delivery


def _visits(course: _Course) -> int:
    return course.visits


def _courses(matter: Matter, known: Answers) -> Iterator[_Course]:
    offered = {way for result in matter.results for way in result.delivery}
    for channel in _CHANNELS:
        for delivery in _DELIVERIES:
            if channel in matter.channels and delivery in offered:
                number = visits(matter, known, channel=channel, delivery=delivery)
                yield _Course(number, known, channel, delivery)


def _journey(matter: Matter, course: _Course) -> Journey:
    return journey(matter, course.known, channel=course.channel, delivery=course.delivery)
