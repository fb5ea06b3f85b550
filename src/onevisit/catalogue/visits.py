"""The number of visits of a definition among the other matters: what the gate judges by, computed and never typed."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from onevisit.catalogue.shelf import shelf
from onevisit.rules.journeys import Catalogue, Licence, figures
from onevisit.rules.matters.definition import Matter
from onevisit.rules.matters.vocabulary import Audience
from onevisit.rules.publishing.gate import Trips


def catalogue_on(day: date, instead: Mapping[str, Matter] | None = None) -> Catalogue:
    """All matters in force on a day; `instead` are texts that take the place of theirs, or stand beside them."""
    here = shelf(day)
    licences = (
        Licence(one.key, one.name, one.issuer, frozenset(Audience(name) for name in one.held_by))
        for one in here.licences.values()
    )
    return Catalogue(
        matters={**{key: item.matter for key, item in here.by_key.items()}, **(instead or {})},
        licences={one.key: one for one in licences},
        organs={key: card.short for key, card in here.organs.items()},
        resources={key: one.name for key, one in here.resources.items()},
    )


def trips(matter: Matter, catalogue: Catalogue) -> Trips:
    """The number for everybody who may apply, with everything in hand, and the visits that it is made of."""
    figure = figures(matter, catalogue).in_hand
    steps = tuple(one.text for one in figure.steps if one.visit)
    return Trips(figure.visits.low, figure.visits.high, steps)
