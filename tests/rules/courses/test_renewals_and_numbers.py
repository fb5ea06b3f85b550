"""延续、变更 (行政许可法 Art. 49, 50), 有数量限制的许可 (Art. 57), 下级初审 (Art. 35), 当场办结.

September and October 2026: people work on Sunday 20 September and Saturday 10 October; off are 25 to 27 September and
1 to 7 October. A food licence is renewed fifteen working days before it expires.
"""

from __future__ import annotations

from datetime import date

from factories.courses import (
    WORDS,
    Course,
    accept,
    ask,
    case,
    hand_out,
    issue,
    refuse,
    renewal_of,
    review_open,
    supply,
)
from factories.matters import matters, submit
from onevisit.rules.cases import commands as c
from onevisit.rules.cases import refusals as r
from onevisit.rules.cases.context import Facts, QuotaFacts
from onevisit.rules.cases.events import Forwarded
from onevisit.rules.cases.procedure import duties
from onevisit.rules.cases.renewals import apply_by
from onevisit.rules.matters.grounds import QUOTA_FULL
from rules.courses.telling import tells

RENEWAL = matters()["food-business-permit-renewal"]
EXPIRY = date(2026, 10, 9)
GRANT = c.Grant(WORDS)


def renewal(day: str) -> Course:
    """Applied for on that day, for a licence that expires on Friday 9 October 2026."""
    course = Course(RENEWAL, date.fromisoformat(day), renewal_of(EXPIRY, RENEWAL))
    course.do(submit(RENEWAL))
    return course


def owed(course: Course) -> list[str]:
    return [duty.key for duty in duties(course.matter, course.now)]


def test_fifteen_working_days_before() -> None:
    # Whole days before 9 October: 8, 30, 29, 28 (4), 24, 23, 22, 21, 20 September (9), 18, 17, 16, 15, 14 (14), 11.
    rule = RENEWAL.courses.concerns
    assert rule is not None
    assert apply_by(rule, EXPIRY, renewal("2026-09-10").context.calendar) == date(2026, 9, 10)
    assert renewal("2026-09-10").now.concerned is not None


def test_deemed_renewed_when_nobody_decides() -> None:
    course = tells(
        renewal("2026-09-10"),
        ("2026-09-10", "in time", None, {"concerned.in_time": True, "concerned.expires_on": "2026-10-09"}),
        ("2026-09-14", "accepted", accept, {"phase": "accepted"}),
        ("2026-10-09", "the last day of the licence", None, {"phase": "accepted"}),
        (
            "2026-10-10",
            "deemed renewed",
            None,
            {
                "phase": "granted",
                "granted_by_silence": True,
                "decided_on": "2026-10-09",
                "outcome": "granted",
            },
        ),
        ("2026-10-10", "too late for a refusal", refuse(), r.AlreadyDecided),
    )
    assert owed(course) == ["issue"], "and the licence is made"


def test_applied_for_too_late_nothing_is_deemed() -> None:
    tells(
        renewal("2026-09-11"),
        ("2026-09-11", "a day late", accept, {"concerned.in_time": False}),
        ("2026-10-12", "still to be decided", None, {"phase": "accepted"}),
    )


def test_decided_in_time_nothing_is_deemed() -> None:
    course = renewal("2026-09-10")
    course.do(accept)
    course.review(fail=True)
    tells(
        course,
        ("2026-10-09", "refused on the last day", refuse(), {"phase": "refused"}),
        ("2026-10-10", "and stays so", None, {"phase": "refused", "granted_by_silence": False}),
    )


def test_what_was_still_incomplete_at_the_expiry_was_not_left_undecided() -> None:
    tells(
        renewal("2026-09-10"),
        # Thirty days from the 17th end on Saturday 17 October: Monday the 19th.
        ("2026-09-17", "asked", ask("permit"), {"correction.until": "2026-10-19"}),
        ("2026-10-12", "answered after the expiry", supply("permit"), {"materials_on": "2026-10-12"}),
        ("2026-10-13", "accepted", c.Accept(), {"phase": "accepted"}),
        ("2026-10-14", "to be decided like any other", None, {"phase": "accepted"}),
    )


