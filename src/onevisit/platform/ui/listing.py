"""What stands around a long list: its columns, its order, its pages, and the filters with what was chosen.

All of it is read from the query string and written back into it, so that a list can be sent as a link.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

SIZE = 25
"""Rows on a page, unless a list says otherwise."""


@dataclass(frozen=True)
class Column:
    """A column. Without a `key` one cannot sort by it. `kind` is text, number or action."""

    label: str
    key: str = ""
    kind: str = "text"
    wide: bool = False


@dataclass(frozen=True)
class Sorting:
    """The order of a list: a column's key, and whether the largest comes first."""

    key: str
    descending: bool = False

    @classmethod
    def read(cls, query: Mapping[str, str], columns: Sequence[Column], default: str) -> Sorting:
        """What `sort` in the query says (`-due` for the other way round), or `default` if no column is called so."""
        wanted = query.get("sort", default)
        if wanted.removeprefix("-") not in {column.key for column in columns if column.key}:
            wanted = default
        return cls(wanted.removeprefix("-"), wanted.startswith("-"))

    def by(self, key: str) -> str:
        """What `sort` becomes when the heading `key` is chosen: the other way round if it is the present one."""
        return f"-{key}" if key == self.key and not self.descending else key

    def aria(self, key: str) -> str:
        """The value of aria-sort for a heading."""
        if key != self.key:
            return "none"
        return "descending" if self.descending else "ascending"


@dataclass(frozen=True)
class Page:
    """One page of a list: its number from 1, the rows on a page, and the exact number of rows of the whole list."""

    number: int
    size: int
    count: int

    @classmethod
    def read(cls, query: Mapping[str, str], count: int, size: int = SIZE) -> Page:
        """What `page` in the query says, moved into the list if it lies outside."""
        text = query.get("page", "1")
        wanted = int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 1
        return cls(min(max(wanted, 1), max(1, -(-count // size))), size, count)

    @property
    def pages(self) -> int:
        """How many pages there are; an empty list has one."""
        return max(1, -(-self.count // self.size))

    @property
    def start(self) -> int:
        """How many rows come before this page."""
        return (self.number - 1) * self.size

    @property
    def end(self) -> int:
        """The number of the last row on this page."""
        return min(self.start + self.size, self.count)

    @property
    def near(self) -> tuple[int | None, ...]:
        """The numbers to offer: first, last, and those around the present one; None where some are left out."""
        wanted = {1, self.pages, *range(self.number - 1, self.number + 2)}
        shown: list[int | None] = []
        for number in sorted(n for n in wanted if 1 <= n <= self.pages):
            if shown and number - (shown[-1] or 0) > 1:
                shown.append(None)
            shown.append(number)
        return tuple(shown)


@dataclass(frozen=True)
class Filter:
    """A choice above a list: options as (value, label, how many rows); `value` is what is chosen, "" for all."""

    name: str
    label: str
    options: tuple[tuple[str, str, int | None], ...]
    value: str = ""

    @property
    def chosen(self) -> str:
        """The label of what is chosen, if anything is."""
        return next((label for value, label, _ in self.options if value == self.value and value), "")
