"""Every act that has a page of its own."""

from __future__ import annotations

from onevisit.workbench.acts import (
    commitment,
    counter,
    delivery,
    ending,
    hearing,
    interested,
    licence,
    special,
)

ACTS = (
    *special.ACTS,
    *interested.ACTS,
    *hearing.ACTS,
    *commitment.ACTS,
    *licence.ACTS,
    *counter.ACTS,
    *delivery.ACTS,
    *ending.ACTS,
)
"""In the order of the procedure."""
