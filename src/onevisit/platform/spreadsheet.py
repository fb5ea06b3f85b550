"""Lists for a spreadsheet: text that it reads as text, in Chinese, and no cell that it would calculate."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator

MARK = "\ufeff"
"""Without it a widespread spreadsheet takes Chinese for something else."""

CONTENT_TYPE = "text/csv; charset=utf-8"

_DANGEROUS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""What makes a spreadsheet take the cell for a formula, in both widths."""


class _Echo:
    """A file that gives back what is written to it, so that rows leave as soon as they are made."""

    def write(self, line: str) -> str:
        return line


def lines(head: Iterable[str], rows: Iterable[Iterable[str]]) -> Iterator[str]:
    """The file line by line: the mark, the heading, and each row with its cells made harmless."""
    writer = csv.writer(_Echo())
    yield MARK + writer.writerow(head)
    for row in rows:
        yield writer.writerow([harmless(value) for value in row])


def harmless(value: str) -> str:
    """The value as text even to a spreadsheet: an apostrophe stands before what would begin a formula."""
    return f"'{value}" if value.lstrip(" \u3000").startswith(_DANGEROUS) else value
