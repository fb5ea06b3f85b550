"""The history of coordination is append-only by the database itself."""

from __future__ import annotations

from onevisit.coordination.models import Happening
from onevisit.platform.append_only import AppendOnly

GUARD = AppendOnly("the history of coordination is append-only", (Happening,))
