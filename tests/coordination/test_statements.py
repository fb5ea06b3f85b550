"""What pages ask of the database: the same number of statements however much there is."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from coordination import consulting as co
from factories import cases as make
from onevisit.coordination import figures, queries
from onevisit.platform import clock
from onevisit.rules.coordination.disagreement import Issue
from onevisit.rules.district.definition import Role

pytestmark = pytest.mark.django_db


def statements(work: Callable[[], object]) -> int:
    with clock.at(make.later(1)), CaptureQueriesContext(connection) as captured:
        work()
    return len(captured)


def test_more_of_everything_asks_no_more() -> None:
    number = co.contradicting()
    co.asked(number)
    reference = co.heard(co.raised(number))
    asked, decides = co.chief(co.ASKED), co.head("approval")
    inquiry = make.staff(Role.INQUIRY)
    pages = {
        "panel": lambda: queries.of_case(asked, number),
        "list": lambda: queries.list_questions(asked, "all"),
        "quarrels": lambda: queries.list_disagreements(inquiry),
        "one": lambda: queries.disagreement(decides, reference),
        "count": lambda: queries.waiting(asked),
        "figures": lambda: figures.figures(inquiry),
        "applicant": lambda: queries.for_applicant(number),
    }
    few = {name: statements(work) for name, work in pages.items()}
    for organ in ("natural-resources", "housing", "transport"):
        co.asked(number, organ)
        co.raised(number, Issue.COMPETENCE, organ)
    many = {name: statements(work) for name, work in pages.items()}
    assert many == few
    assert few["count"] == 2
    assert max(few.values()) <= 9


def test_a_command_sends_few_statements() -> None:
    number, officer = make.accepted("dig-road"), co.officer(co.ASKER)
    co.asked(number)
    with CaptureQueriesContext(connection) as asking:
        reference = co.asked(number, actor=officer)
    answering = co.officer(co.ASKED)
    with CaptureQueriesContext(connection) as answered:
        co.answered(reference, actor=answering)
    with CaptureQueriesContext(connection) as nothing:
        queries.for_applicant("261123000000")
    assert len(asking) <= 18
    assert len(answered) <= 14
    assert len(nothing) == 2
