"""How dates are said in Chinese."""

from datetime import date

__all__ = ["chinese_date", "chinese_range", "weekday_name"]

_WEEKDAYS = ("星期一", "星期二", "星期三", "星期四", "星期五", "星期六", "星期日")


def weekday_name(on: date) -> str:
    """星期一 … 星期日."""
    return _WEEKDAYS[on.weekday()]


def chinese_date(on: date, *, after: date | None = None) -> str:
    """2026年11月3日; without the year when `after`, the date said before it, has the same one."""
    year = "" if after is not None and after.year == on.year else f"{on.year}年"
    return f"{year}{on.month}月{on.day}日"


def chinese_range(first: date, last: date, *, after: date | None = None) -> str:
    """10月1日至7日, 10月31日至11月1日, or one date when both are the same."""
    text = chinese_date(first, after=after)
    if first == last:
        return text
    if (first.year, first.month) == (last.year, last.month):
        return f"{text}至{last.day}日"
    return f"{text}至{chinese_date(last, after=first)}"
