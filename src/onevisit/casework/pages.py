"""A page of a list, with its exact count: two statements over the same QuerySet."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from django.db.models import QuerySet

T = TypeVar("T")

SIZE = 50
"""Rows on a page."""


@dataclass(frozen=True)
class Page(Generic[T]):
    """Part of a list. `number` counts from 1; a page beyond the end is the last one."""

    items: tuple[T, ...]
    total: int
    number: int
    size: int

    @property
    def pages(self) -> int:
        """How many pages there are; an empty list has one."""
        return max(1, -(-self.total // self.size))


def page(rows: QuerySet[Any], number: int, make: Callable[[Any], T], size: int = SIZE) -> Page[T]:
    """Cut a page out of an ordered QuerySet."""
    total = rows.count()
    last = max(1, -(-total // size))
    number = min(max(1, number), last)
    start = (number - 1) * size
    items = tuple(make(row) for row in rows[start : start + size]) if total else ()
    return Page(items, total, number, size)
