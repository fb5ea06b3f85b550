"""Load a district pack. It seeds an empty database; later the database is the truth, and differences become drafts."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from django.db import transaction

from onevisit.catalogue import drafts, pack_organs, rows
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
from onevisit.catalogue.pack_files import Checked, check_folder
from onevisit.catalogue.visits import trips
from onevisit.platform import clock
from onevisit.platform.workdays.commands import replace_calendar
from onevisit.platform.workdays.models import Edition
from onevisit.rules.calendar import parse_rows
from onevisit.rules.catalogue_checks.packs import catalogue_of
from onevisit.rules.district.pack import Entry, Pack
from onevisit.rules.findings import Finding
from onevisit.rules.journeys import Catalogue
from onevisit.rules.matters.parse import parse_matter
from onevisit.rules.publishing.states import IN_WORK, State


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
        values |= {"held_by": plain(one.held_by), "basis": plain(one.basis)}
        LicenceType.objects.update_or_create(key=one.key, defaults=values)
    for resource in pack.resources:
        values = {"name": resource.name, "holder": resource.holder, "says": resource.says}
        Resource.objects.update_or_create(key=resource.key, defaults=values)
    for event in pack.life_events:
        values = {"name": event.name, "audience": event.audience, "icon": event.icon, "order": event.order}
        LifeEvent.objects.update_or_create(key=event.key, defaults=values)
    for entry in pack.bundles:
        text = rows.written(entry.data)
        values = {"name": entry.bundle.name, "order": entry.bundle.order}
        values |= {"definition": text, "sha256": rows.digest(text)}
        Bundle.objects.update_or_create(key=entry.bundle.key, defaults=values)
    words = [Word(word=word, matter=key) for word, keys in pack.words.items() for key in keys]
    Word.objects.bulk_create(words, ignore_conflicts=True)


def _matters(checked: Checked, on: date) -> Loaded:
    last = {row.matter: row for row in MatterVersion.objects.order_by("number").defer("definition")}
    if not last:
        return _seed(checked, on)
    _figure(catalogue_of(checked.pack))
    laid = sum(_lay_down(last.get(entry.matter.key), entry) for entry in checked.pack.matters)
    return Loaded(0, laid, len(checked.pack.matters) - laid)


def _seed(checked: Checked, on: date) -> Loaded:
    """The first batch: nobody signs it, because the pack is where the district begins; its numbers are computed."""
    among = catalogue_of(checked.pack)
    every = [(entry, trips(entry.matter, among)) for entry in checked.pack.matters]
    plain = all(number.at_most_once for _, number in every)
    kind = Batch.Kind.ONE_VISIT if plain else Batch.Kind.LISTS
    title = "第一批“最多跑一次”事项" if plain else "第一批政务服务事项"
    batch = Batch.objects.create(number=1, title=title, published_on=on, kind=kind)
    made = []
    for entry, number in every:
        row = MatterVersion(matter=entry.matter.key, number=1, state=State.PUBLISHED.value)
        rows.fill(row, rows.written(entry.data), entry.matter, entry.provenance)
        row.batch, row.valid_from = batch, on
        row.one_visit, row.visits_low, row.visits_high = number.at_most_once, number.low, number.high
        made.append(row)
    MatterVersion.objects.bulk_create(made)
    return Loaded(len(made), 0, 0)


def _figure(among: Catalogue) -> None:
    """Compute the numbers of versions that were published before numbers were kept with them."""
    for row in MatterVersion.objects.filter(state=State.PUBLISHED.value, visits_low=None):
        matter = parse_matter(json.loads(row.definition)).matter
        if matter is not None:
            number = trips(matter, among)
            row.one_visit, row.visits_low, row.visits_high = number.at_most_once, number.low, number.high
            row.save(update_fields=["one_visit", "visits_low", "visits_high"])


def _lay_down(former: MatterVersion | None, entry: Entry) -> bool:
    """Make a draft of the pack's text, unless it is what stands there, or has been laid down before."""
    definition = rows.written(entry.data)
    sha256 = rows.digest(definition)
    if former is None:
        _draft(MatterVersion(matter=entry.matter.key, number=1), entry, definition)
        return True
    if sha256 == former.sha256 or former.texts.filter(sha256=sha256).exists():
        return False
    if State(former.state) in IN_WORK:
        # Somebody works on it: his text stays, the pack's lies beside it.
        drafts.keep(former, definition, revision=None, seen=former.revision, person=None)
    else:
        base = drafts.newest_public(former.matter)
        _draft(
            MatterVersion(matter=former.matter, number=former.number + 1, based_on=base), entry, definition
        )
    return True


def _draft(row: MatterVersion, entry: Entry, definition: str) -> None:
    row.state, row.saved_at = State.DRAFT.value, clock.now()
    rows.fill(row, definition, entry.matter, entry.provenance)
    row.save(force_insert=True)
    drafts.keep(row, definition, revision=row.revision, seen=0, person=None)
