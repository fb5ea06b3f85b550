"""No decision before everybody was heard and everything is there; none without ground; and only one."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from factories.courses import (
    BLANK,
    MONDAY,
    PLEDGE,
    REMEDIES,
    WORDS,
    Course,
    accept,
    decided,
    pause,
    refuse,
    renewal_of,
    supply,
    variant,
    walked,
)
from factories.matters import matters, submit
from onevisit.rules.cases import commands as c
from onevisit.rules.cases import refusals as r
from onevisit.rules.cases.context import Facts, QuotaFacts
from onevisit.rules.cases.courses import TerminationGround
from onevisit.rules.matters.courses import DeferralEnd, SpecialKind
from onevisit.rules.matters.grounds import DEFERRED_MISSING, QUOTA_FULL
from rules.courses.refusing import Row, names, refuses

BOOKS = submit(matters()["bookkeeping-agency"])
LATER = {
    "shown": tuple(one for one in BOOKS.shown if one.requirement != "title"),
    "later": ("title",),
    "pledge": PLEDGE,
}
GRANT = c.Grant(WORDS)


def reviewed(course: Course) -> None:
    course.review()


def failed(course: Course) -> None:
    course.review(fail=True)


def dig(*steps: object) -> Callable[[], Course]:
    return lambda: walked("dig-road", accept, *steps)  # type: ignore[arg-type]


def books(*steps: object) -> Callable[[], Course]:
    """Accepted on Monday 2026-11-23 without the head's certificate, which may come by the 30th."""
    return lambda: walked("bookkeeping-agency", accept, *steps, **LATER)  # type: ignore[arg-type]


def fireworks(granted: int, *earlier: str) -> Callable[[], Course]:
    """Fireworks retail: thirty numbers, so many of them granted, and these accepted earlier and undecided."""

    def made() -> Course:
        course = walked("fireworks-retail", accept, reviewed)
        course.facts = Facts(quota=QuotaFacts(granted, earlier))
        return course

    return made


def ending(day: str) -> Callable[[], Course]:
    """A change of a permit that ends on this day, heard on Friday 2026-11-27."""

    def made() -> Course:
        matter = matters()["food-business-permit-change"]
        course = Course(matter, MONDAY, renewal_of(date.fromisoformat(day), matter))
        for step in (submit(matter), accept, reviewed):
            course.do(step)
        course.at("2026-11-27")
        return course

    return made


@pytest.mark.parametrize("day", ["2026-11-27", "2027-06-30"])
def test_a_change_is_granted_as_long_as_what_it_changes_is_good(day: str) -> None:
    course = ending(day)()
    course.do(GRANT)
    assert course.now.decided_on == date(2026, 11, 27)


