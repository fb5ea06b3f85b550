"""What a definition may hold, as shapes of a form: taken from the dataclasses, so that no field can be forgotten."""

from __future__ import annotations

import dataclasses
import types
import typing
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from functools import cache
from typing import Any

from onevisit.rules.basis import Basis
from onevisit.rules.limits import Limit, Unit
from onevisit.rules.matters import definition as d
from onevisit.rules.matters.readers import read_condition

_MISSING: Any = dataclasses.MISSING


class Shape:
    """One kind of value."""


@dataclass(frozen=True)
class Text(Shape):
    """A text. `lines` above 1 is a larger box; `register` names a list that suggests values."""

    lines: int = 1
    register: str = ""


@dataclass(frozen=True)
class Number(Shape):
    """A whole number; what is typed and is none is kept as text."""


@dataclass(frozen=True)
class Flag(Shape):
    """Yes or no."""


@dataclass(frozen=True)
class Choice(Shape):
    """One of a closed list, or of a register that the form names."""

    kind: type[StrEnum] | None
    register: str = ""


@dataclass(frozen=True)
class Picks(Shape):
    """Several of a list, in the order in which they stand in the definition."""

    kind: type[StrEnum] | None
    register: str = ""
    numbers: bool = False


@dataclass(frozen=True)
class Lines(Shape):
    """Several short texts, one a line."""


@dataclass(frozen=True)
class When(Shape):
    """A condition: always, by the options of questions, or as text."""


@dataclass(frozen=True)
class Pairs(Shape):
    """Options of a question: key and words, in their order."""


@dataclass(frozen=True)
class Rows(Shape):
    """A list of parts that are added, moved and removed one by one."""

    of: Shape


@dataclass(frozen=True)
class Measure(Shape):
    """A limit: how many of what, with its article."""

    basis: Group


@dataclass(frozen=True)
class Part:
    """One field of a group. `default` is what holds where nothing is written (MISSING: it has to be there)."""

    name: str
    shape: Shape
    default: Any = _MISSING

    @property
    def required(self) -> bool:
        """Whether a definition without it cannot be read."""
        return self.default is _MISSING


@dataclass(frozen=True)
class Group(Shape):
    """Fields that belong together. `optional`: all of it may be missing, and a box is ticked to have it."""

    cls: type[Any]
    parts: tuple[Part, ...]
    optional: bool = False

    def part(self, name: str) -> Part | None:
        """The part with this name, if there is one."""
        return next((one for one in self.parts if one.name == name), None)


UNITS: Mapping[Unit, str] = {
    Unit.WORKING_DAYS: "个工作日",
    Unit.DAYS: "日（自然日）",
    Unit.MONTHS: "个月",
    Unit.AT_ONCE: "当场",
}
"""Units of a limit, in the order of how often they are used."""

LAWS, ORGANS, LICENCES, RESOURCES = "laws", "organs", "licences", "resources"
EVENTS, STAGES, PERSON_THEMES, LEGAL_THEMES, WEEKDAYS = "events", "stages", "person", "legal", "weekdays"
PER, SOURCES = "per", "sources"

_TEXTS: Mapping[str, Text] = {
    "organ": Text(register=ORGANS),
    "issued_by": Text(register=ORGANS),
    "law": Text(register=LAWS),
    "licence": Text(register=LICENCES),
    "resource": Text(register=RESOURCES),
    "Field.source": Text(register=SOURCES),
    **dict.fromkeys(("summary", "note", "answer", "standard", "Pledge.text", "says"), Text(lines=2)),
    **dict.fromkeys(("conditions", "checks"), Text(lines=2)),
}
"""Texts that are longer than a line, or for which a register suggests values."""

_LISTS: Mapping[str, Shape] = {
    "life_events": Picks(None, EVENTS),
    "after": Picks(None, STAGES),
    "weekdays": Picks(None, WEEKDAYS, numbers=True),
    "Themes.person": Picks(None, PERSON_THEMES),
    "Themes.legal": Picks(None, LEGAL_THEMES),
    "conditions": Rows(Text(lines=2)),
    "checks": Rows(Text()),
}

_OWN: Mapping[str, Shape] = {"Quota.per": Choice(None, PER)}


def _basis() -> Group:
    number = Part("paragraph", Number(), None), Part("item", Number(), None)
    return Group(Basis, (Part("law", _TEXTS["law"], _MISSING), Part("article", Text(), _MISSING), *number))


BASIS = _basis()
MEASURE = Measure(BASIS)


@cache
def group_of(cls: type[Any], *, optional: bool = False) -> Group:
    """The shape of a dataclass of the definition."""
    hints = typing.get_type_hints(cls)
    return Group(
        cls,
        tuple(
            Part(one.name, _shape(cls, one, hints[one.name]), _default(one))
            for one in dataclasses.fields(cls)
        ),
        optional,
    )


def _default(field: dataclasses.Field[Any]) -> Any:
    if field.default_factory is not dataclasses.MISSING:
        return field.default_factory()
    return field.default


def _shape(cls: type[Any], field: dataclasses.Field[Any], hint: Any) -> Shape:
    origin, optional = typing.get_origin(hint), False
    if origin in (types.UnionType, typing.Union) and field.metadata.get("read") is not read_condition:
        (hint,) = [one for one in typing.get_args(hint) if one is not types.NoneType]
        origin, optional = typing.get_origin(hint), True
    own = _OWN.get(f"{cls.__name__}.{field.name}")
    if own is not None:
        return own
    if field.metadata.get("read") is read_condition:
        return When()
    if origin is tuple:
        return _list(cls, field.name, typing.get_args(hint)[0])
    if origin is not None:
        return Pairs()
    return _single(cls, field.name, hint, optional=optional)


def _list(cls: type[Any], name: str, of: Any) -> Shape:
    own = _LISTS.get(f"{cls.__name__}.{name}") or _LISTS.get(name)
    if own is not None and not dataclasses.is_dataclass(of):
        return own
    if dataclasses.is_dataclass(of):
        return Rows(group_of(typing.cast("type[Any]", of)))
    return Picks(of) if issubclass(of, StrEnum) else Lines()


def _single(cls: type[Any], name: str, hint: Any, *, optional: bool) -> Shape:
    if hint is Basis:
        return BASIS
    if hint is Limit:
        return MEASURE
    if dataclasses.is_dataclass(hint):
        return group_of(typing.cast("type[Any]", hint), optional=optional)
    if issubclass(hint, StrEnum):
        return Choice(hint)
    if hint is bool:
        return Flag()
    if hint is int:
        return Number()
    if hint not in (str, Decimal):
        raise TypeError(f"no shape for {cls.__name__}.{name}: {hint}")
    return _TEXTS.get(f"{cls.__name__}.{name}") or _TEXTS.get(name) or Text()


MATTER = group_of(d.Matter)
"""The whole definition."""
