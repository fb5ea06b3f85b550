"""The published catalogue of a day, in memory: what search and lists are answered from.

Everything here is public and changes rarely, so each process keeps it. One statement a question asks the database for
a stamp: how many versions are in force on that day, and which (the sums of their ids and of the squares), and how many
colloquial words there are, and which; with the hash of the version published last and the newest word, because SQLite
gives the id of a row that was rolled back again. A published version never changes and a word is added or removed,
never rewritten; so another stamp means another catalogue, and the shelf is filled anew (nine statements, and only new
definitions are parsed). What the stamp cannot see, an organ, a law or a licence type rewritten in place by loading a
pack, is seen `MAX_AGE` seconds later.
"""

from __future__ import annotations

import json
import time
from collections import OrderedDict
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from threading import Lock
from typing import Any

from django.db import connection
from django.db.models import Q, QuerySet

from onevisit.catalogue.cards import MatterCard, card_of
from onevisit.catalogue.models import Law, LicenceType, LifeEvent, MatterVersion, Resource, Word
from onevisit.platform.organs.queries import TOWN_KINDS, OrganCard, organ_cards
from onevisit.rules.district.checks import TOWN
from onevisit.rules.journeys import Catalogue, Figures, Interval, Licence, figures
from onevisit.rules.matters.definition import Matter
from onevisit.rules.matters.parse import parse_matter
from onevisit.rules.matters.provenance import Provenance
from onevisit.rules.matters.vocabulary import Audience

MAX_AGE = 600
"""Seconds after which a shelf is filled anew, whatever its stamp."""
_KEPT = 4  # shelves kept: today's, and a few of somebody who reads the lists of past days
_DEFINITIONS = 4096

_VERSIONS, _WORDS = MatterVersion._meta.db_table, Word._meta.db_table
_STAMP = f"""
    SELECT COUNT(*), SUM(id), SUM(id * id),
           (SELECT sha256 FROM {_VERSIONS} WHERE valid_from IS NOT NULL ORDER BY id DESC LIMIT 1),
           (SELECT COUNT(*) FROM {_WORDS}), (SELECT SUM(id) FROM {_WORDS}),
           (SELECT word || matter FROM {_WORDS} ORDER BY id DESC LIMIT 1)
    FROM {_VERSIONS} WHERE valid_from <= %s AND (valid_to IS NULL OR valid_to >= %s)
"""  # noqa: S608 — put together from our own names only

Stamp = tuple[Any, ...]


@dataclass(frozen=True)
class Item:
    """A matter in force: its definition, where its values come from, since when it holds, and its batch if any.

    `one_visit` says that it was published as 最多跑一次, and `visits` the number that was computed then; None for one
    that was published before numbers were kept.
    """

    matter: Matter
    provenance: Provenance
    card: MatterCard
    since: date
    batch: int | None
    pinyin: str
    one_visit: bool
    visits: Interval | None


@dataclass(frozen=True, eq=False)
class Shelf:
    """Everything that is in force together. `items` are in the order of pinyin; `words` in the order of writing."""

    items: tuple[Item, ...]
    organs: Mapping[str, OrganCard]
    licences: Mapping[str, LicenceType]
    resources: Mapping[str, Resource]
    laws: Mapping[str, Law]
    words: tuple[tuple[str, str], ...]
    events: tuple[LifeEvent, ...]

    @cached_property
    def by_key(self) -> Mapping[str, Item]:
        """The items by the keys of their matters."""
        return {item.matter.key: item for item in self.items}

    @cached_property
    def towns(self) -> tuple[OrganCard, ...]:
        """Towns, subdistricts and the zone, each of which handles the towns' common matters."""
        return tuple(organ for organ in self.organs.values() if organ.kind in TOWN_KINDS)

    @cached_property
    def catalogue(self) -> Catalogue:
        """The same for `rules.journeys`, which looks at one matter among all of them."""
        licences = (
            Licence(one.key, one.name, one.issuer, frozenset(Audience(name) for name in one.held_by))
            for one in self.licences.values()
        )
        return Catalogue(
            matters={key: item.matter for key, item in self.by_key.items()},
            licences={one.key: one for one in licences},
            organs={key: organ.short for key, organ in self.organs.items()},
            resources={key: one.name for key, one in self.resources.items()},
        )

    @cached_property
    def _figures(self) -> dict[str, Figures]:
        return {}

    def figures(self, key: str) -> Figures:
        """The figures of a matter of this shelf for everybody, computed once; KeyError for one that is not here."""
        if key not in self._figures:
            self._figures[key] = figures(self.by_key[key].matter, self.catalogue)
        return self._figures[key]

    def responsible(self, item: Item) -> tuple[OrganCard, ...]:
        """The organ that handles a matter; every town where each handles it for its own."""
        return self.towns if item.matter.organ == TOWN else (self.organs[item.matter.organ],)


