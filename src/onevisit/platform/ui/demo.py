"""How old the demonstration's data are. A real installation has none, and asks nothing."""

from __future__ import annotations

from datetime import date

from django.conf import settings
from django.utils.module_loading import import_string

from onevisit.platform import clock
from onevisit.platform.workdays import queries as workdays

FRESH = 3
"""Working days after which the demonstration's cases look neglected, and the pages say why."""


def accounts() -> list[dict[str, str]]:
    """The accounts that the page for signing in offers; `settings.ONEVISIT_DEMO_ACCOUNTS` names who knows them."""
    source = getattr(settings, "ONEVISIT_DEMO_ACCOUNTS", "")
    found: list[dict[str, str]] = import_string(source)() if source else []
    return found


def stale_since() -> date | None:
    """The last day that was played, if it lies more than `FRESH` working days back.

    `settings.ONEVISIT_DEMO_UNTIL` names a function that returns that day, or None where nothing was played.
    """
    source = getattr(settings, "ONEVISIT_DEMO_UNTIL", "")
    until: date | None = import_string(source)() if source else None
    today = clock.today()
    if until is None or (today - until).days <= FRESH:
        return None
    return until if workdays.calendar().working_days_between(until, today) > FRESH else None
