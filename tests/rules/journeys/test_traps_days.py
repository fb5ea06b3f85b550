"""Traps in the days: the weekend, and what is announced before somebody could do it himself."""

from __future__ import annotations

from dataclasses import replace

from onevisit.rules.journeys.model import Problem
from rules.journeys.making import HALL, HOME, ORGANS, announce, rule, world
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


def test_what_was_announced_is_not_waited_for() -> None:
    """The permit is announced at once; whoever needs the certificate too waits a day for that alone."""
    problem = world(
        "permit",
        rule("write", HOME, "", "certificate permit", wait=1),
        start="entitled",
        announcements=[announce("told", "entitled", "permit")],
    )
    assert proven(problem, 0).days == 0
    assert proven(replace(problem, goal=problem.goal | {"certificate"}), 0).days == 1
