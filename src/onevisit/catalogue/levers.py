"""减跑动: which single change of the catalogue would save most in a year, and what would have to change for one matter.

The numbers are computed by `rules.journeys`. What a case would save depends on the catalogue alone and is kept beside
its shelf; the cases of a year come in with every question, because only casework knows them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from threading import Lock
from weakref import WeakKeyDictionary

from onevisit.catalogue.cards import TOWN_NAME
from onevisit.catalogue.shelf import Shelf, shelf
from onevisit.catalogue.versions import NoSuchMatter
from onevisit.rules.district.checks import TOWN
from onevisit.rules.journeys import Figures, Gain, figures, levers
from onevisit.rules.journeys.levers import LeverKind, Levers, Saving, ranked, savings
from onevisit.rules.matters.definition import Matter

__all__ = ["Helped", "LeverKind", "LeverRow", "LeversOfMatter", "levers_of", "levers_of_text", "ranking_on"]


@dataclass(frozen=True)
class Helped:
    """A matter that a lever helps, the organ that handles it, and its cases of the year."""

    key: str
    name: str
    organ: str
    cases: int


@dataclass(frozen=True)
class LeverRow:
    """One single lever with what it would have saved in the year: see `Gain`. `by_name` is whose act it would be."""

    gain: Gain
    by_name: str
    helped: tuple[Helped, ...]

    @property
    def organs(self) -> frozenset[str]:
        """The organs that it concerns: the one that would have to act, and those that handle what it helps."""
        return frozenset({self.gain.by, *(one.organ for one in self.helped)})


@dataclass(frozen=True)
class LeversOfMatter:
    """One matter with its figures, and all smallest sets of levers that bring them down."""

    matter: Matter
    figures: Figures
    levers: Levers


_lock = Lock()
_savings: WeakKeyDictionary[Shelf, tuple[Saving, ...]] = WeakKeyDictionary()
_levers: WeakKeyDictionary[Shelf, dict[str, Levers]] = WeakKeyDictionary()


def ranking_on(on: date, volumes: Mapping[str, int]) -> tuple[LeverRow, ...]:
    """The single levers that would have saved something in these cases, the most first; `volumes` by matter.

    One statement. The first to ask of a catalogue waits some seconds, and whoever asks meanwhile waits with him.
    """
    here = shelf(on)
    return tuple(_row(one, here, volumes) for one in ranked(_savings_of(here), volumes))


def levers_of(key: str, on: date) -> LeversOfMatter:
    """What would have to change for fewer visits of a matter in force. Raises `NoSuchMatter` where none is."""
    here = shelf(on)
    if key not in here.by_key:
        raise NoSuchMatter(key)
    matter = here.by_key[key].matter
    kept = _levers.setdefault(here, {})
    if key not in kept:
        kept[key] = levers(matter, here.catalogue)
    return LeversOfMatter(matter, here.figures(key), kept[key])


def levers_of_text(matter: Matter, on: date) -> LeversOfMatter:
    """The same of a text that is not in force, among the matters of the day."""
    among = shelf(on).catalogue.having(matter)
    return LeversOfMatter(matter, figures(matter, among), levers(matter, among))


def _savings_of(here: Shelf) -> tuple[Saving, ...]:
    with _lock:
        if here not in _savings:
            _savings[here] = savings(here.catalogue)
        return _savings[here]


def _row(gain: Gain, here: Shelf, volumes: Mapping[str, int]) -> LeverRow:
    matters = (here.by_key[key].matter for key in gain.matters)
    helped = sorted(
        (Helped(one.key, one.name, one.organ, volumes.get(one.key, 0)) for one in matters),
        key=lambda one: (-one.cases, one.key),
    )
    by_name = TOWN_NAME if gain.by == TOWN else here.catalogue.organ_name(gain.by)
    return LeverRow(gain, by_name, tuple(helped))
