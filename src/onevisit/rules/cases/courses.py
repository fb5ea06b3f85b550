"""The words of the courses of a case: faults, grounds, verdicts. What the matter says is in rules/matters."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from onevisit.rules.basis import Basis
from onevisit.rules.matters.courses import XKF
from onevisit.rules.matters.courses import Act as LicenceMatter

FORM = "form."
"""What stands before the key of a form field, where something is asked about a field and not about a requirement."""


class Fault(StrEnum):
    """What is wrong with something that was, or was not, handed in."""

    MISSING = "missing"
    ILLEGIBLE = "illegible"
    INVALID = "invalid"
    INCONSISTENT = "inconsistent"
    EXPIRED = "expired"
    UNSIGNED = "unsigned"

    @property
    def label(self) -> str:
        """What people see."""
        return _FAULTS[self]


_FAULTS = dict(
    zip(
        Fault,
        ("未提交", "看不清", "不符合法定形式", "与其他材料不一致", "已过有效期", "未签字或盖章"),
        strict=True,
    )
)


@dataclass(frozen=True)
class Asked:
    """One thing that the applicant has to mend: a requirement, or `form.<field>`, and what is wrong with it."""

    about: str
    fault: Fault


@dataclass(frozen=True)
class Concerned:
    """The licence that an application wants to change or renew. `in_time`: early enough to be deemed renewed."""

    licence: str
    act: LicenceMatter
    expires_on: date | None = None
    in_time: bool = True


class CheckOutcome(StrEnum):
    """What the check of a commitment found."""

    KEPT = "kept"
    FAULTY = "faulty"
    BROKEN = "broken"

    @property
    def label(self) -> str:
        """What people see."""
        return {"kept": "与承诺一致", "faulty": "与承诺不符，限期整改", "broken": "逾期未整改或仍不符"}[
            self.value
        ]


class TerminationGround(StrEnum):
    """Why a case ends without a decision, though nobody took it back."""

    DEATH = "death"
    INCAPACITY = "incapacity"
    DISSOLVED = "dissolved"
    OBJECT_GONE = "object-gone"
    NOT_GRANTABLE = "not-grantable"

    @property
    def label(self) -> str:
        """What people see."""
        return _TERMINATIONS[self]


_TERMINATIONS = {
    TerminationGround.DEATH: "申请人死亡",
    TerminationGround.INCAPACITY: "申请人丧失行为能力",
    TerminationGround.DISSOLVED: "申请的法人或者其他组织依法终止",
    TerminationGround.OBJECT_GONE: "申请办理的对象已不存在",
    TerminationGround.NOT_GRANTABLE: "法律、法规修改后本事项已取消",
}


class LicenceAct(StrEnum):
    """What an organ can do to something that it granted."""

    SUSPEND = "suspend"
    REINSTATE = "reinstate"
    REVOKE = "revoke"
    RECALL = "recall"
    CANCEL = "cancel"

    @property
    def label(self) -> str:
        """What people see."""
        return {
            "suspend": "暂扣",
            "reinstate": "恢复",
            "revoke": "撤销",
            "recall": "撤回",
            "cancel": "注销",
        }[self.value]


class Standing(StrEnum):
    """How what was granted stands."""

    IN_FORCE = "in-force"
    SUSPENDED = "suspended"
    REVOKED = "revoked"
    RECALLED = "recalled"
    CANCELLED = "cancelled"

    @property
    def label(self) -> str:
        """What people see."""
        return _STANDINGS[self]


_STANDINGS = {
    Standing.IN_FORCE: "有效",
    Standing.SUSPENDED: "已暂扣",
    Standing.REVOKED: "已撤销",
    Standing.RECALLED: "已撤回",
    Standing.CANCELLED: "已注销",
}

BECOMES = {
    LicenceAct.SUSPEND: Standing.SUSPENDED,
    LicenceAct.REINSTATE: Standing.IN_FORCE,
    LicenceAct.REVOKE: Standing.REVOKED,
    LicenceAct.RECALL: Standing.RECALLED,
    LicenceAct.CANCEL: Standing.CANCELLED,
}

LAWFUL: dict[Standing, tuple[LicenceAct, ...]] = {
    Standing.IN_FORCE: (LicenceAct.SUSPEND, LicenceAct.REVOKE, LicenceAct.RECALL, LicenceAct.CANCEL),
    Standing.SUSPENDED: (LicenceAct.REINSTATE, LicenceAct.REVOKE, LicenceAct.RECALL, LicenceAct.CANCEL),
    Standing.REVOKED: (LicenceAct.CANCEL,),
    Standing.RECALLED: (LicenceAct.CANCEL,),
    Standing.CANCELLED: (),
}
"""What may be done to a licence that stands so. What was revoked or recalled is still struck off (Art. 70 (4))."""


@dataclass(frozen=True)
class ActGround:
    """A lawful ground for an act on a licence, with its article."""

    key: str
    text: str
    basis: Basis


FRAUD, PLEDGE_BROKEN = "fraud", "pledge-broken"

ACT_GROUNDS: dict[LicenceAct, tuple[ActGround, ...]] = {
    LicenceAct.SUSPEND: (
        ActGround("penalty", "行政处罚决定暂扣许可证件", Basis("行政处罚法", "9", None, 3)),
    ),
    LicenceAct.REINSTATE: (
        ActGround("over", "暂扣期满或者处罚决定已撤销", Basis("行政处罚法", "9", None, 3)),
    ),
    LicenceAct.REVOKE: (
        ActGround("abuse", "工作人员滥用职权、玩忽职守作出准予决定", Basis(XKF, "69", 1, 1)),
        ActGround("ultra-vires", "超越法定职权作出准予决定", Basis(XKF, "69", 1, 2)),
        ActGround("procedure", "违反法定程序作出准予决定", Basis(XKF, "69", 1, 3)),
        ActGround("unqualified", "申请人不具备申请资格或者不符合法定条件", Basis(XKF, "69", 1, 4)),
        ActGround(FRAUD, "以欺骗、贿赂等不正当手段取得", Basis(XKF, "69", 2)),
        ActGround(PLEDGE_BROKEN, "承诺不实，逾期未整改或者整改后仍不符合条件", Basis(XKF, "69", 1, 4)),
    ),
    LicenceAct.RECALL: (
        ActGround("law-changed", "所依据的法律、法规、规章修改或者废止，为公共利益需要", Basis(XKF, "8", 2)),
        ActGround("facts-changed", "所依据的客观情况发生重大变化，为公共利益需要", Basis(XKF, "8", 2)),
    ),
    LicenceAct.CANCEL: (
        ActGround("expired", "有效期届满未延续", Basis(XKF, "70", None, 1)),
        ActGround("person", "赋予公民特定资格的许可，该公民死亡或者丧失行为能力", Basis(XKF, "70", None, 2)),
        ActGround("organisation", "法人或者其他组织依法终止", Basis(XKF, "70", None, 3)),
        ActGround("undone", "依法被撤销、撤回，或者许可证件被吊销", Basis(XKF, "70", None, 4)),
        ActGround("force-majeure", "因不可抗力导致许可事项无法实施", Basis(XKF, "70", None, 5)),
        ActGround("other", "法律、法规规定的其他情形（含持有人申请注销）", Basis(XKF, "70", None, 6)),
    ),
}
"""The closed lists of 行政许可法 Art. 8, 69 and 70, and 行政处罚法 Art. 9."""
