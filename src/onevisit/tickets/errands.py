"""The regular rounds of tickets."""

from __future__ import annotations

from onevisit.platform import clock
from onevisit.platform.outbox.worker import every
from onevisit.tickets import forgetting


@every(24 * 60 * 60, "former tickets")
def forgetting_round() -> int:
    """Forget who came half a year ago."""
    return forgetting.forget(clock.now())
