"""“如果您在那天补齐”: when it is answered and decided then. For today, and for a day that is asked for."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.http import HttpRequest

from onevisit.casework import offers
from onevisit.casework.case_view import CaseView
from onevisit.platform import clock
from onevisit.rules.cases.phases import Phase
from onevisit.rules.cases.what_if import Prospect


@dataclass(frozen=True)
class Outlook:
    """The prospect of `on`; `today` and `last` are the first and last day that can be asked for."""

    prospect: Prospect
    today: date
    last: date
    error: str = ""

    @property
    def is_today(self) -> bool:
        """Whether it is that of today."""
        return self.prospect.on == self.today


def outlook(request: HttpRequest, view: CaseView) -> Outlook | None:
    """What follows from mending everything on the day in the query (`on`), or today; None where nothing is to mend."""
    correction = view.state.correction
    if view.state.phase is not Phase.CORRECTING or correction is None:
        return None
    today = clock.today()
    last = max(correction.until, today)
    asked = request.GET.get("on", "")
    wanted = _day(asked) if asked else today
    fits = wanted is not None and today <= wanted <= last
    error = "" if fits else f"请选{today.month}月{today.day}日到{last.month}月{last.day}日之间的一天"
    found = offers.prospect(view, wanted if fits else today)
    return Outlook(found, today, last, error) if found else None


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
