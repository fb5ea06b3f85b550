"""听证 and 利害关系人 (行政许可法 Art. 36, 46-48): five working days to ask, twenty to hold, seven to announce.

September and October 2026: people work on Sunday 20 September and Saturday 10 October; off are 25 to 27 September and
1 to 7 October. A pharmacy is promised in 10 working days.
"""

from __future__ import annotations

from factories.courses import (
    PRESIDER,
    WORDS,
    Course,
    accept,
    call_hearing,
    case,
    refuse,
    tell_interested,
)
from onevisit.rules.cases import commands as c
from onevisit.rules.cases import refusals as r
from onevisit.rules.cases.procedure import duties
from rules.courses.telling import tells

TELL, REQUEST, WAIVE = c.TellHearing(WORDS), c.RequestHearing(), c.WaiveHearing()
BY_OTHERS, HOLD, GRANT = c.RequestHearing(interested=True), c.HoldHearing(WORDS), c.Grant(WORDS)


def accepted(key: str = "drug-retail") -> Course:
    course = case(key, "2026-09-15")
    course.do(accept)
    return course


def reviewed(course: Course) -> None:
    course.review()


def test_five_twenty_seven() -> None:
    course = accepted()
    tells(
        course,
        # September 16-18 (3), 20-24 (8), 28, 29.
        ("2026-09-15", "accepted", reviewed, {"promised": "2026-09-29"}),
        # Five to ask: 17, 18, 20, 21, 22.
        ("2026-09-16", "told of the right", TELL, {"hearing.until": "2026-09-22", "promised.paused": False}),
        ("2026-09-21", "no decision meanwhile", GRANT, r.HearingWindowOpen),
        # Twenty to hold: September 23, 24 (2), 28-30 (5); October 8-10 (8), 12-16 (13), 19-23 (18), 26, 27.
        (
            "2026-09-22",
            "asked for on the last day",
            REQUEST,
            {"hearing_hold": "2026-10-27", "promised.paused": True},
        ),
        # Seven whole days: September 24, 28, 29, 30, October 8, 9, 10.
        ("2026-09-23", "announced six days ahead", call_hearing("2026-10-10"), r.NoticeTooShort),
        ("2026-09-23", "announced after the twenty", call_hearing("2026-10-28"), r.HearingTooFar),
        (
            "2026-09-23",
            "announced seven days ahead",
            call_hearing("2026-10-12"),
            {"hearing.day": "2026-10-12"},
        ),
        ("2026-10-10", "held before its day", HOLD, r.HearingNotYet),
        ("2026-10-10", "decided before it", refuse(), r.HearingOpen),
        # Used before the request: September 16-18, 20, 21. After it five more: October 13-16, 19.
        ("2026-10-12", "held", HOLD, {"hearing.held_on": "2026-10-12", "told_due": "2026-10-19"}),
        ("2026-10-13", "asked for once more", REQUEST, r.HearingOver),
        ("2026-10-13", "decided on its record", GRANT, {"decided_on": "2026-10-13"}),
    )


def test_nobody_asks() -> None:
    tells(
        accepted(),
        ("2026-09-15", "reviewed", reviewed, {"phase": "accepted"}),
        ("2026-09-16", "told of the right", TELL, {"hearing.until": "2026-09-22"}),
        ("2026-09-22", "the last day to ask", GRANT, r.HearingWindowOpen),
        ("2026-09-23", "asked for too late", REQUEST, r.HearingTooLate),
        ("2026-09-23", "granted; no day was lost", GRANT, {"phase": "granted", "promised": "2026-09-29"}),
    )


def test_waived() -> None:
    tells(
        accepted(),
        ("2026-09-15", "reviewed", reviewed, {"phase": "accepted"}),
        ("2026-09-16", "told of the right", TELL, {"phase": "accepted"}),
        ("2026-09-22", "asked for", REQUEST, {"promised.paused": True}),
        # The 22nd to the 29th do not count. Five were used; five more: 30 September, 8, 9, 10, 12 October.
        ("2026-09-29", "and waived", WAIVE, {"told_due": "2026-10-12"}),
        ("2026-09-30", "the clock runs", None, {"promised.paused": False, "promised.used": 6}),
        ("2026-09-30", "granted", GRANT, {"phase": "granted"}),
    )


def test_waived_at_once() -> None:
    tells(
        accepted(),
        ("2026-09-15", "reviewed", reviewed, {"phase": "accepted"}),
        ("2026-09-16", "told of the right", TELL, {"phase": "accepted"}),
        ("2026-09-16", "he does without it", WAIVE, {"told_due": "2026-09-29"}),
        ("2026-09-16", "granted", GRANT, {"phase": "granted"}),
    )


