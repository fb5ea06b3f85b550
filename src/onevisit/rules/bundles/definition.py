"""What a bundle is, as data. Field names are the keys of `districts/<name>/bundles/*.yaml`.

A definition names its matters and when each belongs to it. It draws no order, repeats no paper and counts no visit:
those follow from the matters (`merge`, `order`, `figures`).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from onevisit.rules.matters.conditions import ALWAYS, Condition
from onevisit.rules.matters.definition import Ground, Situation
from onevisit.rules.matters.readers import read_condition, read_key
from onevisit.rules.matters.vocabulary import Audience, WindowClass

_KEY = {"read": read_key}
_WHEN = {"read": read_condition}


class Kind(StrEnum):
    """What two matters can have in common."""

    REQUIREMENT = "requirement"
    FIELD = "field"
    QUESTION = "question"


@dataclass(frozen=True)
class Part:
    """A matter of the bundle. It belongs to it `when` the bundle's own questions are answered so.

    `known` are answers to the matter's questions that follow from its being in this bundle, so that nobody asks them.
    """

    matter: str = field(metadata=_KEY)
    when: Condition = field(default=ALWAYS, metadata=_WHEN)
    known: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Same:
    """Things of several matters that are one under different names: `of` lists them as `matter.key`.

    What has the same name, the same licence or the same shared data is found without being said.
    """

    kind: Kind
    name: str
    of: tuple[str, ...]


@dataclass(frozen=True)
class Bundle:
    """One 一件事. `questions` decide which parts belong to it; `basis` says who made it one thing, with its article."""

    key: str = field(metadata=_KEY)
    name: str
    summary: str
    audience: tuple[Audience, ...]
    window_class: WindowClass
    parts: tuple[Part, ...]
    basis: tuple[Ground, ...]
    questions: tuple[Situation, ...] = ()
    same: tuple[Same, ...] = ()
    aliases: tuple[str, ...] = ()
    life_events: tuple[str, ...] = ()
    order: int = 100
