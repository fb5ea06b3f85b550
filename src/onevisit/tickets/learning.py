"""How long serving one person takes at the desks of a hall, learnt from the days before."""

from __future__ import annotations

from collections.abc import Mapping

from django.db import connection

from onevisit.rules.queueing import Desk, Learnt, learn
from onevisit.rules.queueing.minutes import LATEST

_LATEST_OF = (
    "SELECT * FROM (SELECT desk, served FROM tickets_ticket WHERE state = 'done' AND hall_id = %s AND desk = %s "
    "ORDER BY ended_at DESC LIMIT %s) AS one"
)
# One statement for all desks, each part an index scan of its own: no more than LATEST rows are read of any history.
_LATEST = " UNION ALL ".join(_LATEST_OF for _ in Desk)


def minutes(hall: str) -> Mapping[Desk, Learnt]:
    """Of every desk. One statement."""
    with connection.cursor() as cursor:
        cursor.execute(_LATEST, [value for desk in Desk for value in (hall, desk.value, LATEST)])
        rows = cursor.fetchall()
    return {desk: learn(desk, [served for one, served in rows if one == desk.value]) for desk in Desk}
