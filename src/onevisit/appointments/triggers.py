"""The history of appointments is append-only by the database itself."""

from __future__ import annotations

from onevisit.appointments.models import Happening
from onevisit.platform.append_only import AppendOnly

GUARD = AppendOnly("the history of appointments is append-only", (Happening,))
