"""The public lists (clause 2c): 权力清单, 公共服务事项清单 and that of 最多跑一次, as they were on any day.

All three come from the versions in force on the day, grouped by the batch in which each was published. What needs more
than one visit stands in a list of its own, with the reason.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from onevisit.catalogue.cards import LEVELS, TOWN_NAME
from onevisit.catalogue.guide_read import task_code
from onevisit.catalogue.models import Batch
from onevisit.catalogue.shelf import Item, Shelf, shelf
from onevisit.platform.organs.queries import OrganCard
from onevisit.rules.district.checks import TOWN
from onevisit.rules.district.definition import OrganKind
from onevisit.rules.journeys import Interval, Step
from onevisit.rules.matters.definition import Matter
from onevisit.rules.matters.vocabulary import Kind, Level, Means
from onevisit.rules.publishing.transitions import ESTABLISHMENT, SERVICE


class ListKind(StrEnum):
    """The three lists, as they stand in addresses."""

    POWER = "power"
    SERVICE = "service"
    ONE_VISIT = "one-visit"

    @property
    def label(self) -> str:
        """What people call it."""
        return {"power": "权力清单", "service": "公共服务事项清单"}.get(self.value, "“最多跑一次”事项清单")

    @property
    def owner(self) -> str:
        """The key of the organ that signs it (the order, 四): 区编办, or the office that publishes 最多跑一次."""
        return SERVICE if self is ListKind.ONE_VISIT else ESTABLISHMENT


@dataclass(frozen=True)
class ListRow:
    """A matter in a list. `place` counts from 1 through the whole list; `task_code` is "" for a matter of the towns.

    `visits` is the computed number with everything in hand; `laws` are the articles that give the organ the power.
    """

    place: int
    key: str
    name: str
    kind: str
    organ: OrganCard | None
    organ_name: str
    basic_code: str
    test_code: bool
    task_code: str
    laws: tuple[str, ...]
    audience: tuple[str, ...]
    levels: tuple[str, ...]
    promised: str
    visits: Interval
    version: int
    since: date


@dataclass(frozen=True)
class ListBatch:
    """The rows that were published together; `number` is None for those that belong to no batch."""

    number: int | None
    title: str
    published_on: date | None
    rows: tuple[ListRow, ...]


@dataclass(frozen=True)
class PublicList:
    """A list as it was on a day. `owner` is the organ that signs it, `batch` what it was narrowed to, if anything."""

    kind: ListKind
    district: str
    day: date
    owner: OrganCard | None
    batches: tuple[ListBatch, ...]
    batch: int | None = None

    @property
    def total(self) -> int:
        """How many matters it has."""
        return sum(len(one.rows) for one in self.batches)

    @property
    def title(self) -> str:
        """淄博市博山区权力清单."""
        return f"{self.district}{self.kind.label}"


@dataclass(frozen=True)
class ListSummary:
    """A list by its name, with how many matters it has."""

    kind: ListKind
    total: int


@dataclass(frozen=True)
class BatchSummary:
    """A batch with how many of its matters are in force, and how many of those as 最多跑一次."""

    number: int
    title: str
    published_on: date
    total: int
    one_visit: int


@dataclass(frozen=True)
class Trip:
    """One visit: what it is for, and why it cannot be avoided or made with another."""

    text: str
    details: tuple[str, ...]
    why: str


@dataclass(frozen=True)
class AboveOne:
    """A matter that needs more than one visit, why, and the articles that ask for the applicant in person."""

    row: ListRow
    trips: tuple[Trip, ...]
    laws: tuple[str, ...]


def public_list(kind: ListKind, on: date, batch: int | None = None) -> PublicList:
    """A list as it was on a day, whole or one batch of it. Two statements."""
    here = shelf(on)
    wanted = [one for one in here.items if _belongs(one, kind) and (batch is None or one.batch == batch)]
    return PublicList(
        kind, _district(here), on, here.organs.get(kind.owner), _batched(here, wanted, on), batch
    )


def summaries(on: date) -> tuple[tuple[ListSummary, ...], tuple[BatchSummary, ...]]:
    """The three lists, and every batch published up to a day. Two statements."""
    here = shelf(on)
    lists = tuple(ListSummary(kind, sum(_belongs(one, kind) for one in here.items)) for kind in ListKind)
    batches = tuple(
        BatchSummary(
            one.number,
            one.title,
            one.published_on,
            sum(item.batch == one.number for item in here.items),
            sum(item.batch == one.number and item.one_visit for item in here.items),
        )
        for one in Batch.objects.filter(published_on__lte=on).order_by("-number")
    )
    return lists, batches


def above_one(on: date) -> tuple[AboveOne, ...]:
    """What needs, or may need, more than one visit on a day, each with its reason. One statement.

    The number is that of the publication; the itinerary that gives the reason is computed anew from the same text.
    """
    here = shelf(on)
    found = [one for one in here.items if _number(here, one).high not in (0, 1)]
    return tuple(
        AboveOne(_row(here, item, place), _trips(here, item), _in_person(item.matter))
        for place, item in enumerate(found, 1)
    )


def not_listed(on: date) -> tuple[ListRow, ...]:
    """What needs one visit at most by its number, and has not been published as 最多跑一次. One statement."""
    here = shelf(on)
    found = [one for one in here.items if not one.one_visit and _number(here, one).high in (0, 1)]
    return tuple(_row(here, item, place) for place, item in enumerate(found, 1))


def _belongs(item: Item, kind: ListKind) -> bool:
    if kind is ListKind.ONE_VISIT:
        return item.one_visit
    return (item.matter.kind is Kind.PUBLIC_SERVICE) == (kind is ListKind.SERVICE)


def _number(here: Shelf, item: Item) -> Interval:
    """The number of the publication; computed where it was published before numbers were kept."""
    return here.figures(item.matter.key).in_hand.visits if item.visits is None else item.visits


def _batched(here: Shelf, items: Iterable[Item], on: date) -> tuple[ListBatch, ...]:
    rows: dict[int | None, list[ListRow]] = {}
    for place, item in enumerate(sorted(items, key=lambda one: one.batch or 0), 1):
        rows.setdefault(item.batch, []).append(_row(here, item, place))
    found = []
    if None in rows:
        found.append(ListBatch(None, "未编批次", None, tuple(rows[None])))
    found += [
        ListBatch(one.number, one.title, one.published_on, tuple(rows[one.number]))
        for one in Batch.objects.filter(published_on__lte=on).order_by("number")
        if one.number in rows
    ]
    return tuple(found)


def _row(here: Shelf, item: Item, place: int) -> ListRow:
    matter, card = item.matter, item.card
    organ = None if matter.organ == TOWN else here.organs[matter.organ]
    return ListRow(
        place=place,
        key=card.key,
        name=card.name,
        kind=card.kind,
        organ=organ,
        organ_name=organ.name if organ else TOWN_NAME,
        basic_code=matter.codes.basic,
        test_code=matter.codes.test,
        task_code=task_code(matter, organ),
        laws=tuple(one.basis.cite() for one in matter.basis),
        audience=card.audience,
        levels=tuple(LEVELS[Level(one)] for one in card.offered_at),
        promised=card.promised,
        visits=_number(here, item),
        version=card.version,
        since=item.since,
    )


def _trips(here: Shelf, item: Item) -> tuple[Trip, ...]:
    """Visit by visit, whatever is done in it."""
    visits: dict[int, list[Step]] = {}
    for one in here.figures(item.matter.key).in_hand.steps:
        if one.visit:
            visits.setdefault(one.visit, []).append(one)
    return tuple(
        Trip(
            "、".join(one.text for one in each),
            tuple(detail.rstrip("。") for one in each for detail in one.details),
            next((one.why for one in each if one.why), ""),
        )
        for _, each in sorted(visits.items())
    )


def _in_person(matter: Matter) -> tuple[str, ...]:
    """The articles of the acts for which nothing may stand in for the applicant."""
    found = (
        one.basis.cite()
        for one in matter.presences
        if one.means == (Means.IN_PERSON,) and one.basis and not one.waivable
    )
    return tuple(dict.fromkeys(found))


def _district(here: Shelf) -> str:
    """淄博市博山区: the government's name without what makes it one."""
    found = (one.name for one in here.organs.values() if one.kind == OrganKind.GOVERNMENT)
    return next(found, "").removesuffix("人民政府")
