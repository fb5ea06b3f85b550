"""The history of questions is append-only by the database itself."""

from __future__ import annotations

from onevisit.platform.append_only import AppendOnly
from onevisit.questions.models import Happening

GUARD = AppendOnly("the history of questions is append-only", (Happening,))
