"""Which course an event means that a case has taken: for the summary of a play, and for its tests."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from onevisit.rules.cases import events as e
from onevisit.rules.cases.courses import CheckOutcome, LicenceAct
from onevisit.rules.cases.phases import DeclineKind
from onevisit.rules.matters.courses import Approver

LABELS = (
    "一次性告知补正",
    "视为受理",
    "视为撤回",
    "补正后仍不齐全",
    "容缺受理",
    "撤销受理",
    "告知承诺",
    "承诺属实",
    "限期整改",
    "承诺不实",
    "信用修复",
    "不属本机关",
    "移送",
    "接收移送",
    "虚假材料",
    "初审报送",
    "特别程序",
    "延长期限",
    "区政府延长",
    "告知利害关系人",
    "陈述意见",
    "告知听证权利",
    "申请听证",
    "放弃听证",
    "举行听证",
    "申请变更",
    "申请延续",
    "视为准予延续",
    *(f"{act.label}许可" for act in LicenceAct),
    "撤回申请",
    "终止办理",
    "退件",
    "公告送达",
)
"""Everything that counts as a course, in the order of a case's life."""


class Courses:
    """Which cases took which course."""

    def __init__(self) -> None:
        self._cases: dict[str, set[str]] = defaultdict(set)

    def note(self, case: str, events: Iterable[e.Event]) -> None:
        """These happened to the case."""
        for event in events:
            for label in labels(event):
                self._cases[label].add(case)

    def counts(self) -> Mapping[str, int]:
        """How many cases took each course, those that none took included."""
        return {label: len(self._cases[label]) for label in LABELS}


def labels(event: e.Event) -> tuple[str, ...]:
    """The courses that an event belongs to; none for most."""
    depends = _DEPENDS.get(type(event))
    return tuple(depends(event)) if depends else _PLAIN.get(type(event), ())


def _submitted(event: e.Submitted) -> Iterator[str]:
    if event.concerned is not None:
        yield f"申请{event.concerned.act.label}"
    if event.committed:
        yield "告知承诺"


def _accepted(event: e.Accepted) -> Iterator[str]:
    if event.by_silence:
        yield "视为受理"
    if event.deferred:
        yield "容缺受理"


def _extended(event: e.Extended) -> Iterator[str]:
    yield "延长期限"
    if event.by is Approver.GOVERNMENT:
        yield "区政府延长"


_DEPENDS: Mapping[type[e.Event], Callable[[Any], Iterable[str]]] = {
    e.Submitted: _submitted,
    e.Accepted: _accepted,
    e.Extended: _extended,
    e.Withdrawn: lambda event: ("视为撤回",) if event.deemed else ("撤回申请",),
    e.Declined: lambda event: _DECLINES.get(event.kind, ()),
    e.Refused: lambda event: ("虚假材料",) if event.barred_until else (),
    e.Granted: lambda event: ("视为准予延续",) if event.by_silence else (),
    e.CommitmentChecked: lambda event: (_CHECKS[event.outcome],),
    e.LicenceActed: lambda event: (f"{event.act.label}许可",),
}
_DECLINES: Mapping[DeclineKind, tuple[str, ...]] = {
    DeclineKind.NOT_COMPLETE: ("补正后仍不齐全",),
    DeclineKind.NOT_OURS: ("不属本机关",),
    DeclineKind.FALSE: ("虚假材料",),
}
_CHECKS: Mapping[CheckOutcome, str] = {
    CheckOutcome.KEPT: "承诺属实",
    CheckOutcome.FAULTY: "限期整改",
    CheckOutcome.BROKEN: "承诺不实",
}
_PLAIN: Mapping[type[e.Event], tuple[str, ...]] = {
    e.CorrectionAsked: ("一次性告知补正",),
    e.AcceptanceRevoked: ("撤销受理",),
    e.CreditRepaired: ("信用修复",),
    e.HandedOver: ("移送",),
    e.TakenOver: ("接收移送",),
    e.Forwarded: ("初审报送",),
    e.Paused: ("特别程序",),
    e.InterestedTold: ("告知利害关系人",),
    e.ViewRecorded: ("陈述意见",),
    e.HearingTold: ("告知听证权利",),
    e.HearingRequested: ("申请听证",),
    e.HearingWaived: ("放弃听证",),
    e.HearingHeld: ("举行听证",),
    e.Terminated: ("终止办理",),
    e.DeliveryChanged: ("改变领取方式",),
    e.Returned: ("退件",),
    e.NoticeGiven: ("公告送达",),
}
