"""Places in a definition, as findings name them: `requirements[2].evidence[0].way`."""

from __future__ import annotations

import re
from collections.abc import Iterator

_STEP = re.compile(r"\.?([^.\[\]]+)|\[(\d+)\]")


def steps_of(path: str) -> list[str | int]:
    """The keys and numbers that lead there."""
    return [int(number) if number else key for key, number in _STEP.findall(path)]


def upwards(path: str) -> Iterator[str]:
    """The place itself, and everything that it lies in, up to the whole ("")."""
    while path:
        yield path
        path = path[: max(path.rfind("."), path.rfind("["), 0)]
    yield ""


def top(path: str) -> str:
    """The key of the definition that the place lies in."""
    return re.split(r"[.\[]", path, maxsplit=1)[0]
