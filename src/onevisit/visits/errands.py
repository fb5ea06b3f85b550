"""What is done after the commit, and the round that counts the visits of cases from before visits were counted."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from django.db import transaction
from django.db.models import Min

from onevisit.casework import briefs, subscribers
from onevisit.platform.outbox import commands as outbox
from onevisit.platform.outbox.worker import every
from onevisit.visits.models import Appearance, Tally
from onevisit.visits.recording import WEIGH, appearances, facts
from onevisit.visits.weighing import weigh

BATCH = 200
"""Cases told again in one turn."""


@outbox.handles(WEIGH)
def _weigh(payload: Mapping[str, object]) -> None:
    weigh(payload)


@every(24 * 60 * 60, "visits from before")
def backfill() -> int:
    """Write down, from the record, who was there in cases that are older than this register. Returns how many cases.

    It goes from the newest of them to the oldest, so that one that breaks off goes on from where it was.
    """
    done = 0
    while told := list(briefs.retold(Tally.objects.aggregate(first=Min("case"))["first"], BATCH)):
        for case, lines in told:
            _write(case, lines)
        done += len(told)
    return done


@transaction.atomic
def _write(case: int, lines: Sequence[subscribers.Line]) -> None:
    known = set(Appearance.objects.filter(case=case, seq__isnull=False).values_list("seq", flat=True))
    Appearance.objects.bulk_create(row for row in appearances(lines) if row.seq not in known)
    weigh(facts(lines[-1]))
