"""What is going to happen when: things are done in their order, each with the clock set to its instant."""

from __future__ import annotations

import heapq
from collections.abc import Callable
from datetime import datetime, timedelta
from itertools import count

from onevisit.demo.staff import NobodyThere
from onevisit.platform import clock
from onevisit.rules.cases.refusals import Refused

WORKER = timedelta(seconds=9)
"""How long after a deed the background worker has done what it left behind."""

Deed = Callable[[], None]


class Agenda:
    """Deeds by the instant at which they are due. What lies beyond the end is never done: it stays open.

    `afterwards` is done after each deed, nine seconds later. What the house refuses stays undone, and is told to
    `refused` with the day: one refusal must not leave a visitor without a demonstration, but nobody shall overlook it.
    """

    def __init__(self, end: datetime, afterwards: Deed, refused: Callable[[str], None]) -> None:
        self.end = end
        self._afterwards, self._refused = afterwards, refused
        self._due: list[tuple[datetime, int, Deed]] = []
        self._order = count()

    def plan(self, instant: datetime, deed: Deed) -> None:
        """Do this then. Of two at the same instant the one that was planned first comes first."""
        if instant <= self.end:
            heapq.heappush(self._due, (instant, next(self._order), deed))

    def run_until(self, instant: datetime) -> None:
        """Do everything that is due up to this instant."""
        while self._due and self._due[0][0] <= instant:
            at, _, deed = heapq.heappop(self._due)
            with clock.at(at):
                try:
                    deed()
                except (Refused, NobodyThere) as refusal:
                    self._refused(f"{at:%Y-%m-%d %H:%M} {refusal}")
            with clock.at(min(at + WORKER, self.end)):
                self._afterwards()
