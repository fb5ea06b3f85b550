"""After the decision: commitments, licences, credit, ratings; what cannot be done to them, and why."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from factories.courses import (
    BLANK,
    PLEDGE,
    WORDS,
    Course,
    accept,
    act,
    check,
    decided,
    hand_out,
    issue,
    refuse,
    supply,
    walked,
)
from onevisit.rules.cases import commands as c
from onevisit.rules.cases import refusals as r
from onevisit.rules.cases.courses import CheckOutcome, LicenceAct
from onevisit.rules.cases.phases import RatingLevel
from rules.courses.refusing import Row, names, refuses

KEPT, FAULTY, BROKEN = CheckOutcome
SUSPEND, REINSTATE, REVOKE, RECALL, CANCEL = LicenceAct
LATER = date(2026, 12, 31)
RATE = c.Rate(RatingLevel.GOOD, "PC端")


def dig(*steps: object) -> Callable[[], Course]:
    return lambda: walked("dig-road", accept, *steps)  # type: ignore[arg-type]


def books(*steps: object) -> Callable[[], Course]:
    """A bookkeeping agency that promised its head's title and its staff; decided and printed on 2026-11-23."""
    promised = {"committed": ("title", "staff"), "pledge": PLEDGE}
    return lambda: walked("bookkeeping-agency", accept, *steps, **promised)  # type: ignore[arg-type]


def refused(course: Course) -> None:
    course.review(fail=True)
    course.do(refuse(), hand_out())


ROWS = [
    Row("a check of nothing", dig(issue), check(KEPT), r.NothingCommitted, "没有采用告知承诺"),
    Row(
        "a check before anything was granted",
        books(decided),
        check(KEPT),
        r.NotNow,
        "现在可以：补交材料、制证",
    ),
    Row(
        "checked again after it was kept",
        books(issue, check(KEPT)),
        check(FAULTY, "title"),
        r.AlreadyChecked,
        "与承诺一致",
    ),
    Row(
        "a check without words",
        books(issue),
        c.CheckCommitment(KEPT, BLANK),
        r.OpinionNeeded,
        "“提交核查结果”",
    ),
    Row(
        "a check of what was not promised",
        books(issue),
        check(FAULTY, "rules"),
        r.NotAskedFor,
        "“代理记账内部规范”不在",
    ),
    Row("wrong, but what", books(issue), check(FAULTY), r.SayWhichCommitment, "哪些承诺事项不符"),
    Row(
        "to be mended twice",
        books(issue, check(FAULTY, "title")),
        check(FAULTY, "staff"),
        r.RectifiedOnce,
        "已经责令整改过一次",
    ),
    Row("broken without a chance to mend", books(issue), check(BROKEN), r.RectifyFirst, "应当先责令限期整改"),
    Row(
        # Fifteen working days from Monday 23 November end on Monday 14 December.
        "broken before the time to mend is over",
        books(issue, check(FAULTY, "title"), "2026-12-14"),
        check(BROKEN),
        r.StillTimeToMend,
        "整改期限到2026-12-14",
    ),
    Row(
        "nothing to repair", books(issue), c.RepairCredit(WORDS), r.NothingToRepair, "没有需要修复的失信记录"
    ),
    Row(
        "a repair without words",
        books(issue, check(FAULTY, "title"), "2026-12-15", check(BROKEN)),
        c.RepairCredit(BLANK),
        r.OpinionNeeded,
        "“信用修复”",
    ),
    Row(
        "repaired twice",
        books(issue, check(FAULTY, "title"), "2026-12-15", check(BROKEN), c.RepairCredit(WORDS)),
        c.RepairCredit(WORDS),
        r.NothingToRepair,
        "没有需要修复",
    ),
    Row(
        "an act on what was refused",
        dig(refused),
        act(REVOKE, "abuse"),
        r.NothingGranted,
        "没有可以处理的许可",
    ),
    Row("an act before anything was issued", dig(decided), act(REVOKE, "abuse"), r.NotNow, "“准予，制证中”"),
    Row(
        "reinstated, but it stands",
        dig(issue),
        act(REINSTATE, "over"),
        r.ActNotPossible,
        "现在的状态是“有效”，不能恢复",
    ),
    Row(
        "suspended when it was revoked",
        dig(issue, act(REVOKE, "abuse")),
        act(SUSPEND, "penalty", LATER),
        r.ActNotPossible,
        "可以：注销",
    ),
    Row(
        "struck off twice",
        dig(issue, act(CANCEL, "other")),
        act(CANCEL, "other"),
        r.ActNotPossible,
        "“已注销”，不能注销",
    ),
    Row(
        "revoked on a ground of another act",
        dig(issue),
        act(REVOKE, "penalty"),
        r.ActNeedsGround,
        "撤销要选择法定的理由",
    ),
    Row(
        "revoked for a broken word, but nothing was checked",
        books(issue),
        act(REVOKE, "pledge-broken"),
        r.RectifyFirst,
        "限期整改",
    ),
    Row(
        "revoked for a broken word, but none was given",
        dig(issue),
        act(REVOKE, "pledge-broken"),
        r.RectifyFirst,
        "限期整改",
    ),
    Row(
        "revoked without words",
        dig(issue),
        replace(act(REVOKE, "abuse"), reasons=BLANK),
        r.OpinionNeeded,
        "“处理已作出的许可”",
    ),
    Row(
        "revoked unheard",
        dig(issue),
        replace(act(REVOKE, "abuse"), heard=False),
        r.HolderNotHeard,
        "撤销之前应当听取",
    ),
    Row(
        "recalled unheard",
        dig(issue),
        replace(act(RECALL, "law-changed"), heard=False),
        r.HolderNotHeard,
        "撤回之前",
    ),
    Row(
        "suspended unheard",
        dig(issue),
        replace(act(SUSPEND, "penalty", LATER), heard=False),
        r.HolderNotHeard,
        "暂扣之前",
    ),
    Row(
        "revoked to the harm of all",
        dig(issue),
        replace(act(REVOKE, "abuse"), harmless=False),
        r.HarmsPublicInterest,
        "公共利益",
    ),
    Row("suspended for ever", dig(issue), act(SUSPEND, "penalty"), r.SuspensionNeedsEnd, "暂扣要写明期限"),
    Row(
        "suspended until today",
        dig(issue),
        act(SUSPEND, "penalty", date(2026, 11, 23)),
        r.SuspensionNeedsEnd,
        "哪一天",
    ),
    Row(
        "rated twice",
        dig(issue, hand_out(), RATE),
        c.Rate(RatingLevel.BAD, "PC端", ("213",)),
        r.AlreadyRated,
        "评价过了",
    ),
    Row(
        "rated badly without a word",
        dig(issue, hand_out()),
        c.Rate(RatingLevel.VERY_BAD, "PC端"),
        r.BadRatingNeedsWords,
        "我们会回访",
    ),
    Row("rated before the end", dig(issue), RATE, r.NotNow, "不能评价"),
    Row(
        "rated after the end",
        dig(issue, hand_out(), "2026-12-31"),
        RATE,
        r.AfterTheEnd,
        "已于2026-11-30办结归档，不能再评价",
    ),
]


@pytest.mark.parametrize("row", ROWS, ids=names(ROWS))
def test_what_was_granted_is_only_touched_on_a_lawful_ground(row: Row) -> None:
    refuses(row)


def test_something_that_was_handed_in_can_be_judged_before_the_day_is_over() -> None:
    course = books(issue, check(FAULTY, "title"), "2026-11-26", supply("title"), check(BROKEN))()
    assert course.now.pledged is not None
    assert course.now.pledged.outcome is BROKEN
