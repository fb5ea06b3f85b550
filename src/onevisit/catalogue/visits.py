"""The number of visits of a definition among the other matters: what the gate judges by, computed and never typed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from onevisit.catalogue.shelf import shelf
from onevisit.rules.journeys import Catalogue, figures
from onevisit.rules.matters.definition import Matter
from onevisit.rules.publishing.gate import Trips


def catalogue_on(day: date, instead: Mapping[str, Matter] | None = None) -> Catalogue:
    """All matters in force on a day; `instead` are texts that take the place of theirs, or stand beside them."""
    here = shelf(day).catalogue
    return replace(here, matters={**here.matters, **instead}) if instead else here


def trips(matter: Matter, catalogue: Catalogue) -> Trips:
    """The number for everybody who may apply, with everything in hand, and the visits that it is made of."""
    figure = figures(matter, catalogue).in_hand
    steps = tuple(one.text for one in figure.steps if one.visit)
    return Trips(figure.visits.low, figure.visits.high, steps)
