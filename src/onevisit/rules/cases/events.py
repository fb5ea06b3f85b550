"""What has happened to a case, in the past tense. Never changed once written: a new shape is a new `schema`.

Each event carries the day (`on`) on which it has legal effect, so that folding needs neither clock nor calendar.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import ClassVar

from onevisit.rules.cases.command import IssuedResult, Shown
from onevisit.rules.cases.course_events import (
    AcceptanceRevoked,
    CommitmentChecked,
    CorrectionAsked,
    CreditRepaired,
    DeliveryChanged,
    DocumentIssued,
    DocumentsRendered,
    Extended,
    Forwarded,
    HandedOver,
    HearingCalled,
    HearingHeld,
    HearingRequested,
    HearingTold,
    HearingWaived,
    InterestedTold,
    LicenceActed,
    NoticeGiven,
    Paused,
    Redated,
    Resumed,
    Returned,
    Supplied,
    TakenOver,
    Terminated,
    ViewRecorded,
)
from onevisit.rules.cases.courses import Concerned
from onevisit.rules.cases.event import (
    Event,
)
from onevisit.rules.cases.phases import DeclineKind, RatingLevel, ReviewOutcome
from onevisit.rules.matters.vocabulary import Channel, Delivery

__all__ = [
    "EVENTS",
    "AcceptanceRevoked",
    "Accepted",
    "Closed",
    "CommitmentChecked",
    "CorrectionAsked",
    "CreditRepaired",
    "Declined",
    "DeliveryChanged",
    "DocumentIssued",
    "DocumentsRendered",
    "Event",
    "Extended",
    "Forwarded",
    "Granted",
    "HandedOut",
    "HandedOver",
    "HearingCalled",
    "HearingHeld",
    "HearingRequested",
    "HearingTold",
    "HearingWaived",
    "InterestedTold",
    "Issued",
    "LicenceActed",
    "NoticeGiven",
    "Paused",
    "Rated",
    "Received",
    "Redated",
    "Refused",
    "Rendered",
    "Resumed",
    "Returned",
    "Reviewed",
    "Submitted",
    "Supplied",
    "TakenOver",
    "Terminated",
    "ViewRecorded",
    "Withdrawn",
]


@dataclass(frozen=True)
class Submitted(Event):
    """The applicant handed in his application; the materials are with the government from this day (Art. 32)."""

    schema: ClassVar[int] = 2
    label: ClassVar[str] = "提交申请"
    matter: str
    version: int
    channel: Channel
    application: str
    answers: Mapping[str, str]
    shown: tuple[Shown, ...]
    delivery: Delivery
    town: str = ""
    hall: str = ""
    later: tuple[str, ...] = ()
    committed: tuple[str, ...] = ()
    pledge: str = ""
    concerned: Concerned | None = None


@dataclass(frozen=True)
class Received(Event):
    """A window took the application in hand and gave a receipt."""

    label: ClassVar[str] = "窗口收件"
    hall: str
    window: str
    sighted: tuple[str, ...] = ()


@dataclass(frozen=True)
class Accepted(Event):
    """受理. The limits count from `on`; `by_silence`: nobody answered in time (Art. 32 (4)).

    `deferred` names what may still come, each with its last day; `due` is the last day of the promise.
    """

    schema: ClassVar[int] = 2
    label: ClassVar[str] = "受理"
    by_silence: bool = False
    deferred: Mapping[str, date] = field(default_factory=dict)
    due: date | None = None


@dataclass(frozen=True)
class Declined(Event):
    """不予受理."""

    label: ClassVar[str] = "不予受理"
    kind: DeclineKind
    reason: str
    right_organ: str = ""
    missing: tuple[str, ...] = ()
    barred_until: date | None = None


@dataclass(frozen=True)
class Reviewed(Event):
    """An organ gave its opinion on a stage."""

    schema: ClassVar[int] = 2
    label: ClassVar[str] = "审查意见"
    stage: str
    outcome: ReviewOutcome
    opinion: str
    checked: tuple[str, ...] = ()
    grounds: tuple[str, ...] = ()
    officers: tuple[str, ...] = ()
    by: int = 0


@dataclass(frozen=True)
class Granted(Event):
    """准予. `by_silence`: a renewal that nobody decided before the licence expired (Art. 50)."""

    schema: ClassVar[int] = 2
    label: ClassVar[str] = "准予"
    opinion: str
    by_silence: bool = False


@dataclass(frozen=True)
class Refused(Event):
    """不予许可, with the keys of the grounds, the reasons and the remedies that were told."""

    label: ClassVar[str] = "不予许可"
    grounds: tuple[str, ...]
    reasons: str
    remedies: str
    barred_until: date | None = None


@dataclass(frozen=True)
class Issued(Event):
    """The results were made, with number, template version and the hash of their data."""

    label: ClassVar[str] = "制证"
    results: tuple[IssuedResult, ...]


@dataclass(frozen=True)
class Rendered(Event):
    """The printed form of a result exists; `file` is its SHA-256."""

    label: ClassVar[str] = "生成文件"
    result: str
    file: str


@dataclass(frozen=True)
class HandedOut(Event):
    """The result, or the refusal, reached the applicant."""

    label: ClassVar[str] = "送达"
    way: Delivery
    hall: str = ""
    window: str = ""
    proof: str = ""


@dataclass(frozen=True)
class Withdrawn(Event):
    """The applicant took his application back; `deemed`: he let the day pass that he had been told."""

    schema: ClassVar[int] = 2
    label: ClassVar[str] = "撤回申请"
    reason: str
    deemed: bool = False


@dataclass(frozen=True)
class Rated(Event):
    """The applicant said how it was."""

    label: ClassVar[str] = "评价"
    level: RatingLevel
    via: str
    options: tuple[str, ...] = ()
    comment: str = ""
    about: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Closed(Event):
    """The time for a rating has passed: the file is complete."""

    label: ClassVar[str] = "办结归档"


EVENTS: Mapping[str, type[Event]] = {cls.__name__: cls for cls in Event.__subclasses__()}
"""Every event by the name under which it is stored."""
