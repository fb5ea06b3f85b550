"""一次性告知 (行政许可法 Art. 32): asked once, answered in full, in parts, too late or never; the organ's silence.

September and October 2026: the 25th to 27th of September are off (Mid-Autumn), the 1st to 7th of October (National
Day); people work on Saturday the 10th of October. Bookkeeping agencies: promised in 5 working days, by law in 20.
"""

from __future__ import annotations

from factories.courses import PLEDGE, WORDS, ask, case, receive, supply
from factories.matters import SALT
from onevisit.rules.cases import commands as c
from onevisit.rules.cases import refusals as r
from onevisit.rules.cases.contents import Contents
from onevisit.rules.cases.phases import DeclineKind
from onevisit.rules.matters.vocabulary import Channel, Way
from rules.courses.telling import tells


def books(**changes: object):  # type: ignore[no-untyped-def]
    """A bookkeeping agency, handed in on Wednesday 23 September 2026."""
    return case("bookkeeping-agency", "2026-09-23", **changes)


def test_answered_in_full() -> None:
    tells(
        books(),
        # Five working days to answer: 24, 28, 29, 30 September, 8 October.
        ("2026-09-23", "handed in", None, {"phase": "submitted", "acceptance": "2026-10-08"}),
        # Thirty days from the 24th end on Saturday 24 October, a day off: Monday the 26th.
        ("2026-09-24", "asked once", ask("staff"), {"phase": "correcting", "correction.until": "2026-10-26"}),
        (
            "2026-10-09",
            "answered in full",
            supply("staff"),
            {"phase": "received", "materials_on": "2026-10-09"},
        ),
        # Again five working days, from the answer: Saturday 10 (worked), 12, 13, 14, 15 October.
        ("2026-10-09", "the organ's turn", None, {"acceptance": "2026-10-15", "correction.open": ()}),
        # The promise: 13, 14, 15, 16, 19 October. The law: 13-16 (4), 19-23 (9), 26-30 (14), 2-6 November (19), 9 (20).
        (
            "2026-10-12",
            "accepted",
            c.Accept(),
            {"phase": "accepted", "promised": "2026-10-19", "statutory": "2026-11-09"},
        ),
    )


def test_answered_in_parts_and_nobody_answers_in_turn() -> None:
    tells(
        books(),
        ("2026-09-24", "asked for two things", ask("staff", "rules"), {"phase": "correcting"}),
        (
            "2026-10-08",
            "one comes",
            supply("staff"),
            {"phase": "correcting", "correction.until": "2026-10-26"},
        ),
        (
            "2026-10-10",
            "the other on the worked Saturday",
            supply("rules"),
            {"phase": "received", "acceptance": "2026-10-16"},
        ),
        ("2026-10-16", "the last day", None, {"phase": "received"}),
        # Accepted from the day on which everything was there; the promise then ends on 16 October: it is over.
        (
            "2026-10-17",
            "nobody has answered: accepted",
            None,
            {
                "phase": "accepted",
                "accepted_on": "2026-10-10",
                "accepted_by_silence": True,
                "told_due": "2026-10-16",
            },
        ),
        ("2026-10-19", "asked again", ask("title"), r.AlreadyAsked),
        ("2026-10-19", "overdue", None, {"promised.overdue": True, "promised.overdue_days": 1}),
    )


def test_never_answered() -> None:
    course = tells(
        books(),
        ("2026-09-24", "asked once", ask("staff"), {"phase": "correcting"}),
        ("2026-10-26", "the last day", None, {"phase": "correcting"}),
        (
            "2026-10-27",
            "deemed withdrawn",
            None,
            {"phase": "withdrawn", "outcome": "deemed-withdrawn", "finished_on": "2026-10-26"},
        ),
        ("2026-10-27", "too late", supply("staff"), r.NotNow),
        # Five working days to say how it was: 27, 28, 29, 30 October, 2 November.
        ("2026-11-03", "closed", None, {"phase": "closed", "closed_on": "2026-11-02"}),
    )
    assert case(course.matter, course.today).now.phase == "submitted", "he may apply again at once"