def test_moved_to_another_day_and_presider() -> None:
    course = tells(
        accepted(),
        ("2026-09-16", "told of the right", TELL, {"phase": "accepted"}),
        ("2026-09-22", "asked for", REQUEST, {"phase": "accepted"}),
        ("2026-09-23", "announced", call_hearing("2026-10-12"), {"hearing.day": "2026-10-12"}),
        # Seven whole days after the 8th: October 9, 10, 12-16.
        ("2026-10-08", "moved, but too soon", call_hearing("2026-10-16"), r.NoticeTooShort),
        (
            "2026-10-08",
            "moved",
            call_hearing("2026-10-19"),
            {"hearing.day": "2026-10-19", "hearing.called_on": "2026-09-23"},
        ),
        (
            "2026-10-15",
            "another presider for the same day",
            call_hearing("2026-10-19", 5),
            {"hearing.presider": 5},
        ),
    )
    course.by = PRESIDER
    tells(course, ("2026-10-19", "the first presider", HOLD, r.NotPresider))
    course.by = 5
    tells(course, ("2026-10-19", "the second", HOLD, {"hearing.held_on": "2026-10-19"}))


def test_the_hearing_that_the_law_demands() -> None:
    course = accepted("entertainment")
    tells(
        course,
        ("2026-09-15", "reviewed", reviewed, {"phase": "accepted"}),
        ("2026-09-16", "the interested are told", tell_interested(), {"hearing.until": "2026-09-22"}),
        ("2026-09-23", "no decision without it", GRANT, r.HearingRequired),
        ("2026-09-23", "nor a refusal", refuse(), r.HearingRequired),
        # Seven whole days: September 24, 28-30, October 8-10.
        ("2026-09-23", "called", call_hearing("2026-10-12"), {"promised.paused": True}),
        ("2026-10-12", "held", HOLD, {"promised.used": 6}),
        ("2026-10-13", "granted", GRANT, {"phase": "granted"}),
    )


def test_the_interested_are_told_before_a_grant() -> None:
    course = accepted("billboard")
    tells(
        course,
        ("2026-09-15", "reviewed", reviewed, {"phase": "accepted"}),
        ("2026-09-23", "nobody was told", GRANT, r.InterestedNotTold),
        # September 24, 28-30, October 8.
        (
            "2026-09-23",
            "told",
            tell_interested(),
            {"interested_on": "2026-09-23", "hearing_request": "2026-10-08"},
        ),
        ("2026-09-24", "what they said", c.RecordView(WORDS), {"phase": "accepted"}),
        ("2026-10-08", "they may still ask", GRANT, r.HearingWindowOpen),
        ("2026-10-09", "granted", GRANT, {"phase": "granted"}),
    )
    assert [duty.key for duty in duties(course.matter, course.now)] == ["issue"]


def test_a_refusal_harms_none_of_the_others() -> None:
    course = accepted("billboard")
    tells(
        course,
        ("2026-09-16", "against it", lambda one: one.review(fail=True), {"phase": "accepted"}),
        ("2026-09-16", "refused at once", refuse(), {"phase": "refused"}),
    )


def test_waived_by_the_applicant_and_asked_for_by_others() -> None:
    course = accepted("rural-homestead")
    tells(
        course,
        ("2026-09-15", "reviewed", reviewed, {"promised": "2026-09-29"}),
        ("2026-09-16", "told", tell_interested(), {"hearing.until": "2026-09-22"}),
        ("2026-09-17", "he asks", REQUEST, {"promised.used": 1}),
        ("2026-09-18", "announced", call_hearing(), {"hearing.day": "2026-09-30"}),
        ("2026-09-21", "and does without it", WAIVE, {"promised.used": 1}),
        ("2026-09-21", "others may still ask", GRANT, r.HearingWindowOpen),
        ("2026-09-22", "they do", BY_OTHERS, {"hearing.by_interested": True, "promised.used": 1}),
        ("2026-09-22", "he cannot waive theirs", WAIVE, r.NotYoursToWaive),
        ("2026-09-23", "the day that was announced was that of his", HOLD, r.HearingNotCalled),
        ("2026-09-23", "announced anew", call_hearing("2026-10-12"), {"hearing.day": "2026-10-12"}),
        # Only 16 September counted: the 17th to the 21st and the 22nd to 12 October did not.
        # October 13-16 (5), 19-23 (10).
        ("2026-10-12", "held", HOLD, {"told_due": "2026-10-23"}),
        ("2026-10-13", "granted", GRANT, {"phase": "granted"}),
    )
