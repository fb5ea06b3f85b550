"""How long a result may lie uncollected, and when its applicant is reminded of it.

No law says how often: 行政许可法 Art. 44 only has it sent or handed over within ten working days. These intervals are
the platform's own (assumed: true) and the district may set others.
"""

from __future__ import annotations

from datetime import date, timedelta
from enum import StrEnum

REMIND_AFTER = (10, 30, 60)
"""Days after it lay ready on which the applicant is reminded: once each, and no more after the last."""

LONG = 30
"""From so many days on it is listed as lying long, and the window calls or offers to send it."""

UNSIGNED_AFTER = 7
"""Days after which a parcel that nobody has confirmed is asked about."""


class Age(StrEnum):
    """How long something has lain, in the words of the list."""

    FRESH = "fresh"
    REMINDED = "reminded"
    LONG = "long"

    @property
    def label(self) -> str:
        """What the clerk sees."""
        return {"fresh": "刚办好", "reminded": "已过10天", "long": "久未领取"}[self.value]


def days_lying(since: date, today: date) -> int:
    """Whole days since it lay ready; 0 on the day itself."""
    return max((today - since).days, 0)


def age(since: date, today: date) -> Age:
    """Where it stands in the list."""
    days = days_lying(since, today)
    if days >= LONG:
        return Age.LONG
    return Age.REMINDED if days >= REMIND_AFTER[0] else Age.FRESH


def next_reminder(since: date, reminded: int) -> date | None:
    """The day of the next reminder, when so many have been sent; None after the last."""
    return since + timedelta(days=REMIND_AFTER[reminded]) if reminded < len(REMIND_AFTER) else None


def reminders_due(since: date, today: date) -> int:
    """How many reminders should have been sent by this day. One that was missed is not sent twice over."""
    return sum(since + timedelta(days=days) <= today for days in REMIND_AFTER)
