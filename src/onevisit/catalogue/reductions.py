"""The five reductions of the published catalogue, batch by batch; and what a draft would change once published.

However many versions and batches there are, each takes four statements at most once the definitions are parsed.
"""

from __future__ import annotations

import json
from bisect import bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta

from onevisit.catalogue.burdens import burden_of, burdens
from onevisit.catalogue.models import Batch, MatterVersion
from onevisit.catalogue.past import BatchLine, batch_line
from onevisit.catalogue.shelf import Shelf, definitions, shelf
from onevisit.catalogue.versions import NoSuchMatter
from onevisit.catalogue.visits import catalogue_on
from onevisit.platform.organs.queries import OrganCard
from onevisit.rules.differences import Difference, Names, differences
from onevisit.rules.matters.definition import Matter
from onevisit.rules.matters.parse import parse_matter
from onevisit.rules.publishing.states import IN_WORK, State
from onevisit.rules.reductions import Chapter, Comparison, Point, history, of_organ

__all__ = ["BatchLine", "Impact", "Story", "impact", "story"]


@dataclass(frozen=True)
class Story:
    """The chapters from the first batch to a day, with what names their batches and organs.

    `points` are the same states without the comparisons, to be told for one organ alone.
    """

    points: tuple[Point, ...]
    chapters: tuple[Chapter, ...]
    batches: Mapping[int, BatchLine]
    organs: Mapping[str, OrganCard]

    def of_organ(self, organ: str) -> tuple[Chapter, ...]:
        """The same told of one organ's matters (“town”: those that each town handles for its own)."""
        return history(of_organ(self.points, organ))


@dataclass(frozen=True)
class Impact:
    """The version in work beside the one in force. Nothing here is public.

    `comparison` is None while the draft cannot be read as a matter, `number` 0 where no version is in work at all.
    `current` is the number of the version in force, None where there is none; `changes` are the differences from it in
    words, by their headings.
    """

    key: str
    name: str
    number: int
    state: State | None
    current: int | None
    comparison: Comparison | None
    changes: tuple[tuple[str, tuple[str, ...]], ...]


def story(on: date) -> Story:
    """How the catalogue went from its first day to this one: a chapter for each day on which versions begin or end.

    Two statements, and three more where something was published since.
    """
    here = shelf(on)
    whole = _whole(here)
    known = bisect_right(whole.points, on, key=lambda one: one.day)
    return replace(whole, points=whole.points[:known], chapters=whole.chapters[:known], organs=here.organs)


_Key = tuple[object, ...]
_kept: list[tuple[_Key, Story]] = []


def _whole(here: Shelf) -> Story:
    """The chapters to the last day that is known of; the first of them are the story of every day before.

    Kept until something is published: everybody may ask for it, for any day, and it takes long to compute.
    """
    versions = MatterVersion.objects.filter(valid_from__isnull=False)
    stamp = tuple(versions.order_by("pk").values_list("pk", "sha256", "valid_from", "valid_to"))
    key = (stamp, here.catalogue.licences, here.catalogue.organs)
    for kept, told in _kept:
        if kept == key:
            return told
    told = _told(list(versions.order_by("pinyin", "matter", "number").defer("definition")), here)
    _kept[:] = [(key, told)]
    return told


def _told(rows: list[MatterVersion], here: Shelf) -> Story:
    texts = {sha256: matter for sha256, (matter, _) in definitions(rows).items()}
    batches = {one.pk: batch_line(one) for one in Batch.objects.order_by("number")}
    points = []
    for day in _days(rows):
        held = [row for row in rows if _holds(row, day)]
        hashes = {row.matter: row.sha256 for row in held}
        catalogue = replace(here.catalogue, matters={key: texts[sha256] for key, sha256 in hashes.items()})
        begun = {batches[row.batch_id].number for row in held if row.valid_from == day and row.batch_id}
        points.append(Point(day, tuple(sorted(begun)), burdens(catalogue, hashes)))
    lines = {one.number: one for one in batches.values()}
    return Story(tuple(points), history(points), lines, here.organs)


def _days(rows: Iterable[MatterVersion]) -> list[date]:
    """Every day from which the catalogue is another."""
    begun = {row.valid_from for row in rows if row.valid_from}
    # Some write the last day that there is where they mean none.
    ended = {row.valid_to + timedelta(days=1) for row in rows if row.valid_to and row.valid_to < date.max}
    return sorted(begun | ended)


def _holds(row: MatterVersion, day: date) -> bool:
    return (
        row.valid_from is not None and row.valid_from <= day and (row.valid_to is None or row.valid_to >= day)
    )


def impact(key: str, on: date) -> Impact:
    """The version in work of a matter beside the one in force on a day. Raises `NoSuchMatter` for neither."""
    rows = list(MatterVersion.objects.filter(matter=key).order_by("number"))
    work = next((row for row in rows if row.state in IN_WORK), None)
    current = next((row for row in rows if _holds(row, on)), None)
    named = work or current
    if named is None:
        raise NoSuchMatter(key)
    before = _read(current)
    after = _read(work)
    comparison, changes = None, ()
    if after is not None:
        here, there = catalogue_on(on), catalogue_on(on, {key: after})
        comparison = Comparison(burden_of(before, here) if before else None, burden_of(after, there))
        changes = _grouped(differences(before, after, _names(on))) if before else ()
    return Impact(
        key,
        named.name or key,
        work.number if work else 0,
        State(work.state) if work else None,
        current.number if current else None,
        comparison,
        changes,
    )


def _read(row: MatterVersion | None) -> Matter | None:
    return parse_matter(json.loads(row.definition)).matter if row else None


def _names(on: date) -> Names:
    here = shelf(on)
    return Names(
        organs={key: card.short for key, card in here.organs.items()},
        licences={key: one.name for key, one in here.licences.items()},
        resources={key: one.name for key, one in here.resources.items()},
        life_events={one.key: one.name for one in here.events},
    )


def _grouped(found: Iterable[Difference]) -> tuple[tuple[str, tuple[str, ...]], ...]:
    groups: dict[str, list[str]] = {}
    for one in found:
        groups.setdefault(one.section, []).append(one.text)
    return tuple((section, tuple(each)) for section, each in groups.items())
