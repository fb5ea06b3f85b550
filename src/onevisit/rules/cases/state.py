"""What a case is now: the fold of its events. Frozen, and written beside the case as a cache that can be made again."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from onevisit.rules.cases.commands import IssuedResult, Shown
from onevisit.rules.cases.phases import DeclineKind, Outcome, Phase, RatingLevel, ReviewOutcome
from onevisit.rules.matters.vocabulary import Channel, Delivery

FOLD = 1
"""The version of `evolve`. A state that was folded by an older one is folded again from the events."""


@dataclass(frozen=True)
class Opinion:
    """What an organ said about its stage, and when. `text` refers to the words."""

    outcome: ReviewOutcome
    on: date
    text: str
    checked: tuple[str, ...] = ()
    grounds: tuple[str, ...] = ()


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

    def shows(self, requirement: str) -> Shown | None:
        """How this requirement was shown, if it was."""
        return next((one for one in self.shown if one.requirement == requirement), None)
