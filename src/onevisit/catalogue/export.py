"""Write the whole catalogue out, as files that anybody can read, compare and read in elsewhere.

The same catalogue gives the same bytes, whichever database it lies in. The versions are read first, in one statement:
what is published meanwhile is not in it, and the batches and registers, read afterwards, are never fewer than it names.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from onevisit.catalogue import rows, shelf
from onevisit.catalogue.export_format import FORMAT, HEAD, BatchRow, Head, VersionRow, row_of
from onevisit.catalogue.models import (
    Batch,
    Bundle,
    Law,
    LicenceType,
    LifeEvent,
    MatterVersion,
    Resource,
    Word,
)
from onevisit.catalogue.yaml_text import write_yaml
from onevisit.platform.organs.models import Division, Organ
from onevisit.rules.basis import Basis
from onevisit.rules.district import definition as d
from onevisit.rules.matters.vocabulary import Audience, Level
from onevisit.rules.publishing.states import PUBLIC, State


class NotEmpty(ValueError):
    """The folder to write to holds something already: two catalogues must not get mixed."""


@dataclass(frozen=True)
class Written:
    """What was written."""

    matters: int
    versions: int
    batches: int


def export(folder: Path, on: date | None = None) -> Written:
    """Write every published version, or with `on` those in force on that day. Raises `NotEmpty`, OSError."""
    if folder.exists() and any(folder.iterdir()):
        raise NotEmpty(f"{folder} 不是空文件夹")
    matters: set[str] = set()
    versions = 0
    found: dict[str, list[VersionRow]] = defaultdict(list)
    for row in _published(on):
        name = _plain_name(row) if on else f"versions/{row.matter}/{row.number}"
        _write(folder, name, _definition(row))
        found[row.matter].append(_version(row, whole=on is None))
        matters.add(row.matter)
        versions += 1
    for key, each in found.items():
        _write(folder, f"versions/{key}", write_yaml([row_of(one) for one in each]))
    batches = [_batch(one) for one in Batch.objects.order_by("number") if not on or one.published_on <= on]
    _write(folder, HEAD, write_yaml(row_of(Head(FORMAT, tuple(batches), on))))
    for name, data in _registers():
        _write(folder, name, write_yaml(data))
    for bundle in sorted(Bundle.objects.all(), key=lambda one: one.key):
        _write(folder, f"bundles/{bundle.key}", write_yaml(json.loads(bundle.definition)))
    return Written(len(matters), versions, len(batches))


def _published(on: date | None) -> Iterator[MatterVersion]:
    wanted = (
        shelf.in_force(on) if on else MatterVersion.objects.filter(state__in=[one.value for one in PUBLIC])
    )
    return wanted.select_related("batch").order_by("matter", "number").iterator()


def _plain_name(row: MatterVersion) -> str:
    return f"matters/{row.organ_id or 'town'}/{row.matter}"


def _definition(row: MatterVersion) -> str:
    data = json.loads(row.definition)
    if rows.written(data) != row.definition:
        raise ValueError(f"version {row.pk} is not stored as it is written; its hash would change")
    return write_yaml(data)


def _version(row: MatterVersion, *, whole: bool) -> VersionRow:
    if row.valid_from is None:
        raise ValueError(f"version {row.pk} was never published")
    return VersionRow(
        number=row.number,
        since=row.valid_from,
        sha256=row.sha256,
        # On the day itself nobody knew yet when it would end.
        until=row.valid_to if whole else None,
        withdrawn=whole and row.state == State.WITHDRAWN.value,
        batch=row.batch.number if row.batch else None,
        one_visit=row.one_visit,
        visits_low=row.visits_low,
        visits_high=row.visits_high,
    )


def _batch(row: Batch) -> BatchRow:
    return BatchRow(row.number, row.title, row.published_on, row.kind)


def _registers() -> Iterator[tuple[str, object]]:
    """Sorted here and not by the database: each has its own opinion on which Chinese character comes first."""
    divisions = sorted(Division.objects.all(), key=lambda one: one.code)
    yield "divisions", _rows(_division(one) for one in divisions)
    organs = sorted(Organ.objects.all(), key=lambda one: (one.order, one.key))
    yield "organs", _rows(_organ(one) for one in organs)
    yield "laws", _rows(_law(one) for one in sorted(Law.objects.all(), key=lambda one: one.name))
    types = sorted(LicenceType.objects.all(), key=lambda one: one.key)
    yield "licence_types", _rows(_licence_type(one) for one in types)
    resources = sorted(Resource.objects.all(), key=lambda one: one.key)
    yield "resources", _rows(d.Resource(one.key, one.name, one.holder, one.says) for one in resources)
    events = sorted(LifeEvent.objects.all(), key=lambda one: (one.order, one.key))
    yield "life_events", _rows(_life_event(one) for one in events)
    words: dict[str, list[str]] = {}
    for word, matter in Word.objects.order_by("id").values_list("word", "matter"):
        words.setdefault(word, []).append(matter)
    yield "words", words


def _rows(values: Iterable[object]) -> list[dict[str, object]]:
    return [row_of(one) for one in values]


def _division(row: Division) -> d.Division:
    return d.Division(row.code, row.name, Level(row.level), row.parent_id or "", row.local)


def _organ(row: Organ) -> d.Organ:
    return d.Organ(
        key=row.key,
        name=row.name,
        short=row.short,
        mark=row.mark,
        kind=d.OrganKind(row.kind),
        level=Level(row.level),
        division=row.division_id,
        code=row.code,
        head=d.Head(row.head_name, row.head_title),
        parent=row.parent_id or "",
        test_code=row.test_code,
        formerly=tuple(row.formerly),
        duties=row.duties,
        phone=row.phone,
    )


def _law(row: Law) -> d.Law:
    return d.Law(row.name, row.title, row.articles, row.issued_by, row.version, row.document)


def _licence_type(row: LicenceType) -> d.LicenceType:
    held_by = tuple(Audience(one) for one in row.held_by)
    basis = Basis(**row.basis) if row.basis else None
    return d.LicenceType(row.key, row.name, row.code, row.issuer, row.test_code, held_by, basis)


def _life_event(row: LifeEvent) -> d.LifeEvent:
    return d.LifeEvent(row.key, row.name, row.audience, row.icon, row.order)


def _write(folder: Path, name: str, text: str) -> None:
    path = folder / f"{name}.yaml"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8", newline="\n")
