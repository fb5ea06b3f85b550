"""Numbers without gaps: one row a series, counted up inside the transaction that uses the number."""

from __future__ import annotations

from django.db import connection

_NEXT = """
    INSERT INTO casework_counter (series, value) VALUES (%s, %s)
    ON CONFLICT (series) DO UPDATE SET value = casework_counter.value + excluded.value
    RETURNING value
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
