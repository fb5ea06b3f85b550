"""A disagreement between two organs about a case: when there is one, who decides it, and what time does to it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from onevisit.rules.calendar import Calendar
from onevisit.rules.cases.phases import ReviewOutcome
from onevisit.rules.coordination.question import Deed
from onevisit.rules.coordination.refusals import NoArbiter, NoContradiction
from onevisit.rules.coordination.terms import Span, Terms, due


class Issue(StrEnum):
    """What two organs disagree about."""

    COMPETENCE = "competence"
    OPINIONS = "opinions"
    ANSWER = "answer"

    @property
    def label(self) -> str:
        """What people see."""
        return _ISSUES[self]


_ISSUES = {
    Issue.COMPETENCE: "归谁管有争议",
    Issue.OPINIONS: "审查意见相反",
    Issue.ANSWER: "对答复有不同意见",
}


class Phase(StrEnum):
    """Where a disagreement stands."""

    RAISED = "raised"
    HEARD = "heard"
    DECIDED = "decided"
    SETTLED = "settled"

    @property
    def label(self) -> str:
        """What people see."""
        return _PHASES[self]

    @property
    def is_open(self) -> bool:
        """Whether nobody has decided it yet."""
        return self in (Phase.RAISED, Phase.HEARD)


_PHASES = {
    Phase.RAISED: "等对方提意见",
    Phase.HEARD: "等协调决定",
    Phase.DECIDED: "已决定",
    Phase.SETTLED: "已协商一致",
}


class Holds(StrEnum):
    """Whose position the arbiter found right."""

    RAISER = "raiser"
    OTHER = "other"
    NEITHER = "neither"


@dataclass(frozen=True)
class Said:
    """What an organ said in a case: its stage, and its opinion."""

    organ: str
    stage: str
    outcome: ReviewOutcome


def contradicts(opinions: Iterable[Said], raiser: str, other: str) -> bool:
    """Whether one of the two organs agreed in this case to what the other did not agree to."""
    said = {(one.organ, one.outcome) for one in opinions}
    yes, no = ReviewOutcome.PASS, ReviewOutcome.FAIL
    return ((raiser, yes) in said and (other, no) in said) or ((raiser, no) in said and (other, yes) in said)


def check_contradiction(opinions: Iterable[Said], raiser: str, other: str, names: Mapping[str, str]) -> None:
    """Raise `NoContradiction` unless the opinions of the two organs in this case contradict each other."""
    if not contradicts(opinions, raiser, other):
        raise NoContradiction(raiser=names[raiser], other=names[other])


def impartial(order: Iterable[str], sides: Collection[str]) -> tuple[str, ...]:
    """Who may decide, in order: nobody judges his own organ's quarrel, so the sides are left out."""
    return tuple(organ for organ in order if organ not in sides)


def first_arbiter(order: Iterable[str], sides: Collection[str]) -> str:
    """Who decides first. Raises `NoArbiter` where every arbiter is one of the sides."""
    free = impartial(order, sides)
    if not free:
        raise NoArbiter
    return free[0]


def above(order: Iterable[str], sides: Collection[str], arbiter: str) -> str:
    """Who decides after this one; "" where there is none above."""
    free = impartial(order, sides)
    place = free.index(arbiter) + 1 if arbiter in free else len(free)
    return free[place] if place < len(free) else ""


def overruled(opinions: Iterable[Said], raiser: str, other: str, holds: Holds) -> tuple[Said, ...]:
    """The negative opinions that the decision found wrong: their organ gives them again, as decided.

    Where the negative position holds nothing has to change: the case cannot be granted as it stands.
    """
    if holds is Holds.NEITHER:
        return ()
    right, wrong = (raiser, other) if holds is Holds.RAISER else (other, raiser)
    said = tuple(opinions)
    agreed = any(one.organ == right and one.outcome is ReviewOutcome.PASS for one in said)
    return tuple(one for one in said if agreed and one.organ == wrong and one.outcome is ReviewOutcome.FAIL)


@dataclass(frozen=True)
class Stand:
    """How a disagreement stands, as far as time matters: since when the present step runs, and before whom."""

    phase: Phase
    arbiter: str
    since: date

    def span(self) -> Span:
        """Which limit runs."""
        return Span.POSITION if self.phase is Phase.RAISED else Span.DECISION


@dataclass(frozen=True)
class Passed:
    """Something that came about by the passing of time: what, how it stands since, and the day that had been due."""

    deed: Deed
    stand: Stand
    due_on: date


def passing(
    stand: Stand,
    order: tuple[str, ...],
    sides: Collection[str],
    terms: Terms,
    calendar: Calendar,
    today: date,
) -> Iterator[Passed]:
    """What time has done to a disagreement up to `today`: silence is heard, and who does not decide loses it upwards.

    The last arbiter keeps it, however late he is: somebody has to.
    """
    while stand.phase.is_open:
        last_day = due(terms, stand.span(), stand.since, calendar)
        if today <= last_day:
            return
        if stand.phase is Phase.RAISED:
            stand = Stand(Phase.HEARD, stand.arbiter, last_day)
            yield Passed(Deed.SILENT, stand, last_day)
            continue
        higher = above(order, sides, stand.arbiter)
        if not higher:
            return
        stand = replace(stand, arbiter=higher, since=last_day)
        yield Passed(Deed.LATE_UP, stand, last_day)


def allowed(phase: Phase) -> tuple[Deed, ...]:
    """What may be done with a disagreement that stands so; who may, is another question."""
    if phase is Phase.RAISED:
        return (Deed.STATE, Deed.SETTLE)
    if phase is Phase.HEARD:
        return (Deed.DECIDE, Deed.SEND_UP, Deed.SETTLE)
    return ()
