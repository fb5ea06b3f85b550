"""Appearances, rulings and findings are append-only by the database itself."""

from __future__ import annotations

from onevisit.platform.append_only import AppendOnly
from onevisit.visits.models import Appearance, Finding, Ruling

GUARD = AppendOnly("the record of visits is append-only", (Appearance, Ruling, Finding))
