"""Put errands into the outbox, and carry them out."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from datetime import datetime, timedelta

import structlog
from django.db import connection, transaction

from onevisit.platform import clock
from onevisit.platform.outbox.models import Errand, Notice

log = structlog.get_logger()

Handler = Callable[[Mapping[str, object]], None]
_handlers: dict[str, Handler] = {}

FIRST_PAUSE = timedelta(seconds=5)
LONGEST_PAUSE = timedelta(hours=1)


class Retry(Exception):
    """Raised by a handler when the errand could not be done now but may be later; the text is kept with it."""


def handles(kind: str) -> Callable[[Handler], Handler]:
    """Register the one handler of a kind of errand. It has to bear being called twice for the same."""

    def register(handler: Handler) -> Handler:
        if kind in _handlers:
            raise ValueError(f"two handlers for {kind}")
        _handlers[kind] = handler
        return handler

    return register


def put(errands: Iterable[tuple[str, Mapping[str, object]]], at: datetime) -> None:
    """Add errands, in the transaction of whatever causes them. One statement."""
    Errand.objects.bulk_create(
        Errand(kind=kind, payload=dict(payload), made_at=at, next_at=at) for kind, payload in errands
    )


def run_next(but: Collection[str] = ()) -> bool:
    """Carry out one errand that is due, of any kind `but` these; False when there is none.

    The errand is first put off (so that a second worker, or this one after a crash, takes it up again only later)
    and the handler then runs outside that transaction: no lock is held while a document is rendered.
    """
    errand = _claim(but)
    if errand is None:
        return False
    try:
        _handlers[errand.kind](errand.payload)
    except Retry as failure:
        Errand.objects.filter(pk=errand.pk).update(failure=str(failure)[:500])
        log.warning("errand.put_off", kind=errand.kind, errand=errand.pk, attempts=errand.attempts)
    else:
        Errand.objects.filter(pk=errand.pk).update(done_at=clock.now(), failure="")
    return True


@transaction.atomic
def _claim(but: Collection[str]) -> Errand | None:
    now = clock.now()
    due = Errand.objects.filter(done_at=None, next_at__lte=now).order_by("next_at", "id")
    if but:
        due = due.exclude(kind__in=but)
    if connection.features.has_select_for_update_skip_locked:
        due = due.select_for_update(skip_locked=True)
    errand = due.first()
    if errand is None:
        return None
    errand.attempts += 1
    errand.next_at = now + min(LONGEST_PAUSE, FIRST_PAUSE * 2 ** min(errand.attempts - 1, 12))
    errand.save(update_fields=["attempts", "next_at"])
    return errand


def notify(party: int, case_number: str, text: str) -> None:
    """Enter a notice into the register."""
    Notice.objects.create(party_id=party, case_number=case_number, text=text[:300], sent_at=clock.now())
