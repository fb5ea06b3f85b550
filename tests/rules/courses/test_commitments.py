"""告知承诺: a signed word in place of a proof, checked afterwards; kept, mended, or broken with what follows.

Decided on Monday 2 February 2026. Spring Festival: 15 to 23 February are off, people work on Saturday the 14th and
Saturday the 28th; 4 to 6 April and 1 to 5 May are off.
"""

from __future__ import annotations

import pytest

from factories.courses import PLEDGE, WORDS, Course, accept, act, case, check, hand_out, issue, supply
from factories.matters import matters, submit
from onevisit.rules.basis import Basis
from onevisit.rules.cases import commands as c
from onevisit.rules.cases import refusals as r
from onevisit.rules.cases.context import Bar, BarKind, Facts
from onevisit.rules.cases.courses import CheckOutcome, LicenceAct
from onevisit.rules.cases.procedure import duties
from rules.courses.telling import tells

KEPT, FAULTY, BROKEN = CheckOutcome
PROMISED = ("title", "staff")


def books() -> Course:
    """Promised the head's title and the staff; granted, made and handed out on the day it was handed in."""
    usual = case("bookkeeping-agency").now.shown
    shown = tuple(one for one in usual if one.requirement not in PROMISED)
    course = case("bookkeeping-agency", "2026-02-02", shown=shown, committed=PROMISED, pledge=PLEDGE)
    course.do(accept, issue, hand_out())
    return course


def owed(course: Course) -> list[str]:
    return [duty.key for duty in duties(course.matter, course.now)]


def test_kept() -> None:
    course = books()
    # Sixty working days: February 3-6 (4), 9-14 (10), 24-28 (15); March 2-6, 9-13, 16-20, 23-27 (35), 30, 31 (37);
    # April 1-3 (40), 7-10 (44), 13-17, 20-24 (54), 27-30 (58); May 6 (59), 7 (60).
    tells(course, ("2026-02-02", "to be checked", None, {"check": "2026-05-07", "phase": "handed-out"}))
    assert owed(course) == ["check"]
    # The five days for a rating end on 9 February; the file stays open for the check all the same.
    tells(course, ("2026-03-02", "not closed before it", None, {"phase": "handed-out"}))
    tells(course, ("2026-03-03", "as promised", check(KEPT), {"pledged.outcome": "kept"}))
    assert owed(course) == []
    tells(course, ("2026-03-04", "closed", None, {"phase": "closed", "closed_on": "2026-03-03"}))


def test_faulty_and_mended() -> None:
    # Fifteen working days from Thursday 12 February: 13, 14, 24-28 (7), March 2-6 (12), 9, 10, 11.
    tells(
        books(),
        (
            "2026-02-12",
            "to be mended",
            check(FAULTY, "staff"),
            {"pledged.mend_by": "2026-03-11", "rectify": "2026-03-11"},
        ),
        ("2026-02-13", "what was not asked for", supply("title"), r.NotAskedFor),
        ("2026-03-02", "mended", supply("staff"), {"pledged.mended": ("staff",)}),
        ("2026-03-03", "looked at again", check(KEPT), {"pledged.outcome": "kept"}),
        ("2026-03-04", "closed", None, {"phase": "closed"}),
    )


def test_broken_revoked_barred_repaired() -> None:
    course = tells(
        books(),
        ("2026-02-12", "to be mended", check(FAULTY, "staff"), {"pledged.mend_by": "2026-03-11"}),
        ("2026-03-11", "the last day", check(BROKEN), r.StillTimeToMend),
        (
            "2026-03-12",
            "nothing came",
            check(BROKEN),
            {"pledged.outcome": "broken", "pledged.items": ("staff",)},
        ),
        ("2026-03-12", "no second chance", check(FAULTY, "title"), r.AlreadyChecked),
    )
    assert owed(course) == ["revoke:revoke"]
    tells(
        course,
        (
            "2026-03-16",
            "revoked",
            act(LicenceAct.REVOKE, "pledge-broken"),
            {"standing": "revoked", "barred_until": None},
        ),
        ("2026-03-17", "closed, not before it was revoked", None, {"closed_on": "2026-03-16"}),
        (
            "2026-04-08",
            "repaired, though the file is closed",
            c.RepairCredit(WORDS),
            {"pledged.repaired_on": "2026-04-08"},
        ),
    )


def test_who_broke_his_word_proves_what_he_says_until_it_is_repaired() -> None:
    matter = matters()["bookkeeping-agency"]
    bar = Bar(BarKind.COMMIT, "博202600001", Basis("山东省优化营商环境条例", "29"))
    barred = Course(matter, facts=Facts((bar,)))
    with pytest.raises(r.CommitmentBarred, match="博202600001"):
        barred.do(submit(matter, committed=PROMISED, pledge=PLEDGE))
    barred.do(submit(matter))
    assert barred.now.phase == "submitted", "with proofs he may apply like everybody"
    repaired = Course(matter)
    repaired.do(submit(matter, committed=PROMISED, pledge=PLEDGE))
    assert repaired.now.committed == PROMISED


def test_nothing_is_checked_where_nothing_was_granted() -> None:
    usual = case("bookkeeping-agency").now.shown
    shown = tuple(one for one in usual if one.requirement not in PROMISED)
    course = case("bookkeeping-agency", "2026-02-02", shown=shown, committed=PROMISED, pledge=PLEDGE)
    tells(
        course,
        ("2026-02-02", "taken back", c.Withdraw(WORDS), {"phase": "withdrawn"}),
        ("2026-03-02", "closed", None, {"phase": "closed"}),
        ("2026-03-02", "no check", check(KEPT), r.NothingGranted),
        ("2026-03-02", "nothing comes into a closed file", supply("title"), r.AfterTheEnd),
    )
