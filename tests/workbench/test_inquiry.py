"""督查 reads everything and changes nothing."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from factories import cases as make
from onevisit.casework.models import Case, Content, Draft, Event, WorkItem
from onevisit.rules.identifiers import case_no
from onevisit.workbench import urls
from workbench.conftest import Desk
from workbench.test_doors import address

MAY_POST = {"ledger", "leave", "leave-end", "appearance", "visits-one"}
"""Having the record checked changes nothing in it; that it was asked for is kept, as is every look at a case.

His leave is his own: only another of the inquiry office stands in for him, and changes no more than he. Why somebody
had to come more often than was promised is for him to find out, beside the record and not in it.
"""


def _record() -> list[object]:
    kept = [list(model.objects.order_by("pk").values()) for model in (Case, Event, Content, WorkItem, Draft)]
    return list(kept)


@pytest.mark.parametrize("name", sorted({pattern.name for pattern in urls.urlpatterns} - MAY_POST))
def test_every_post_refuses_him(name: str) -> None:
    number = make.rendered("dig-road")
    before = _record()
    desk = Desk("inquiry1")
    data = {
        "do": "accept",
        "key": "k" * 32,
        "seen": "99",
        "number": number,
        "n": number,
        "matter": "dig-road",
    }
    answer = desk.client.post(address(name, number), data)
    assert answer.status_code in (403, 405)
    assert _record() == before


def test_the_one_post_that_he_has_changes_no_case() -> None:
    make.accepted("dig-road")
    before = _record()
    assert Desk("inquiry1").sends(reverse("workbench:ledger")) == reverse("workbench:ledger")
    assert _record() == before


def test_he_sees_every_case_wherever_it_lies() -> None:
    numbers = [
        make.submitted("dig-road"),
        make.submitted("old-age-card"),
        make.submitted("food-business-permit"),
    ]
    desk = Desk("inquiry1")
    page = desk.opens("/work/cases")
    assert "共 3 件" in page
    for number in numbers:
        desk.opens(f"/work/cases/{number}")
        assert case_no.check(number).spoken in desk.text


def test_no_button_is_shown_that_he_may_not_press() -> None:
    number = make.accepted("dig-road")
    desk = Desk("inquiry1")
    for path in ("/work/", "/work/items", f"/work/cases/{number}"):
        desk.opens(path)
        posts = desk.html.count('method="post"') - desk.html.count('action="/account/logout/"')
        assert posts == 0, path


def test_reading_writes_only_that_one_looked() -> None:
    number = make.rendered("dig-road")
    desk = Desk("inquiry1")
    for name in sorted({pattern.name for pattern in urls.urlpatterns}):
        with CaptureQueriesContext(connection) as caught:
            desk.client.get(address(name, number))
        written = [q["sql"] for q in caught if q["sql"].split()[0] in ("INSERT", "UPDATE", "DELETE")]
        assert all("casework_look" in sql for sql in written), (name, written)
