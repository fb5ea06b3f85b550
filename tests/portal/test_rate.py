"""Rating: five levels, options of their own, a word for the bad ones, once and in time."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from factories import cases as make
from onevisit.casework import queries
from onevisit.casework.log import read
from onevisit.casework.models import Case, Event
from onevisit.casework.projection import state_of
from onevisit.platform import clock
from onevisit.platform.people.models import Representation
from onevisit.rules import ratings
from onevisit.rules.cases import events as e
from onevisit.rules.cases.phases import RatingLevel
from onevisit.rules.district.definition import Role
from portal.conftest import Visitor

LEVELS = list(RatingLevel)


@pytest.fixture
def applicant(visitor: Callable[..., Visitor]) -> Visitor:
    """The person in whose enterprise's name the factories apply."""
    return visitor(Representation.objects.select_related("person").order_by("id")[0].person.username)


def rated(number: str) -> e.Rated:
    """The event."""
    event = read(Event.objects.get(case__number=number, name="Rated")).event
    assert isinstance(event, e.Rated)
    return event


@pytest.mark.parametrize("level", LEVELS)
def test_each_level_has_its_own_options(applicant: Visitor, level: RatingLevel) -> None:
    number = make.handed_out()
    page = applicant.sees(f"/cases/{number}/rate", level=level.value)
    for words in ratings.OPTIONS[level].values():
        assert words in page
    others = {words for one in LEVELS if one is not level for words in ratings.OPTIONS[one].values()}
    assert not [words for words in others if words in page]
    mine, foreign = (
        next(iter(ratings.OPTIONS[level])),
        next(iter(ratings.OPTIONS[LEVELS[LEVELS.index(level) - 1]])),
    )
    data = {"level": level.value, "option": [foreign, mine, "nonsense"], "comment": "办得快。"}
    applicant.sends(f"/cases/{number}/rate", data)
    event = rated(number)
    assert event.level is level
    assert event.options == (mine,)
    assert event.via == "web"
    assert event.about["hall"] == "district-hall"
    assert queries.staff_view(make.staff(Role.INQUIRY), number, "测试").comment == "办得快。"


@pytest.mark.parametrize("level", [RatingLevel.BAD, RatingLevel.VERY_BAD])
def test_a_bad_rating_needs_a_tick_or_a_word(applicant: Visitor, level: RatingLevel) -> None:
    number = make.handed_out()
    text = applicant.sends(f"/cases/{number}/rate", {"level": level.value}, 422)
    assert f"选择“{level.label}”时，请告诉我们哪里不好" in text
    applicant.sends(f"/cases/{number}/rate", {"level": level.value, "comment": "跑了两趟"})
    assert rated(number).level is level


def test_a_comment_too_long_or_no_level_keeps_what_was_written(applicant: Visitor) -> None:
    number = make.handed_out()
    data = {"level": "good", "option": ["411"], "comment": "好" * 501}
    assert "最多500个字，现在有501个" in applicant.sends(f"/cases/{number}/rate", data, 422)
    assert "好" * 501 in applicant.html
    assert 'value="411" checked' in applicant.html
    assert "请先选择满意程度" in applicant.sends(f"/cases/{number}/rate", {"level": "\0"}, 422)


def test_once_and_only_in_time(applicant: Visitor) -> None:
    number = make.handed_out()
    assert "这次办得怎么样" in applicant.sees(f"/cases/{number}/rate")
    applicant.sends(f"/cases/{number}/rate", {"level": "good"})
    assert "已经评价过了" in applicant.sends(f"/cases/{number}/rate", {"level": "bad", "comment": "x"}, 409)
    assert "已经评价过了" in applicant.sees(f"/cases/{number}/rate", 409)
    assert state_of(Case.objects.get(number=number)).rating is RatingLevel.GOOD
    late = make.handed_out()
    with clock.at(make.later(8)):
        applicant.sees(f"/cases/{late}/rate", 409)
        assert "不能再评价" in applicant.sends(f"/cases/{late}/rate", {"level": "good"}, 409)
    early = make.submitted()
    assert "不能评价" in applicant.sees(f"/cases/{early}/rate", 409)


def test_a_double_click_rates_once(applicant: Visitor) -> None:
    number = make.handed_out()
    data = {"level": "good", "key": "0" * 32}
    applicant.sends(f"/cases/{number}/rate", data)
    applicant.sends(f"/cases/{number}/rate", data)
    assert Event.objects.filter(case__number=number, name="Rated").count() == 1


def test_the_options_are_those_of_the_national_interface() -> None:
    assert list(ratings.OPTIONS) == LEVELS
    for level, digit in zip(LEVELS, "54321", strict=True):
        assert len(ratings.OPTIONS[level]) == 8
        assert all(code.startswith(digit) and len(code) == 3 for code in ratings.OPTIONS[level])
    assert ratings.label("513") == "全程网上办理"
    assert ratings.label("999") == "999"
    assert ratings.known(RatingLevel.GOOD, ["413", "406", "406", "513"]) == ("406", "413")
