"""Load a district pack. It seeds an empty database; later the database is the truth, and differences become drafts."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from django.db import transaction
from pypinyin import lazy_pinyin

from onevisit.catalogue import pack_organs
from onevisit.catalogue.models import Batch, Law, LicenceType, LifeEvent, MatterVersion, Resource, Word
from onevisit.catalogue.pack_files import Checked, check_folder
from onevisit.platform.workdays.commands import replace_calendar
from onevisit.platform.workdays.models import Edition
from onevisit.rules.calendar import parse_rows
from onevisit.rules.district.checks import TOWN
from onevisit.rules.district.pack import Entry, Pack
from onevisit.rules.findings import Finding


class BadPack(ValueError):
    """A pack with errors is not loaded at all; `findings` says what is wrong with it."""

    def __init__(self, findings: tuple[Finding, ...]) -> None:
        self.findings = findings
        super().__init__(f"{len(findings)} findings")


@dataclass(frozen=True)
class Loaded:
    """What loading did."""

    published: int
    drafts: int
    unchanged: int


def load_pack(folder: Path, on: date) -> Loaded:
    """Load the pack in `folder`, its matters in force from `on`. Raises `BadPack` before anything is written."""
    checked = check_folder(folder)
    if not checked.ok:
        raise BadPack(checked.findings)
    with transaction.atomic():
        pack_organs.load(checked.pack, on)
        _registers(checked.pack)
        if not Edition.objects.exists():
            replace_calendar(*parse_rows(checked.files["calendar"]))
        return _matters(checked, on)


def _registers(pack: Pack) -> None:
    for law in pack.laws:
        values = {"title": law.title, "articles": law.articles, "issued_by": law.issued_by}
        values |= {"version": law.version, "document": law.document}
        Law.objects.update_or_create(name=law.name, defaults=values)
    for one in pack.licence_types:
        values = {"name": one.name, "code": one.code, "issuer": one.issuer, "test_code": one.test_code}
        values |= {"held_by": [audience.value for audience in one.held_by]}
        LicenceType.objects.update_or_create(key=one.key, defaults=values)
    for resource in pack.resources:
        values = {"name": resource.name, "holder": resource.holder, "says": resource.says}
        Resource.objects.update_or_create(key=resource.key, defaults=values)
    for event in pack.life_events:
        values = {"name": event.name, "audience": event.audience, "icon": event.icon, "order": event.order}
        LifeEvent.objects.update_or_create(key=event.key, defaults=values)
    words = [Word(word=word, matter=key) for word, keys in pack.words.items() for key in keys]
    Word.objects.bulk_create(words, ignore_conflicts=True)


def _matters(checked: Checked, on: date) -> Loaded:
    last = {
        row.matter: row
        for row in MatterVersion.objects.order_by("number").only("matter", "number", "sha256", "valid_from")
    }
    seeding = not last
    batch = None
    if seeding:
        batch = Batch.objects.create(number=1, title="第一批“最多跑一次”事项", published_on=on)
    rows, unchanged = [], 0
    for entry in checked.pack.matters:
        # In the order in which it was written: it is the order of questions, options and papers on the screen.
        definition = json.dumps(entry.data, ensure_ascii=False)
        sha256 = hashlib.sha256(definition.encode()).hexdigest()
        former = last.get(entry.matter.key)
        if former is not None and former.sha256 == sha256:
            unchanged += 1
            continue
        row = _row(entry, definition, sha256, former.number + 1 if former else 1)
        if seeding:
            row.batch, row.valid_from = batch, on
        rows.append(row)
    MatterVersion.objects.bulk_create(rows)
    published = len(rows) if seeding else 0
    return Loaded(published, len(rows) - published, unchanged)


def _row(entry: Entry, definition: str, sha256: str, number: int) -> MatterVersion:
    matter = entry.matter
    return MatterVersion(
        matter=matter.key,
        number=number,
        definition=definition,
        sha256=sha256,
        name=matter.name,
        pinyin=" ".join(lazy_pinyin(matter.name))[:300],
        kind=matter.kind.value,
        organ_id=None if matter.organ == TOWN else matter.organ,
        window_class=matter.window_class.value,
        basic_code=matter.codes.basic,
        articles=len(entry.provenance.articles),
        assumed=len(entry.provenance.assumed),
    )
