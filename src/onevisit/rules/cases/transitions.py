"""The procedure as a table. `decide` obeys it; the diagram in docs/reference is drawn from it and compared.

A row says: in these phases this command may be given, and then the case stands there. What else has to be true
(nothing missing, every organ heard) is decided in `decide`.
"""

from __future__ import annotations

from dataclasses import dataclass

from onevisit.rules.basis import Basis
from onevisit.rules.cases import commands as c
from onevisit.rules.cases.phases import FINISHED, Phase

XKF = "行政许可法"


@dataclass(frozen=True)
class Transition:
    """One row. `to` is None where the phase stays, but for what `leads` from one to another when it is completed.

    `basis` is None where no law orders it: `source` says who does.
    """

    command: type[c.Command]
    since: frozenset[Phase]
    to: Phase | None
    basis: Basis | None
    source: str = ""
    leads: tuple[tuple[Phase, Phase], ...] = ()


@dataclass(frozen=True)
class Passage:
    """What time does: in these phases, when `what` has passed, the case stands at `to` (see `lapse.py`)."""

    since: frozenset[Phase]
    to: Phase
    what: str
    basis: Basis | None


def _row(
    command: type[c.Command],
    since: set[Phase],
    to: Phase | None,
    basis: Basis | None,
    source: str = "",
    leads: tuple[tuple[Phase, Phase], ...] = (),
) -> Transition:
    return Transition(command, frozenset(since), to, basis, source, leads)


_OPEN = {Phase.SUBMITTED, Phase.RECEIVED, Phase.CORRECTING, Phase.ACCEPTED}
_UNACCEPTED = {Phase.SUBMITTED, Phase.RECEIVED}
_GRANTED = {Phase.GRANTED, Phase.ISSUED, Phase.HANDED_OUT, Phase.CLOSED}
_LIVE = {Phase.ISSUED, Phase.HANDED_OUT, Phase.CLOSED}
MODEL = "浙江省保障“最多跑一次”改革规定"
LOCAL = "山东省优化营商环境条例"

