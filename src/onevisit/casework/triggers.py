"""The record of cases is append-only by the database itself: its events, and the leaves and seals over them."""

from __future__ import annotations

from onevisit.casework.models import Event, Leaf, Seal
from onevisit.platform.append_only import AppendOnly

GUARD = AppendOnly("the record is append-only", (Event, Leaf, Seal))
