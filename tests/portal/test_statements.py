"""What pages ask of the database: the same however much there is, and reading writes nothing."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from casework.driving import driven, in_parts
from factories import cases as make
from onevisit.casework.models import Case
from onevisit.platform.people.models import Representation
from onevisit.rules.cases import commands as c
from onevisit.rules.matters.vocabulary import Delivery
from portal.conftest import Application, Visitor

Make = Callable[..., Visitor]
OUTSIDE = ("SAVEPOINT", "RELEASE", "BEGIN", "COMMIT", "ROLLBACK")


@pytest.fixture
def applicant(visitor: Make) -> Visitor:
    """The person in whose enterprise's name the factories apply."""
    return visitor(Representation.objects.select_related("person").order_by("id")[0].person.username)


def sent(person: Visitor, path: str, status: int = 200) -> list[str]:
    """Verb and first table of each statement of a page that was read once before."""
    person.sees(path, status)
    with CaptureQueriesContext(connection) as captured:
        person.sees(path, status)
    found = []
    for query in captured.captured_queries:
        statement = query["sql"].strip()
        if not statement.startswith(OUTSIDE):
            table = re.search(r"(?:FROM|INTO|UPDATE)\s+\"?(\w+)", statement)
            found.append(f"{statement.split()[0]} {table.group(1) if table else '?'}")
    return found


SHELF = "SELECT catalogue_matterversion"
FRAME = "SELECT organs_organ"
"""The name of the district in the page's frame."""
WHO = ["SELECT django_session", "SELECT people_person", "SELECT organs_post", "SELECT people_representation"]


BUNDLES = [SHELF, "SELECT catalogue_bundle"]


def test_home(visitor: Make, applicant: Visitor) -> None:
    assert sent(visitor(), "/") == [SHELF, *BUNDLES, FRAME]
    cases = ["SELECT casework_case", "SELECT casework_case", "SELECT bundles_bundle"]
    mine = [*WHO, SHELF, "SELECT casework_draft", *cases, *BUNDLES, FRAME]
    make.submitted()
    assert sent(applicant, "/") == mine
    for _ in range(4):
        make.accepted()
    assert sent(applicant, "/") == mine


def test_guide(visitor: Make) -> None:
    nobody = visitor()
    statements = [SHELF, "SELECT organs_hall", "SELECT organs_window", FRAME]
    for key in ("old-age-card", "food-business-permit"):
        assert sent(nobody, f"/matters/{key}") == statements
    assert sent(nobody, "/matters") == [SHELF, SHELF, FRAME]


def test_my_cases(applicant: Visitor) -> None:
    mine = [*WHO, "SELECT casework_case", "SELECT casework_case", "SELECT bundles_bundle", FRAME]
    make.submitted()
    assert sent(applicant, "/my") == mine
    for _ in range(5):
        make.accepted()
    assert sent(applicant, "/my") == mine


def test_case(applicant: Visitor) -> None:
    view = [
        "SELECT casework_case",
        "SELECT workdays_edition",
        "SELECT casework_event",
        "SELECT casework_content",
    ]
    more = ["SELECT workdays_edition", "SELECT licences_licence", "SELECT casework_look"]
    rest = [
        "SELECT payments_charge",  # nothing else, unless the case has fees
        "SELECT visits_appearance",
        "SELECT assistance_line",
        FRAME,
        "SELECT coordination_question",
        "SELECT coordination_disagreement",
    ]
    place, parcels = "SELECT organs_hall", "SELECT exchange_waybill"
    before = [place, "SELECT organs_window"]  # where else it could still be fetched
    after = ["SELECT casework_collection"]
    for number, waits in ((make.submitted(), before), (make.handed_out(delivery=Delivery.WINDOW), after)):
        asked = sent(applicant, f"/cases/{number}")
        assert asked == [*WHO, *view, FRAME, *more, place, parcels, *waits, *rest]


def test_reading_writes_nothing(
    owner: Application, visitor: Make, applicant: Visitor, registers: None
) -> None:
    owner.up_to("confirm")
    number = make.handed_out()
    code = Case.objects.get(number=number).query_code
    nobody = visitor()
    nobody.sends("/track", {"number": number, "code": code})
    steps = [
        f"/drafts/{owner.draft}/{name}" for name in ("questions", "materials", "form", "delivery", "confirm")
    ]
    pages: list[tuple[Visitor, str, int]] = [
        *(
            (owner, path, 200)
            for path in (*steps, "/", "/my/drafts", "/my/licences", "/my/enquiries", "/my/identity")
        ),
        (owner, "/apply/food-business-permit", 200),
        (owner, f"/drafts/{owner.draft}", 302),
        *((applicant, f"/cases/{number}{path}", 200) for path in ("", "/receipt", "/rate")),
        *(
            (nobody, path, 200)
            for path in ("/", "/search?q=开饭店", "/suggest?q=kfd", "/matters", "/verify", "/track")
        ),
        *((nobody, path, 200) for path in ("/track/case", "/track/rate", "/halls", "/organs", "/about")),
    ]
    for person, path, status in pages:
        written = [one for one in sent(person, path, status) if not one.startswith("SELECT")]
        assert all("django_session" in one for one in written), (path, written)


def test_the_pages_of_courses(applicant: Visitor, visitor: Make) -> None:
    """An answer costs what its case costs; the public list two statements, however long it is."""
    view = [
        *(
            "SELECT casework_case",
            "SELECT workdays_edition",
            "SELECT casework_event",
            "SELECT casework_content",
        ),
    ]
    case = driven()
    case.do(case.ask("design"))
    assert sent(applicant, f"/cases/{case.number}/answer") == [
        *WHO,
        *view,
        FRAME,
        "SELECT organs_hall",
        "SELECT workdays_edition",
        FRAME,
    ]
    told = driven().accept()
    told.do(c.TellHearing(make.words()))
    assert sent(applicant, f"/cases/{told.number}/hearing") == [*WHO, *view, FRAME, FRAME]
    for _ in range(3):
        in_parts("bookkeeping-agency", committed=("staff",)).accept()
        assert sent(visitor(), "/commitments") == ["SELECT casework_case", "SELECT casework_case", FRAME]
