"""The history of tickets is append-only by the database itself."""

from __future__ import annotations

from onevisit.platform.append_only import AppendOnly
from onevisit.tickets.models import TicketAct

GUARD = AppendOnly("the history of tickets is append-only", (TicketAct,))
