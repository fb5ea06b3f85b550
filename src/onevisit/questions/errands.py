"""The round of questions: when the calendar has changed, the days by which open ones are answered are read again."""

from __future__ import annotations

from onevisit.platform import clock
from onevisit.platform.outbox.worker import every
from onevisit.platform.workdays.queries import calendar, edition
from onevisit.questions import promises
from onevisit.questions.models import Question
from onevisit.rules.questions import Phase, answer_by, promise_on


@every(60, "question due days")
def due_days() -> int:
    """Bring the projection up to the calendar's edition; returns how many questions were behind."""
    waiting = Question.objects.filter(phase=Phase.ASKED.value)
    if not waiting.exists():
        return 0  # Nor need there be a calendar yet.
    number = edition()
    behind = list(waiting.exclude(edition=number).only("id", "asked_on"))
    if not behind:
        return 0
    days, made, today = calendar(number), promises.every(), clock.today()
    for row in behind:
        row.due_on = answer_by(promise_on(made, row.asked_on), row.asked_on, days, today=today).due
        row.edition = number
    return Question.objects.bulk_update(behind, ["due_on", "edition"], batch_size=500)