@dataclass(frozen=True)
class Filters:
    """What a list is narrowed to; "" narrows nothing. `organ` and `life_event` are keys, `hall_level` is a Level.

    `audience` and `kind` are the Chinese words of the national lists, `letter` a capital.
    """

    life_event: str = ""
    audience: str = ""
    organ: str = ""
    hall_level: str = ""
    kind: str = ""
    letter: str = ""

    def admits(self, item: Item, here: Shelf) -> bool:
        """Whether a matter of this shelf belongs to the list."""
        card = item.card
        return (
            (not self.life_event or self.life_event in card.life_events)
            and (not self.audience or self.audience in card.audience)
            and (not self.organ or any(organ.key == self.organ for organ in here.responsible(item)))
            and (not self.hall_level or self.hall_level in card.offered_at)
            and (not self.kind or self.kind == card.kind)
            and (not self.letter or self.letter.upper() == card.letter)
        )


# By stamp and not by day: however many days somebody asks for, there are only as many catalogues as were published.
_shelves: OrderedDict[Stamp, tuple[float, Shelf]] = OrderedDict()
_definitions: OrderedDict[str, tuple[Matter, Provenance]] = OrderedDict()
_filling = Lock()


def shelf(on: date) -> Shelf:
    """The catalogue in force on a day. One statement, and nine more where it has changed since."""
    stamp = _stamp(on)
    kept = _fresh(stamp)
    while kept is None:
        with _filling:
            kept = _fresh(stamp)
            if kept is None:
                found, before = _fill(on), stamp
                stamp = _stamp(on)
                if stamp == before:  # else the catalogue changed meanwhile: `found` may be either
                    _keep(stamp, found)
                    kept = found
    return kept


def _keep(stamp: Stamp, found: Shelf) -> None:
    _shelves[stamp] = (time.monotonic(), found)
    _shelves.move_to_end(stamp)
    while len(_shelves) > _KEPT:
        _shelves.popitem(last=False)


def _fresh(stamp: Stamp) -> Shelf | None:
    filled, found = _shelves.get(stamp, (0.0, None))
    if found is None or time.monotonic() - filled >= MAX_AGE:
        return None
    with suppress(KeyError):  # another thread may have dropped it just now
        _shelves.move_to_end(stamp)
    return found


def forget() -> None:
    """Drop what is kept; for tests that roll back what they published."""
    with _filling:
        _shelves.clear()


def in_force(on: date) -> QuerySet[MatterVersion]:
    """The versions in force on a day."""
    return MatterVersion.objects.filter(Q(valid_to=None) | Q(valid_to__gte=on), valid_from__lte=on)


def _stamp(on: date) -> Stamp:
    # Written out, because it is asked with every search: Django takes longer to put it together than to run it.
    day = connection.ops.adapt_datefield_value(on)
    with connection.cursor() as cursor:
        cursor.execute(_STAMP, [day, day])
        return tuple(cursor.fetchone())


def _fill(on: date) -> Shelf:
    rows = list(in_force(on).order_by("pinyin", "matter").defer("definition").select_related("batch"))
    matters = definitions(rows)
    organs = organ_cards()
    names = {key: organ.short for key, organ in organs.items()}
    items = tuple(
        Item(
            *matters[row.sha256],
            card_of(
                matters[row.sha256][0],
                row.number,
                row.pinyin,
                names,
                _published(row),
                one_visit=row.one_visit,
            ),
            row.valid_from or on,
            row.batch.number if row.batch else None,
            row.pinyin,
            row.one_visit,
            _published(row),
        )
        for row in rows
    )
    return Shelf(
        items=items,
        organs=organs,
        licences=LicenceType.objects.in_bulk(),
        resources=Resource.objects.in_bulk(),
        laws=Law.objects.in_bulk(),
        words=tuple(Word.objects.order_by("id").values_list("word", "matter")),
        events=tuple(LifeEvent.objects.order_by("order", "key")),
    )


def _published(row: MatterVersion) -> Interval | None:
    """The number that was published with a version, if one was."""
    return None if row.visits_low is None else Interval(row.visits_low, row.visits_high)


def definitions(rows: list[MatterVersion]) -> dict[str, tuple[Matter, Provenance]]:
    """The definitions of these rows by their hash; those not parsed before are fetched in one statement."""
    found = {row.sha256: _definitions[row.sha256] for row in rows if row.sha256 in _definitions}
    missing = [row.pk for row in rows if row.sha256 not in found]
    if missing:
        # Not `pk__in=missing`: SQLite takes a bounded number of variables, and a first filling wants all of them.
        wanted = MatterVersion.objects.filter(pk__gte=min(missing), pk__lte=max(missing))
        lacking = set(missing)
        for pk, sha256, definition in wanted.values_list("pk", "sha256", "definition").iterator():
            if pk not in lacking:
                continue
            parsed = parse_matter(json.loads(definition))
            if parsed.matter is None:
                raise ValueError(f"stored version {pk} cannot be read: {parsed.findings}")
            found[sha256] = _definitions[sha256] = (parsed.matter, parsed.provenance)
    while len(_definitions) > _DEFINITIONS:
        _definitions.popitem(last=False)
    return found
