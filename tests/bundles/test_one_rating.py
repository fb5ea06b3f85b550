"""One rating of a bundle is one rating: once in the district's figure, once for each organ that took part."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest

from bundles.to_the_end import fetched, issued, latest
from factories import bundles as bundle
from factories import cases as make
from onevisit.bundles import commands, queries
from onevisit.casework import ledger
from onevisit.casework.commands import let_time_pass
from onevisit.casework.models import Case
from onevisit.casework.refusals import RatedWithItsBundle
from onevisit.platform import clock
from onevisit.rules.cases import commands as c
from onevisit.rules.cases.phases import Phase, RatingLevel
from onevisit.rules.district.definition import Role
from onevisit.rules.matters.vocabulary import Delivery
from onevisit.supervision.figures import BY_SERVICE, Figure, Period
from onevisit.supervision.queries import Grouping, behind, table
from onevisit.supervision.ratings import bad_ratings

pytestmark = pytest.mark.django_db
LONG = Period(date(2026, 11, 1), date(2027, 3, 31))
WORDS = "三个部门各说各的。"


@pytest.fixture(autouse=True)
def later() -> Iterator[None]:
    with clock.at(make.later(60)):
        yield


def finished() -> str:
    clerk = make.staff(Role.CLERK, hall="district-hall", takes="商事登记")
    number = bundle.walk_in(clerk=clerk, delivery=Delivery.WINDOW)
    fetched(number, issued(number))
    assert {one.phase for one in Case.objects.filter(bundle=number)} == {Phase.HANDED_OUT.value}
    return number


def rate(number: str, level: RatingLevel) -> None:
    at = latest(number)
    who = {"actor": make.applicant()[0], "at": at, "key": make.key(), "via": "web"}
    with clock.at(at):
        commands.rate(number, level, comment=WORDS, **who)  # type: ignore[arg-type]


def test_the_district_counts_it_once_and_every_organ_once() -> None:
    number = finished()
    rate(number, RatingLevel.BAD)
    organs = set(Case.objects.filter(bundle=number).values_list("organ", flat=True))
    assert len(organs) > 1
    found = table(make.person("inquiry1"), Grouping.ORGAN, LONG)
    assert [found.total.count(one) for one in (Figure.RATED, Figure.BAD, Figure.SATISFIED)] == [1, 1, 0]
    assert found.total.count(Figure.FINISHED) == 3
    assert found.total.percent(Figure.RATED, Figure.SERVICES) == 100
    assert {row.key: row.count(Figure.BAD) for row in found.rows} == dict.fromkeys(organs, 1)


@pytest.mark.parametrize("grouping", Grouping)
def test_every_number_of_services_opens_into_just_as_many(grouping: Grouping) -> None:
    rate(finished(), RatingLevel.GOOD)
    finished()
    inquiry = make.person("inquiry1")
    found = table(inquiry, grouping, LONG)
    assert found.total.count(Figure.SERVICES) == 2
    for row in (*found.rows, found.total):
        for figure in BY_SERVICE:
            listed = behind(inquiry, figure, grouping, row.key, LONG)
            assert listed.total == row.count(figure), (row.label, figure)


def test_a_bad_one_is_called_back_once_and_names_all_that_took_part() -> None:
    number = finished()
    rate(number, RatingLevel.VERY_BAD)
    (one,) = bad_ratings(make.person("inquiry1"), LONG).items
    names = set(Case.objects.filter(bundle=number).values_list("organ__short", flat=True))
    assert (one.bundle, set(one.organs), one.words) == (number, names, WORDS)


def test_a_part_that_was_closed_before_takes_part_in_the_rating() -> None:
    clerk = make.staff(Role.CLERK, hall="district-hall", takes="商事登记")
    number = bundle.walk_in(clerk=clerk, delivery=Delivery.WINDOW)
    first = bundle.case(number, bundle.CLASSES[0])
    bundle.issue(number, [bundle.CLASSES[0]])
    refused = bundle.case(number, bundle.CLASSES[1])
    make.do(refused, make.applicant_of(refused), c.Withdraw(make.words("不办了。")))
    at = make.later(30)
    let_time_pass(refused, at)
    assert Case.objects.get(number=refused).phase == Phase.CLOSED.value
    bundle.issue(number, [bundle.CLASSES[2]], at)
    fetched(number, latest(number))
    rate(number, RatingLevel.GOOD)
    assert Case.objects.get(number=refused).rating == ""
    assert Case.objects.get(number=first).rating == RatingLevel.GOOD.value
    rows = table(make.person("inquiry1"), Grouping.MATTER, LONG).rows
    assert {row.key: row.count(Figure.SATISFIED) for row in rows} == dict.fromkeys(bundle.CLASSES, 1)


def test_no_part_is_rated_by_itself() -> None:
    number = finished()
    case = bundle.case(number, bundle.CLASSES[0])
    with pytest.raises(RatedWithItsBundle, match=number):
        make.do(case, make.applicant_of(case), c.Rate(RatingLevel.GOOD, "web"), at=make.latest(case))
    rate(number, RatingLevel.GOOD)
    assert queries.own_view(make.applicant()[0], number).state.rating is RatingLevel.GOOD
    assert ledger.verify().faults == ()
