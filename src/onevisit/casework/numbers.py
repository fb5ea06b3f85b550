"""Numbers without gaps: one row a series, counted up inside the transaction that uses the number."""

from __future__ import annotations

from django.db import connection

_NEXT = """
    INSERT INTO casework_counter (series, value) VALUES (%s, 1)
    ON CONFLICT (series) DO UPDATE SET value = casework_counter.value + 1
    RETURNING value
"""


def take(series: str) -> int:
    """The next number of a series, from 1. Others who want one wait until this transaction ends."""
    with connection.cursor() as cursor:
        cursor.execute(_NEXT, [series])
        (value,) = cursor.fetchone()
    return int(value)
