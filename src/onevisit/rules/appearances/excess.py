"""More visits than the guide promised: by how many, which ones, and why; and what a supervisor may find."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from onevisit.rules.appearances.joining import visits
from onevisit.rules.appearances.model import Appearance, Cause, Standing, Visit
from onevisit.rules.calendar import chinese_date


class Verdict(StrEnum):
    """What the supervisor found."""

    AGENCY = "agency"
    APPLICANT = "applicant"
    GUIDE = "guide"
    LAWFUL = "lawful"

    @property
    def label(self) -> str:
        """What people see."""
        return _VERDICTS[self]


_VERDICTS = {
    Verdict.AGENCY: "部门原因",
    Verdict.APPLICANT: "申请人原因",
    Verdict.GUIDE: "办事指南写错了",
    Verdict.LAWFUL: "依法必需，各方都没有过错",
}


@dataclass(frozen=True)
class Excess:
    """`beyond` are the visits that were in no promise; of those that there are beside them, `chosen` are the ones at
    which he came where he need not have, and `unexplained` the ones that nothing explains.

    `answerable` says that a supervisor has to find out why: something beyond counts, or nothing explains it. Otherwise
    the record itself says that it was the applicant's doing or his choice.
    """

    promised: int
    actual: int
    beyond: tuple[Visit, ...]
    unexplained: int
    chosen: int = 0

    @property
    def answerable(self) -> bool:
        """Whether somebody has to look into it."""
        return self.unexplained > 0 or any(one.standing is Standing.COUNTS for one in self.beyond)

    @property
    def reasons(self) -> tuple[str, ...]:
        """Why it took more, a sentence for each visit that nobody had promised."""
        found = tuple(_reason(one) for one in self.beyond)
        if self.chosen:
            found += (f"有{self.chosen}次是申请人自己选择到场的，这些事不到场也能办",)
        if self.unexplained:
            found += (
                f"每次到场都在办事指南的步骤里，还是比承诺多{self.unexplained}次：请核对事项定义和办理过程",
            )
        return found


def excess(appearances: Iterable[Appearance], promised: int | None) -> Excess | None:
    """What went beyond the promise; None where it was kept, or where nobody could promise anything."""
    found = visits(appearances)
    if promised is None or len(found) <= promised:
        return None
    beyond = tuple(one for one in found if not one.foreseen)
    more = max(0, len(found) - promised - len(beyond))
    had_to = sum(one.foreseen and one.standing is Standing.COUNTS for one in found)
    unexplained = min(more, max(0, had_to - promised))
    return Excess(promised, len(found), beyond, unexplained, more - unexplained)


def _reason(visit: Visit) -> str:
    what = "、".join(one.label for one in visit.purposes)
    why = "；".join(visit.reasons)
    return f"{chinese_date(visit.day)}为{what}到场（{_whose(visit)}）{f'：{why}' if why else ''}"


def _whose(visit: Visit) -> str:
    if visit.standing is not Standing.COUNTS:
        return visit.standing.label
    return visit.cause.label if visit.cause is Cause.AGENCY else "必须到场"
