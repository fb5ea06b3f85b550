"""The trap of the weekend: waits of working days and of days."""

from __future__ import annotations

from onevisit.rules.journeys.model import Problem
from rules.journeys.making import HALL, ORGANS, rule, world
from rules.journeys.test_traps import proven


def test_two_waits_with_a_weekend_between() -> None:
    """2: asked for on Monday, ready after five working days, which is Monday again; with five days it would be a
    Saturday, and the same Monday. Only the days differ where it can be collected on any day.
    """

    def course(*, working: bool) -> Problem:
        return world(
            "permit",
            rule("apply", HALL, "", "applied"),
            rule("decide", ORGANS, "applied", "permit", wait=5, working=working),
        )

    assert proven(course(working=True), 1).days == 7
    assert proven(course(working=False), 1).days == 5
