"""From appearances to visits, and the count of a case or of a bundle: in whatever order they became known."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta

from onevisit.rules.appearances.model import Appearance, Standing, Visit

GAP = timedelta(hours=3)
"""Between two appearances of one visit. Whoever waits for his result is still there: a session is 3½ hours long.

Our own choice: the standards say “one coming” and name no time.
"""


def visits(appearances: Iterable[Appearance]) -> tuple[Visit, ...]:
    """One visit is the same party in the same place on the same day, each appearance at most `GAP` after the last.

    What was ruled to be no appearance is left out, and what is named twice is one. The order of the appearances
    makes no difference; the visits stand in the order of time.
    """
    standing = {one.key: one for one in appearances if not one.void}
    found: list[list[Appearance]] = []
    for one in sorted(standing.values(), key=lambda each: (*_where(each), each.at, each.key)):
        last = found[-1][-1] if found else None
        if last is not None and _where(last) == _where(one) and one.at - last.at <= GAP:
            found[-1].append(one)
        else:
            found.append([one])
    joined = (Visit(tuple(each)) for each in found)
    return tuple(sorted(joined, key=lambda visit: (visit.first.at, visit.first.key)))


def _where(one: Appearance) -> tuple[int, str, str]:
    return one.party, one.place, one.day.isoformat()


@dataclass(frozen=True)
class Count:
    """How often: all visits, those that the figures count, those through the applicant's doing, and the chosen ones."""

    actual: int
    counted: int
    by_applicant: int
    chosen: int


def count(appearances: Iterable[Appearance]) -> Count:
    """The count of these appearances, all of one case or all of one bundle."""
    standings = [visit.standing for visit in visits(appearances)]
    return Count(
        len(standings),
        standings.count(Standing.COUNTS),
        standings.count(Standing.APPLICANT),
        standings.count(Standing.CHOSEN),
    )
