"""How many visits the guide promised: computed from the version applied under, for what he answered and chose."""

from __future__ import annotations

from collections.abc import Mapping

from onevisit.rules.journeys import Catalogue, figures
from onevisit.rules.matters.definition import Matter
from onevisit.rules.matters.vocabulary import Channel, Delivery

NOTHING_ELSE = Catalogue()
"""With every paper in hand the number depends on no other matter (`rules.journeys.journey`)."""


def promise(matter: Matter, answers: Mapping[str, str], channel: Channel, delivery: Delivery) -> int | None:
    """The figure in hand, its upper end: what was published is kept by it. None where nobody can get through."""
    figure = figures(matter, NOTHING_ELSE, answers, channel=channel, delivery=delivery).in_hand
    return None if figure.missing else figure.visits.high