TRANSITIONS: tuple[Transition, ...] = (
    _row(c.Receive, _UNACCEPTED, Phase.RECEIVED, Basis(XKF, "32", 1, 4)),
    _row(c.AskCorrection, _UNACCEPTED, Phase.CORRECTING, Basis(XKF, "32", 1, 4)),
    _row(
        c.Supply,
        _OPEN | _GRANTED - {Phase.CLOSED},
        None,
        Basis(XKF, "32", 1, 5),
        leads=((Phase.CORRECTING, Phase.RECEIVED),),
    ),
    _row(c.Accept, {Phase.RECEIVED}, Phase.ACCEPTED, Basis(XKF, "32", 1, 5)),
    _row(c.Decline, _UNACCEPTED, Phase.DECLINED, Basis(XKF, "32", 1)),
    _row(c.HandOver, {Phase.DECLINED}, None, Basis(XKF, "32", 1, 2)),
    _row(c.TakeOver, {Phase.DECLINED}, None, Basis(XKF, "32", 1, 2)),
    _row(c.Review, {Phase.ACCEPTED}, None, Basis(XKF, "34", 1)),
    _row(c.Pause, {Phase.ACCEPTED}, None, Basis(XKF, "45")),
    _row(c.Resume, {Phase.ACCEPTED}, None, Basis(XKF, "45")),
    _row(c.Extend, {Phase.ACCEPTED}, None, Basis(XKF, "42")),
    _row(c.TellInterested, {Phase.ACCEPTED}, None, Basis(XKF, "36")),
    _row(c.RecordView, {Phase.ACCEPTED}, None, Basis(XKF, "36")),
    _row(c.TellHearing, {Phase.ACCEPTED}, None, Basis(XKF, "47", 1)),
    _row(c.RequestHearing, {Phase.ACCEPTED}, None, Basis(XKF, "47", 1)),
    _row(c.WaiveHearing, {Phase.ACCEPTED}, None, Basis(XKF, "47", 1)),
    _row(c.CallHearing, {Phase.ACCEPTED}, None, Basis(XKF, "48", 1, 1)),
    _row(c.HoldHearing, {Phase.ACCEPTED}, None, Basis(XKF, "48", 1, 5)),
    _row(c.Grant, {Phase.ACCEPTED}, Phase.GRANTED, Basis(XKF, "38", 1)),
    _row(c.Refuse, {Phase.ACCEPTED}, Phase.REFUSED, Basis(XKF, "38", 2)),
    _row(c.RevokeAcceptance, {Phase.ACCEPTED}, Phase.UNACCEPTED, Basis(MODEL, "11")),
    _row(c.Issue, {Phase.GRANTED}, Phase.ISSUED, Basis(XKF, "39", 1)),
    _row(c.Render, {Phase.ISSUED, Phase.HANDED_OUT}, None, Basis(XKF, "39", 1)),
    _row(c.HandOut, {Phase.ISSUED, Phase.REFUSED}, Phase.HANDED_OUT, Basis(XKF, "44")),
    _row(
        c.ReturnMail,
        {Phase.HANDED_OUT},
        None,
        Basis(XKF, "44"),
        leads=((Phase.HANDED_OUT, Phase.ISSUED), (Phase.HANDED_OUT, Phase.REFUSED)),
    ),
    _row(
        c.GiveNotice,
        {Phase.ISSUED, Phase.REFUSED},
        None,
        Basis("民事诉讼法", "95", 1),
        "行政许可法未规定送达方式，参照民事诉讼法",
    ),
    _row(c.CheckCommitment, _LIVE, None, Basis(LOCAL, "29")),
    _row(c.RepairCredit, _LIVE, None, Basis(LOCAL, "29")),
    _row(c.ActOnLicence, _LIVE, None, Basis(XKF, "69")),
    _row(
        c.Withdraw,
        _OPEN,
        Phase.WITHDRAWN,
        None,
        "法律未禁止申请人在决定前撤回自己的申请",
    ),
    _row(
        c.Terminate,
        _OPEN,
        Phase.TERMINATED,
        None,
        "申请人死亡、终止或者申请对象不存在的，没有可以作出决定的对象（参照行政许可法第七十条）",
    ),
    _row(
        c.ChangeDelivery,
        _OPEN | {Phase.GRANTED, Phase.ISSUED, Phase.REFUSED},
        None,
        Basis(XKF, "44"),
    ),
    _row(c.Rate, set(FINISHED), None, None, "博政办字〔2017〕90号 五（五）：建立网上评价体系"),
    _row(c.RenderDocuments, set(Phase), None, None, "文书在办理记录写定之后生成，并把摘要补记入册"),
    _row(c.Redate, {Phase.ACCEPTED}, None, None, "国务院办公厅每年公布的放假安排变动时，期限随之重新计算"),
)
"""Submission begins a case and the passing of time ends it; everything between stands here."""


PASSAGES: tuple[Passage, ...] = (
    Passage(frozenset(_UNACCEPTED), Phase.ACCEPTED, "五个工作日未答复，视为受理", Basis(XKF, "32", 1, 4)),
    Passage(frozenset({Phase.CORRECTING}), Phase.WITHDRAWN, "到期没有补正，视为撤回", Basis(MODEL, "11")),
    Passage(frozenset({Phase.ACCEPTED}), Phase.WITHDRAWN, "容缺材料到期未补，视为撤回", Basis(MODEL, "11")),
    Passage(
        frozenset({Phase.ACCEPTED}), Phase.GRANTED, "有效期届满未决定，视为准予延续", Basis(XKF, "50", 2)
    ),
    Passage(
        frozenset({Phase.ISSUED, Phase.REFUSED}),
        Phase.HANDED_OUT,
        "公告期满，视为送达",
        Basis("民事诉讼法", "95", 1),
    ),
    Passage(FINISHED, Phase.CLOSED, "评价期满且没有待办，归档", None),
)
"""What the passing of time does. `lapse` decides when; a walk over all states compares."""


def allowed(phase: Phase) -> tuple[type[c.Command], ...]:
    """The commands that this phase admits, in the order of the table."""
    return tuple(row.command for row in TRANSITIONS if phase in row.since)


def row_of(command: type[c.Command]) -> Transition:
    """The row of a command; raises KeyError for Submit, which has none."""
    for row in TRANSITIONS:
        if row.command is command:
            return row
    raise KeyError(command.__name__)


HOUSE = (c.Render, c.RenderDocuments, c.Redate)
"""Commands that the house gives itself: nobody presses a button for them."""
