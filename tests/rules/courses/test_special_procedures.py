"""特别程序 (行政许可法 Art. 45) and 延长 (Art. 42): the clock stands still exactly then, and is prolonged once.

September and October 2026: people work on Sunday 20 September and Saturday 10 October; off are 25 to 27 September and
1 to 7 October.
"""

from __future__ import annotations

from factories.courses import (
    WORDS,
    Course,
    accept,
    before_decision,
    case,
    pause,
    resume,
    review_open,
    variant,
)
from onevisit.rules.cases import commands as c
from onevisit.rules.cases import refusals as r
from onevisit.rules.cases.clocks import ClockKind
from onevisit.rules.cases.procedure import duties
from onevisit.rules.matters.courses import Approver, SpecialKind
from rules.courses.telling import tells

TESTING, APPRAISAL = SpecialKind.TESTING, SpecialKind.APPRAISAL
EXTEND = c.Extend(10, WORDS)


def complaint() -> Course:
    """A complaint about procurement: promised in 20 working days, by law in 30, from the day it was received."""
    course = case("procurement-complaint", "2026-09-07")
    course.do(accept)
    return course


def owed(course: Course) -> list[str]:
    return [duty.key for duty in duties(course.matter, course.now)]


def test_two_at_once_count_once() -> None:
    course = complaint()
    tells(
        course,
        # September 8-11 (4), 14-18 (9), 20 (10), 21-24 (14), 28-30 (17); October 8 (18), 9 (19), 10 (20);
        # 12-16 (25), 19-23 (30).
        ("2026-09-07", "accepted", None, {"promised": "2026-10-10", "statutory": "2026-10-23"}),
        # Ten working days: September 17, 18, 20, 21-24, 28, 29, 30.
        (
            "2026-09-16",
            "tested",
            pause(TESTING, 10),
            {"special": "2026-09-30", "promised.paused": True, "promised.used": 6},
        ),
        # Twelve: September 22-24 (3), 28-30 (6), October 8-10 (9), 12-14.
        (
            "2026-09-21",
            "appraised beside it",
            pause(APPRAISAL, 12),
            {"special": "2026-10-14", "promised.used": 6},
        ),
        # Six days were used: 8-11, 14, 15 September. Told with the appraisal as it was announced, up to 14 October:
        # October 15, 16 (8), 19-23 (13), 26-30 (18), November 2, 3.
        (
            "2026-09-29",
            "the test is done",
            resume(TESTING),
            {"told_due": "2026-11-03", "promised.paused": True},
        ),
        ("2026-10-14", "the last day of the appraisal", None, {"special.overdue": False}),
        (
            "2026-10-16",
            "it takes longer, and that shows",
            None,
            {"special.overdue": True, "special.overdue_days": 2},
        ),
        ("2026-10-16", "but the clock stands still", None, {"promised.paused": True, "promised.used": 6}),
        # October 20-23 (10), 26-30 (15), November 2-6 (20). By law ten more: 9-13, 16-20.
        ("2026-10-19", "appraised", resume(APPRAISAL), {"told_due": "2026-11-06", "statutory": "2026-11-20"}),
        ("2026-10-20", "the clock runs", None, {"promised.paused": False, "promised.used": 7}),
    )
    assert course.clock(ClockKind.PROMISED).reading.due.isoformat() == "2026-11-06"


def test_nobody_decides_meanwhile() -> None:
    course = complaint()
    before_decision(course)
    course.do(pause(TESTING, 5), review_open(), review_open())
    assert owed(course) == ["special:testing"], "everybody waits for the test"
    tells(
        course,
        (course.today.isoformat(), "not before the result", c.Grant(WORDS), r.ProcedureOpen),
        (course.today.isoformat(), "the result", resume(TESTING), {"running": ()}),
        (course.today.isoformat(), "granted", c.Grant(WORDS), {"phase": "granted"}),
    )


def test_one_after_the_other_each_takes_its_own_time() -> None:
    tells(
        complaint(),
        ("2026-09-08", "tested", pause(TESTING, 5), {"promised.used": 0}),
        ("2026-09-10", "done: the 8th to the 10th do not count", resume(TESTING), {"promised.used": 0}),
        ("2026-09-15", "again, for another part", pause(TESTING, 5), {"promised.used": 2}),
        # The 11th and 14th were used. September 17, 18 (4), 20 (5), 21-24 (9), 28-30 (12), October 8-10 (15), 12-16.
        ("2026-09-16", "done on the next day", resume(TESTING), {"told_due": "2026-10-16"}),
    )


def test_prolonged_once_by_the_head_of_the_organ() -> None:
    course = case("drug-retail", "2026-09-15")
    course.do(accept)
    # By law 20: September 16-18 (3), 20-24 (8), 28-30 (11); October 8-10 (14), 12-16 (19), 19 (20).
    tells(
        course,
        ("2026-09-15", "accepted", None, {"promised": "2026-09-29", "statutory": "2026-10-19"}),
        ("2026-09-16", "eleven are too many", c.Extend(11, WORDS), r.ProlongedTooLong),
        # Ten more: October 20-23 (4), 26-30 (9), November 2. The promise was broken on 29 September and stays so.
        ("2026-10-19", "on the last day", EXTEND, {"statutory": "2026-11-02", "told_due": "2026-09-29"}),
        ("2026-10-20", "a second time", EXTEND, r.AlreadyProlonged),
    )
    assert course.now.prolonged is not None
    assert course.now.prolonged.by is Approver.ORGAN


def test_prolonged_in_time_moves_the_promise_too() -> None:
    course = case("drug-retail", "2026-09-15")
    course.do(accept)
    # 30 September (1), October 8-10 (4), 12-16 (9), 19.
    tells(
        course,
        ("2026-09-29", "on its last day", EXTEND, {"told_due": "2026-10-19", "statutory": "2026-11-02"}),
    )


def test_prolonged_by_the_government_where_several_handle_it() -> None:
    course = case("dig-road", "2026-09-15")
    course.do(accept)
    tells(
        course,
        ("2026-09-16", "sixteen are too many", c.Extend(16, WORDS), r.ProlongedTooLong),
        # The promise of six: September 16-18, 20-22. Fifteen more: 23, 24, 28-30 (5), October 8-10 (8), 12-16, 19, 20.
        (
            "2026-09-16",
            "fifteen",
            c.Extend(15, WORDS),
            {"told_due": "2026-10-20", "prolonged.by": "government"},
        ),
    )


def test_too_late_and_not_too_late() -> None:
    late = case("drug-retail", "2026-09-15")
    late.do(accept)
    tells(late, ("2026-10-20", "the limit ended yesterday", EXTEND, r.ProlongedTooLate))
    special = {"special": (variant("procurement-complaint").courses.special_of(TESTING),)}
    waiting = case(variant("drug-retail", **special), "2026-09-15")
    waiting.do(accept, pause(TESTING, 5))
    # Five days were announced, and it takes seven weeks: the limit still stands still, so it is not over.
    tells(waiting, ("2026-11-02", "prolonged while it waits", EXTEND, {"prolonged.length": 10}))
