"""What has happened to a case, in the past tense. Never changed once written: a new shape is a new `schema`.

Each event carries the day (`on`) on which it has legal effect, so that folding needs neither clock nor calendar.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import ClassVar

from onevisit.rules.cases.commands import IssuedResult, Shown
from onevisit.rules.cases.phases import DeclineKind, RatingLevel, ReviewOutcome
from onevisit.rules.matters.vocabulary import Channel, Delivery


@dataclass(frozen=True)
class Event:
    """Base of all events. `schema` is the version of the payload's shape."""

    schema: ClassVar[int] = 1
    label: ClassVar[str] = ""
    on: date


@dataclass(frozen=True)
class Submitted(Event):
    """The applicant handed in his application; the materials are with the government from this day (Art. 32)."""

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


@dataclass(frozen=True)
class Received(Event):
    """A window took the application in hand and gave a receipt."""

    label: ClassVar[str] = "窗口收件"
    hall: str
    window: str
    sighted: tuple[str, ...] = ()


@dataclass(frozen=True)
class Accepted(Event):
    """受理. The limits count from `on`; `by_silence`: nobody answered in time (Art. 32 (4))."""

    label: ClassVar[str] = "受理"
    by_silence: bool = False


@dataclass(frozen=True)
class Declined(Event):
    """不予受理."""

    label: ClassVar[str] = "不予受理"
    kind: DeclineKind
    reason: str
    right_organ: str = ""
    missing: tuple[str, ...] = ()


@dataclass(frozen=True)
class Reviewed(Event):
    """An organ gave its opinion on a stage."""

    label: ClassVar[str] = "审查意见"
    stage: str
    outcome: ReviewOutcome
    opinion: str
    checked: tuple[str, ...] = ()
    grounds: tuple[str, ...] = ()


@dataclass(frozen=True)
class Granted(Event):
    """准予."""

    label: ClassVar[str] = "准予"
    opinion: str


@dataclass(frozen=True)
class Refused(Event):
    """不予许可, with the keys of the grounds, the reasons and the remedies that were told."""

    label: ClassVar[str] = "不予许可"
    grounds: tuple[str, ...]
    reasons: str
    remedies: str


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
    """The applicant took his application back."""

    label: ClassVar[str] = "申请人撤回"
    reason: str


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


EVENTS: Mapping[str, type[Event]] = {
    cls.__name__: cls
    for cls in (
        Submitted,
        Received,
        Accepted,
        Declined,
        Reviewed,
        Granted,
        Refused,
        Issued,
        Rendered,
        HandedOut,
        Withdrawn,
        Rated,
        Closed,
    )
}
"""Every event by the name under which it is stored."""

if set(EVENTS.values()) != set(Event.__subclasses__()):
    raise TypeError("an event is missing from EVENTS: it could be written but never read")
