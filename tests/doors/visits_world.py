"""A case that took more visits than its guide promised, and one of its appearances."""

from __future__ import annotations

from factories import cases as make
from onevisit.visits.models import Appearance
from visits import coming


def beyond() -> tuple[str, int]:
    """The number of the case, and the key of an appearance that was written down by hand."""
    number = coming.at_window()
    coming.sent_away(number, at=make.later(hours=4))
    coming.sent_away(number, at=make.later(hours=8))
    coming.weighed(make.later(hours=8))
    return number, Appearance.objects.filter(case__number=number).order_by("-id")[0].pk
