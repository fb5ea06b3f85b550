"""What can lawfully be done to a case now, with its consequence and its clock; and what cannot, with the reason."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from onevisit.rules.cases import commands as c
from onevisit.rules.cases.clocks import due_days
from onevisit.rules.cases.context import Context
from onevisit.rules.cases.decide import decide
from onevisit.rules.cases.deciding.hearings import earliest_hearing
from onevisit.rules.cases.evolve import evolve
from onevisit.rules.cases.phases import Phase
from onevisit.rules.cases.probes import probe
from onevisit.rules.cases.refused import Refused
from onevisit.rules.cases.state import CaseState
from onevisit.rules.cases.transitions import HOUSE, TRANSITIONS


@dataclass(frozen=True)
class Offer:
    """One step. `why_not` is empty when it is open now; `consequence` says what follows, `due` the day of its clock."""

    command: type[c.Command]
    label: str
    why_not: str = ""
    consequence: str = ""
    due: date | None = None

    @property
    def open(self) -> bool:
        """Whether the step can be taken now."""
        return not self.why_not

    @property
    def name(self) -> str:
        """The command's name, for addresses and forms."""
        return self.command.__name__


def offers(context: Context, state: CaseState) -> tuple[Offer, ...]:
    """Every step that the phase has, asked of the rules themselves. The order is that of the table."""
    found = []
    for row in TRANSITIONS:
        if row.command in HOUSE or row.command is c.Issue or state.phase not in row.since:
            continue
        offer = offer_of(row.command, context, state)
        if offer is not None:
            found.append(offer)
    return tuple(found)


def offer_of(command: type[c.Command], context: Context, state: CaseState) -> Offer | None:
    """One step as it stands now; None where there is nothing that it could be about."""
    example = probe(command, context, state)
    return None if example is None else offer_for(example, context, state)


def offer_for(example: c.Command, context: Context, state: CaseState) -> Offer:
    """The step that this example stands for."""
    command = type(example)
    try:
        events = decide(replace(context, by=0), state, example)
    except Refused as refused:
        return Offer(command, command.label, refused.sentence)
    after = state
    for event in events:
        after = evolve(after, event)
    consequence, due = _follows(command, context, state, after)
    return Offer(command, command.label, "", consequence, due)


def _follows(
    command: type[c.Command], context: Context, before: CaseState, after: CaseState
) -> tuple[str, date | None]:
    special = _SPECIAL.get(command)
    if special is not None:
        return special(context, before, after)
    return _SAYS.get(command, ""), None


Follows = Callable[[Context, CaseState, CaseState], tuple[str, date | None]]


def _accept(context: Context, before: CaseState, after: CaseState) -> tuple[str, date | None]:
    due, _ = due_days(context.matter, after, context.calendar, context.today)
    late = "，容缺材料按期补齐" if after.deferred else ""
    return f"开始计算办理期限{late}；之后不能再要求补正", due


def _ask(context: Context, before: CaseState, after: CaseState) -> tuple[str, date | None]:
    until = after.correction.until if after.correction else None
    return "只能告知这一次；办理期限在材料补齐、受理之后才开始计算", until


def _supply(context: Context, before: CaseState, after: CaseState) -> tuple[str, date | None]:
    if before.phase is Phase.CORRECTING:
        return "全部补齐后，材料算作当天收到，5个工作日内答复是否受理", None
    return "补交的材料并入办件，不影响办理期限", None


def _extend(context: Context, before: CaseState, after: CaseState) -> tuple[str, date | None]:
    rule = context.matter.prolongation
    most = context.matter.limits.statutory.unit.say(rule.length) if rule else ""
    return f"只能延长一次，最多{most}，并把理由告知申请人", None


def _call(context: Context, before: CaseState, after: CaseState) -> tuple[str, date | None]:
    return "提前七个工作日书面通知，最早可以在这一天举行", earliest_hearing(context.calendar, context.today)


def _told(context: Context, before: CaseState, after: CaseState) -> tuple[str, date | None]:
    return "五个工作日内可以要求听证，期满之前不能作决定", after.hearing.until if after.hearing else None


def _asked_for(context: Context, before: CaseState, after: CaseState) -> tuple[str, date | None]:
    until = after.hearing.hold_by if after.hearing else None
    return "二十个工作日内组织听证；听证期间不计入办理期限，不收费用", until


def _notice(context: Context, before: CaseState, after: CaseState) -> tuple[str, date | None]:
    return "公告期满视为送达", after.notice_until


_SPECIAL: Mapping[type[c.Command], Follows] = {
    c.Accept: _accept,
    c.AskCorrection: _ask,
    c.Supply: _supply,
    c.Extend: _extend,
    c.CallHearing: _call,
    c.TellHearing: _told,
    c.TellInterested: _told,
    c.RequestHearing: _asked_for,
    c.GiveNotice: _notice,
}

_SAYS: Mapping[type[c.Command], str] = {
    c.Receive: "向申请人出具收件凭证；从收到材料起5个工作日内要答复",
    c.Decline: "写明理由、有权部门和救济途径；申请人可以要求把材料移送有权部门",
    c.HandOver: "材料移送有权部门，由其直接与申请人联系",
    c.TakeOver: "告知申请人由本部门接着办",
    c.Review: "意见提交后不能更改；全部环节办结后才能作决定",
    c.Pause: "办理期限从今天起停止计算，书面告知申请人所需时间",
    c.Resume: "办理期限接着计算，书面告知申请人新的期限",
    c.RecordView: "意见记入办件，决定时要考虑",
    c.WaiveHearing: "不再举行听证，办理期限接着计算",
    c.HoldHearing: "决定要根据听证笔录作出；办理期限接着计算",
    c.Grant: "出具准予决定书；10个工作日内把结果送达申请人",
    c.Refuse: "出具不予许可决定书，写明理由和救济途径",
    c.RevokeAcceptance: "办件结束；申请人备齐材料后可以重新申请",
    c.Withdraw: "办件结束；以后可以重新申请",
    c.Terminate: "办件结束，不作决定",
    c.HandOut: "留下送达凭证，办件办结",
    c.ChangeDelivery: "结果改用这种方式送达；还没有送达以前都可以再改",
    c.ReturnMail: "办件重新等待送达，可以改用别的方式",
    c.CheckCommitment: "与承诺不符的，先限期整改；仍不符的，撤销许可并限制再用告知承诺",
    c.RepairCredit: "申请人可以重新使用告知承诺",
    c.ActOnLicence: "书面说明理由并听取持有人意见；证照的状态随即改变，任何人核验都能看到",
    c.Rate: "评价公开，差评会有人回访",
}
