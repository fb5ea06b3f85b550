"""How often somebody has to come: computed from the definition, with a proof, and never typed.

- `model.py` defines the number, for bare facts and rules; `solve(problem)` finds it. Neither knows what a matter is.
- `matters/` writes a matter down as such a problem; `figures(matter, catalogue)` are its numbers with their
  itineraries: in hand, exceptional, and from nothing.
- `journey`, `best` and `worst` are the same for an application that somebody fills in.
- `loops` says what nobody can get, and why; `levers` what would have to change for fewer visits.

The theory stands in `docs/theory/visits.md`.
"""

from onevisit.rules.journeys.catalogue import Catalogue, Licence
from onevisit.rules.journeys.journey import Journey, best, journey, worst
from onevisit.rules.journeys.levers import Gain, Lever, Levers, in_hand_levers, levers, ranking
from onevisit.rules.journeys.loops import Loop, loop_of
from onevisit.rules.journeys.matters.figures import Figure, Figures, figures
from onevisit.rules.journeys.matters.loops import loops
from onevisit.rules.journeys.matters.steps import Step
from onevisit.rules.journeys.model import (
    Announcement,
    Bounds,
    Interval,
    Move,
    Place,
    PlaceKind,
    Problem,
    Rule,
    Solution,
)
from onevisit.rules.journeys.situations import answered, holds, situations, unknown
from onevisit.rules.journeys.solve import solve
from onevisit.rules.journeys.stages import stage_groups

__all__ = [
    "Announcement",
    "Bounds",
    "Catalogue",
    "Figure",
    "Figures",
    "Gain",
    "Interval",
    "Journey",
    "Lever",
    "Levers",
    "Licence",
    "Loop",
    "Move",
    "Place",
    "PlaceKind",
    "Problem",
    "Rule",
    "Solution",
    "Step",
    "answered",
    "best",
    "figures",
    "holds",
    "in_hand_levers",
    "journey",
    "levers",
    "loop_of",
    "loops",
    "ranking",
    "situations",
    "solve",
    "stage_groups",
    "unknown",
    "worst",
]
