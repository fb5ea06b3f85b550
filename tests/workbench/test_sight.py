"""An organ sees only its own: in the list, its count, search, the export, the page, its files and the figures."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from factories import cases as make
from onevisit.platform.files.commands import keep
from onevisit.rules.cases.commands import Shown
from onevisit.rules.matters.vocabulary import Way
from workbench.conftest import PDF, Desk

FILE = PDF + b"% the one file"


@pytest.fixture
def numbers() -> dict[str, str]:
    """A case of the market's, one of the health's, and one that three organs have a part in."""
    return {
        "market": make.accepted("food-business-permit"),
        "health": make.accepted("public-place-hygiene"),
        "enforcement": make.accepted("dig-road", shown=_shown()),
    }


def _shown() -> tuple[Shown, ...]:
    sha = keep(FILE, "图.pdf")
    return (
        Shown("application", Way.FORM),
        Shown("planning-document", Way.UPLOAD, (sha,)),
        Shown("design", Way.UPLOAD, (sha,)),
    )


SEES = {
    "reviewer-market": {"market"},
    "chief-market": {"market"},
    "head-market": {"market"},
    "reviewer-health": {"health"},
    "reviewer-traffic-police": {"enforcement"},
    "head-police": {"enforcement"},  # the traffic police is an organ below
    "reviewer-natural-resources": {"enforcement"},
    "reviewer-education": set(),
    "clerk5": {"market", "health", "enforcement"},  # all were taken in at his hall
    "editor1": set(),
    "admin": set(),
}


@pytest.mark.parametrize("who", SEES)
def test_list_count_search_export_and_page_say_the_same(who: str, numbers: dict[str, str]) -> None:
    desk = Desk(who)
    wanted = {numbers[name] for name in SEES[who]}
    desk.opens("/work/cases")
    assert {number for number in numbers.values() if number in desk.html} == wanted
    assert f"共 {len(wanted)} 件" in desk.text or not wanted
    export = b"".join(desk.client.get("/work/cases.csv").streaming_content).decode()  # type: ignore[arg-type]
    assert {number for number in numbers.values() if number in export} == wanted
    for number in numbers.values():
        found = desk.client.get(f"/work/cases?q={number}").content.decode()
        assert (f'href="/work/cases/{number}"' in found) == (number in wanted)
        for page in ("", "/receipt"):
            status = desk.client.get(f"/work/cases/{number}{page}").status_code
            assert status == (200 if number in wanted else 404)


def test_a_file_is_served_only_through_a_case_that_shows_it(
    numbers: dict[str, str], at: Callable[[str], Desk]
) -> None:
    sha = keep(FILE, "图.pdf")
    own = f"/work/cases/{numbers['enforcement']}/files/{sha}"
    answer = at("reviewer-traffic-police").client.get(own)
    assert answer.content == FILE
    assert at("reviewer-market").client.get(own).status_code == 404
    # Through a case that one may see but that does not show it: no.
    elsewhere = f"/work/cases/{numbers['market']}/files/{sha}"
    assert at("reviewer-market").client.get(elsewhere).status_code == 404


def test_a_file_can_do_nothing_in_the_browser(numbers: dict[str, str], at: Callable[[str], Desk]) -> None:
    sha = keep(FILE, "图.pdf")
    answer = at("clerk1").client.get(f"/work/cases/{numbers['enforcement']}/files/{sha}")
    policy = answer.headers["Content-Security-Policy"]
    assert policy.startswith("default-src 'none'")
    assert "script" not in policy
    assert "frame-ancestors 'self'" in policy
    assert answer.headers["X-Frame-Options"] == "SAMEORIGIN"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Cache-Control"] == "private, no-store"


def test_a_picture_is_shown_in_a_sandbox(at: Callable[[str], Desk]) -> None:
    sha = keep(b"\x89PNG\r\n\x1a\n" + b"IEND", "图.png")
    shown = (
        Shown("application", Way.FORM),
        Shown("planning-document", Way.UPLOAD, (sha,)),
        Shown("design", Way.UPLOAD, (sha,)),
    )
    number = make.accepted("dig-road", shown=shown)
    answer = at("clerk1").client.get(f"/work/cases/{number}/files/{sha}")
    assert "sandbox" in answer.headers["Content-Security-Policy"]
    assert answer.headers["Content-Type"] == "image/png"


def test_the_identity_number_is_masked_everywhere(at: Callable[[str], Desk]) -> None:
    number = make.submitted("dig-road")
    identifier = make.party(number).identifier
    desk = at("clerk1")
    desk.opens(f"/work/cases/{number}")
    assert identifier not in desk.html
    desk.opens(f"/work/cases/{number}/receive")
    assert identifier not in desk.html
    assert identifier[-4:] in desk.html, "enough to hold it against a document"


def test_every_look_is_told(at: Callable[[str], Desk]) -> None:
    number = make.accepted("dig-road")
    at("reviewer-enforcement").opens(f"/work/cases/{number}")
    page = at("clerk1").opens(f"/work/cases/{number}")
    assert "区综合执法局审查人员 · 办件" in page
