"""容缺受理: accepted with something missing that is on the list, promised in writing, and due on a day.

A bookkeeping agency may hand in its head's title five working days later. Accepted on Monday 28 September 2026: the
days are 29, 30 September, 8, 9 and Saturday 10 October, on which people work after National Day.
"""

from __future__ import annotations

import pytest

from factories.courses import (
    PLEDGE,
    REMEDIES,
    WORDS,
    Course,
    accept,
    case,
    refuse,
    review_open,
    supply,
    variant,
)
from onevisit.rules.cases import commands as c
from onevisit.rules.cases import refusals as r
from onevisit.rules.matters.courses import DeferralEnd
from onevisit.rules.matters.grounds import DEFERRED_MISSING
from rules.courses.telling import tells

REVOKE = c.RevokeAcceptance(WORDS)
GRANT = c.Grant(WORDS)


def books(ends: DeferralEnd = DeferralEnd.REVOKED) -> Course:
    matter = variant("bookkeeping-agency", deferral_ends=ends)
    shown = tuple(one for one in case(matter).now.shown if one.requirement != "title")
    return case(matter, "2026-09-28", shown=shown, later=("title",), pledge=PLEDGE)


def test_supplied_in_time() -> None:
    tells(
        books(),
        (
            "2026-09-28",
            "accepted without it",
            accept,
            {"deferred": {"title": "2026-10-10"}, "deferral": "2026-10-10"},
        ),
        ("2026-09-29", "the organ agrees", review_open(), {"phase": "accepted"}),
        ("2026-09-29", "but cannot grant yet", GRANT, r.DeferredOpen),
        ("2026-10-10", "it comes on the last day", supply("title"), {"deferred": {}}),
        ("2026-10-10", "granted on the worked Saturday", GRANT, {"phase": "granted"}),
    )


def test_the_organ_revokes_the_acceptance() -> None:
    tells(
        books(),
        ("2026-09-28", "accepted without it", accept, {"phase": "accepted"}),
        ("2026-10-10", "not on the last day", REVOKE, r.DeferralStillOpen),
        ("2026-10-11", "nothing happens by itself", None, {"phase": "accepted"}),
        (
            "2026-10-12",
            "revoked",
            REVOKE,
            {"phase": "unaccepted", "outcome": "unaccepted", "finished_on": "2026-10-12"},
        ),
        ("2026-10-12", "too late", supply("title"), r.NotNow),
    )


def test_late_but_before_anybody_has_revoked() -> None:
    tells(
        books(),
        ("2026-09-28", "accepted without it", accept, {"phase": "accepted"}),
        ("2026-10-13", "it comes three days late", supply("title"), {"deferred": {}}),
        ("2026-10-13", "there is nothing left to revoke for", REVOKE, r.NothingDeferred),
    )


def test_deemed_withdrawn_where_the_rule_says_so() -> None:
    tells(
        books(DeferralEnd.WITHDRAWN),
        ("2026-09-28", "accepted without it", accept, {"phase": "accepted"}),
        ("2026-10-10", "the last day", None, {"phase": "accepted"}),
        ("2026-10-10", "nobody revokes here", REVOKE, r.NotRevokedButOtherwise),
        (
            "2026-10-11",
            "deemed withdrawn",
            None,
            {"phase": "withdrawn", "outcome": "deemed-withdrawn", "finished_on": "2026-10-10"},
        ),
    )


def test_refused_where_the_rule_says_so() -> None:
    tells(
        books(DeferralEnd.REFUSED),
        ("2026-09-28", "accepted without it", accept, {"phase": "accepted"}),
        ("2026-09-29", "the organ agrees to the rest", review_open(), {"phase": "accepted"}),
        ("2026-10-10", "not on the last day", refuse(DEFERRED_MISSING), r.DeferralNotOverdue),
        (
            "2026-10-12",
            "refused",
            refuse(DEFERRED_MISSING),
            {"phase": "refused", "grounds": (DEFERRED_MISSING,)},
        ),
    )


def test_what_was_deferred_is_deferred_too_when_nobody_answers() -> None:
    tells(
        books(),
        # 29, 30 September, 8, 9, 10 October pass; accepted from the 28th. The title has five days more from the 10th,
        # because nobody can be late with what he could not know of: 12 to 16 October.
        (
            "2026-10-11",
            "accepted by silence",
            None,
            {"accepted_on": "2026-09-28", "deferred": {"title": "2026-10-16"}},
        ),
        ("2026-10-17", "the organ may revoke", REVOKE, {"phase": "unaccepted"}),
    )


@pytest.mark.parametrize("end", DeferralEnd)
def test_every_end_leaves_the_case_finished(end: DeferralEnd) -> None:
    course = books(end)
    course.do(accept, review_open())
    course.at("2026-10-12")
    if end is DeferralEnd.REVOKED:
        course.do(REVOKE)
    if end is DeferralEnd.REFUSED:
        course.do(c.Refuse((DEFERRED_MISSING,), WORDS, REMEDIES))
    assert course.now.outcome is not None
