"""Read a catalogue that was written out into a database that has none; nothing is written before all of it was checked.

A folder may come from anybody. What would make a page fail later (a text that is no definition, a law that is not in
the register, a name longer than its column) is an error here, with its place. So is a matter in force that is said to
be 最多跑一次 although its number, computed anew, is above one (clause 1a). What ended may break rules of today.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, fields, replace
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models, transaction

from onevisit.catalogue import pack_organs, rows
from onevisit.catalogue.export_format import plain
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
from onevisit.catalogue.pack import BadPack
from onevisit.catalogue.pack_files import read_folder
from onevisit.catalogue.read_in_files import Folder, Version, parse
from onevisit.catalogue.visits import trips
from onevisit.platform.organs.models import Division, Organ
from onevisit.rules.catalogue_checks.packs import catalogue_of
from onevisit.rules.findings import Finding, Severity
from onevisit.rules.publishing.states import State

Placed = tuple[models.Model, str, str]
"""A row with the file, and the place in it, that it came from."""


class NotEmpty(ValueError):
    """The database has matters already: two histories cannot be made one."""


@dataclass(frozen=True)
class ReadIn:
    """What was read in, and what somebody should look at."""

    matters: int
    versions: int
    batches: int
    warnings: tuple[Finding, ...]


def read_in(folder: Path) -> ReadIn:
    """Read a folder in. Raises `NotEmpty`, and `BadPack` with every fault; then nothing was written."""
    if MatterVersion.objects.exists() or Batch.objects.exists():
        raise NotEmpty("数据库里已经有事项和批次")
    files, broken = read_folder(folder)
    found, said = parse(files)
    findings = [*broken, *said]
    if found is None or _wrong(findings):
        raise BadPack(_named(findings))
    placed = list(_placed(found))
    findings += [fault for one in placed for fault in _misfits(*one)]
    findings += [*_taken(found), *_not_one_visit(found)]
    if _wrong(findings):
        raise BadPack(_named(findings))
    with transaction.atomic():
        _save([row for row, _, _ in placed], found)
    keys = {one.key for one in found.versions}
    return ReadIn(len(keys), len(found.versions), len(found.head.batches), _named(findings))


def _wrong(findings: Iterable[Finding]) -> bool:
    return any(one.severity is Severity.ERROR for one in findings)


def _named(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    named = (one if one.file.endswith(".yaml") else one.in_file(f"{one.file}.yaml") for one in findings)
    return tuple(sorted(named, key=lambda one: (one.severity, one.file, one.path)))


def _placed(found: Folder) -> Iterator[Placed]:
    """Every row that the folder becomes, in the order in which they are saved."""
    pack = found.pack
    divisions = set(Division.objects.values_list("code", flat=True))
    organs = set(Organ.objects.values_list("key", flat=True))
    for number, division in enumerate(pack.divisions):
        if division.code not in divisions:
            columns = pack_organs.division_columns(division)
            yield Division(code=division.code, **columns), "divisions", f"[{number}]"
    for number, organ in enumerate(pack.organs):
        if organ.key not in organs:
            columns = pack_organs.organ_columns(organ, number)
            yield Organ(key=organ.key, parent_id=organ.parent or None, **columns), "organs", f"[{number}]"
    registers: tuple[tuple[type[models.Model], str, Sequence[Any]], ...] = (
        (Law, "laws", pack.laws),
        (LicenceType, "licence_types", pack.licence_types),
        (Resource, "resources", pack.resources),
        (LifeEvent, "life_events", pack.life_events),
        (Batch, "catalogue", found.head.batches),
    )
    for kind, file, values in registers:
        for number, value in enumerate(values):
            yield _row(kind, value), file, f"{'batches' if kind is Batch else ''}[{number}]"
    for entry in pack.bundles:
        text = rows.written(entry.data)
        yield (
            Bundle(
                key=entry.bundle.key,
                name=entry.bundle.name,
                definition=text,
                sha256=rows.digest(text),
                order=entry.bundle.order,
            ),
            entry.file,
            "",
        )
    for word, keys in pack.words.items():
        for key in keys:
            yield Word(word=word, matter=key), "words", word
    for version in found.versions:
        yield _version(version), version.entry.file, ""


def _row(kind: type[models.Model], value: Any) -> models.Model:
    """The row of a value whose fields are called as the columns are; what has no column is left."""
    columns = {one.name for one in kind._meta.concrete_fields}
    names = [one.name for one in fields(value) if one.name in columns]
    # A day stays a day: only what the value holds of its own kinds is made plain.
    return kind(
        **{
            name: getattr(value, name) if name == "published_on" else plain(getattr(value, name))
            for name in names
        }
    )


def _version(one: Version) -> MatterVersion:
    row = MatterVersion(
        matter=one.key,
        number=one.row.number,
        state=(State.WITHDRAWN if one.row.withdrawn else State.PUBLISHED).value,
        valid_from=one.row.since,
        valid_to=one.row.until,
        one_visit=one.row.one_visit,
        visits_low=one.row.visits_low,
        visits_high=one.row.visits_high,
    )
    rows.fill(row, rows.written(one.entry.data), one.entry.matter, one.entry.provenance)
    return row


def _misfits(row: models.Model, file: str, path: str) -> Iterator[Finding]:
    """What the columns do not hold. Rows that are referred to are looked for elsewhere, all at once."""
    columns = row._meta.concrete_fields
    for one in columns:
        value = getattr(row, one.attname)
        if isinstance(value, str) and any(ord(letter) < 32 and letter not in "\n\t" for letter in value):
            yield Finding(
                f"{path}.{one.name}".strip("."), "control-character", "含有不可见的控制字符", file=file
            )
    try:
        row.clean_fields(
            exclude=[one.name for one in columns if one.is_relation or isinstance(one, models.JSONField)]
        )
    except ValidationError as fault:
        for name, messages in fault.message_dict.items():
            yield Finding(f"{path}.{name}".strip("."), "does-not-fit", "".join(messages), file=file)


def _taken(found: Folder) -> Iterator[Finding]:
    """Codes that something else in the database has already."""
    types = dict(LicenceType.objects.values_list("code", "key"))
    for number, one in enumerate(found.pack.licence_types):
        if types.get(one.code, one.key) != one.key:
            message = f"数据库里“{types[one.code]}”已经用了这个代码"
            yield Finding(f"[{number}].code", "duplicate-code", message, file="licence_types")
    organs = dict(Organ.objects.values_list("code", "key"))
    for number, organ in enumerate(found.pack.organs):
        if organs.get(organ.code, organ.key) != organ.key:
            message = f"数据库里“{organs[organ.code]}”已经用了这个代码"
            yield Finding(f"[{number}].code", "duplicate-code", message, file="organs")


def _not_one_visit(found: Folder) -> Iterator[Finding]:
    """What is said to need one visit at most and does not, computed among the matters that have no end."""
    lasting = {one.key: one for one in found.versions if one.lasting}
    catalogue = replace(
        catalogue_of(found.pack), matters={key: one.entry.matter for key, one in lasting.items()}
    )
    for one in lasting.values():
        if one.row.one_visit and not (number := trips(one.entry.matter, catalogue)).at_most_once:
            message = f"“{one.entry.matter.name}”算出来要跑{number}，不能按“最多跑一次”读入"
            yield Finding("one_visit", "not-one-visit", message, file=one.row_file)


def _save(made: Sequence[models.Model], found: Folder) -> None:
    for kind in (Division, Organ, Batch):
        kind.objects.bulk_create([row for row in made if isinstance(row, kind)], batch_size=500)
    for kind in (Law, LicenceType, Resource, LifeEvent, Bundle):
        others = [one.name for one in kind._meta.concrete_fields if not one.primary_key]
        kind.objects.bulk_create(
            [row for row in made if isinstance(row, kind)],
            batch_size=500,
            update_conflicts=True,
            unique_fields=[kind._meta.pk.name],
            update_fields=others,
        )
    Word.objects.bulk_create([row for row in made if isinstance(row, Word)], ignore_conflicts=True)
    batches = {row.number: row for row in made if isinstance(row, Batch)}
    versions = [row for row in made if isinstance(row, MatterVersion)]
    for row, version in zip(versions, found.versions, strict=True):
        row.batch = batches[version.row.batch] if version.row.batch else None
    MatterVersion.objects.bulk_create(versions, batch_size=200)
