"""How dates, times left, money and numbers of people are written on the screens."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

from onevisit.platform import clock
from onevisit.rules.calendar import chinese_date, weekday_name
from onevisit.rules.identifiers.citizen import mask
from onevisit.rules.limits import Reading, Unit

_MOBILE = 11  # digits
_CENT = Decimal("0.01")
SOON = 1
"""With so many days left, or fewer, a case is shown as urgent."""


def day_of(value: date | datetime) -> date:
    """The day in the district, of an instant or a day."""
    return clock.day_of(value) if isinstance(value, datetime) else value


def full_day(value: date | datetime) -> str:
    """2026年11月23日 星期一."""
    day = day_of(value)
    return f"{chinese_date(day)} {weekday_name(day)}"


def short_day(value: date | datetime) -> str:
    """11月23日, and with the year if it is not the present one."""
    return chinese_date(day_of(value), after=clock.today())


def moment(value: datetime) -> str:
    """2026年11月23日 09:05, in the district's time."""
    return f"{chinese_date(day_of(value))} {hour(value)}"


def hour(value: datetime) -> str:
    """09:05, in the district's time."""
    return value.astimezone(clock.DISTRICT).strftime("%H:%M")


def time_left(reading: Reading, unit: Unit = Unit.WORKING_DAYS, *, done: bool = False) -> str:
    """还剩3个工作日, 最后一天, 超期2个工作日, 暂停计时; 按时办结 or 超期2个工作日办结 if it is `done`."""
    if reading.overdue:
        return f"超期{_days(reading.overdue_days, unit)}{'办结' if done else ''}"
    if done:
        return "按时办结"
    if reading.paused:
        return "暂停计时"
    return f"还剩{_days(reading.left, unit)}" if reading.left else "最后一天"


def _days(number: int, unit: Unit) -> str:
    return f"{number}个工作日" if unit in (Unit.WORKING_DAYS, Unit.AT_ONCE) else f"{number}天"


def tone_of(reading: Reading, *, done: bool = False) -> str:
    """The tone in which a reading is shown: bad, warn, muted, ok or info."""
    if reading.overdue:
        return "bad"
    if done:
        return "ok"
    if reading.paused:
        return "muted"
    return "warn" if reading.left <= SOON else "info"


def money(amount: Decimal | int) -> str:
    """1,280元, or 1,280.50元 where there are cents."""
    value = Decimal(amount).quantize(_CENT)
    return f"{value:,.0f}元" if value == value.to_integral_value() else f"{value:,.2f}元"


def masked(identifier: str) -> str:
    """A number for the eyes of others: 3703**********0013, 138****5678."""
    if len(identifier) == _MOBILE and identifier.isdigit():
        return f"{identifier[:3]}****{identifier[-4:]}"
    return mask(identifier)
