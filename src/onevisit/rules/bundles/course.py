"""How long a bundle takes: the longest way through its parts, in working days."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from onevisit.rules.limits import Limit, Unit
from onevisit.rules.matters.definition import Matter

_WEEK, _WORKING = 7, 5
_MONTH = 22
"""Working days of a month in an ordinary course."""


def working_days(limit: Limit) -> int:
    """A limit as working days in an ordinary week, rounded up; 0 on the spot."""
    if limit.unit is Unit.DAYS:
        return -(-limit.length * _WORKING // _WEEK)
    return limit.length * _MONTH if limit.unit is Unit.MONTHS else limit.length


def promised(matter: Matter) -> int:
    """Working days in which a matter is promised, with the time that the law does not count (行政许可法 Art. 45)."""
    return working_days(matter.limits.promised) + sum(one.days for one in matter.courses.special)


def statutory(matter: Matter) -> int:
    """Working days that the law gives at most, with the time that it does not count."""
    return working_days(matter.limits.statutory) + sum(one.days for one in matter.courses.special)


def ends(
    waits: Mapping[str, frozenset[str]], matters: Mapping[str, Matter], length: Callable[[Matter], int]
) -> dict[str, int]:
    """On which working day after acceptance each part is done, if each takes its whole time."""
    found: dict[str, int] = {}

    def end(part: str) -> int:
        if part not in found:
            found[part] = max((end(one) for one in waits[part]), default=0) + length(matters[part])
        return found[part]

    for part in waits:
        end(part)
    return found


def limit(length: int, name: str) -> Limit:
    """So many working days from acceptance; on the spot where there are none."""
    return Limit(length, Unit.WORKING_DAYS if length else Unit.AT_ONCE, None, name)
