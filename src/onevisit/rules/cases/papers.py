"""Which official document the law wants when something happens (文书, standards 3.3)."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum

from onevisit.rules.basis import Basis
from onevisit.rules.cases import events as e
from onevisit.rules.cases.courses import CheckOutcome, LicenceAct
from onevisit.rules.cases.phases import Phase
from onevisit.rules.cases.procedure import decider, organ_of, responsible
from onevisit.rules.cases.state import CaseState
from onevisit.rules.matters.courses import LOCAL, MODEL, XKF, Act
from onevisit.rules.matters.definition import Matter
from onevisit.rules.matters.vocabulary import Kind


class Paper(StrEnum):
    """The kinds of documents. The value is the name of the template."""

    RECEIPT = "receipt"
    CORRECTION = "correction"
    ACCEPTANCE = "acceptance"
    DECLINE = "decline"
    TRANSFER = "transfer"
    DEFERRAL = "deferral"
    COMMITMENT = "commitment"
    ACCEPTANCE_REVOKED = "acceptance-revoked"
    DEEMED_WITHDRAWN = "deemed-withdrawn"
    WITHDRAWN = "withdrawn"
    TERMINATED = "terminated"
    SPECIAL = "special"
    RESUMED = "resumed"
    EXTENSION = "extension"
    INTERESTED = "interested"
    HEARING_RIGHT = "hearing-right"
    HEARING_NOTICE = "hearing-notice"
    HEARING_RECORD = "hearing-record"
    FORWARDED = "forwarded"
    GRANT = "grant"
    REFUSAL = "refusal"
    RECTIFY = "rectify"
    SUSPENSION = "suspension"
    REINSTATEMENT = "reinstatement"
    REVOCATION = "revocation"
    RECALL = "recall"
    CANCELLATION = "cancellation"
    PUBLIC_NOTICE = "public-notice"
    DELIVERY = "delivery"

    @property
    def basis(self) -> Basis:
        """The article that wants it."""
        return _BASES[self]


_BASES = {
    Paper.RECEIPT: Basis(XKF, "32", 2),
    Paper.CORRECTION: Basis(XKF, "32", 1, 4),
    Paper.ACCEPTANCE: Basis(XKF, "32", 2),
    Paper.DECLINE: Basis(XKF, "32", 2),
    Paper.TRANSFER: Basis(XKF, "32", 1, 2),
    Paper.DEFERRAL: Basis(MODEL, "11"),
    Paper.COMMITMENT: Basis(LOCAL, "29"),
    Paper.ACCEPTANCE_REVOKED: Basis(MODEL, "11"),
    Paper.DEEMED_WITHDRAWN: Basis(MODEL, "11"),
    Paper.WITHDRAWN: Basis(XKF, "32", 2),
    Paper.TERMINATED: Basis(XKF, "70"),
    Paper.SPECIAL: Basis(XKF, "45"),
    Paper.RESUMED: Basis(XKF, "45"),
    Paper.EXTENSION: Basis(XKF, "42"),
    Paper.INTERESTED: Basis(XKF, "36"),
    Paper.HEARING_RIGHT: Basis(XKF, "47", 1),
    Paper.HEARING_NOTICE: Basis(XKF, "48", 1, 1),
    Paper.HEARING_RECORD: Basis(XKF, "48", 1, 5),
    Paper.FORWARDED: Basis(XKF, "35"),
    Paper.GRANT: Basis(XKF, "38", 1),
    Paper.REFUSAL: Basis(XKF, "38", 2),
    Paper.RECTIFY: Basis(LOCAL, "29"),
    Paper.SUSPENSION: Basis("行政处罚法", "9", None, 3),
    Paper.REINSTATEMENT: Basis("行政处罚法", "9", None, 3),
    Paper.REVOCATION: Basis(XKF, "69"),
    Paper.RECALL: Basis(XKF, "8", 2),
    Paper.CANCELLATION: Basis(XKF, "70"),
    Paper.PUBLIC_NOTICE: Basis("民事诉讼法", "95", 1),
    Paper.DELIVERY: Basis(XKF, "44"),
}

TEMPLATE_VERSION = 1
"""Counted up when a template changes in a way that would change documents that were issued."""

_BY_ACT = {
    LicenceAct.SUSPEND: Paper.SUSPENSION,
    LicenceAct.REINSTATE: Paper.REINSTATEMENT,
    LicenceAct.REVOKE: Paper.REVOCATION,
    LicenceAct.RECALL: Paper.RECALL,
    LicenceAct.CANCEL: Paper.CANCELLATION,
}

_SIMPLE = {
    e.CorrectionAsked: Paper.CORRECTION,
    e.Declined: Paper.DECLINE,
    e.HandedOver: Paper.TRANSFER,
    e.AcceptanceRevoked: Paper.ACCEPTANCE_REVOKED,
    e.Terminated: Paper.TERMINATED,
    e.Paused: Paper.SPECIAL,
    e.Resumed: Paper.RESUMED,
    e.Extended: Paper.EXTENSION,
    e.HearingTold: Paper.HEARING_RIGHT,
    e.HearingCalled: Paper.HEARING_NOTICE,
    e.HearingHeld: Paper.HEARING_RECORD,
    e.Forwarded: Paper.FORWARDED,
    e.Granted: Paper.GRANT,
    e.Refused: Paper.REFUSAL,
    e.NoticeGiven: Paper.PUBLIC_NOTICE,
    e.HandedOut: Paper.DELIVERY,
}


def papers_for(event: e.Event, state: CaseState, together: Sequence[e.Event]) -> tuple[Paper, ...]:
    """The documents that an event calls for. `state` is that after it; `together` what happened in the same act.

    A case that is decided at the same sitting needs no notice of its acceptance (浙江 Art. 11), nor a receipt.
    """
    decided = any(_by_somebody(one) for one in together)
    has = {one.kind for one in state.documents}
    match event:
        case e.Submitted():
            found = {Paper.COMMITMENT: bool(event.committed)}
        case e.Received():
            found = {
                Paper.RECEIPT: Paper.RECEIPT not in has and not decided and _last_to_bring(event, together)
            }
        case e.Supplied():
            # Complete now: from today the organ has its five days again. What comes in parts is confirmed on the spot.
            complete = state.phase in (Phase.SUBMITTED, Phase.RECEIVED)
            found = {Paper.RECEIPT: complete and not decided and _last_to_bring(event, together)}
        case e.Accepted():
            found = {Paper.ACCEPTANCE: not decided, Paper.DEFERRAL: bool(event.deferred)}
        case e.InterestedTold():
            # Where others' interests are at stake the applicant has the same right (Art. 47).
            found = {Paper.INTERESTED: True, Paper.HEARING_RIGHT: Paper.HEARING_RIGHT not in has}
        case e.Withdrawn():
            found = {Paper.DEEMED_WITHDRAWN: event.deemed, Paper.WITHDRAWN: not event.deemed}
        case e.CommitmentChecked():
            found = {Paper.RECTIFY: event.outcome is CheckOutcome.FAULTY}
        case e.LicenceActed():
            found = {_BY_ACT[event.act]: True}
        case _:
            paper = _SIMPLE.get(type(event))
            found = {paper: True} if paper else {}
    return tuple(paper for paper, wanted in found.items() if wanted)


def _last_to_bring(event: e.Event, together: Sequence[e.Event]) -> bool:
    """Whether this is the last thing at one sitting that brought materials: one receipt names them all."""
    brought = [one for one in together if isinstance(one, e.Received) or _brings(one)]
    return bool(brought) and brought[-1] is event


def _brings(event: e.Event) -> bool:
    return isinstance(event, e.Supplied) and bool(event.shown or event.sighted or event.fields)


def _by_somebody(event: e.Event) -> bool:
    """Whether somebody decided: what time decides in one sweep or in two must leave the same papers."""
    return isinstance(event, e.Refused) or (isinstance(event, e.Granted) and not event.by_silence)


def organ_for(paper: Paper, event: e.Event, matter: Matter, state: CaseState) -> str:
    """The organ in whose name, and among whose numbers, the document is issued."""
    if isinstance(event, (e.Paused, e.Forwarded)):
        return organ_of(matter.stage(event.stage), matter, state)
    if paper in _DECIDERS:
        return decider(matter, state)
    return responsible(matter, state)


_DECIDERS = frozenset(
    {
        Paper.EXTENSION,
        Paper.INTERESTED,
        Paper.HEARING_RIGHT,
        Paper.HEARING_NOTICE,
        Paper.HEARING_RECORD,
        Paper.GRANT,
        Paper.REFUSAL,
        Paper.RECTIFY,
        *_BY_ACT.values(),
    }
)

_TITLES = {
    Paper.RECEIPT: "收件凭证",
    Paper.CORRECTION: "补正材料一次性告知书",
    Paper.ACCEPTANCE: "受理通知书",
    Paper.DECLINE: "不予受理决定书",
    Paper.TRANSFER: "移送函",
    Paper.DEFERRAL: "容缺受理告知书及承诺书",
    Paper.COMMITMENT: "告知承诺书",
    Paper.ACCEPTANCE_REVOKED: "撤销受理决定书",
    Paper.DEEMED_WITHDRAWN: "视为撤回申请告知书",
    Paper.WITHDRAWN: "终止办理通知书",
    Paper.TERMINATED: "终止办理决定书",
    Paper.SPECIAL: "特别程序（不计入期限）告知书",
    Paper.RESUMED: "恢复计时告知书",
    Paper.EXTENSION: "延长办理期限告知书",
    Paper.INTERESTED: "利害关系人告知书",
    Paper.HEARING_RIGHT: "听证权利告知书",
    Paper.HEARING_NOTICE: "听证通知书",
    Paper.HEARING_RECORD: "听证笔录",
    Paper.FORWARDED: "初审意见报送函",
    Paper.RECTIFY: "限期整改通知书",
    Paper.PUBLIC_NOTICE: "送达公告",
    Paper.DELIVERY: "送达回证",
}

_WHAT = {Kind.LICENCE: "行政许可", Kind.CONFIRMATION: "行政确认", Kind.PAYMENT: "行政给付"}


def plain_title(paper: Paper) -> str:
    """The title for a licence, where it depends on the matter."""
    return _title(paper, _WHAT[Kind.LICENCE], "")


def title_of(paper: Paper, matter: Matter) -> str:
    """The title of the document, in the words of the matter's kind: a confirmation is no licence."""
    what = _WHAT.get(matter.kind, "办理")
    act = matter.courses.concerns.act if matter.courses.concerns else None
    return _title(paper, what, {Act.CHANGE: "变更", Act.RENEWAL: "延续", None: ""}[act])


def _title(paper: Paper, what: str, verb: str) -> str:
    match paper:
        case Paper.GRANT:
            return f"准予{verb}{what}决定书"
        case Paper.REFUSAL:
            return f"不予{verb}{what}决定书"
        case Paper.SUSPENSION:
            return f"暂扣{what}证件决定书"
        case Paper.REINSTATEMENT:
            return f"恢复{what}效力决定书"
        case Paper.REVOCATION:
            return f"撤销{what}决定书"
        case Paper.RECALL:
            return f"撤回{what}决定书"
        case Paper.CANCELLATION:
            return f"注销{what}决定书"
    return _TITLES[paper]
