"""What a command costs: the statements that it sends, in order. At most eight, whatever the case has been through."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from casework import driving
from casework.roads import ROADS
from factories import cases as make
from onevisit.casework import drafts, issuing, queries
from onevisit.casework.commands import Order, handle
from onevisit.casework.models import Case
from onevisit.platform import clock
from onevisit.platform.people.actors import SYSTEM
from onevisit.rules.cases import commands as c
from onevisit.rules.cases.phases import RatingLevel
from onevisit.rules.district.definition import Role
from onevisit.rules.matters.vocabulary import Delivery

pytestmark = pytest.mark.django_db


def sent(work: Callable[[], object]) -> list[str]:
    """Verb and first table of each statement that the work sends."""
    with CaptureQueriesContext(connection) as captured:
        work()
    shapes = []
    for query in captured.captured_queries:
        statement = query["sql"].strip()
        if statement.startswith(("SAVEPOINT", "RELEASE", "BEGIN", "COMMIT")):
            continue
        while (outer := re.sub(r"\([^()]*\)", "", statement)) != statement:
            statement = outer  # what stands in brackets is not the statement's own table
        verb = statement.split()[0]
        table = re.search(r"(?:FROM|INTO|UPDATE)\s+\"?(\w+)", statement)
        shapes.append(f"{verb} {table.group(1) if table else '?'}")
    return shapes


def test_what_each_command_sends() -> None:
    make.submitted()  # What is read once a process (definitions, the calendar) has been read.
    number = make.submitted()
    case = Case.objects.get(number=number)
    clerk = make.staff(Role.CLERK, hall=case.hall_id, takes=case.window_class)
    take_in = (c.Receive(case.hall_id, clerk.posts[0].window), c.Accept())
    reviewer = make.staff(Role.REVIEWER, organ="traffic-police")
    review = (c.Review("traffic", make.ReviewOutcome.PASS, make.words()),)

    def send(actor: object, *commands: object) -> list[str]:
        order = Order(commands, case=number, seen=Case.objects.get(number=number).last_seq)  # type: ignore[arg-type]
        return sent(lambda: handle([order], actor=actor, at=make.NOON, key=make.key()))  # type: ignore[arg-type]

    assert send(clerk, *take_in) == [
        "SELECT casework_case",
        "INSERT casework_counter",
        "UPDATE casework_case",
        "INSERT casework_content",
        "INSERT casework_event",
        "DELETE casework_workitem",
        "INSERT casework_workitem",
        "INSERT outbox_errand",
    ]
    assert send(reviewer, *review) == [
        "SELECT casework_case",
        "UPDATE casework_case",
        "INSERT casework_content",
        "INSERT casework_event",
        "DELETE casework_workitem",
    ]
    make.reviewed(number=number)
    issue = issuing.issue(number, make.NOON.date())
    assert send(make.chief_of(number), c.Grant(make.words()), issue) == [
        "SELECT casework_case",
        "INSERT casework_counter",  # of the certificates
        "INSERT casework_counter",  # of the documents
        "UPDATE casework_case",
        "INSERT casework_content",
        "INSERT casework_event",
        "UPDATE casework_workitem",
        "INSERT licences_licence",
        "INSERT outbox_errand",
    ]
    assert send(SYSTEM, c.Render("permit", "f" * 64))[:3] == [
        "SELECT casework_case",
        "UPDATE casework_case",
        "INSERT casework_event",
    ]
    assert send(SYSTEM, c.HandOut(Delivery.ELECTRONIC)) == [
        "SELECT casework_case",
        "INSERT casework_counter",
        "UPDATE casework_case",
        "INSERT casework_content",
        "INSERT casework_event",
        "DELETE casework_workitem",
        "INSERT outbox_errand",
    ]
    actor, _ = make.applicant()
    assert send(actor, c.Rate(RatingLevel.GOOD, "PC端")) == [
        "SELECT casework_case",
        "UPDATE casework_case",
        "INSERT casework_event",
    ]


MORE = {
    ("deferred", "Receive+Accept"): 9,  # the promise is read back, to stand in the notice
    ("wrong_organ", "Decline"): 9,  # the right organ is looked up, and takes part from now on
    ("committed", "Grant+Issue"): 9,  # the check of the promise is a second thing to do
    ("unreachable", "HandOut"): 9,  # what came back is taken out of the book of what waits, too
}
"""Commands that casework itself spends more than eight statements on."""


@pytest.mark.parametrize("road", ROADS)
def test_no_command_of_any_course_sends_more_than_eight(road: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """What other capabilities write in the same transaction (a licence, a parcel) is theirs."""
    ROADS["ordinary"]()  # What is read once a process has been read.
    spent: dict[tuple[str, str], list[str]] = {}

    def handle_and_count(orders: list[Order], **more: Any) -> Any:
        done: list[Any] = []
        shapes = [one for one in sent(lambda: done.append(handle(orders, **more))) if OURS.search(one)]
        kinds = [type(one).__name__ for one in orders[0].commands]
        name = "+".join("Issue" if kind == "function" else kind for kind in kinds)
        spent[road, name] = max(spent.get((road, name), []), shapes, key=len)
        return done[0]

    monkeypatch.setattr(driving, "handle", handle_and_count)
    ROADS[road]()
    dear = {name: len(shapes) for name, shapes in spent.items() if len(shapes) > 8}
    assert dear == {name: most for name, most in MORE.items() if name[0] == road}


OURS = re.compile(" (casework|organs|outbox)_")


def test_a_submission_sends_eight() -> None:
    make.submitted()
    shapes = sent(make.submitted)
    begin = shapes.index("SELECT workdays_edition")
    assert shapes[begin:] == [
        "SELECT workdays_edition",
        "INSERT casework_counter",
        "INSERT casework_case",
        "INSERT casework_participation",
        "INSERT casework_content",
        "INSERT casework_event",
        "INSERT casework_workitem",
        "INSERT outbox_errand",
    ]


def test_a_case_page_costs_the_same_at_any_age() -> None:
    inquiry = make.staff(Role.INQUIRY)
    young, old = make.submitted(), make.handed_out()
    with clock.at(make.NOON):
        queries.staff_view(inquiry, old, "办件")
        costs = [
            len(sent(lambda n=number: queries.staff_view(inquiry, n, "办件"))) for number in (young, old)
        ]  # type: ignore[misc]
    assert costs == [6, 6]


def test_a_list_costs_two_statements_however_long_it_is() -> None:
    reviewer = make.staff(Role.REVIEWER, organ="enforcement")
    for _ in range(3):
        make.accepted()
    with clock.at(make.NOON):
        assert sent(lambda: queries.cases(reviewer, queries.Filters())) == ["SELECT casework_case"] * 2
        assert sent(lambda: queries.work(reviewer)) == ["SELECT casework_workitem"] * 2


def test_the_list_of_drafts_costs_two_statements_however_many_there_are() -> None:
    actor, _ = make.applicant()
    with clock.at(make.NOON):
        for key in ("dig-road", "billboard", "occupy-road"):
            drafts.begin(actor, key)
        drafts.mine(actor)
        shapes = sent(lambda: drafts.mine(actor))
    assert shapes == ["SELECT casework_draft", "SELECT catalogue_matterversion"]
