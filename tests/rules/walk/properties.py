"""The exhaustive proof of the procedure: what has to hold of every step, of every place, and of the whole."""

from __future__ import annotations

from rules.walk.moves import Move
from rules.walk.places import at_place, day_by_day
from rules.walk.steps import at_step
from rules.walk.walk import Judge, Place, Walk
from rules.walk.whole import of_the_whole

SAMPLE = 5
"""Every fifth place is passed day by day; each is passed from lapse to lapse."""


class Proof(Judge):
    """All properties. What is found is kept in the walk with the road that leads there."""

    def step(self, done: Walk, before: Place | None, after: Place, move: Move | None) -> None:
        """Look at one step."""
        for what in at_step(done.shape, before, after, move):
            done.fault(what, after)

    def place(self, done: Walk, place: Place) -> None:
        """Look at a place that is new."""
        for what in at_place(done.shape, place):
            done.fault(what, place)
        if len(done.places) % SAMPLE == 1:
            for what in day_by_day(done.shape, place):
                done.fault(what, place)

    def whole(self, done: Walk) -> None:
        """Look at the graph when everything has been walked."""
        for what, number in of_the_whole(done):
            done.fault(what, done.places[number])