def test_complete_before_the_expiry_and_accepted_after_it() -> None:
    course = renewal("2026-09-10")
    tells(
        course,
        ("2026-09-17", "asked", ask("permit"), {"phase": "correcting"}),
        ("2026-10-08", "answered in time", supply("permit"), {"materials_on": "2026-10-08"}),
        ("2026-10-12", "accepted", c.Accept(), {"accepted_on": "2026-10-12"}),
        (
            "2026-10-12",
            "nobody had decided by the 9th",
            None,
            {"phase": "granted", "decided_on": "2026-10-12"},
        ),
    )


def test_a_licence_that_ends_in_a_year_without_a_calendar_is_renewed_in_time() -> None:
    course = Course(RENEWAL, date(2026, 11, 23), renewal_of(date(2031, 11, 22), RENEWAL))
    course.do(submit(RENEWAL))
    assert course.now.concerned is not None
    assert course.now.concerned.in_time


def test_a_change_is_never_deemed() -> None:
    matter = matters()["institution-change"]
    course = Course(matter, date(2026, 9, 14), renewal_of(EXPIRY, matter))
    course.do(submit(matter))
    tells(
        course,
        ("2026-09-14", "accepted", accept, {"concerned.act": "change", "concerned.in_time": True}),
        ("2026-10-12", "the licence is over, and nothing is deemed", None, {"phase": "accepted"}),
    )


def test_numbers_go_in_the_order_of_acceptance() -> None:
    """Thirty numbers, 28 of them gone; three cases, of which the third is ready first."""
    first, second, third = (case("fireworks-retail", "2026-09-14") for _ in range(3))
    for one in (first, second, third):
        one.do(accept)
        one.review()
    third.facts = Facts(quota=QuotaFacts(28, ("博1", "博2")))
    tells(third, ("2026-09-15", "out of turn", GRANT, r.EarlierFirst))
    second.facts = Facts(quota=QuotaFacts(28, ("博1",)))
    tells(second, ("2026-09-15", "one before, two left", GRANT, {"phase": "granted"}))
    first.facts = Facts(quota=QuotaFacts(29))
    tells(first, ("2026-09-16", "the last number", GRANT, {"phase": "granted"}))
    third.facts = Facts(quota=QuotaFacts(30))
    tells(
        third,
        ("2026-09-16", "none is left", GRANT, r.QuotaUsedUp),
        (
            "2026-09-16",
            "refused for that",
            refuse(QUOTA_FULL),
            {"phase": "refused", "grounds": (QUOTA_FULL,)},
        ),
    )


def test_numbers_that_are_left_are_no_reason() -> None:
    course = case("fireworks-retail", "2026-09-14")
    course.do(accept)
    course.review()
    course.facts = Facts(quota=QuotaFacts(29))
    tells(course, ("2026-09-15", "one is left", refuse(QUOTA_FULL), r.QuotaLeft))


def test_the_lower_level_reviews_first_and_sends_everything_on() -> None:
    course = case("rural-planning", "2026-09-14")
    course.do(accept)
    assert [duty.organ for duty in duties(course.matter, course.now)] == ["chishang"], "the town"
    tells(
        course,
        ("2026-09-15", "the organ above cannot begin", c.Review("plan", "pass", WORDS), r.StageNotOpen),  # type: ignore[arg-type]
        ("2026-09-16", "the town's opinion", review_open(), {"forwarded_on": "2026-09-16"}),
        (
            "2026-09-17",
            "the organ above asks for nothing more",
            ask("village-opinion"),
            r.CorrectionAfterAcceptance,
        ),
    )
    sent = course.last(Forwarded)
    assert isinstance(sent, Forwarded)
    assert (sent.stage, sent.organ) == ("town", "natural-resources")
    assert [duty.organ for duty in duties(course.matter, course.now)] == ["natural-resources"]


def test_on_the_spot() -> None:
    """Handed in, accepted, decided, made and handed out in one sitting; the promise is the same day."""
    course = case("food-stall", "2026-09-30", channel="village")
    course.do(accept)
    assert course.now.told_due == date(2026, 9, 30), "promised for the day itself"
    course.do(issue, hand_out())
    assert course.now.finished_on == date(2026, 9, 30)
    tells(course, ("2026-10-15", "closed after 8, 9, 10, 12, 13 October", None, {"closed_on": "2026-10-13"}))
