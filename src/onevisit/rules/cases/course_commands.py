"""What may be asked of a case beside the ordinary course. Read with `transitions.py`, which says when."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from onevisit.rules.cases.command import Command, Shown
from onevisit.rules.cases.contents import Contents
from onevisit.rules.cases.courses import Asked, CheckOutcome, LicenceAct, TerminationGround
from onevisit.rules.matters.courses import SpecialKind
from onevisit.rules.matters.vocabulary import Channel, Delivery


@dataclass(frozen=True)
class AskCorrection(Command):
    """一次性告知 (行政许可法 Art. 32 (4)): everything that is wrong, at once; `fine` is all that is in order.

    Together they name every requirement of the situation, so that nothing can be forgotten. `words` holds a
    sentence by requirement.
    """

    label: ClassVar[str] = "一次性告知补正"
    items: tuple[Asked, ...]
    fine: tuple[str, ...]
    words: Contents


@dataclass(frozen=True)
class Supply(Command):
    """补充材料: the answer to a correction, something deferred, or what a check of a commitment demanded.

    `form` holds corrected fields; `sighted` what a window compared with the original; `later` what the applicant
    asks to hand in afterwards, with his `pledge`; `by` is the road on which it came.
    """

    label: ClassVar[str] = "补交材料"
    shown: tuple[Shown, ...] = ()
    form: Contents | None = None
    sighted: tuple[str, ...] = ()
    later: tuple[str, ...] = ()
    pledge: Contents | None = None
    by: Channel = Channel.ONLINE


@dataclass(frozen=True)
class HandOver(Command):
    """移送: the materials of a declined application go to the right organ, because the applicant wants it."""

    label: ClassVar[str] = "移送有权部门"


@dataclass(frozen=True)
class TakeOver(Command):
    """The right organ has the materials, and tells the applicant how it goes on."""

    label: ClassVar[str] = "接收移送"
    words: Contents


@dataclass(frozen=True)
class RevokeAcceptance(Command):
    """撤销受理: a deferred material did not come in time (浙江 Art. 11)."""

    label: ClassVar[str] = "撤销受理"
    reason: Contents


@dataclass(frozen=True)
class Terminate(Command):
    """终止办理: there is nobody left to decide for, or nothing to decide about."""

    label: ClassVar[str] = "终止办理"
    ground: TerminationGround
    reason: Contents


@dataclass(frozen=True)
class Pause(Command):
    """启动特别程序 (Art. 45): which of the eight, for which stage, how many working days it needs, and why."""

    label: ClassVar[str] = "启动特别程序"
    kind: SpecialKind
    stage: str
    days: int
    reason: Contents


@dataclass(frozen=True)
class Resume(Command):
    """结束特别程序: its result is there."""

    label: ClassVar[str] = "结束特别程序"
    kind: SpecialKind
    result: Contents


@dataclass(frozen=True)
class Extend(Command):
    """延长期限 (Art. 42): once, by the head whom the law names, with the reason that the applicant is told."""

    label: ClassVar[str] = "延长期限"
    length: int
    reason: Contents


@dataclass(frozen=True)
class TellInterested(Command):
    """告知利害关系人 (Art. 36, 47). `parties` holds who they are and how they were told; `count` how many."""

    label: ClassVar[str] = "告知利害关系人"
    parties: Contents
    count: int


@dataclass(frozen=True)
class RecordView(Command):
    """听取意见 (Art. 36): what the applicant or an interested party said."""

    label: ClassVar[str] = "记录陈述意见"
    words: Contents


@dataclass(frozen=True)
class TellHearing(Command):
    """告知听证权利 (Art. 47): what the decision is going to be about."""

    label: ClassVar[str] = "告知听证权利"
    about: Contents


@dataclass(frozen=True)
class RequestHearing(Command):
    """申请听证 (Art. 47), by the applicant, or by an interested party through the organ that takes it down."""

    label: ClassVar[str] = "申请听证"
    interested: bool = False


@dataclass(frozen=True)
class WaiveHearing(Command):
    """放弃听证: the applicant does without it, before or after he asked for it."""

    label: ClassVar[str] = "放弃听证"


@dataclass(frozen=True)
class CallHearing(Command):
    """通知听证 (Art. 48 (1)): day, place and presider, at least seven working days ahead. Again, to move it."""

    label: ClassVar[str] = "通知听证"
    day: date
    place: str
    presider: int
    presider_name: str


@dataclass(frozen=True)
class HoldHearing(Command):
    """举行听证 (Art. 48 (3)–(5)): the record, signed; given by the presider."""

    label: ClassVar[str] = "提交听证笔录"
    record: Contents


@dataclass(frozen=True)
class CheckCommitment(Command):
    """承诺核查: what was found; `items` are the committed requirements that are not as promised."""

    label: ClassVar[str] = "提交核查结果"
    outcome: CheckOutcome
    words: Contents
    items: tuple[str, ...] = ()


@dataclass(frozen=True)
class RepairCredit(Command):
    """信用修复: the person may use commitments again."""

    label: ClassVar[str] = "信用修复"
    words: Contents


@dataclass(frozen=True)
class ActOnLicence(Command):
    """暂扣、恢复、撤销、撤回、注销 (Art. 8, 69, 70): a ground from the list, reasons, and whether the holder was heard.

    `harmless`: revoking does not seriously harm the public interest (Art. 69 (3)); `until` ends a suspension.
    """

    label: ClassVar[str] = "处理已作出的许可"
    act: LicenceAct
    ground: str
    reasons: Contents
    heard: bool = False
    harmless: bool = True
    until: date | None = None


@dataclass(frozen=True)
class ChangeDelivery(Command):
    """改变领取方式: the result shall come another way. `hall` where it is then fetched; `address` where it is sent."""

    label: ClassVar[str] = "改变领取方式"
    way: Delivery
    hall: str = ""
    address: Contents | None = None


@dataclass(frozen=True)
class ReturnMail(Command):
    """退件: what was sent came back."""

    label: ClassVar[str] = "登记退件"
    reason: Contents


@dataclass(frozen=True)
class GiveNotice(Command):
    """公告送达: where no other way has reached the applicant."""

    label: ClassVar[str] = "公告送达"
    words: Contents


@dataclass(frozen=True)
class RenderDocuments(Command):
    """The printed forms of documents were made: SHA-256 by number, added to the record after the fact."""

    label: ClassVar[str] = "生成文书"
    files: Mapping[str, str]


@dataclass(frozen=True)
class Redate(Command):
    """日历变动: the calendar changed, and with it a day that the applicant had been told."""

    label: ClassVar[str] = "重新计算期限"
    edition: int
