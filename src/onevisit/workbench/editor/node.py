"""What the templates of the editor are given: fields, groups and lists as they stand on the page."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Option:
    """One of several values to choose from."""

    value: str
    label: str
    chosen: bool = False
    name: str = ""


@dataclass(frozen=True)
class Block:
    """Fields under a small heading."""

    title: str
    nodes: tuple[Node, ...]


@dataclass(frozen=True)
class Marks:
    """What of a group the district still has to confirm, and where it was taken from."""

    options: tuple[Option, ...]
    whole: bool
    source: str
    own_source: bool

    @property
    def any(self) -> bool:
        """Whether anything of it is marked."""
        return self.whole or bool(self.source) or any(one.chosen for one in self.options)


@dataclass(kw_only=True)
class Node:
    """One field, group or list as it stands on the page. `kind` names its template, `name` its field in the form."""

    kind: str
    name: str
    path: str
    label: str = ""
    help: str = ""
    required: bool = False
    value: str = ""
    placeholder: str = ""
    unit: str = ""
    lines: int = 1
    wide: bool = False
    register: str = ""
    options: tuple[Option, ...] = ()
    questions: tuple[tuple[str, tuple[Option, ...]], ...] = ()
    says: str = ""
    on: bool = True
    optional: bool = False
    blocks: tuple[Block, ...] = ()
    nodes: tuple[Node, ...] = ()
    keys: str = ""
    marks: Marks | None = None
    other: str = ""
    title: str = ""
    more: str = ""
    folded: bool = False
    new: str = ""
    faults: list[Any] = field(default_factory=list)
    inside: int = 0
    opened: bool = False

    @property
    def id(self) -> str:
        """The id of the element, and the anchor."""
        return f"f-{self.name}" if self.name else "f-"

    @property
    def is_rare(self) -> bool:
        """Whether it is a group in a group that is mostly left as it is: it opens where something is written."""
        return self.kind == "group" and "." in self.path and not (self.optional or self.required)

    @property
    def prefix(self) -> str:
        """What the names of its parts begin with."""
        return f"{self.name}." if self.name else ""

    @property
    def template(self) -> str:
        """Where it is drawn."""
        return f"workbench/editor/node/{self.kind}.html"

    @property
    def described_by(self) -> str:
        """The ids of help and faults, for aria-describedby."""
        parts = [f"{self.id}-help"] if self.help else []
        return " ".join([*parts, f"{self.id}-faults"])

    @property
    def inner(self) -> Iterator[Node]:
        """Everything in it."""
        yield from self.nodes
        for block in self.blocks:
            yield from block.nodes