def test_half_an_answer_is_none() -> None:
    tells(
        books(),
        ("2026-09-24", "asked for two things", ask("staff", "rules"), {"phase": "correcting"}),
        ("2026-10-26", "one comes on the last day", supply("staff"), {"phase": "correcting"}),
        ("2026-10-27", "deemed withdrawn", None, {"outcome": "deemed-withdrawn"}),
    )


def test_still_not_in_order() -> None:
    tells(
        books(),
        ("2026-09-24", "asked for two things", ask("staff", "rules"), {"phase": "correcting"}),
        ("2026-10-08", "both come", supply("staff", "rules"), {"phase": "received"}),
        ("2026-10-09", "a second notice", ask("staff"), r.AlreadyAsked),
        (
            "2026-10-09",
            "declined for something new",
            c.Decline(DeclineKind.NOT_COMPLETE, WORDS, missing=("title",)),
            r.NotAskedFor,
        ),
        (
            "2026-10-09",
            "declined for what was asked and is still wrong",
            c.Decline(DeclineKind.NOT_COMPLETE, WORDS, missing=("staff",)),
            {"phase": "declined", "decline": "not-complete"},
        ),
    )


def test_a_field_and_an_original() -> None:
    mended = Contents("form", {"form": {"place": "博山区中心路二号"}}, SALT)
    brought = c.Supply((c.Shown("staff", Way.ORIGINAL),), sighted=("staff",), by=Channel.WINDOW)
    tells(
        books(),
        ("2026-09-24", "asked", ask("form.place", "staff"), {"phase": "correcting"}),
        (
            "2026-09-28",
            "the field on line",
            c.Supply(form=mended),
            {"phase": "correcting", "forms": (mended.ref,)},
        ),
        ("2026-09-29", "the original at a window", brought, {"phase": "received", "sighted": ("staff",)}),
        ("2026-09-29", "accepted", c.Accept(), {"phase": "accepted"}),
    )


def test_what_is_asked_for_may_come_later_where_the_list_says_so() -> None:
    promised = c.Supply(later=("title",), pledge=PLEDGE)
    tells(
        books(),
        ("2026-09-24", "asked for the title", ask("title"), {"phase": "correcting"}),
        ("2026-09-28", "it will come later", promised, {"phase": "received", "later": ("title",)}),
    )


def test_the_organs_silence() -> None:
    # From the 23rd: the promise 24, 28, 29, 30 September, 8 October; the law ... 26, 27, 28 October.
    tells(
        books(),
        ("2026-10-08", "the last day", None, {"phase": "submitted"}),
        (
            "2026-10-09",
            "accepted from the day of receipt",
            None,
            {
                "accepted_on": "2026-09-23",
                "accepted_by_silence": True,
                "promised": "2026-10-08",
                "statutory": "2026-10-28",
            },
        ),
        ("2026-10-09", "asked too late", ask("staff"), r.CorrectionAfterAcceptance),
    )
    tells(
        books(),
        ("2026-10-08", "asked on the last day", ask("staff"), {"phase": "correcting"}),
        ("2026-10-09", "and the organ's silence is none", None, {"phase": "correcting"}),
    )


def test_what_is_missing_at_the_window_is_accepted_by_silence_all_the_same() -> None:
    shown = tuple(one for one in books().now.shown if one.requirement != "staff")
    tells(
        books(channel=Channel.WINDOW, shown=shown),
        ("2026-09-23", "received", receive, {"phase": "received"}),
        ("2026-09-24", "cannot be accepted", c.Accept(), r.MaterialsMissing),
        ("2026-10-09", "nobody said so in time", None, {"phase": "accepted", "accepted_on": "2026-09-23"}),
        ("2026-10-09", "nothing more may be asked for", ask("staff"), r.CorrectionAfterAcceptance),
    )
