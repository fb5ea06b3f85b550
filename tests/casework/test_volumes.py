"""How many cases a matter has: numbers alone, one statement each, found by an index."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from casework.test_statements import sent
from factories import cases as make
from onevisit.casework import drafts, volumes
from onevisit.casework.models import Case
from onevisit.platform import clock

pytestmark = pytest.mark.django_db
TODAY = clock.day_of(make.NOON)


@pytest.fixture
def cases() -> None:
    """Three of one matter, of which one has ended and one is of an older version; and one of another."""
    make.submitted("dig-road")
    older = make.accepted("dig-road")
    Case.objects.filter(number=older).update(version=7)
    make.handed_out("dig-road")
    make.submitted("billboard")


def test_what_was_received_is_counted_by_matter(cases: None) -> None:
    assert volumes.received(TODAY - timedelta(365), TODAY) == {"dig-road": 3, "billboard": 1}
    assert volumes.received(TODAY - timedelta(365), TODAY - timedelta(1)) == {}
    assert volumes.received_of("dig-road", TODAY, TODAY) == 3
    assert volumes.received_of("dig-road", TODAY + timedelta(1), TODAY + timedelta(2)) == 0


def test_only_open_cases_keep_a_version_busy(cases: None) -> None:
    assert volumes.open_by_version("dig-road") == {1: 1, 7: 1}
    assert volumes.open_by_version("id-card") == {}


def test_applications_that_are_being_filled_in_are_no_cases_yet() -> None:
    actor, _ = make.applicant()
    with clock.at(make.NOON):
        drafts.begin(actor, "dig-road")
    assert (volumes.begun("dig-road"), volumes.begun("billboard")) == (1, 0)
    assert volumes.received_of("dig-road", TODAY, TODAY) == 0


ASKED: dict[str, Callable[[], object]] = {
    "received": lambda: volumes.received(TODAY - timedelta(365), TODAY),
    "received_of": lambda: volumes.received_of("dig-road", TODAY - timedelta(365), TODAY),
    "open_by_version": lambda: volumes.open_by_version("dig-road"),
}


@pytest.mark.parametrize("name", ASKED)
def test_each_number_costs_one_statement_and_is_found_by_an_index(name: str, cases: None) -> None:
    assert sent(ASKED[name]) == ["SELECT casework_case"]
    with CaptureQueriesContext(connection) as captured:
        ASKED[name]()
    statement = captured.captured_queries[0]["sql"]
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute(f"EXPLAIN QUERY PLAN {statement}")
        else:
            cursor.execute("SET LOCAL enable_seqscan = off")  # so few rows are read whole otherwise
            cursor.execute(f"EXPLAIN {statement}")
        plan = " ".join(str(column) for row in cursor.fetchall() for column in row)
    # Which of the indexes that hold the row it takes is the planner's guess about so few rows.
    assert re.search(r"case_by_(day|matter)|casework_case_matter|case_live_calendar|case_open_due", plan), (
        plan
    )
