"""The courses of a case as values: what a correction, a special procedure, a hearing, a commitment is now."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from onevisit.rules.cases.courses import Asked, CheckOutcome
from onevisit.rules.matters.courses import Approver, SpecialKind


@dataclass(frozen=True)
class Correction:
    """The one notice, and what of it was answered. `words` refers to the sentences."""

    asked_on: date
    items: tuple[Asked, ...]
    words: str
    until: date
    answered: tuple[str, ...] = ()

    @property
    def open(self) -> tuple[Asked, ...]:
        """What is still to be mended."""
        return tuple(one for one in self.items if one.about not in self.answered)


@dataclass(frozen=True)
class Procedure:
    """A special procedure: since when, how long it was announced to take (`until`), and when it ended."""

    kind: SpecialKind
    stage: str
    since: date
    days: int
    until: date
    reason: str
    ended_on: date | None = None
    result: str = ""


@dataclass(frozen=True)
class Prolonged:
    """The one extension."""

    on: date
    length: int
    by: Approver
    reason: str


@dataclass(frozen=True)
class Span:
    """Days from the one to the other, both included."""

    since: date
    until: date


@dataclass(frozen=True)
class Hearing:
    """From the telling of the right to the record. `hold_by` is the twentieth working day after the request.

    `stood` are the times that were spent on hearings before this one: waived, or held before others were told.
    """

    told_on: date | None = None
    until: date | None = None
    requested_on: date | None = None
    by_interested: bool = False
    hold_by: date | None = None
    waived_on: date | None = None
    called_on: date | None = None
    day: date | None = None
    place: str = ""
    presider: int = 0
    presider_name: str = ""
    held_on: date | None = None
    record: str = ""
    stood: tuple[Span, ...] = ()

    @property
    def since(self) -> date | None:
        """From which day it takes time that does not count: the request, or the call where the law orders it."""
        return self.requested_on or self.called_on

    @property
    def ended_on(self) -> date | None:
        """When it was over, one way or the other."""
        return self.held_on or self.waived_on

    @property
    def is_open(self) -> bool:
        """Whether a hearing was asked for or called, and is not over."""
        return self.since is not None and self.ended_on is None


@dataclass(frozen=True)
class Pledged:
    """A commitment: what was promised, and what the check found."""

    requirements: tuple[str, ...]
    pledge: str
    outcome: CheckOutcome | None = None
    checked_on: date | None = None
    items: tuple[str, ...] = ()
    mend_by: date | None = None
    mended: tuple[str, ...] = ()
    repaired_on: date | None = None


@dataclass(frozen=True)
class Document:
    """An official document of the case; `file` is the SHA-256 of its printed form, once that exists."""

    kind: str
    title: str
    number: str
    organ: str
    template: str
    data: str
    on: date
    file: str = ""
