"""The history of authorisations and visits at home is append-only by the database itself."""

from __future__ import annotations

from onevisit.assistance.models import Line
from onevisit.platform.append_only import AppendOnly

GUARD = AppendOnly("the history of authorisations and visits at home is append-only", (Line,))
