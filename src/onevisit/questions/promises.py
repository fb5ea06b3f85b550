"""The promises as values. A handful of rows, read with each list of questions."""

from __future__ import annotations

from datetime import date

from onevisit.questions.models import AnswerPromise
from onevisit.rules.questions import Promise, promise_on

LONGEST = 30
"""Working days that may be promised at most; the database refuses more too."""


def every() -> tuple[Promise, ...]:
    """All of them, the earliest first."""
    rows = AnswerPromise.objects.order_by("since")
    return tuple(Promise(row.since, row.days, row.source, row.assumed) for row in rows)


def on(day: date) -> Promise:
    """The one for questions asked on this day."""
    return promise_on(every(), day)
