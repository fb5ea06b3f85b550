"""What `make bench` measures. Each module has `run() -> list[Figure]`; they run in the order of PURE and ORDER."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

ORDER = ("handle", "monday", "lists", "search", "guide", "documents")
PURE = ("journeys",)
"""Those that need no database, and so are measured once."""


@dataclass(frozen=True)
class Figure:
    """One line of the report. `aim` says what was aimed at, "" where a figure is only for the record."""

    what: str
    value: float
    unit: str
    aim: str = ""

    def line(self) -> str:
        """The figure as it is printed."""
        return f"  {self.what:58} {self.value:10.2f} {self.unit:4} {self.aim}".rstrip()


def milliseconds(calls: Iterable[Callable[[], Any]]) -> list[float]:
    """How long each call took."""
    taken = []
    for call in calls:
        started = time.perf_counter()
        call()
        taken.append((time.perf_counter() - started) * 1000)
    return taken


def percentiles(what: str, taken: list[float], aim: str = "") -> list[Figure]:
    """The median and the 95th of a hundred."""
    p95 = statistics.quantiles(taken, n=20)[-1]
    return [
        Figure(f"{what}, p50 of {len(taken)}", statistics.median(taken), "ms"),
        Figure(f"{what}, p95 of {len(taken)}", p95, "ms", aim),
    ]
