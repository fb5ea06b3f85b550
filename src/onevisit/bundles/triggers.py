"""The stream of a bundle is append-only by the database itself, as the record of cases is."""

from __future__ import annotations

from onevisit.bundles.models import Event
from onevisit.platform.append_only import AppendOnly

GUARD = AppendOnly("the stream of bundles is append-only", (Event,))
