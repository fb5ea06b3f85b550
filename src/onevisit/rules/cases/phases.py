"""Where a case stands, and how it ended."""

from __future__ import annotations

from enum import StrEnum


class Phase(StrEnum):
    """办件状态. `code` is the provincial front database's dictionary (standards 2.7)."""

    SUBMITTED = "submitted"
    RECEIVED = "received"
    CORRECTING = "correcting"
    ACCEPTED = "accepted"
    GRANTED = "granted"
    ISSUED = "issued"
    REFUSED = "refused"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"
    TERMINATED = "terminated"
    UNACCEPTED = "unaccepted"
    HANDED_OUT = "handed-out"
    CLOSED = "closed"

    @property
    def label(self) -> str:
        """What people see."""
        return _LABELS[self][0]

    @property
    def code(self) -> str:
        """Two digits of the Shandong dictionary 办件状态."""
        return _LABELS[self][1]

    @property
    def finished(self) -> bool:
        """Nothing is left to do for the applicant or an organ; only a rating may still come."""
        return self in FINISHED


_LABELS = {
    Phase.SUBMITTED: ("已提交，待收件", "02"),
    Phase.RECEIVED: ("已收件，待受理", "02"),
    Phase.CORRECTING: ("待补正", "06"),
    Phase.ACCEPTED: ("已受理，审查中", "08"),
    Phase.GRANTED: ("准予，制证中", "08"),
    Phase.ISSUED: ("已出证，待领取", "10"),
    Phase.REFUSED: ("不予许可，待送达", "10"),
    Phase.DECLINED: ("不予受理", "07"),
    Phase.WITHDRAWN: ("已撤回", "13"),
    Phase.TERMINATED: ("已终止", "12"),
    Phase.UNACCEPTED: ("已撤销受理", "13"),
    Phase.HANDED_OUT: ("已送达", "10"),
    Phase.CLOSED: ("已办结归档", "10"),
}

FINISHED = frozenset({Phase.DECLINED, Phase.WITHDRAWN, Phase.TERMINATED, Phase.UNACCEPTED, Phase.HANDED_OUT})
"""Phases in which the applicant has what he came for, or knows that he will not get it."""

OPEN = frozenset(Phase) - FINISHED - {Phase.CLOSED}
"""Phases in which somebody still has to do something."""


class Outcome(StrEnum):
    """办结结果."""

    GRANTED = "granted"
    REFUSED = "refused"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"
    DEEMED_WITHDRAWN = "deemed-withdrawn"
    UNACCEPTED = "unaccepted"
    TERMINATED = "terminated"

    @property
    def label(self) -> str:
        """What people see."""
        return _OUTCOMES[self]


_OUTCOMES = {
    Outcome.GRANTED: "准予",
    Outcome.REFUSED: "不予许可",
    Outcome.DECLINED: "不予受理",
    Outcome.WITHDRAWN: "撤回",
    Outcome.DEEMED_WITHDRAWN: "视为撤回",
    Outcome.UNACCEPTED: "撤销受理",
    Outcome.TERMINATED: "终止办理",
}


class ReviewOutcome(StrEnum):
    """环节办理结果: what an organ says about its part."""

    PASS = "pass"  # noqa: S105 — a verdict, not a password.
    FAIL = "fail"

    @property
    def label(self) -> str:
        """What people see."""
        return "同意" if self is ReviewOutcome.PASS else "不同意"


class RatingLevel(StrEnum):
    """好差评. Stored by name, because two national scales number it in opposite directions (standards 7.2)."""

    VERY_GOOD = "very-good"
    GOOD = "good"
    FAIR = "fair"
    BAD = "bad"
    VERY_BAD = "very-bad"

    @property
    def label(self) -> str:
        """What people see."""
        return _RATINGS[self]

    @property
    def is_bad(self) -> bool:
        """差评: the two lowest, which need a reason and a call back."""
        return self in (RatingLevel.BAD, RatingLevel.VERY_BAD)


_RATINGS = {
    RatingLevel.VERY_GOOD: "非常满意",
    RatingLevel.GOOD: "满意",
    RatingLevel.FAIR: "基本满意",
    RatingLevel.BAD: "不满意",
    RatingLevel.VERY_BAD: "非常不满意",
}


class DeclineKind(StrEnum):
    """Why an application is not taken in (行政许可法 Art. 32 (1), (2) and 78; and what a correction did not mend)."""

    NOT_NEEDED = "not-needed"
    NOT_OURS = "not-ours"
    NOT_COMPLETE = "not-complete"
    FALSE = "false"

    @property
    def label(self) -> str:
        """What people see."""
        return _DECLINES[self]


_DECLINES = {
    DeclineKind.NOT_NEEDED: "该事项依法不需要取得行政许可",
    DeclineKind.NOT_OURS: "不属于本行政机关职权范围",
    DeclineKind.NOT_COMPLETE: "补正后申请材料仍不齐全或不符合法定形式",
    DeclineKind.FALSE: "申请人隐瞒有关情况或者提供虚假材料",
}
