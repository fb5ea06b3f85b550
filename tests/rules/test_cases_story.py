"""Every matter of the pack, in every situation, can be brought to its end: by grant, by refusal, by declining."""

from __future__ import annotations

import pytest

from factories.courses import REMEDIES, WORDS, Course, before_decision, hand_out
from factories.matters import matters, situations, submit
from onevisit.rules.cases import commands as c
from onevisit.rules.cases.phases import DeclineKind, Phase, RatingLevel
from onevisit.rules.matters.vocabulary import Delivery


def finish(course: Course, way: Delivery) -> None:
    course.do(hand_out(way), c.Rate(RatingLevel.GOOD, "PC端"))
    course.finish_without_rating()


@pytest.mark.parametrize("key", sorted(matters()))
def test_every_situation_of_every_matter_can_be_granted_refused_and_declined(key: str) -> None:
    matter = matters()[key]
    for answers in situations(matter):
        granted = Course(matter)
        granted.do(submit(matter, answers))
        granted.accept()
        granted.ready()
        granted.issue()
        finish(granted, matter.results[0].delivery[0])

        refused = Course(matter)
        refused.do(submit(matter, answers))
        refused.accept()
        before_decision(refused)
        refused.review(fail=True)
        refused.do(c.Refuse((matter.refusals[0].key,), WORDS, REMEDIES))
        finish(refused, Delivery.WINDOW)

        declined = Course(matter)
        declined.do(submit(matter, answers))
        declined.do(c.Decline(DeclineKind.NOT_OURS, WORDS, "market"))
        assert declined.now.phase is Phase.DECLINED
