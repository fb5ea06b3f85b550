"""What would have to change: `levers` for one matter, `ranking` for a whole catalogue."""

from onevisit.rules.journeys.levers.lever import Lever, LeverKind, bundled, pulled
from onevisit.rules.journeys.levers.ranking import Gain, Relief, Saving, ranked, ranking, savings
from onevisit.rules.journeys.levers.sets import MOST, Levers, LeverSet, Way, in_hand_levers, levers

__all__ = [
    "MOST",
    "Gain",
    "Lever",
    "LeverKind",
    "LeverSet",
    "Levers",
    "Relief",
    "Saving",
    "Way",
    "bundled",
    "in_hand_levers",
    "levers",
    "pulled",
    "ranked",
    "ranking",
    "savings",
]
