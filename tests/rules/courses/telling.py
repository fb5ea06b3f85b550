"""Stories as tables: on this day that is done, and then the case stands so.

A line is (day, what happens in words, the step or None when only time passes, what is then seen). What is seen is a
refusal, or what the case says of itself: a clock by its name with its last day, or any part of the state.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields
from datetime import date
from enum import Enum

import pytest

from factories.courses import Course, Step
from onevisit.rules.cases.clocks import ClockKind
from onevisit.rules.cases.refused import Refused
from onevisit.rules.limits import Reading

Seen = Mapping[str, object] | type[Refused]
Line = tuple[str, str, Step | None, Seen]

CLOCKS = {kind.value.replace("-", "_"): kind for kind in ClockKind}
READING = tuple(one.name for one in fields(Reading))


def tells(course: Course, *lines: Line) -> Course:
    """Play a story and compare it line by line; returns the case at its end."""
    for day, words, step, seen in lines:
        course.at(day)
        if isinstance(seen, type):
            assert step is not None, words
            with pytest.raises(seen):
                course.do(step)
            continue
        if step is not None:
            course.do(step)
        found = {name: looks(course, name) for name in seen}
        assert found == dict(seen), f"{day}: {words}"
    return course


def looks(course: Course, name: str) -> object:
    """What the case shows under that name: `clock.left` and `hearing.day` look inside."""
    first, _, part = name.partition(".")
    if first in CLOCKS and (not part or part in READING):
        reading = course.clock(CLOCKS[first]).reading
        return plain(getattr(reading, part or "due"))
    value = getattr(course.now, first)
    return plain(getattr(value, part) if part else value)


def plain(value: object) -> object:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, Mapping):
        return {str(key): plain(item) for key, item in value.items()}
    return value
