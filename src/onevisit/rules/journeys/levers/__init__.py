"""What would have to change: `levers` for one matter, `ranking` for a whole catalogue."""

from onevisit.rules.journeys.levers.lever import Lever, LeverKind, bundled, pulled
from onevisit.rules.journeys.levers.ranking import Gain, ranking
from onevisit.rules.journeys.levers.sets import Levers, LeverSet, Way, in_hand_levers, levers

__all__ = [
    "Gain",
    "Lever",
    "LeverKind",
    "LeverSet",
    "Levers",
    "Way",
    "bundled",
    "in_hand_levers",
    "levers",
    "pulled",
    "ranking",
]
