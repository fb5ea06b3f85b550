"""What happens to a bundle, in the past tense. Its stream stands beside those of its cases."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from onevisit.rules.cases.phases import Outcome, Phase, RatingLevel
from onevisit.rules.matters.vocabulary import Channel, Delivery


@dataclass(frozen=True)
class Event:
    """Base of all; `schema` is the version of its shape."""

    schema: ClassVar[int] = 1


@dataclass(frozen=True)
class PartRow:
    """A matter that was applied for: in which version, and whose results it waits for."""

    matter: str
    version: int
    name: str
    after: tuple[str, ...] = ()


@dataclass(frozen=True)
class HandedIn(Event):
    """一口提交: everything was handed in at once. `content` refers to what was written."""

    on: date
    parts: tuple[PartRow, ...]
    channel: Channel
    delivery: Delivery
    content: str
    hall: str
    bundle: str = ""
    town: str = ""
    collect_at: str = ""


@dataclass(frozen=True)
class Begun(Event):
    """A part has become a case: at once, or when what it waited for was there (浙江保障“最多跑一次”规定 Art. 5)."""

    matter: str
    case: str
    on: date


@dataclass(frozen=True)
class Accepted(Event):
    """受理 of everything that can be worked on now, in one act; what waits is accepted when its turn comes."""

    on: date
    matters: tuple[str, ...]
    hall: str
    window: str = ""
    sighted: tuple[str, ...] = ()


@dataclass(frozen=True)
class Moved(Event):
    """The case of a part has come into another phase."""

    matter: str
    phase: Phase
    on: date
    outcome: Outcome | None = None


@dataclass(frozen=True)
class Dropped(Event):
    """A part will not begin, because the part `giver` that would have given it what it needs ended without that.

    Where it stands in its own way (`giver` is the part itself) `why` says so: it was taken back, or the law has come
    between.
    """

    matter: str
    giver: str
    on: date
    why: str = ""


@dataclass(frozen=True)
class Finished(Event):
    """Nothing is left to do in any part."""

    on: date


@dataclass(frozen=True)
class Rated(Event):
    """One rating for the whole."""

    level: RatingLevel
    on: date


EVENTS = {one.__name__: one for one in (HandedIn, Begun, Accepted, Moved, Dropped, Finished, Rated)}
"""Every event by its name in the record."""
