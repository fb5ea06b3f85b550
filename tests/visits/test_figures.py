"""Computed against actual in figures: each number opens into its cases, and all add up."""

from __future__ import annotations

from decimal import Decimal

import pytest

from casework.test_statements import sent
from factories import cases as make
from onevisit.casework.models import Case
from onevisit.rules.cases import commands as c
from onevisit.rules.district.definition import Role
from onevisit.visits import figures
from onevisit.visits.figures import SPREAD, Grouping, Which
from onevisit.visits.models import Tally
from visits import coming

pytestmark = pytest.mark.django_db

DAY = make.NOON.date()


@pytest.fixture
def finished() -> list[str]:
    """Three that were finished: none, one and two visits; the last promised one."""
    home = make.submitted()
    make.do(home, make.applicant_of(home), c.Withdraw(make.words("不办了。")))
    once, twice = coming.at_window("billboard"), coming.at_window()
    for number, matter in ((once, "billboard"), (twice, "dig-road")):
        make.do(number, coming.clerk(matter), c.Withdraw(make.words("不办了。")))
    coming.weighed()
    coming.sent_away(twice, at=make.later(hours=4))
    return [home, once, twice]


def test_the_figures_of_an_organ(finished: list[str]) -> None:
    (row,) = figures.table(coming.inquiry(), Grouping.ORGAN, DAY, DAY).rows
    assert {one: row.counts[one] for one in SPREAD} == {
        Which.NONE: 1,
        Which.ONE: 1,
        Which.TWO: 1,
        Which.MORE: 0,
    }
    assert (row.cases, row.told, row.actual, row.promised, row.counted) == (3, 3, 3, 2, 1)
    assert (row.average, row.promised_average) == (Decimal("1.00"), Decimal("0.67"))
    assert (row.kept, row.counts[Which.BEYOND]) == (66, 1), "rounded down: 66.7 is not 67"


@pytest.mark.parametrize("grouping", list(Grouping))
def test_every_number_opens_into_its_cases_and_the_total_is_that_of_the_rows(
    finished: list[str], grouping: Grouping
) -> None:
    judge = coming.inquiry()
    found = figures.table(judge, grouping, DAY, DAY)
    for row in (*found.rows, found.total):
        for which, count in row.counts.items():
            behind = figures.behind(judge, grouping, row.key, which, DAY, DAY)
            assert behind.total == count, (grouping, row.name, which)
            assert len(list(figures.rows_behind(judge, grouping, row.key, which, DAY, DAY))) == count
    assert found.total.cases == len(finished)
    assert found.total.actual == sum(row.actual for row in found.rows)


def test_only_what_was_finished_in_the_period_and_may_be_seen(finished: list[str]) -> None:
    judge, yesterday = coming.inquiry(), make.later(-1).date()
    assert figures.table(judge, Grouping.ORGAN, yesterday, yesterday).rows == ()
    assert figures.table(judge, Grouping.ORGAN, yesterday, yesterday).total.average is None
    assert figures.table(make.staff(Role.HEAD, organ="market"), Grouping.ORGAN, DAY, DAY).rows == ()
    assert (
        figures.table(make.staff(Role.HEAD, organ="enforcement"), Grouping.ORGAN, DAY, DAY).total.cases == 3
    )


def test_bundles_stand_in_a_row_of_their_own(finished: list[str]) -> None:
    Tally.objects.filter(subject=finished[0]).update(is_bundle=True, matter="")
    judge = coming.inquiry()
    for grouping in (Grouping.ORGAN, Grouping.MATTER):
        found = figures.table(judge, grouping, DAY, DAY)
        assert found.rows[-1].name == "一件事（合并计算）"
        assert found.total.cases == 3
        (card,) = figures.behind(judge, grouping, figures.BUNDLES, Which.ALL, DAY, DAY).items
        assert (card.subject, card.is_bundle) == (finished[0], True)


def test_it_costs_two_statements_however_many_there_are(finished: list[str]) -> None:
    judge = coming.inquiry()
    assert len(sent(lambda: figures.table(judge, Grouping.ORGAN, DAY, DAY))) <= 2
    assert len(sent(lambda: figures.behind(judge, Grouping.ORGAN, "", Which.ALL, DAY, DAY))) == 2


def test_the_tally_agrees_with_the_record(finished: list[str]) -> None:
    from onevisit.visits import queries

    for tally in Tally.objects.all():
        came = queries.count(tally.subject, is_bundle=tally.is_bundle)
        assert (tally.actual, tally.counted, tally.by_applicant, tally.chosen) == (
            came.actual,
            came.counted,
            came.by_applicant,
            came.chosen,
        )
        assert Case.objects.get(number=tally.subject).finished_on == tally.finished_on
