"""The figures: right by hand, the same as the lists behind them, seen by whom they concern, and cheap."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import product

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from syrupy.assertion import SnapshotAssertion

from factories import cases as make
from onevisit.casework.models import Case
from onevisit.platform import clock
from onevisit.platform.people.models import Person
from onevisit.rules.cases import commands as c
from onevisit.rules.cases.phases import RatingLevel
from onevisit.rules.matters.vocabulary import Channel
from onevisit.supervision.figures import ON_CASES, Figure, Period
from onevisit.supervision.queries import Grouping, behind, late_stages, latest_decisions, name_of, table
from onevisit.workbench.views import today

pytestmark = pytest.mark.django_db
NOVEMBER = Period(date(2026, 11, 1), date(2026, 11, 30))


@pytest.fixture(autouse=True)
def noon() -> Iterator[None]:
    with clock.at(make.NOON):
        yield


def rated(level: RatingLevel, matter: str = "dig-road") -> str:
    number = make.handed_out(matter)
    words = make.words("等得太久。") if level.is_bad else None
    make.do(number, make.applicant()[0], c.Rate(level, "web", (), words))
    return number


def old(matter: str, days: int) -> str:
    """Accepted so many days ago and not touched since."""
    at = make.later(-days)
    with clock.at(at):
        return make.accepted(matter, at=at)


@pytest.fixture
def district() -> dict[str, str]:
    """A little of everything, dated around noon of Monday 23 November."""
    return {
        "fresh": make.submitted("dig-road"),
        "on its way": make.accepted("food-business-permit"),
        "late": old("food-business-permit", 17),  # promised 8 working days, by law 20
        "unlawful": old("food-business-permit", 60),
        "granted": make.handed_out("dig-road"),
        "praised": rated(RatingLevel.VERY_GOOD),
        "blamed": rated(RatingLevel.BAD),
        "at the window": make.accepted("food-business-permit", channel=Channel.WINDOW),
    }


def test_the_figures_of_an_organ_with_its_head_beside_them(district: dict[str, str]) -> None:
    found = table(make.person("inquiry1"), Grouping.ORGAN, NOVEMBER)
    market = next(row for row in found.rows if row.key == "market")
    assert market.note == "示例·陈春梅 局长"
    expected = {
        Figure.RECEIVED: 3,  # the unlawful one came in September
        Figure.ONLINE: 2,
        Figure.OPEN: 4,
        Figure.SOON: 0,
        Figure.LATE: 2,
        Figure.UNLAWFUL: 1,
        Figure.STAGE_LATE: 4,  # two stages each of the two old ones
        Figure.FINISHED: 0,
    }
    assert {figure: market.count(figure) for figure in expected} == expected
    enforcement = next(row for row in found.rows if row.key == "enforcement")
    shares = {
        (Figure.IN_TIME, Figure.TIMED): 100,
        (Figure.RATED, Figure.FINISHED): 66,  # two of three, not rounded up
        (Figure.SATISFIED, Figure.RATED): 50,
        (Figure.ONLINE, Figure.RECEIVED): 100,
    }
    assert {pair: enforcement.percent(*pair) for pair in shares} == shares


@pytest.mark.parametrize(
    ("grouping", "key", "name"),
    [
        (Grouping.MATTER, "dig-road", "挖掘城市道路许可"),
        (Grouping.ORGAN, "enforcement", "区综合执法局"),
        (Grouping.HALL, "district-hall", "博山区政务服务中心"),
        (Grouping.WINDOW, "district-hall/A01", "博山区政务服务中心 A01号"),
    ],
)
def test_satisfaction_is_told_by_matter_organ_hall_and_window(
    district: dict[str, str], grouping: Grouping, key: str, name: str
) -> None:
    inquiry = make.person("inquiry1")
    row = next(row for row in table(inquiry, grouping, NOVEMBER).rows if row.key == key)
    assert row.label == name
    assert name_of(inquiry, grouping, key) == name
    assert (row.count(Figure.RATED), row.count(Figure.SATISFIED), row.count(Figure.BAD)) == (2, 1, 1)


def test_every_number_opens_into_just_as_many_cases(district: dict[str, str]) -> None:
    for who, grouping in product(("inquiry1", "head-market", "head-enforcement", "hall-head"), Grouping):
        actor = make.person(who)
        found = table(actor, grouping, NOVEMBER)
        assert found.rows
        for row, figure in product((*found.rows, found.total), ON_CASES):
            listed = behind(actor, figure, grouping, row.key, NOVEMBER)
            assert listed.total == row.count(figure), (who, row.label, figure)
    late = behind(make.person("inquiry1"), Figure.STAGE_LATE, Grouping.ORGAN, "market", NOVEMBER)
    assert {card.number for card in late.items} == {district["late"], district["unlawful"]}


def test_a_list_of_fewer_cases_than_overdue_stages_says_how_many_stages_they_owe(
    district: dict[str, str], client: Client
) -> None:
    inquiry = make.person("inquiry1")
    for row in table(inquiry, Grouping.ORGAN, NOVEMBER).rows:
        assert late_stages(inquiry, row.key) == row.count(Figure.STAGE_LATE)
    assert late_stages(inquiry) == table(inquiry, Grouping.ORGAN, NOVEMBER).total.count(Figure.STAGE_LATE)
    client.force_login(Person.objects.get(username="inquiry1"))
    page = client.get("/work/supervision/cases?figure=stage-late&by=organ&key=market").content.decode()
    assert "4个审查环节超期，涉及2个办件" in page
    assert "2026年11月23日 星期一的数" in page


def test_the_first_page_says_how_many_organs_it_leaves_out(
    district: dict[str, str], client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    client.force_login(Person.objects.get(username="inquiry1"))
    old("dig-road", 30)
    assert "没有列在上面" not in client.get("/work/").content.decode()
    monkeypatch.setattr(today, "MOST_URGENT", 1)
    page = client.get("/work/").content.decode()
    left = re.search(r"另有(\d+)个部门有快到期或超期的件", page)
    rows = table(make.person("inquiry1"), Grouping.ORGAN, NOVEMBER).rows
    worst = (Figure.UNLAWFUL, Figure.LATE, Figure.STAGE_LATE, Figure.SOON)
    assert left
    assert int(left[1]) == sum(any(row.count(one) for one in worst) for row in rows) - 1


def test_the_total_is_that_of_the_rows(district: dict[str, str]) -> None:
    came = Case.objects.filter(submitted_on__month=11).count()
    for grouping in Grouping:
        found = table(make.person("inquiry1"), grouping, NOVEMBER)
        assert found.total.count(Figure.RECEIVED) == came
        for figure in Figure:
            assert found.total.count(figure) == sum(row.count(figure) for row in found.rows)


def test_a_head_sees_his_own_organ_and_those_below_and_no_others(district: dict[str, str]) -> None:
    rows = {
        who: [row.key for row in table(make.person(who), Grouping.ORGAN, NOVEMBER).rows]
        for who in ("head-market", "head-enforcement", "head-health")
    }
    assert rows == {"head-market": ["market"], "head-enforcement": ["enforcement"], "head-health": []}
    government = [row.key for row in table(make.person("head-government"), Grouping.ORGAN, NOVEMBER).rows]
    assert {"market", "enforcement"} <= set(government)
    other = behind(make.person("head-market"), Figure.OPEN, Grouping.ORGAN, "enforcement", NOVEMBER)
    assert other.total == 0


def test_an_organ_owes_its_stage_to_anothers_case() -> None:
    number = old("dig-road", 10)
    police = table(make.person("head-traffic-police"), Grouping.ORGAN, NOVEMBER)
    assert [(row.key, row.count(Figure.STAGE_LATE)) for row in police.rows] == [("traffic-police", 1)]
    listed = behind(
        make.person("head-traffic-police"), Figure.STAGE_LATE, Grouping.ORGAN, "traffic-police", NOVEMBER
    )
    assert [card.number for card in listed.items] == [number]


def test_whoever_supervises_nothing_has_no_figures(district: dict[str, str]) -> None:
    for who in ("clerk1", "reviewer-market", "chief-market", "editor1"):
        found = table(make.person(who), Grouping.ORGAN, NOVEMBER)
        assert found.rows == ()
        assert behind(make.person(who), Figure.OPEN, Grouping.ORGAN, "", NOVEMBER).total == 0


def test_the_period_counts_what_came_and_ended_in_it_and_both_its_days() -> None:
    make.handed_out("dig-road")
    inquiry = make.person("inquiry1")
    day = date(2026, 11, 23)
    for period, many in (
        (Period(day, day), 1),
        (Period(day - timedelta(days=9), day - timedelta(days=1)), 0),
        (Period(day + timedelta(days=1), day + timedelta(days=9)), 0),
    ):
        total = table(inquiry, Grouping.ORGAN, period).total
        assert (total.count(Figure.RECEIVED), total.count(Figure.FINISHED)) == (many, many)


def test_a_case_decided_in_time_and_not_yet_fetched_is_not_late() -> None:
    at = make.later(-30)
    with clock.at(at):
        make.rendered("dig-road", at=at)
    total = table(make.person("inquiry1"), Grouping.ORGAN, NOVEMBER).total
    assert (total.count(Figure.OPEN), total.count(Figure.LATE)) == (1, 0)


def test_a_case_decided_too_late_is_finished_but_not_in_time() -> None:
    at = make.later(-30)
    with clock.at(at):
        number = make.accepted("dig-road", at=at)
    make.reviewed(number=number)
    make.do(
        number, make.chief_of(number), c.Grant(make.words()), make.issuing.issue(number, date(2026, 11, 23))
    )
    for one in make.now(number).results:
        make.do(number, make.SYSTEM, c.Render(one.result, "f" * 64))
    make.do(number, make.SYSTEM, c.HandOut(make.Delivery.ELECTRONIC))
    total = table(make.person("inquiry1"), Grouping.ORGAN, NOVEMBER).total
    assert (total.count(Figure.TIMED), total.count(Figure.IN_TIME)) == (1, 0)
    assert total.percent(Figure.IN_TIME, Figure.TIMED) == 0
    assert total.percent(Figure.SATISFIED, Figure.RATED) is None


def test_as_many_statements_for_many_organs_and_cases_as_for_few(snapshot: SnapshotAssertion) -> None:
    inquiry = make.person("inquiry1")
    make.accepted("dig-road")
    _statements(inquiry)  # what is kept in memory is read now
    few = _statements(inquiry)
    for matter in ("food-business-permit", "public-place-hygiene", "old-age-card"):
        make.accepted(matter)
    rated(RatingLevel.BAD)
    assert _statements(inquiry) == few
    assert few == snapshot


def _statements(actor: make.Actor) -> dict[str, list[str]]:
    """The statements of each grouping, without what differs between the two databases."""
    found = {}
    for grouping in Grouping:
        with CaptureQueriesContext(connection) as caught:
            table(actor, grouping, NOVEMBER)
        found[grouping.value] = [_grouped(one["sql"]) for one in caught]
    return found


def _grouped(sql: str) -> str:
    table_ = re.search(r'FROM "(\w+)"', sql)
    by = re.search(r"GROUP BY (.*?)(?: ORDER BY|$)", sql)
    return f"{table_[1] if table_ else ''} by {by[1]}" if by else (table_[1] if table_ else "")


def test_the_last_decisions_are_those_that_one_may_see() -> None:
    first, second = make.handed_out("dig-road"), make.refused("dig-road")
    make.accepted("dig-road")
    assert {card.number for card in latest_decisions(make.person("inquiry1"))} == {first, second}
    assert {card.number for card in latest_decisions(make.person("reviewer-traffic-police"))} == {
        first,
        second,
    }
    assert latest_decisions(make.person("reviewer-market")) == ()
