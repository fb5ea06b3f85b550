"""Erase what people wrote when the law says so; the log keeps the hashes, and the chain holds."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db.models import Q

from onevisit.casework.drafts import KEPT
from onevisit.casework.models import Case, Content, Draft
from onevisit.rules.cases.phases import Phase

ABANDONED = timedelta(days=90)
"""A draft that nobody touched for so long is erased. Told on the page of drafts."""


class NotClosed(ValueError):
    """Only the contents of a closed file may be erased; the message is the case's number."""


def erase(number: str, at: datetime) -> int:
    """Erase everything that was written in a closed case; returns how many documents. Again is no fault."""
    case = Case.objects.get(number=number)
    if case.phase != Phase.CLOSED.value:
        raise NotClosed(number)
    return Content.objects.filter(case=case, erased_at=None).update(body="", erased_at=at)


def erase_abandoned_drafts(at: datetime) -> int:
    """Erase the drafts that nobody touched for ninety days or that were thrown away; returns how many."""
    gone = Q(saved_at__lt=at - ABANDONED) | Q(dropped_at__lte=at - KEPT)
    count, _ = Draft.objects.filter(gone).delete()
    return count
