"""What a decision rests on besides the case itself."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from onevisit.rules.basis import Basis
from onevisit.rules.calendar import Calendar
from onevisit.rules.matters.definition import Matter


class BarKind(StrEnum):
    """What a person may not do for a time because of what he did."""

    APPLY = "apply"
    COMMIT = "commit"


@dataclass(frozen=True)
class Bar:
    """A bar: from applying for a matter again (行政许可法 Art. 78, 79), or from commitments until it is repaired."""

    kind: BarKind
    case: str
    basis: Basis
    matter: str = ""
    until: date | None = None

    def holds(self, on: date) -> bool:
        """Whether it still stands on that day. `until` is the first day on which it does not."""
        return self.until is None or on < self.until


@dataclass(frozen=True)
class LicenceFacts:
    """A licence that the applicant wants changed or renewed, as the register has it."""

    identifier: str
    type: str
    in_force: bool
    valid_to: date | None


@dataclass(frozen=True)
class QuotaFacts:
    """How many were granted of a limited number, and which cases accepted earlier are still undecided (Art. 57)."""

    granted: int
    earlier: tuple[str, ...] = ()


@dataclass(frozen=True)
class Facts:
    """What is known beside the case when a command comes. Nothing of it changes by deciding."""

    bars: tuple[Bar, ...] = ()
    licence: LicenceFacts | None = None
    quota: QuotaFacts | None = None


NO_FACTS = Facts()


@dataclass(frozen=True)
class Context:
    """The matter in its version, the working days, the day it is; who acts (`by`, a person's number), and the facts."""

    matter: Matter
    version: int
    calendar: Calendar
    today: date
    by: int = 0
    facts: Facts = NO_FACTS
