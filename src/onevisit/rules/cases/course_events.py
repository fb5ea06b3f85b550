"""What has happened beside the ordinary course. A day that somebody was told (`until`, `due`) stands in the event."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from onevisit.rules.cases.command import Shown
from onevisit.rules.cases.courses import Asked, CheckOutcome, LicenceAct, TerminationGround
from onevisit.rules.cases.event import Event
from onevisit.rules.matters.courses import Approver, SpecialKind
from onevisit.rules.matters.vocabulary import Channel, Delivery


@dataclass(frozen=True)
class CorrectionAsked(Event):
    """The applicant was told, once, everything that he has to mend, and until when."""

    label: ClassVar[str] = "一次性告知补正"
    items: tuple[Asked, ...]
    words: str
    until: date


@dataclass(frozen=True)
class Supplied(Event):
    """Something came in. `fields` are the form fields that were mended, `form` their values."""

    label: ClassVar[str] = "补交材料"
    shown: tuple[Shown, ...]
    by: Channel
    form: str = ""
    fields: tuple[str, ...] = ()
    sighted: tuple[str, ...] = ()
    later: tuple[str, ...] = ()
    pledge: str = ""


@dataclass(frozen=True)
class HandedOver(Event):
    """The materials of a declined application went to the right organ."""

    label: ClassVar[str] = "移送有权部门"
    organ: str


@dataclass(frozen=True)
class TakenOver(Event):
    """The right organ has them."""

    label: ClassVar[str] = "有权部门已接收"
    words: str


@dataclass(frozen=True)
class AcceptanceRevoked(Event):
    """Something deferred did not come in time."""

    label: ClassVar[str] = "撤销受理"
    missing: tuple[str, ...]
    reason: str


@dataclass(frozen=True)
class Terminated(Event):
    """The case ended without a decision."""

    label: ClassVar[str] = "终止办理"
    ground: TerminationGround
    reason: str


@dataclass(frozen=True)
class Paused(Event):
    """A special procedure began: its time does not count. `until` is the day that the applicant was told."""

    label: ClassVar[str] = "启动特别程序"
    kind: SpecialKind
    stage: str
    days: int
    until: date
    reason: str


@dataclass(frozen=True)
class Resumed(Event):
    """A special procedure ended. `due` is the last day of the promise from now on."""

    label: ClassVar[str] = "特别程序结束"
    kind: SpecialKind
    result: str
    due: date


@dataclass(frozen=True)
class Extended(Event):
    """The limit was prolonged. `due` and `statutory_due` are the last days from now on."""

    label: ClassVar[str] = "延长办理期限"
    length: int
    by: Approver
    reason: str
    due: date
    statutory_due: date


@dataclass(frozen=True)
class InterestedTold(Event):
    """Those whose major interests the decision concerns were told, and what they may do until when."""

    label: ClassVar[str] = "告知利害关系人"
    parties: str
    count: int
    until: date


@dataclass(frozen=True)
class ViewRecorded(Event):
    """What somebody concerned had to say was taken down."""

    label: ClassVar[str] = "听取陈述意见"
    words: str


@dataclass(frozen=True)
class HearingTold(Event):
    """The applicant was told that he may ask for a hearing, and until when."""

    label: ClassVar[str] = "告知听证权利"
    about: str
    until: date


@dataclass(frozen=True)
class HearingRequested(Event):
    """A hearing was asked for; it is held by `until`."""

    label: ClassVar[str] = "申请听证"
    interested: bool
    until: date


@dataclass(frozen=True)
class HearingWaived(Event):
    """Nobody wants a hearing any more. `due` is the last day of the promise from now on."""

    label: ClassVar[str] = "放弃听证"
    due: date


@dataclass(frozen=True)
class HearingCalled(Event):
    """Day, place and presider of the hearing were made known."""

    label: ClassVar[str] = "通知听证"
    day: date
    place: str
    presider: int
    presider_name: str


@dataclass(frozen=True)
class HearingHeld(Event):
    """The hearing took place; the decision rests on its record. `due` as in `Resumed`."""

    label: ClassVar[str] = "举行听证"
    record: str
    due: date


@dataclass(frozen=True)
class Forwarded(Event):
    """The lower level has given its opinion and all materials to the organ that decides (Art. 35)."""

    label: ClassVar[str] = "报送初审意见"
    stage: str
    organ: str


@dataclass(frozen=True)
class CommitmentChecked(Event):
    """A commitment was looked into. `until`: by when the holder has to mend what is not as promised."""

    label: ClassVar[str] = "承诺核查"
    outcome: CheckOutcome
    words: str
    items: tuple[str, ...] = ()
    until: date | None = None


@dataclass(frozen=True)
class CreditRepaired(Event):
    """The person may use commitments again."""

    label: ClassVar[str] = "信用修复"
    words: str


@dataclass(frozen=True)
class LicenceActed(Event):
    """Something was done to what had been granted. `barred_until`: before that day no new application (Art. 79)."""

    label: ClassVar[str] = "处理已作出的许可"
    act: LicenceAct
    ground: str
    reasons: str
    until: date | None = None
    barred_until: date | None = None


@dataclass(frozen=True)
class DeliveryChanged(Event):
    """The result comes another way. `hall` is where it is fetched, `address` refers to where it is sent."""

    label: ClassVar[str] = "改变领取方式"
    way: Delivery
    hall: str = ""
    address: str = ""


@dataclass(frozen=True)
class Returned(Event):
    """What was sent came back; it has still to be delivered."""

    label: ClassVar[str] = "邮件退回"
    reason: str


@dataclass(frozen=True)
class NoticeGiven(Event):
    """The delivery was published; after `until` it counts as made."""

    label: ClassVar[str] = "公告送达"
    words: str
    until: date


@dataclass(frozen=True)
class DocumentIssued(Event):
    """An official document was issued: its number, the template and the hash of the data that it was made from."""

    label: ClassVar[str] = "制发文书"
    kind: str
    title: str
    number: str
    organ: str
    template: str
    data: str


@dataclass(frozen=True)
class DocumentsRendered(Event):
    """The printed forms exist: SHA-256 by number."""

    label: ClassVar[str] = "生成文书文件"
    files: Mapping[str, str]


@dataclass(frozen=True)
class Redated(Event):
    """The calendar changed: the promise that the applicant was told (`told`) is now kept by `due`."""

    label: ClassVar[str] = "日历变动，重新计算期限"
    told: date
    due: date
    edition: int
