"""Numbers without gaps: one row a series, counted up inside the transaction that uses the number."""

from __future__ import annotations

from collections.abc import Collection

from django.db import connection

_NEXT = """
    INSERT INTO casework_counter (series, value) VALUES (%s, %s)
    ON CONFLICT (series) DO UPDATE SET value = casework_counter.value + excluded.value
    RETURNING value
"""
_HOLD = """
    INSERT INTO casework_counter (series, value) VALUES {rows}
    ON CONFLICT (series) DO UPDATE SET value = casework_counter.value
"""


def take(series: str, count: int = 1) -> int:
    """The next number of a series, from 1; the first of `count`. Others who want one wait until this transaction ends.

    Whoever takes from several series in one transaction takes them in alphabetical order, so that no two can wait for
    each other.
    """
    with connection.cursor() as cursor:
        cursor.execute(_NEXT, [series, count])
        (value,) = cursor.fetchone()
    return int(value) - count + 1


def hold(series: Collection[str]) -> None:
    """Lock these series in alphabetical order, before any number of them is taken; nothing is counted up.

    For a request that takes from several where they are needed and not in that order. One series needs no holding:
    taking from it locks it. One statement.
    """
    if len(series) < 2:
        return
    rows = ", ".join(["(%s, 0)"] * len(series))
    with connection.cursor() as cursor:
        # Rows are locked in the order in which they stand in the list.
        cursor.execute(_HOLD.format(rows=rows), sorted(series))
