"""The only place that looks at the clock.

Everything else takes the time as an argument or asks here, so that a test or the demo player can say what time it
is. `at` holds for the current context (thread or task) only: two requests served at once never see each other's.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

DISTRICT = ZoneInfo("Asia/Shanghai")
"""Days and hours of the district: every limit of the law counts in this zone's days."""

_injected: ContextVar[datetime | None] = ContextVar("onevisit_injected_clock", default=None)


def now() -> datetime:
    """Return the present instant in UTC, aware, to the microsecond; the injected one inside `at`."""
    return _injected.get() or datetime.now(UTC)


def today() -> date:
    """Return the present day in the district."""
    return day_of(now())


def day_of(instant: datetime) -> date:
    """Return the day on which an aware instant falls in the district."""
    return _aware(instant).astimezone(DISTRICT).date()


@contextmanager
def at(instant: datetime) -> Iterator[None]:
    """Set the clock of the current context to an aware instant; the former one is back afterwards.

    Raises ValueError for a naive instant, whose meaning would depend on the machine.
    """
    token = _injected.set(_aware(instant).astimezone(UTC))
    try:
        yield
    finally:
        _injected.reset(token)


def _aware(instant: datetime) -> datetime:
    if instant.utcoffset() is None:
        raise ValueError(f"{instant!r} has no time zone; give an aware datetime")
    return instant
