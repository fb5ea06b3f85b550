"""Bad ratings with their words."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from factories import cases as make
from onevisit.casework.models import Content
from onevisit.platform import clock
from onevisit.rules.cases import commands as c
from onevisit.rules.cases.phases import RatingLevel
from onevisit.supervision.figures import Period
from onevisit.supervision.ratings import bad_ratings

pytestmark = pytest.mark.django_db
NOVEMBER = Period(date(2026, 11, 1), date(2026, 11, 30))
WORDS = "窗口说不清要什么材料。"


@pytest.fixture(autouse=True)
def noon() -> Iterator[None]:
    with clock.at(make.NOON):
        yield


def rated(level: RatingLevel, words: str = "", options: tuple[str, ...] = ()) -> str:
    number = make.handed_out("dig-road")
    comment = make.words(words) if words else None
    make.do(number, make.applicant()[0], c.Rate(level, "web", options, comment))
    return number


def test_a_bad_rating_is_read_with_its_words_its_organ_and_its_window() -> None:
    number = rated(RatingLevel.BAD, WORDS, ("213",))
    rated(RatingLevel.GOOD, "很好。")
    (one,) = bad_ratings(make.person("inquiry1"), NOVEMBER).items
    assert (one.number, one.level, one.words, one.options) == (
        number,
        RatingLevel.BAD,
        WORDS,
        ("业务不熟练",),
    )
    assert (one.organ, one.head, one.hall, one.window) == (
        "区综合执法局",
        "示例·黎雪梅",
        "博山区政务服务中心",
        "A01",
    )


def test_who_sees_a_bad_rating() -> None:
    rated(RatingLevel.VERY_BAD, WORDS)
    seen = {
        who: bad_ratings(make.person(who), NOVEMBER).total
        for who in (
            "inquiry1",
            "head-enforcement",
            "hall-head",
            "head-market",
            "reviewer-enforcement",
            "clerk1",
        )
    }
    assert seen == {
        "inquiry1": 1,
        "head-enforcement": 1,
        "hall-head": 1,
        "head-market": 0,
        "reviewer-enforcement": 0,
        "clerk1": 0,
    }


def test_words_that_were_erased_are_not_there_and_the_rating_is() -> None:
    rated(RatingLevel.BAD, WORDS)
    Content.objects.filter(kind="text").update(body="", erased_at=make.NOON)
    (one,) = bad_ratings(make.person("inquiry1"), NOVEMBER).items
    assert one.words == ""
    assert one.level is RatingLevel.BAD


def test_as_many_statements_for_many_as_for_one() -> None:
    inquiry = make.person("inquiry1")
    rated(RatingLevel.BAD, WORDS)
    counts = []
    for _ in range(2):
        with CaptureQueriesContext(connection) as caught:
            bad_ratings(inquiry, NOVEMBER)
        counts.append(len(caught))
        for _ in range(3):
            rated(RatingLevel.VERY_BAD, WORDS)
    assert counts == [5, 5]  # the calendar's edition, the count, the cases, their ratings, the words
