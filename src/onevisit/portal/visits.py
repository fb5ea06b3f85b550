"""跑动 as the applicant sees it: what was promised, how often he came, for what, and why."""

from __future__ import annotations

from dataclasses import dataclass

from onevisit.casework.case_view import CaseView
from onevisit.rules.appearances import Cause, Standing
from onevisit.rules.journeys import Journey
from onevisit.visits import queries
from onevisit.visits.queries import VisitLine, Visits

_WHOSE = {Cause.AGENCY: "部门的原因", Cause.APPLICANT: "补您自己的材料", Cause.NONE: "必须来"}


@dataclass(frozen=True)
class Came:
    """One visit in words: for what, whether he had to, and why."""

    line: VisitLine
    what: str
    whose: str
    why: tuple[str, ...]


@dataclass(frozen=True)
class Panel:
    """The panel: both numbers, the visits, and what his own choice comes to where that is another number."""

    visits: Visits
    came: tuple[Came, ...]
    chosen: int | None

    @property
    def is_more(self) -> bool:
        """Whether he came more often than was promised."""
        return self.visits.excess is not None


def context(view: CaseView, journey: Journey) -> dict[str, object]:
    """What the page of a case shows of visits; `journey` is that of the application as it was filled in."""
    found = queries.of_view(view)
    other = journey.visits if not found.is_bundle and journey.visits != found.promised else None
    return {"visits": panel(found, other)}


def panel(found: Visits, chosen: int | None) -> Panel:
    """The panel of a case or a bundle; `chosen` is what his own choice comes to, where that is another number."""
    return Panel(found, tuple(map(_came, found.visits)), chosen)


def _came(one: VisitLine) -> Came:
    visit = one.visit
    whose = "自愿来的" if visit.standing is Standing.CHOSEN else _WHOSE[visit.cause]
    why = tuple(words.replace("申请人", "您") for words in visit.reasons)
    return Came(one, "、".join(purpose.label for purpose in visit.purposes), whose, why)
