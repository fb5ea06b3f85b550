"""撤回、终止、移送、送达、退件、公告, what is done to a licence afterwards, and who may not apply again.

September to November 2026: people work on Sunday 20 September and Saturday 10 October; off are 25 to 27 September and
1 to 7 October. A pharmacy concerns people's health, so that a lie bars (Art. 78, 79); a bookkeeping agency does not.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from factories.courses import (
    WORDS,
    Course,
    accept,
    act,
    case,
    hand_out,
    issue,
    pause,
    refuse,
    variant,
    walked,
)
from onevisit.rules.calendar import Calendar
from onevisit.rules.calendar.rows import DayKind, DayRow
from onevisit.rules.cases import commands as c
from onevisit.rules.cases import refusals as r
from onevisit.rules.cases.courses import LicenceAct, TerminationGround
from onevisit.rules.cases.decide import decide
from onevisit.rules.cases.events import Redated
from onevisit.rules.cases.phases import DeclineKind
from onevisit.rules.cases.procedure import duties
from onevisit.rules.matters.courses import SpecialKind
from onevisit.rules.matters.grounds import FALSE_MATERIALS
from onevisit.rules.matters.vocabulary import Delivery
from rules.courses.telling import tells

SUSPEND, REINSTATE, REVOKE, RECALL, CANCEL = LicenceAct
SEND, BACK, NOTICE = hand_out(Delivery.COURIER), c.ReturnMail(WORDS), c.GiveNotice(WORDS)
FETCH = hand_out()


def granted(key: str = "drug-retail", day: str = "2026-09-24") -> Course:
    """Accepted, granted and printed on Thursday 24 September."""
    course = case(key, day)
    course.do(accept, issue)
    return course


def owed(course: Course) -> list[str]:
    return [duty.key for duty in duties(course.matter, course.now)]


def test_taken_back() -> None:
    tells(
        case("drug-retail", "2026-09-24"),
        ("2026-09-28", "accepted", accept, {"phase": "accepted"}),
        ("2026-09-29", "taken back", c.Withdraw(WORDS), {"phase": "withdrawn", "outcome": "withdrawn"}),
        ("2026-09-29", "no decision any more", c.Grant(WORDS), r.NotNow),
        # September 30, October 8, 9, 10, 12.
        ("2026-10-13", "closed", None, {"phase": "closed", "closed_on": "2026-10-12"}),
    )


@pytest.mark.parametrize("ground", TerminationGround)
def test_nobody_is_left_to_decide_for(ground: TerminationGround) -> None:
    course = tells(
        case("procurement-complaint", "2026-09-24"),
        ("2026-09-28", "accepted", accept, {"phase": "accepted"}),
        ("2026-09-28", "tested", pause(SpecialKind.TESTING, 10), {"phase": "accepted"}),
        ("2026-09-29", "ended", c.Terminate(ground, WORDS), {"phase": "terminated", "outcome": "terminated"}),
    )
    assert owed(course) == [], "though a procedure was running"


def test_handed_over_and_taken_over() -> None:
    decline = c.Decline(DeclineKind.NOT_OURS, WORDS, "market", hand_over=True)
    course = tells(
        case("dig-road", "2026-09-24"),
        (
            "2026-09-28",
            "not ours",
            decline,
            {"phase": "declined", "handed_over_on": "2026-09-28", "right_organ": "market"},
        ),
        ("2026-10-20", "not closed while nobody has it", None, {"phase": "declined"}),
    )
    assert [(duty.key, duty.organ) for duty in duties(course.matter, course.now)] == [("take-over", "market")]
    tells(
        course,
        ("2026-10-21", "the right organ has it", c.TakeOver(WORDS), {"taken_over_on": "2026-10-21"}),
        ("2026-10-22", "closed", None, {"phase": "closed", "closed_on": "2026-10-21"}),
    )


def test_handed_over_later_because_he_wants_it_after_all() -> None:
    tells(
        case("dig-road", "2026-09-24"),
        (
            "2026-09-28",
            "not ours",
            c.Decline(DeclineKind.NOT_OURS, WORDS, "market"),
            {"handed_over_on": None},
        ),
        ("2026-09-29", "he wants it", c.HandOver(), {"handed_over_on": "2026-09-29"}),
        ("2026-09-30", "once only", c.HandOver(), r.AlreadyHandedOver),
    )


def test_ten_working_days_to_deliver() -> None:
    # September 28-30 (3); October 8-10 (6), 12-15 (10).
    tells(
        granted(),
        ("2026-09-24", "granted", None, {"delivery": "2026-10-15", "phase": "issued"}),
        ("2026-10-15", "fetched on the last day", FETCH, {"phase": "handed-out", "delivery.overdue": False}),
    )


def test_the_mail_comes_back_and_he_fetches_it() -> None:
    course = tells(
        granted(),
        ("2026-09-28", "sent", SEND, {"phase": "handed-out", "finished_on": "2026-09-28"}),
        ("2026-10-09", "it comes back", BACK, {"phase": "issued", "returned": 1, "finished_on": None}),
    )
    assert owed(course) == ["hand-out"]
    tells(
        course,
        ("2026-10-12", "he fetches it", FETCH, {"phase": "handed-out", "handed_out_by": "window"}),
        ("2026-10-12", "that cannot come back", BACK, r.NothingSent),
    )


def test_thirty_days_of_public_notice() -> None:
    tells(
        granted(),
        ("2026-09-28", "sent", SEND, {"phase": "handed-out"}),
        ("2026-10-09", "it comes back", BACK, {"phase": "issued"}),
        # Thirty days from Saturday 10 October end on Monday 9 November.
        ("2026-10-10", "published", NOTICE, {"notice_until": "2026-11-09", "notice": "2026-11-09"}),
        ("2026-11-09", "not yet", None, {"phase": "issued"}),
        (
            "2026-11-10",
            "counts as delivered",
            None,
            {"phase": "handed-out", "handed_out_by": "notice", "handed_out_on": "2026-11-10"},
        ),
        # November 11-13 (3), 16, 17.
        ("2026-11-18", "closed", None, {"closed_on": "2026-11-17"}),
    )


def test_he_turns_up_during_the_notice() -> None:
    tells(
        granted(),
        ("2026-09-28", "sent", SEND, {"phase": "handed-out"}),
        ("2026-10-09", "it comes back", BACK, {"phase": "issued"}),
        ("2026-10-10", "published", NOTICE, {"notice_until": "2026-11-09"}),
        ("2026-10-20", "he fetches it", FETCH, {"phase": "handed-out", "notice_until": None}),
        ("2026-11-10", "and nothing comes after", None, {"phase": "closed", "handed_out_by": "window"}),
    )


def test_published_again_after_another_try() -> None:
    tells(
        granted(),
        ("2026-09-28", "sent", SEND, {"phase": "handed-out"}),
        ("2026-10-09", "it comes back", BACK, {"returned": 1}),
        ("2026-10-10", "published", NOTICE, {"notice_until": "2026-11-09"}),
        ("2026-10-12", "an address turns up: sent", SEND, {"phase": "handed-out", "notice_until": None}),
        ("2026-10-15", "it comes back again", BACK, {"returned": 2, "phase": "issued"}),
        ("2026-10-16", "published again", NOTICE, {"notice_until": "2026-11-16"}),  # the 15th is a Sunday
    )


def test_a_refusal_comes_back_too() -> None:
    course = case("drug-retail", "2026-09-24")
    course.do(accept)
    course.review(fail=True)
    tells(
        course,
        ("2026-09-24", "refused", refuse(), {"phase": "refused"}),
        ("2026-09-28", "sent", SEND, {"phase": "handed-out"}),
        ("2026-10-09", "it comes back", BACK, {"phase": "refused"}),
        ("2026-10-10", "published", NOTICE, {"phase": "refused"}),
        ("2026-11-10", "counts as delivered", None, {"phase": "handed-out", "outcome": "refused"}),
    )


def test_suspended_reinstated_revoked_struck_off() -> None:
    tells(
        granted(),
        (
            "2026-10-08",
            "suspended",
            act(SUSPEND, "penalty", date(2026, 10, 30)),
            {"standing": "suspended", "suspended_until": "2026-10-30"},
        ),
        ("2026-10-09", "not twice", act(SUSPEND, "penalty", date(2026, 11, 30)), r.ActNotPossible),
        (
            "2026-10-30",
            "reinstated",
            act(REINSTATE, "over"),
            {"standing": "in-force", "suspended_until": None},
        ),
        ("2026-11-02", "revoked", act(REVOKE, "unqualified"), {"standing": "revoked", "barred_until": None}),
        ("2026-11-03", "nothing is left to recall", act(RECALL, "law-changed"), r.ActNotPossible),
        ("2026-11-03", "struck off", act(CANCEL, "undone"), {"standing": "cancelled"}),
        ("2026-11-04", "and that is the end", act(CANCEL, "undone"), r.ActNotPossible),
    )


def test_recalled_for_the_good_of_all() -> None:
    tells(
        granted(),
        ("2026-10-08", "recalled", act(RECALL, "law-changed"), {"standing": "recalled"}),
        ("2026-10-09", "struck off", act(CANCEL, "undone"), {"standing": "cancelled"}),
    )


def test_a_closed_file_does_not_protect_a_licence() -> None:
    tells(
        granted(),
        ("2026-09-24", "fetched", FETCH, {"phase": "handed-out"}),
        ("2026-11-02", "the file is closed", None, {"phase": "closed"}),
        (
            "2026-11-02",
            "revoked all the same",
            act(REVOKE, "abuse"),
            {"phase": "closed", "standing": "revoked"},
        ),
    )


def test_fraud_bars_for_three_years_where_it_endangers() -> None:
    tells(granted(), ("2026-10-12", "by fraud", act(REVOKE, "fraud"), {"barred_until": "2029-10-12"}))
    tells(
        granted("bookkeeping-agency"),
        ("2026-10-12", "by fraud", act(REVOKE, "fraud"), {"barred_until": None}),
    )


def test_a_lie_bars_for_one_year_where_it_endangers() -> None:
    false = c.Decline(DeclineKind.FALSE, WORDS)
    pharmacy, agency = "drug-retail", "bookkeeping-agency"
    tells(case(pharmacy, "2026-09-23"), ("2026-09-24", "declined", false, {"barred_until": "2027-09-24"}))
    tells(case(agency, "2026-09-23"), ("2026-09-24", "declined", false, {"barred_until": None}))
    # The 29th of February has no anniversary: the last day of the month.
    tells(case(pharmacy, "2028-02-28"), ("2028-02-29", "declined", false, {"barred_until": "2029-02-28"}))
    for key, until in ((pharmacy, "2027-09-28"), (agency, None)):
        course = case(key, "2026-09-24")
        course.do(accept)
        course.review(fail=True)
        tells(course, ("2026-09-28", "refused", refuse(FALSE_MATERIALS), {"barred_until": until}))


def test_what_was_said_of_a_day_is_said_again_when_the_calendar_moves_it() -> None:
    """The 24th of September becomes a day off: a promise that was told for the 29th is kept by the 30th."""
    course = walked("drug-retail", accept, today="2026-09-15")
    assert course.now.told_due == date(2026, 9, 29)
    years, days = course.context.calendar.to_rows()
    moved = Calendar.from_rows(years, (*days, DayRow(date(2026, 9, 24), DayKind.HOLIDAY, "中秋节")))
    context = replace(course.at("2026-09-16").context, calendar=moved)
    (said,) = decide(context, course.now, c.Redate(2))
    assert said == Redated(date(2026, 9, 16), date(2026, 9, 29), date(2026, 9, 30), 2)
    assert decide(course.context, course.now, c.Redate(2)) == (), "where nothing moves, nothing is said"


def test_while_the_clock_stands_still_no_day_is_final() -> None:
    special = (variant("procurement-complaint").courses.special_of(SpecialKind.TESTING),)
    course = walked(
        variant("drug-retail", special=special), accept, pause(SpecialKind.TESTING, 5), today="2026-09-15"
    )
    assert decide(course.context, course.now, c.Redate(2)) == ()
