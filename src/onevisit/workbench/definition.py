"""A definition as a person reads it: every value with its article, and whether the district still has to confirm it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import MISSING, Field, dataclass, fields, is_dataclass
from decimal import Decimal
from enum import Enum
from typing import Any

from onevisit.rules.basis import Basis
from onevisit.rules.differences import condition_words
from onevisit.rules.findings import Finding
from onevisit.rules.limits import Limit
from onevisit.rules.matters.conditions import All, Is, Not
from onevisit.rules.matters.conditions import Any as AnyOf
from onevisit.rules.matters.definition import Evidence, Ground, Matter, Validity
from onevisit.rules.matters.provenance import Provenance
from onevisit.workbench.labels import SECTIONS, label, word

_TITLES = ("name", "label", "ask", "text", "act", "law")


@dataclass(frozen=True)
class Line:
    """One value: what it is, how it reads, and whether it is assumed (`source` names what it was taken from)."""

    label: str
    text: str
    path: str
    assumed: bool = False
    source: str = ""


@dataclass(frozen=True)
class Block:
    """A part that has a name of its own, such as one requirement."""

    title: str
    path: str
    lines: tuple[Line, ...]
    assumed: bool
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True)
class Section:
    """A heading with its blocks."""

    title: str
    path: str
    blocks: tuple[Block, ...]


class Reader:
    """Reads one definition, with what the checks found in it."""

    def __init__(
        self,
        matter: Matter,
        provenance: Provenance,
        organs: Mapping[str, str],
        findings: Sequence[Finding],
    ) -> None:
        self.matter = matter
        self.provenance = provenance
        self.organs = organs
        self.findings = tuple(findings)

    def head(self) -> tuple[Line, ...]:
        """What stands at the top: everything that is not in a section."""
        return tuple(self._lines(self.matter, "", skip=(*SECTIONS, "name")))

    def sections(self) -> tuple[Section, ...]:
        """The rest, under headings; empty ones are left out."""
        found = []
        for name, title in SECTIONS.items():
            blocks = tuple(self._blocks(getattr(self.matter, name), name))
            if blocks:
                found.append(Section(title, name, blocks))
        return tuple(found)

    def _blocks(self, value: Any, path: str) -> Iterator[Block]:
        if is_dataclass(value):
            yield Block("", path, tuple(self._lines(value, path)), False, self._about(path))
            return
        if value and not is_dataclass(value[0]):
            lines = tuple(self._line(str(n + 1), one, f"{path}[{n}]") for n, one in enumerate(value))
            yield Block("", path, lines, self._assumed(path)[0], self._about(path))
            return
        for number, one in enumerate(value):
            at = f"{path}[{number}]"
            title = next((name for name in _TITLES if hasattr(one, name)), "")
            named = self._words(getattr(one, title)) if title else ""
            skip = ("key", title) if title != "law" else ("law", "article", "paragraph", "item")
            named = one.basis.cite() if isinstance(one, Ground) else named
            yield Block(
                named, at, tuple(self._lines(one, at, skip=skip)), self._assumed(at)[0], self._about(at)
            )

    def _about(self, path: str) -> tuple[Finding, ...]:
        return tuple(
            one for one in self.findings if one.path == path or one.path.startswith((f"{path}.", f"{path}["))
        )

    def _lines(self, value: Any, path: str, skip: Sequence[str] = ()) -> Iterator[Line]:
        for field in fields(value):
            item = getattr(value, field.name)
            if field.name in skip or _goes_without_saying(field, item):
                continue
            at = f"{path}.{field.name}" if path else field.name
            if is_dataclass(item) and not isinstance(item, (Basis, Limit, Validity, Is, Not, All, AnyOf)):
                yield from self._lines(item, at)
            else:
                yield self._line(label(type(value), field.name), item, at)

    def _line(self, label: str, value: Any, path: str) -> Line:
        assumed, source = self._assumed(path)
        return Line(label, self._words(value), path, assumed, source)

    def _assumed(self, path: str) -> tuple[bool, str]:
        if not self.provenance.assumes(path):
            return False, ""
        return True, next((source for at, source in self.provenance.assumed if path.startswith(at)), "")

    def _words(self, value: Any) -> str:  # noqa: PLR0911 — one kind of value a line.
        if isinstance(value, bool):
            return "是" if value else "否"
        if isinstance(value, Basis):
            return value.cite()
        if isinstance(value, Limit):
            return _with(value.unit.say(value.length), value.basis.cite() if value.basis else "")
        if isinstance(value, Validity):
            years = f"{value.years}年" if value.years else "长期"
            return _with(years, value.basis.cite() if value.basis else "")
        if isinstance(value, Evidence):
            return _with(value.way.label, value.licence or value.resource)
        if isinstance(value, (Is, Not, All, AnyOf)):
            return condition_words(value, self.matter.situations)
        if isinstance(value, Enum):
            return word(value)
        if isinstance(value, Mapping):
            return "；".join(f"{one}（{key}）" for key, one in value.items())
        if isinstance(value, (tuple, list)):
            return "、".join(self._words(one) for one in value)
        if isinstance(value, (int, Decimal)):
            return str(value)
        return self.organs.get(str(value), str(value))


def _goes_without_saying(field: Field[Any], value: Any) -> bool:
    """Whether the value is what it would be if nobody had written it: one copy, required, never a condition."""
    if value in (None, "", ()) or value == {}:
        return True
    return field.default is not MISSING and bool(value == field.default)


def _with(text: str, more: str) -> str:
    return f"{text}（{more}）" if more else text
