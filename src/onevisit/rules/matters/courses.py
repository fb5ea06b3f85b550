"""The courses that a matter opens beside the ordinary one, and what the law says about each (`courses:` in the YAML).

What is written here as a default holds for every matter that says nothing else. Where the default comes from another
province's regulation, because neither the nation nor Shandong has a rule, its `basis` names that regulation, and the
screens say “参照”. Each can be changed in the matter's own file.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from onevisit.rules.basis import Basis
from onevisit.rules.limits import Limit, Unit
from onevisit.rules.matters.readers import read_basis, read_limit

XKF = "行政许可法"
MODEL = "浙江省保障“最多跑一次”改革规定"
"""The regulation taken as a model where our own law is silent (standards 4.1)."""

LOCAL = "山东省优化营商环境条例"
"""Our own province's regulation: Art. 28 on deferral, Art. 29 on commitments."""

_BASIS = {"read": read_basis}
_LIMIT = {"read": read_limit}


class Handling(StrEnum):
    """How many organs handle a matter, which decides its limits (行政许可法 Art. 26, 35, 42, 43)."""

    SINGLE = "single"
    JOINT = "joint"
    FORWARDED = "forwarded"

    @property
    def label(self) -> str:
        """What people see."""
        return {"single": "单独办理", "joint": "统一、联合或集中办理", "forwarded": "下级初审、上级决定"}[
            self.value
        ]


class SpecialKind(StrEnum):
    """The eight procedures whose time does not count (行政许可法 Art. 45)."""

    HEARING = "hearing"
    TENDER = "tender"
    AUCTION = "auction"
    INSPECTION = "inspection"
    TESTING = "testing"
    QUARANTINE = "quarantine"
    APPRAISAL = "appraisal"
    EXPERT_REVIEW = "expert-review"

    @property
    def label(self) -> str:
        """What people see."""
        return _SPECIAL[self]


_SPECIAL = dict(
    zip(SpecialKind, ("听证", "招标", "拍卖", "检验", "检测", "检疫", "鉴定", "专家评审"), strict=True)
)
NOT_COUNTED = Basis(XKF, "45")


class Risk(StrEnum):
    """Fields in which a word may not stand for a proof (山东 Art. 29), or a lie bars (行政许可法 Art. 78, 79)."""

    PUBLIC_SAFETY = "public-safety"
    FINANCIAL_SAFETY = "financial-safety"
    ENVIRONMENT = "environment"
    HEALTH = "health"

    @property
    def label(self) -> str:
        """What people see."""
        return _RISKS[self]

    @property
    def bars(self) -> bool:
        """Whether 行政许可法 Art. 78 and 79 forbid to apply again for one or three years."""
        return self in (Risk.PUBLIC_SAFETY, Risk.HEALTH)


_RISKS = {
    Risk.PUBLIC_SAFETY: "公共安全",
    Risk.FINANCIAL_SAFETY: "金融安全",
    Risk.ENVIRONMENT: "生态环境保护",
    Risk.HEALTH: "人身健康、生命财产安全",
}


class DeferralEnd(StrEnum):
    """What follows when a deferred material did not come: three regulations, three answers."""

    REVOKED = "revoked"
    WITHDRAWN = "withdrawn"
    REFUSED = "refused"

    @property
    def label(self) -> str:
        """What people see."""
        return {"revoked": "撤销受理", "withdrawn": "视为撤回申请", "refused": "不予许可"}[self.value]


class Approver(StrEnum):
    """Who may prolong a limit (行政许可法 Art. 42)."""

    ORGAN = "organ"
    GOVERNMENT = "government"

    @property
    def label(self) -> str:
        """What people see."""
        return {"organ": "本行政机关负责人", "government": "本级人民政府负责人"}[self.value]


@dataclass(frozen=True)
class Demand:
    """Something that the law demands in this matter, with the article and what it is about."""

    basis: Basis = field(metadata=_BASIS)
    note: str = ""


@dataclass(frozen=True)
class Special:
    """A special procedure that the law requires of this matter, and how many working days it takes at most."""

    kind: SpecialKind
    days: int
    basis: Basis = field(metadata=_BASIS)
    note: str = ""


@dataclass(frozen=True)
class Prolongation:
    """By how much the statutory limit may be prolonged, once, counted in its unit, and by whom."""

    length: int
    by: Approver
    basis: Basis = field(metadata=_BASIS)


@dataclass(frozen=True)
class Quota:
    """A limited number: `per` a calendar year, or in `total` (行政许可法 Art. 57: in the order of acceptance)."""

    number: int
    basis: Basis = field(metadata=_BASIS)
    per: str = "total"


@dataclass(frozen=True)
class Pledge:
    """告知承诺: what is signed, when it is checked, how long one may mend what is wrong, how long it is published."""

    text: str = (
        "本人（本单位）已知晓告知的全部内容，承诺符合办理条件、所作承诺真实，"
        "愿意接受核查；承诺不实的，自愿承担撤销决定、记入信用记录等后果。"
    )
    check: Limit = field(
        default=Limit(60, Unit.WORKING_DAYS, Basis(MODEL, "14"), "承诺核查期限", "作出决定之日"),
        metadata=_LIMIT,
    )
    rectify: Limit = field(
        default=Limit(15, Unit.WORKING_DAYS, Basis(LOCAL, "29"), "整改期限", "责令整改之日"),
        metadata=_LIMIT,
    )
    notice: Limit = field(
        default=Limit(5, Unit.WORKING_DAYS, None, "承诺公示期", "受理之日"), metadata=_LIMIT
    )
    statutory: Basis | None = field(default=None, metadata=_BASIS)
    """The article that opens the commitment in an excluded field, such as 消防法 Art. 15."""


class Act(StrEnum):
    """What an application asks for with regard to a licence that is already there."""

    CHANGE = "change"
    RENEWAL = "renewal"

    @property
    def label(self) -> str:
        """What people see."""
        return {"change": "变更", "renewal": "延续"}[self.value]


@dataclass(frozen=True)
class Concern:
    """The matter changes or renews a licence of a type. A renewal is applied for so long before the expiry."""

    licence: str
    act: Act
    before: Limit = field(
        default=Limit(30, Unit.WORKING_DAYS, Basis(XKF, "50", 1), "提出延续申请的期限", "有效期届满之日"),
        metadata=_LIMIT,
    )


@dataclass(frozen=True)
class Courses:
    """Everything about a matter's courses. Empty: corrections and withdrawal only, and what the law gives everybody."""

    handling: Handling = Handling.SINGLE
    correction: Limit = field(
        default=Limit(30, Unit.DAYS, Basis(MODEL, "11"), "补正期限", "告知补正之日"), metadata=_LIMIT
    )
    deferral_ends: DeferralEnd = DeferralEnd.REVOKED
    special: tuple[Special, ...] = ()
    interested: Demand | None = None
    hearing: Demand | None = None
    extension: Prolongation | None = None
    quota: Quota | None = None
    risks: tuple[Risk, ...] = ()
    pledge: Pledge = Pledge()
    concerns: Concern | None = None

    def special_of(self, kind: SpecialKind) -> Special | None:
        """The special procedure of this kind that the law requires here, if it does."""
        return next((one for one in self.special if one.kind is kind), None)

    @property
    def bars(self) -> bool:
        """Whether a lie in this matter bars its author from applying again."""
        return any(risk.bars for risk in self.risks)
