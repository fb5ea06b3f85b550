"""All versions of a matter that were ever published, each with what it changed, in words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from onevisit.catalogue.models import Batch, LicenceType, LifeEvent, MatterVersion, Resource
from onevisit.catalogue.shelf import definitions
from onevisit.catalogue.versions import NoSuchMatter
from onevisit.platform.organs.queries import organ_cards
from onevisit.rules.differences import Difference, Names, differences


@dataclass(frozen=True)
class BatchLine:
    """A batch as its versions name it."""

    number: int
    title: str
    published_on: date


@dataclass(frozen=True)
class PastVersion:
    """One version: from which day it holds, and up to and including which (None: no end is known).

    `begun` is False for one that is published and not yet in force. `changes` are the differences from the version
    before in the order of the definition, grouped by their headings; empty for the first.
    """

    number: int
    name: str
    since: date
    until: date | None
    begun: bool
    in_force: bool
    batch: BatchLine | None
    changes: tuple[tuple[str, tuple[Difference, ...]], ...]
    first: bool


@dataclass(frozen=True)
class Past:
    """The versions of a matter as known on a day, the newest first. `ended` says that none holds on that day."""

    key: str
    name: str
    versions: tuple[PastVersion, ...]
    ended: bool

    @property
    def last_day(self) -> date | None:
        """The last day on which the matter could be asked for, where it has one."""
        return self.versions[0].until if self.ended else None


def versions_of(key: str, on: date) -> Past:
    """Every version that was published up to a day, also one to come into force later. Raises `NoSuchMatter`.

    Two statements for the definitions not read before, one for the versions, four for the names.
    """
    rows = list(
        MatterVersion.objects.filter(matter=key, valid_from__isnull=False)
        .order_by("valid_from", "number")
        .defer("definition")
        .select_related("batch")
    )
    rows = [row for row in rows if _known(row, on)]
    if not rows:
        raise NoSuchMatter(key)
    texts, names = definitions(rows), _names()
    found: list[PastVersion] = []
    former = None
    for row in rows:
        matter = texts[row.sha256][0]
        changed = differences(former, matter, names) if former is not None else ()
        found.append(_version(row, on, _grouped(changed), first=former is None))
        former = matter
    newest = next((one for one in reversed(found) if one.in_force), found[-1])
    return Past(key, newest.name, tuple(reversed(found)), not any(one.in_force for one in found))


def _known(row: MatterVersion, on: date) -> bool:
    """Whether people could read it on that day: it held by then, or its batch was out."""
    return _since(row) <= on or (row.batch is not None and row.batch.published_on <= on)


def _since(row: MatterVersion) -> date:
    if row.valid_from is None:
        raise ValueError(f"version {row.pk} was never published")
    return row.valid_from


def _version(
    row: MatterVersion, on: date, changes: tuple[tuple[str, tuple[Difference, ...]], ...], *, first: bool
) -> PastVersion:
    since, until = _since(row), row.valid_to
    return PastVersion(
        number=row.number,
        name=row.name,
        since=since,
        until=until,
        begun=since <= on,
        in_force=since <= on and (until is None or until >= on),
        batch=batch_line(row.batch) if row.batch else None,
        changes=changes,
        first=first,
    )


def batch_line(batch: Batch) -> BatchLine:
    """The batch that a version was published in."""
    return BatchLine(batch.number, batch.title, batch.published_on)


def _grouped(changed: tuple[Difference, ...]) -> tuple[tuple[str, tuple[Difference, ...]], ...]:
    groups: dict[str, list[Difference]] = {}
    for one in changed:
        groups.setdefault(one.section, []).append(one)
    return tuple((section, tuple(each)) for section, each in groups.items())


def _names() -> Names:
    return Names(
        organs={key: organ.short for key, organ in organ_cards().items()},
        licences=dict(LicenceType.objects.values_list("key", "name")),
        resources=dict(Resource.objects.values_list("key", "name")),
        life_events=dict(LifeEvent.objects.values_list("key", "name")),
    )
