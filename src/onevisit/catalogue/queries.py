"""What doors ask about the catalogue. Everything answered here is public; a draft is never in it.

The first question after a change fills the shelf of the day (see `shelf`); after that `browse`, `facets`, `batches` and
`life_events` take one statement each and `guide` three, however much there is to say.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from string import ascii_uppercase

from onevisit.catalogue.cards import LEVELS, MatterCard
from onevisit.catalogue.guide import Guide
from onevisit.catalogue.guide_read import read_guide
from onevisit.catalogue.journeys import Itinerary, Journeys, Leg, LicenceName, journeys_of
from onevisit.catalogue.models import Batch
from onevisit.catalogue.shelf import Filters, Item, Shelf, shelf
from onevisit.catalogue.versions import NoSuchMatter
from onevisit.rules.matters.vocabulary import Audience, Kind

__all__ = [
    "EVERYTHING",
    "BatchCard",
    "Facet",
    "Facets",
    "Filters",
    "Guide",
    "Itinerary",
    "Journeys",
    "Leg",
    "LicenceName",
    "LifeEventCard",
    "MatterCard",
    "NoSuchMatter",
    "batches",
    "browse",
    "facets",
    "guide",
    "journeys",
    "life_events",
]

EVERYTHING = Filters()
"""No filter at all."""


@dataclass(frozen=True)
class LifeEventCard:
    """A life event with the name of its icon and how many matters in force belong to it."""

    key: str
    name: str
    audience: str
    icon: str
    matters: int


@dataclass(frozen=True)
class Facet:
    """A value that a list can be narrowed to, what it is called, and how many matters that would leave."""

    value: str
    label: str
    count: int


@dataclass(frozen=True)
class Facets:
    """The values of each filter, counted with all the *other* filters in force; those without a matter are left out."""

    life_event: tuple[Facet, ...]
    audience: tuple[Facet, ...]
    organ: tuple[Facet, ...]
    hall_level: tuple[Facet, ...]
    kind: tuple[Facet, ...]
    letter: tuple[Facet, ...]


@dataclass(frozen=True)
class BatchCard:
    """批次: the matters that were published together under a number, as far as they are in force."""

    number: int
    title: str
    published_on: date
    matters: tuple[MatterCard, ...]

    @property
    def visits_at_most(self) -> int:
        """The most visits that a matter of the batch needs; 0 for one without a matter in force."""
        return max((card.visits for card in self.matters), default=0)


def life_events(on: date) -> tuple[LifeEventCard, ...]:
    """The life events in the district's order, those without a matter left out."""
    here = shelf(on)
    counts = Counter(key for item in here.items for key in item.card.life_events)
    return tuple(
        LifeEventCard(one.key, one.name, one.audience, one.icon, counts[one.key])
        for one in here.events
        if counts[one.key]
    )


def browse(on: date, filters: Filters = EVERYTHING) -> tuple[MatterCard, ...]:
    """The matters in force on a day that the filters admit, in the order of pinyin."""
    here = shelf(on)
    return tuple(item.card for item in here.items if filters.admits(item, here))


def facets(on: date, filters: Filters = EVERYTHING) -> Facets:
    """What the list of `browse` can be narrowed to next, and to what instead of each filter in force."""
    here = shelf(on)

    def count(name: str, labels: Mapping[str, str]) -> tuple[Facet, ...]:
        others = replace(filters, **{name: ""})
        counts = Counter(
            value for item in here.items if others.admits(item, here) for value in _values(name, item, here)
        )
        return tuple(Facet(value, label, counts[value]) for value, label in labels.items() if counts[value])

    return Facets(
        life_event=count("life_event", {one.key: one.name for one in here.events}),
        audience=count("audience", {one.value: one.value for one in Audience}),
        organ=count("organ", {key: organ.short for key, organ in here.organs.items()}),
        hall_level=count("hall_level", {level.value: label for level, label in LEVELS.items()}),
        kind=count("kind", {one.value: one.value for one in Kind}),
        letter=count("letter", {one: one for one in ascii_uppercase}),
    )


def _values(name: str, item: Item, here: Shelf) -> tuple[str, ...]:
    card = item.card
    return {
        "life_event": card.life_events,
        "audience": card.audience,
        "organ": tuple(organ.key for organ in here.responsible(item)),
        "hall_level": tuple(level.value for level in card.offered_at),
        "kind": (card.kind,),
        "letter": (card.letter,),
    }[name]


def guide(
    key: str,
    on: date,
    answers: Mapping[str, str] | None = None,
    licences: frozenset[str] = frozenset(),
) -> Guide:
    """The guide of a matter as it stands on a day, for what has been answered. Raises `NoSuchMatter`.

    An answer to a question that is not asked, or that is none of its options, does not count; nor does a licence type
    that has nothing to do with the matter.
    """
    here = shelf(on)
    item = here.by_key.get(key)
    if item is None:
        raise NoSuchMatter(key)
    return read_guide(here, item, answers or {}, licences)


def journeys(key: str, on: date, answers: Mapping[str, str], licences: frozenset[str]) -> Journeys:
    """Only the journeys of that guide: for somebody of whom more licences became known. One statement."""
    here = shelf(on)
    if key not in here.by_key:
        raise NoSuchMatter(key)
    return journeys_of(here, key, answers, licences)


def batches(on: date) -> tuple[BatchCard, ...]:
    """The public list of “最多跑一次” matters by batch, as it stood on a day. Two statements."""
    here = shelf(on)
    rows = Batch.objects.filter(published_on__lte=on).order_by("number")
    return tuple(
        BatchCard(
            row.number,
            row.title,
            row.published_on,
            tuple(item.card for item in here.items if item.batch == row.number),
        )
        for row in rows
    )