ROWS = [
    Row("granted before all were heard", dig(), GRANT, r.ReviewsOpen, "市政审查、交通影响审查、规划核对"),
    Row("refused before all were heard", dig(), refuse(), r.ReviewsOpen, "不能作决定"),
    Row("granted against an opinion", dig(failed), GRANT, r.ReviewFailed, "不能准予"),
    Row("granted without words", dig(reviewed), c.Grant(BLANK), r.OpinionNeeded, "“准予”要写明意见"),
    Row(
        "refused without ground", dig(failed), c.Refuse((), WORDS, REMEDIES), r.RefusalNeedsGround, "法定理由"
    ),
    Row("refused on a ground of one's own", dig(failed), refuse("ugly"), r.UnknownGround, "“ugly”"),
    Row(
        "refused as not supplied where nothing can be late",
        dig(failed),
        refuse(DEFERRED_MISSING),
        r.UnknownGround,
        "清单以外",
    ),
    Row(
        "refused without words",
        dig(failed),
        c.Refuse(("protected",), BLANK, REMEDIES),
        r.OpinionNeeded,
        "“不予许可”",
    ),
    Row(
        "refused without remedies",
        dig(failed),
        c.Refuse(("protected",), WORDS, " "),
        r.RefusalNeedsRemedies,
        "行政复议",
    ),
    Row("granted twice", dig(decided), GRANT, r.AlreadyDecided, "已于2026-11-23作出决定，不能再作决定"),
    Row("granted and then refused", dig(decided), refuse(), r.AlreadyDecided, "依法撤销或变更"),
    Row("refused and then granted", dig(failed, refuse()), GRANT, r.AlreadyDecided, "2026-11-23"),
    Row(
        "granted while something deferred is missing",
        books(reviewed),
        GRANT,
        r.DeferredOpen,
        "不能准予：会计专业技术职务资格证书",
    ),
    Row(
        "granted though it never came",
        books(reviewed, "2026-12-15"),
        GRANT,
        r.DeferredOpen,
        "承诺后补的材料还没有补齐",
    ),
    Row(
        "refused on the last day for it",
        books(reviewed, "2026-11-30"),
        refuse(DEFERRED_MISSING),
        r.DeferralNotOverdue,
        "还没有到期",
    ),
    Row(
        "refused as not supplied though it came",
        books(reviewed, supply("title"), "2026-12-15"),
        refuse(DEFERRED_MISSING),
        r.DeferralNotOverdue,
        "到期",
    ),
    Row(
        "decided while experts are still at work",
        lambda: walked("investment-approval", accept, pause(SpecialKind.EXPERT_REVIEW, 20), reviewed),
        GRANT,
        r.ProcedureOpen,
        "特别程序还没有结束，不能作决定：专家评审",
    ),
    Row(
        "refused while experts are still at work",
        lambda: walked("investment-approval", accept, pause(SpecialKind.EXPERT_REVIEW, 20), reviewed),
        refuse(),
        r.ProcedureOpen,
        "恢复计时",
    ),
    Row("the thirty-first", fireworks(30), GRANT, r.QuotaUsedUp, "名额30个已经用完（"),
    Row(
        "out of turn",
        fireworks(28, "博202600001", "博202600002"),
        GRANT,
        r.EarlierFirst,
        "博202600001、博202600002",
    ),
    Row("a change of what has ended", ending("2026-11-26"), GRANT, r.LicenceLapsed, "2026年11月26日到期"),
    Row("full, but two are left", fireworks(28), refuse(QUOTA_FULL), r.QuotaLeft, "名额还剩2个"),
    Row("full, where there is no number", dig(reviewed), refuse(QUOTA_FULL), r.UnknownGround, "“quota-full”"),
    Row("taken back without a word", dig(), c.Withdraw(BLANK), r.OpinionNeeded, "“撤回申请”要写明意见"),
    Row(
        "ended without a word",
        dig(),
        c.Terminate(TerminationGround.DEATH, BLANK),
        r.OpinionNeeded,
        "“终止办理”",
    ),
    Row(
        "ended after the decision",
        dig(decided),
        c.Terminate(TerminationGround.DEATH, WORDS),
        r.NotNow,
        "“准予，制证中”",
    ),
]


@pytest.mark.parametrize("row", ROWS, ids=names(ROWS))
def test_a_decision_waits_for_everybody_and_says_why(row: Row) -> None:
    refuses(row)


def test_the_day_after_the_last_is_late_enough_where_the_rule_is_refusal() -> None:
    matter = variant("bookkeeping-agency", deferral_ends=DeferralEnd.REFUSED)
    course = walked(matter, accept, reviewed, "2026-12-01", refuse(DEFERRED_MISSING), **LATER)
    assert course.now.grounds == (DEFERRED_MISSING,)


def test_the_last_number_can_be_granted_and_the_next_refused() -> None:
    last = fireworks(29)()
    last.do(GRANT)
    assert last.now.decided_on is not None
    full = fireworks(30)()
    full.do(refuse(QUOTA_FULL))
    assert full.now.grounds == (QUOTA_FULL,)
