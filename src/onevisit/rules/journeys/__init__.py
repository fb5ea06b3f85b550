"""How often somebody has to come, computed from the definition and never typed.

Read `journey.py` for one course of a case, `choices.py` for the best and the worst of all of them, `situations.py` for
what is known of an applicant's situation while he is still answering.
"""

from onevisit.rules.journeys.choices import best, worst
from onevisit.rules.journeys.journey import Journey, Place, Step, journey
from onevisit.rules.journeys.situations import answered, holds, situations, unknown
from onevisit.rules.journeys.stages import stage_groups

__all__ = [
    "Journey",
    "Place",
    "Step",
    "answered",
    "best",
    "holds",
    "journey",
    "situations",
    "stage_groups",
    "unknown",
    "worst",
]
