"""What a case is now: the fold of its events. Frozen, and written beside the case as a cache that can be made again."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from onevisit.rules.cases.command import IssuedResult, Shown
from onevisit.rules.cases.courses import Concerned, Standing
from onevisit.rules.cases.facets import Correction, Document, Hearing, Pledged, Procedure, Prolonged
from onevisit.rules.cases.phases import DeclineKind, Outcome, Phase, RatingLevel, ReviewOutcome
from onevisit.rules.matters.vocabulary import Channel, Delivery

FOLD = 2
"""The version of `evolve`. A state that was folded by an older one is folded again from the events."""


@dataclass(frozen=True)
class Opinion:
    """What an organ said about its stage, and when. `text` refers to the words."""

    outcome: ReviewOutcome
    on: date
    text: str
    checked: tuple[str, ...] = ()
    grounds: tuple[str, ...] = ()
    by: int = 0


@dataclass(frozen=True)
class CaseState:
    """Everything about a case that a rule may ask. Dates are days in the district."""

    phase: Phase
    matter: str
    version: int
    channel: Channel
    submitted_on: date
    application: str
    answers: Mapping[str, str]
    shown: tuple[Shown, ...]
    delivery: Delivery
    town: str = ""
    hall: str = ""
    received_at: str = ""
    received_window: str = ""
    sighted: tuple[str, ...] = ()
    accepted_on: date | None = None
    accepted_by_silence: bool = False
    opinions: Mapping[str, Opinion] = field(default_factory=dict)
    decline: DeclineKind | None = None
    right_organ: str = ""
    reasons: str = ""
    grounds: tuple[str, ...] = ()
    remedies: str = ""
    decided_on: date | None = None
    issued_on: date | None = None
    results: tuple[IssuedResult, ...] = ()
    rendered: Mapping[str, str] = field(default_factory=dict)
    handed_out_on: date | None = None
    handed_out_by: Delivery | None = None
    outcome: Outcome | None = None
    finished_on: date | None = None
    rating: RatingLevel | None = None
    closed_on: date | None = None
    forms: tuple[str, ...] = ()
    """Contents in which the application was mended (form fields, where the result is sent), the latest last."""
    materials_on: date | None = None
    """The day on which everything asked for was there: from it silence counts (Art. 32 (4))."""
    later: tuple[str, ...] = ()
    pledge: str = ""
    """The last promise that the applicant signed."""
    concerned: Concerned | None = None
    correction: Correction | None = None
    deferred: Mapping[str, date] = field(default_factory=dict)
    """What was accepted as missing and has not come, each with the day that was told."""
    told_due: date | None = None
    """The last day of the promise, as the applicant was last told."""
    procedures: tuple[Procedure, ...] = ()
    prolonged: Prolonged | None = None
    interested_on: date | None = None
    interested_until: date | None = None
    """Until when those concerned may ask for a hearing; the applicant's own time stands in `hearing`."""
    hearing: Hearing | None = None
    forwarded_on: date | None = None
    pledged: Pledged | None = None
    handed_over_on: date | None = None
    taken_over_on: date | None = None
    returned: int = 0
    notice_until: date | None = None
    noticed_on: date | None = None
    standing: Standing | None = None
    suspended_until: date | None = None
    acted_on: date | None = None
    """The day on which something was last done to what was granted."""
    barred_until: date | None = None
    granted_by_silence: bool = False
    documents: tuple[Document, ...] = ()

    @property
    def complete_on(self) -> date:
        """The day from which the organ's silence counts."""
        return self.materials_on or self.submitted_on

    @property
    def committed(self) -> tuple[str, ...]:
        """The requirements that were promised instead of proved."""
        return self.pledged.requirements if self.pledged else ()

    @property
    def running(self) -> tuple[Procedure, ...]:
        """The special procedures that are going on."""
        return tuple(one for one in self.procedures if one.ended_on is None)

    def shows(self, requirement: str) -> Shown | None:
        """How this requirement was shown, if it was."""
        return next((one for one in self.shown if one.requirement == requirement), None)
