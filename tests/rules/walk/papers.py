"""The documents that standards 3.1 and 3.3 demand, written down by hand; `rules/cases/papers.py` is not asked."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from onevisit.rules.cases import events as e
from onevisit.rules.cases.courses import CheckOutcome, LicenceAct

RECEIPT = "receipt"
"""收件凭证: for what a window has taken in, once, unless the decision is handed over at the same sitting."""

ALWAYS: dict[type[e.Event], str] = {
    e.CorrectionAsked: "correction",  # 一次性补正告知书 [32(4)]
    e.Declined: "decline",  # 不予受理决定书 [32]
    e.HandedOver: "transfer",  # 移送, together with the decision [32(2)]
    e.AcceptanceRevoked: "acceptance-revoked",  # 撤销受理决定书 [ZJ 11]
    e.Paused: "special",  # 特别程序(不计入期限)告知书 [45]
    e.Resumed: "resumed",  # the other end of the special procedure, so that the new day is known
    e.Extended: "extension",  # 延期决定/告知书 [42]
    e.HearingTold: "hearing-right",  # 听证权利告知书 [47]
    e.HearingCalled: "hearing-notice",  # 听证通知书 [48]
    e.HearingHeld: "hearing-record",  # 听证笔录 [48]
    e.Forwarded: "forwarded",  # opinion and all materials to the upper level [35]
    e.Granted: "grant",  # 准予行政许可决定书 [38]
    e.Refused: "refusal",  # 不予行政许可决定书 [38]
    e.HandedOut: "delivery",  # 送达回证 [44]
    e.NoticeGiven: "public-notice",
    e.Terminated: "terminated",
    e.InterestedTold: "interested",  # 利害关系人告知书 [36]
}
ACTS = {
    LicenceAct.REVOKE: "revocation",  # 撤销/撤回/注销决定 [8, 69, 70]
    LicenceAct.RECALL: "recall",
    LicenceAct.CANCEL: "cancellation",
    LicenceAct.SUSPEND: "suspension",
    LicenceAct.REINSTATE: "reinstatement",
}


def demanded(together: Sequence[e.Event], *, first: bool, told: bool) -> Counter[str]:
    """The documents that one act calls for.

    `first`: the applicant has no receipt yet; `told`: he knows already that he may ask for a hearing.
    """
    # What only time decides is no sitting: one sweep must leave what many would.
    at_one_sitting = any(
        isinstance(one, (e.Granted, e.Refused)) and not getattr(one, "by_silence", False) for one in together
    )
    found: Counter[str] = Counter()
    for event in together:
        if type(event) in ALWAYS:
            found[ALWAYS[type(event)]] += 1
        match event:
            case e.InterestedTold() if not told:
                found["hearing-right"] += (
                    1  # 听证权利告知书 [47]: the applicant has the same right as the others
                )
            case e.Submitted(committed=committed) if committed:
                found["commitment"] += 1  # 告知承诺书 [ZJ 14]
            case e.Received() if first and not at_one_sitting:
                found[RECEIPT] += 1
            case e.Accepted(deferred=deferred):
                # 受理通知书 [32]; not for what is finished on the spot [ZJ 11]
                found["acceptance"] += not at_one_sitting
                found["deferral"] += bool(deferred)  # 容缺受理告知书 + 承诺书 [ZJ 11]
            case e.Withdrawn(deemed=deemed):
                found["deemed-withdrawn" if deemed else "withdrawn"] += 1
            case e.CommitmentChecked(outcome=CheckOutcome.FAULTY):
                found["rectify"] += 1
            case e.LicenceActed(act=act):
                found[ACTS[act]] += 1
    return +found
