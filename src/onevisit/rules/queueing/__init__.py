"""排队叫号: who is called when, and why; what may be done with a ticket; how long one will wait.

One order for everybody at a desk, whether he booked a time or walked in. Everybody's place is an *instant*: the time at
which he counts as having come. It is fixed when the ticket is taken, so that nobody's turn depends on who looks, and
the database can keep the order in an index (`order.py`).
"""

from onevisit.rules.queueing.desks import Desk, desk_of, desks_of, has_tickets, number_of
from onevisit.rules.queueing.forecast import Ahead, Forecast, NobodyServes, forecast
from onevisit.rules.queueing.life import CALLS, RETURN_WITHIN, Deed, State, check, possible
from onevisit.rules.queueing.minutes import DEFAULTS, ENOUGH, Learnt, learn
from onevisit.rules.queueing.order import (
    Ground,
    Place,
    Standing,
    order,
    place,
    placed_after_absence,
    why,
    why_before,
)
from onevisit.rules.queueing.priority import REASONS, Priority, Reason

__all__ = [
    "CALLS",
    "DEFAULTS",
    "ENOUGH",
    "REASONS",
    "RETURN_WITHIN",
    "Ahead",
    "Deed",
    "Desk",
    "Forecast",
    "Ground",
    "Learnt",
    "NobodyServes",
    "Place",
    "Priority",
    "Reason",
    "Standing",
    "State",
    "check",
    "desk_of",
    "desks_of",
    "forecast",
    "has_tickets",
    "learn",
    "number_of",
    "order",
    "place",
    "placed_after_absence",
    "possible",
    "why",
    "why_before",
]
