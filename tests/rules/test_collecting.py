"""How long a result lies, and when its applicant is reminded: each stated day once, and no more after the last."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from onevisit.rules.collecting import (
    LONG,
    REMIND_AFTER,
    Age,
    age,
    days_lying,
    next_reminder,
    reminders_due,
)

READY = date(2026, 11, 23)


def after(days: int) -> date:
    return READY + timedelta(days=days)


@pytest.mark.parametrize(
    ("days", "due", "old"),
    [
        (-1, 0, Age.FRESH),
        (0, 0, Age.FRESH),
        (9, 0, Age.FRESH),
        (10, 1, Age.REMINDED),
        (29, 1, Age.REMINDED),
        (30, 2, Age.LONG),
        (59, 2, Age.LONG),
        (60, 3, Age.LONG),
        (4000, 3, Age.LONG),
    ],
)
def test_what_is_due_and_how_old_it_is(days: int, due: int, old: Age) -> None:
    assert reminders_due(READY, after(days)) == due
    assert age(READY, after(days)) is old
    assert days_lying(READY, after(days)) == max(days, 0)


def test_the_next_reminder_is_the_next_stated_day_and_there_is_an_end() -> None:
    found = [next_reminder(READY, sent) for sent in range(len(REMIND_AFTER) + 1)]
    assert found == [*(after(days) for days in REMIND_AFTER), None]
    assert sorted(set(REMIND_AFTER)) == list(REMIND_AFTER)
    assert LONG in REMIND_AFTER
