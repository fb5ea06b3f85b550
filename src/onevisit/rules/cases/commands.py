"""What may be asked of a case, in the imperative. Nothing here says whether it is allowed; `decide` does."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import ClassVar

from onevisit.rules.cases.command import (
    Command,
    IssuedResult,
    Shown,
)
from onevisit.rules.cases.contents import Contents
from onevisit.rules.cases.course_commands import (
    ActOnLicence,
    AskCorrection,
    CallHearing,
    ChangeDelivery,
    CheckCommitment,
    Extend,
    GiveNotice,
    HandOver,
    HoldHearing,
    Pause,
    RecordView,
    Redate,
    RenderDocuments,
    RepairCredit,
    RequestHearing,
    Resume,
    ReturnMail,
    RevokeAcceptance,
    Supply,
    TakeOver,
    TellHearing,
    TellInterested,
    Terminate,
    WaiveHearing,
)
from onevisit.rules.cases.phases import DeclineKind, RatingLevel, ReviewOutcome
from onevisit.rules.matters.vocabulary import Channel, Delivery

__all__ = [
    "Accept",
    "ActOnLicence",
    "AskCorrection",
    "CallHearing",
    "ChangeDelivery",
    "CheckCommitment",
    "Command",
    "Decline",
    "Extend",
    "GiveNotice",
    "Grant",
    "HandOut",
    "HandOver",
    "HoldHearing",
    "Issue",
    "IssuedResult",
    "Pause",
    "Rate",
    "Receive",
    "RecordView",
    "Redate",
    "Refuse",
    "Render",
    "RenderDocuments",
    "RepairCredit",
    "RequestHearing",
    "Resume",
    "ReturnMail",
    "Review",
    "RevokeAcceptance",
    "Shown",
    "Submit",
    "Supply",
    "TakeOver",
    "TellHearing",
    "TellInterested",
    "Terminate",
    "WaiveHearing",
    "Withdraw",
]


@dataclass(frozen=True)
class Submit(Command):
    """提交: the application, with everything that the situation asks for.

    `application` holds `applicant` (name, identifier, …) and `form`; `town` is the town organ that stands for
    “town” in the definition; `hall` where the result is to be collected, if at a window. `later` are requirements
    that the applicant asks to hand in afterwards (容缺), `committed` those that he promises instead of proving
    (告知承诺), both with his signed `pledge`; `licence` is the identifier of what is to be changed or renewed.
    """

    label: ClassVar[str] = "提交申请"
    application: Contents
    channel: Channel
    answers: Mapping[str, str]
    shown: tuple[Shown, ...]
    delivery: Delivery
    town: str = ""
    hall: str = ""
    later: tuple[str, ...] = ()
    committed: tuple[str, ...] = ()
    pledge: Contents | None = None
    licence: str = ""


@dataclass(frozen=True)
class Receive(Command):
    """收件: the window has taken the materials and looked them through; `sighted` were compared with the original.

    Again, while it is not accepted, for an original that came later.
    """

    label: ClassVar[str] = "收件"
    hall: str
    window: str
    sighted: tuple[str, ...] = ()


@dataclass(frozen=True)
class Accept(Command):
    """受理 (行政许可法 Art. 32 (5))."""

    label: ClassVar[str] = "受理"


@dataclass(frozen=True)
class Decline(Command):
    """不予受理, with the reason, and which organ is the right one when this one is not (Art. 32 (1), (2))."""

    label: ClassVar[str] = "不予受理"
    kind: DeclineKind
    reason: Contents
    right_organ: str = ""
    missing: tuple[str, ...] = ()
    hand_over: bool = False


@dataclass(frozen=True)
class Review(Command):
    """审查: one organ's opinion on its stage, and which of the stage's points were checked.

    `officers` are those who looked on the spot, two or more (Art. 34 (3)). `settled_by` is the reference of an
    arbiter's decision (clause 6b) that found a negative opinion wrong: only then is an opinion given a second time.
    """

    label: ClassVar[str] = "提交审查意见"
    stage: str
    outcome: ReviewOutcome
    opinion: Contents
    checked: tuple[str, ...] = ()
    grounds: tuple[str, ...] = ()
    officers: tuple[str, ...] = ()
    settled_by: str = ""


@dataclass(frozen=True)
class Grant(Command):
    """准予 (Art. 38 (1))."""

    label: ClassVar[str] = "准予"
    opinion: Contents


@dataclass(frozen=True)
class Refuse(Command):
    """不予许可: grounds from the matter's list, the reasons in words, and the remedies (Art. 38 (2))."""

    label: ClassVar[str] = "不予许可"
    grounds: tuple[str, ...]
    reasons: Contents
    remedies: str


@dataclass(frozen=True)
class Issue(Command):
    """制证: the results, numbered."""

    label: ClassVar[str] = "制证"
    results: tuple[IssuedResult, ...]
    documents: tuple[Contents, ...] = ()

    @property
    def contents(self) -> tuple[Contents, ...]:
        """The data of each certificate."""
        return self.documents


@dataclass(frozen=True)
class Render(Command):
    """The printed form of a result was made: its hash is added to the record after the fact."""

    label: ClassVar[str] = "生成文件"
    result: str
    file: str


@dataclass(frozen=True)
class HandOut(Command):
    """送达 (Art. 44). At a window somebody signs; a courier has a waybill; electronic delivery needs neither."""

    label: ClassVar[str] = "送达"
    way: Delivery
    hall: str = ""
    window: str = ""
    proof: Contents | None = None


@dataclass(frozen=True)
class Withdraw(Command):
    """撤回申请, by the applicant, before the decision."""

    label: ClassVar[str] = "撤回申请"
    reason: Contents


@dataclass(frozen=True)
class Rate(Command):
    """评价, once, until five working days after the end."""

    label: ClassVar[str] = "评价"
    level: RatingLevel
    via: str
    options: tuple[str, ...] = ()
    comment: Contents | None = None
    about: Mapping[str, str] = field(default_factory=dict)
