"""Each post by each address: let in, or sent away. A new address has to be entered here before the test passes."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from factories import cases as make
from onevisit.workbench import urls
from onevisit.workbench.acts.all import ACTS
from workbench.conftest import Desk

PEOPLE = {
    "clerk": "clerk1",
    "handout": "handout1",
    "reviewer": "reviewer-enforcement",
    "chief": "chief-enforcement",
    "head": "head-enforcement",
    "hall-head": "hall-head",
    "inquiry": "inquiry1",
    "editor": "editor1",
    "legal": "legal1",
    "agent": "agent-zhonghaoyu",
    "admin": "admin",
}
ALL = frozenset(PEOPLE)
SUPERVISORS = {"head", "hall-head", "inquiry"}
HANDS_OUT = {"handout", "agent"}
LISTS = HANDS_OUT | {"hall-head", "inquiry"}
READS_QUESTIONS = {"reviewer", "chief", "head", "inquiry"}
READS_PAYMENTS = {"reviewer", "chief", "clerk", "handout", "head", "hall-head", "inquiry"}
CONSULTS = {"clerk", "reviewer", "chief", "head", "hall-head", "inquiry", "agent"}
POST_ROOM = {"clerk", "handout", "hall-head", "inquiry"}
DESKS = {"reviewer", "chief", "clerk", "agent"}
MAY: dict[str, frozenset[str] | set[str]] = {
    "today": ALL,
    "find": ALL,
    "items": ALL,
    "moves": {"chief", "head", "hall-head", "inquiry"},
    "claim": {"clerk", "handout", "reviewer", "chief", "head", "agent"},
    "window": {"clerk", "handout"},
    "hall-day": {"hall-head", "inquiry"},
    "hall-tickets": {"hall-head", "inquiry"},
    "ticket-terminals": {"hall-head"},
    "intake": {"clerk", "agent"},
    "intake-begin": {"clerk", "agent"},
    "intake-draft": {"clerk", "agent"},
    "intake-discard": {"clerk", "agent"},
    "intake-bring-back": {"clerk", "agent"},
    "intake-missing": {"clerk", "agent"},
    "intake-file": {"clerk", "agent"},
    "intake-take": {"clerk"},
    "intake-on-line": {"clerk"},
    "intake-hand-on": {"clerk"},
    "bundles": ALL,
    "bundle": ALL,
    "bundle-receipt": ALL,
    "cases": ALL,
    "export": ALL,
    "case": ALL,
    "file": ALL,
    "receive": {"clerk", "agent"},
    "receipt": ALL,
    "correction": {"clerk", "agent"},
    "supply": {"clerk", "agent"},
    "supplied": {"clerk", "agent"},
    "supply-find": {"clerk", "agent"},
    "deferral": {"clerk", "agent"},
    "deferrals": {"clerk", "agent"},
    "review": {"reviewer"},
    "decide": {"chief"},
    "pause": {"reviewer", "chief"},
    "resume": {"reviewer", "chief"},
    "extend": {"head"},
    "tell-interested": {"chief"},
    "record-view": DESKS,
    "tell-hearing": {"chief"},
    "request-hearing": DESKS,
    "waive-hearing": {"clerk", "agent"},
    "call-hearing": {"chief"},
    "hold-hearing": {"reviewer", "chief", "head"},
    "check": {"reviewer"},
    "repair-credit": {"chief"},
    "licence-suspend": {"chief"},
    "licence-reinstate": {"chief"},
    "licence-revoke": {"head"},
    "licence-recall": {"head"},
    "licence-cancel": {"chief"},
    "hand-over": {"clerk", "agent"},
    "revoke-acceptance": {"clerk", "agent"},
    "change-delivery": {"clerk", "handout", "agent"},
    "return-mail": HANDS_OUT,
    "withdraw": {"clerk", "agent"},
    "take-over": {"reviewer", "chief"},
    "public-notice": {"chief"},
    "terminate": DESKS,
    "hand-out-one": HANDS_OUT,
    "hand-out": HANDS_OUT,
    "collect-find": HANDS_OUT,
    "collect": HANDS_OUT,
    "uncollected": LISTS,
    "uncollected-print": LISTS,
    "handed-out": LISTS,
    "hand-out-sheet": LISTS,
    "give": HANDS_OUT,
    "ask-rating": HANDS_OUT,
    "appointments": {"clerk", "agent", "hall-head"},
    "appointment": {"clerk", "agent", "hall-head"},
    "appointment-book": {"clerk", "agent", "hall-head"},
    "appointment-slots": {"hall-head"},
    "questions": READS_QUESTIONS,
    "question": READS_QUESTIONS,
    "question-promise": {"editor"},
    "concentration": SUPERVISORS,
    "concentration-csv": SUPERVISORS,
    "concentration-organ": SUPERVISORS,
    "coordination": CONSULTS,
    "consultation": CONSULTS,
    "consultation-sheet": CONSULTS,
    "ask-organ": CONSULTS,
    "disagree": {"chief", "head"},
    "parcels": POST_ROOM,
    "parcel": POST_ROOM,
    "parcel-label": POST_ROOM,
    "fees": {"reviewer", "chief"},
    "fees-to-assess": {"reviewer", "chief"},
    "payments": READS_PAYMENTS,
    "payment": READS_PAYMENTS,
    "payment-receipt": READS_PAYMENTS,
    "payment-take": {"clerk", "handout"},
    "payment-days": {"inquiry"},
    "visits-of-case": ALL,
    "visits": SUPERVISORS,
    "visits-csv": SUPERVISORS,
    "visits-one": SUPERVISORS,
    "visit-figures": SUPERVISORS,
    "visit-figures-csv": SUPERVISORS,
    "visit-cases": SUPERVISORS,
    "appearance": {"hall-head", "inquiry"},
    "supervision": SUPERVISORS,
    "behind": SUPERVISORS,
    "ratings": SUPERVISORS,
    "assist": {"agent"},
    "assist-draft": {"agent"},
    "assist-words": {"agent"},
    "assist-word": ALL,
    "assist-paper": ALL,
    "assist-revoke": {"clerk", "hall-head"},
    "agents": {"clerk", "hall-head", "head", "inquiry"},
    "home-visits": {"clerk", "agent", "reviewer", "head", "hall-head", "inquiry"},
    "home-visit-new": {"clerk", "agent", "hall-head"},
    "home-visit": {"clerk", "agent", "reviewer", "head", "hall-head", "inquiry"},
    "home-visit-photo": {"clerk", "agent", "reviewer", "head", "hall-head", "inquiry"},
    "case-word": ALL,
    "case-word-paper": ALL,
    "leave": ALL,
    "leave-end": ALL,
    "ledger": {"inquiry"},
    "catalogue": {"editor", "legal", "inquiry"},
    "health": {"editor", "legal", "inquiry"},
    "health-csv": {"editor", "legal", "inquiry"},
    "catalogue-matter": {"editor", "legal", "inquiry"},
    "impact": {"editor", "legal", "inquiry"},
    "reductions": {"head", "hall-head", "inquiry", "editor", "legal"},
    "reductions-csv": {"head", "hall-head", "inquiry", "editor", "legal"},
    "levers": {"head", "chief", "hall-head", "inquiry", "editor", "legal"},
    "levers-csv": {"head", "chief", "hall-head", "inquiry", "editor", "legal"},
    "levers-of-matter": {"head", "chief", "hall-head", "inquiry", "editor", "legal"},
    "editor-new": {"editor"},
    "editor": {"editor", "legal", "inquiry"},
    "editor-text": {"editor", "legal", "inquiry"},
    "editor-part": {"editor", "legal", "inquiry"},
    "editor-panel": {"editor"},
    "editor-row": {"editor"},
    "versions": {"editor", "legal", "inquiry"},
    "version": {"editor", "legal", "inquiry"},
    "version-full": {"editor", "legal", "inquiry"},
    "version-text": {"editor", "legal", "inquiry"},
    "opinion": {"editor", "legal", "inquiry"},
    "batches": {"editor", "legal", "inquiry"},
    "batch-new": {"editor"},
    "withdraw-matter": {"editor"},
}
"""Whom the door lets in. What he then sees of cases is another question: 404 where it is none of his."""

POST_ONLY = {
    "collect-find",
    "editor-panel",
    "claim",
    "intake-begin",
    "intake-discard",
    "intake-bring-back",
    "intake-take",
    "intake-hand-on",
}
ARGUMENTS = {
    "bundle": ("261123900017",),
    "bundle-receipt": ("261123900017",),
    "claim": (1,),
    "intake-draft": (1,),
    "intake-discard": (1,),
    "intake-bring-back": (1,),
    "intake-missing": (1,),
    "intake-hand-on": (1,),
    "intake-file": (1, "a" * 64),
    "catalogue-matter": ("dig-road",),
    "impact": ("dig-road",),
    "levers-of-matter": ("dig-road",),
    "editor": ("dig-road",),
    "editor-text": ("dig-road",),
    "editor-part": ("dig-road", "requirements"),
    "editor-panel": ("dig-road", "requirements"),
    "editor-row": ("dig-road", "requirements"),
    "version": ("dig-road", 1),
    "version-full": ("dig-road", 1),
    "version-text": ("dig-road", 1, 1),
    "opinion": ("dig-road", 1),
    "withdraw-matter": ("dig-road",),
    "assist-draft": (1,),
    "case-word": ("261123000018", "WT261123000018"),
    "case-word-paper": ("261123000018", "WT261123000018", "a" * 64),
    "assist-word": ("WT261123000018",),
    "assist-paper": ("WT261123000018", "a" * 64),
    "home-visit": ("SM261123000018",),
    "home-visit-photo": ("SM261123000018", "a" * 64),
    "appointment": (1,),
    "leave-end": (1,),
    "question": ("ZX261123000018",),
    "parcel": ("BS26112300001",),
    "parcel-label": ("BS26112300001",),
    "visits-one": ("261123000018",),
    "appearance": (1,),
    "concentration-organ": ("enforcement",),
    "consultation": ("XS261123000018",),
    "payment": ("J2026112300001",),
    "payment-receipt": ("J2026112300001",),
    "consultation-sheet": ("XT261123000018",),
}
COUNTER = ("receive", "receipt", "correction", "supply", "supplied", "deferral")
OF_A_CASE = {
    "case",
    *COUNTER,
    "decide",
    "hand-out-one",
    "visits-of-case",
    "ask-organ",
    "disagree",
    "fees",
    *(act.slug for act in ACTS),
}


def address(name: str, number: str) -> str:
    if name in OF_A_CASE:
        return reverse(f"workbench:{name}", args=[number])
    if name == "file":
        return reverse("workbench:file", args=[number, "a" * 64])
    if name == "review":
        return reverse("workbench:review", args=[number, "municipal"])
    return reverse(f"workbench:{name}", args=ARGUMENTS.get(name, ()))


@pytest.fixture
def number() -> str:
    return make.accepted("dig-road")


def test_every_address_stands_in_the_table() -> None:
    assert {pattern.name for pattern in urls.urlpatterns} == set(MAY)


@pytest.mark.parametrize("who", PEOPLE)
def test_a_post_is_let_in_where_it_should_be_and_nowhere_else(who: str, number: str) -> None:
    client = Desk(PEOPLE[who]).client
    wrong = []
    for name, allowed in MAY.items():
        ask = client.post if name in POST_ONLY else client.get
        status = ask(address(name, number)).status_code
        refused = status in (403, 405)
        if refused == (who in allowed) or status >= 500:
            wrong.append((name, status))
    assert not wrong


@pytest.mark.parametrize("name", MAY)
def test_nobody_gets_in_without_signing_in(name: str, number: str) -> None:
    client = Client()
    ask = client.post if name in POST_ONLY else client.get
    answer = ask(address(name, number))
    assert answer.status_code == 302
    assert answer.headers["Location"].startswith("/account/login/")


def test_a_citizen_is_sent_away_from_every_page(number: str) -> None:
    client = Desk("li-chunyan").client
    statuses = {
        name: (client.post if name in POST_ONLY else client.get)(address(name, number)).status_code
        for name in MAY
    }
    assert set(statuses.values()) == {403}, statuses


def test_what_is_no_case_number_is_no_address() -> None:
    client = Desk("clerk1").client
    for path in (
        "/work/cases/12345",
        "/work/cases/26112300001x",
        "/work/cases/%00",
        "/work/cases/1/files/../etc",
    ):
        assert client.get(path).status_code == 404


def test_a_number_that_is_nobodys_is_told_as_one_that_is_somebody_elses(number: str) -> None:
    own = Desk("reviewer-health").opens(f"/work/cases/{number}", 404)
    none = Desk("reviewer-health").opens("/work/cases/261123999999", 404)
    assert own.replace(number, "N") == none.replace("261123999999", "N")
    assert "或者您无权查看" in own
