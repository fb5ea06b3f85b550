"""委托代办: who may act for whom, in which matters, from which day to which, and how that was given.

The law is 民法典 Art. 161–173: what has to be done by oneself cannot be done by an agent (161.2); what he does within
his power binds the principal (162); the written word names agent, matters, powers and term (165); acting without or
beyond it does not bind (171); it ends with its term, by being taken back or laid down (173). 行政许可法 Art. 29.2 lets
an agent apply. What is kept as data is writing, too (469.3). How long one may last, no law says: `LONGEST` is ours.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from onevisit.rules.basis import Basis
from onevisit.rules.cases.application import Fault
from onevisit.rules.district.definition import Role
from onevisit.rules.matters.vocabulary import Level

MFD, XKF = "民法典", "行政许可法"
MAY_APPLY = Basis(XKF, "29", 2)
IN_WRITING = Basis(MFD, "165")
WITHOUT = Basis(MFD, "171", 1)
BY_HIMSELF = Basis(MFD, "161", 2)
NOT_WITH_HIMSELF = Basis(MFD, "168", 1)
ENDS = Basis(MFD, "173", None, 2)
NO_MONEY = Basis(XKF, "59")

LONGEST = timedelta(days=366)
"""The longest term. An assumption of ours, which the district has to confirm: no law sets one."""

USUAL = timedelta(days=90)
"""What a form proposes."""

ASKED_FOR = timedelta(minutes=10)
"""How long a code is good."""

TRIES = 5
"""How often a code may be typed wrong."""

CODES_A_DAY = 5
"""How many codes one person is sent on one day at most: nobody is to be worn down."""


class Kind(StrEnum):
    """Who acts."""

    PRIVATE = "private"
    VILLAGE = "village"
    OFFICIAL = "official"

    @property
    def label(self) -> str:
        """What people see."""
        return {"private": "亲友等个人", "village": "村（社区）代办员", "official": "镇（街道）、大厅代办员"}[
            self.value
        ]


class Given(StrEnum):
    """How the word was given."""

    PAPER = "paper"
    CODE = "code"
    ACCOUNT = "account"

    @property
    def label(self) -> str:
        """What people see."""
        return {
            "paper": "签了字的委托书（照片）",
            "code": "本人手机收到的授权码",
            "account": "本人登录后确认",
        }[self.value]


class Phase(StrEnum):
    """Where an authorisation stands, whatever the day."""

    ASKED = "asked"
    GIVEN = "given"
    DECLINED = "declined"
    REVOKED = "revoked"
    RESIGNED = "resigned"


class Standing(StrEnum):
    """What it is worth on a day."""

    ASKED = "asked"
    COMING = "coming"
    VALID = "valid"
    OVER = "over"
    DECLINED = "declined"
    REVOKED = "revoked"
    RESIGNED = "resigned"

    @property
    def label(self) -> str:
        """What people see."""
        return _STANDINGS[self]


_STANDINGS = {
    Standing.ASKED: "等本人确认",
    Standing.COMING: "还没有开始",
    Standing.VALID: "有效",
    Standing.OVER: "已到期",
    Standing.DECLINED: "本人没有同意",
    Standing.REVOKED: "已撤销",
    Standing.RESIGNED: "代办员已辞去",
}


def standing(phase: Phase, since: date, until: date, today: date) -> Standing:
    """What an authorisation is worth today."""
    if phase is Phase.GIVEN:
        if today < since:
            return Standing.COMING
        return Standing.VALID if today <= until else Standing.OVER
    if phase is Phase.ASKED and today > until:
        return Standing.OVER
    return Standing(phase.value)


class Deed(StrEnum):
    """What happened to an authorisation, as its history names it."""

    ASK = "ask"
    GIVE = "give"
    DECLINE = "decline"
    REVOKE = "revoke"
    RESIGN = "resign"
    ACT = "act"

    @property
    def label(self) -> str:
        """What people see."""
        return _DEEDS[self]


_DEEDS = {
    Deed.ASK: "申请代办",
    Deed.GIVE: "委托",
    Deed.DECLINE: "不同意",
    Deed.REVOKE: "撤销委托",
    Deed.RESIGN: "辞去委托",
    Deed.ACT: "代办",
}


def allowed(phase: Phase) -> tuple[Deed, ...]:
    """What may be done with an authorisation that stands so, whatever the day."""
    if phase is Phase.ASKED:
        return (Deed.GIVE, Deed.DECLINE)
    return (Deed.REVOKE, Deed.RESIGN, Deed.ACT) if phase is Phase.GIVEN else ()


@dataclass(frozen=True)
class Scope:
    """For what: these matters, or all of a class. One of the two is empty. `bundle` is what the matters came from."""

    matters: tuple[str, ...] = ()
    window_class: str = ""
    bundle: str = ""

    def covers(self, matter: str, window_class: str) -> bool:
        """Whether a matter of this class lies in it."""
        return matter in self.matters or (self.window_class != "" and window_class == self.window_class)


@dataclass(frozen=True)
class Term:
    """From a day to a day, both of them included."""

    since: date
    until: date


def kind_of(role: Role, level: Level) -> Kind | None:
    """Which kind of agent the holder of such a post is; None for who is none."""
    if role is not Role.AGENT:
        return None
    return Kind.VILLAGE if level is Level.VILLAGE else Kind.OFFICIAL


def check(scope: Scope, term: Term, today: date) -> tuple[Fault, ...]:
    """What is wrong with an authorisation as it was filled in (民法典 Art. 165: matters and term have to be named)."""
    faults = []
    if not scope.matters and not scope.window_class:
        faults.append(Fault("scope", "请选择委托办什么事"))
    if term.since < today:
        faults.append(Fault("since", "开始的日子不能早于今天：委托不能倒签"))
    if term.until < max(term.since, today):
        faults.append(Fault("until", "结束的日子早于开始的日子"))
    elif term.until - term.since > LONGEST:
        faults.append(Fault("until", f"一份委托最长{LONGEST.days}天；到期可以再办"))
    return tuple(faults)


def check_papers(papers: Collection[str]) -> tuple[Fault, ...]:
    """The signed paper has to be there to be read by whoever doubts it."""
    return (
        () if papers else (Fault("paper", "请拍下签了字的委托书，要看得清委托人、代办人、事项、期限和签名"),)
    )


NOT_IN_POWER = (
    ("不代收任何钱款，缴费由本人按缴款码自己缴", NO_MONEY),
    ("法律要求本人亲自做的（按指纹、本人签字、面谈）不能代", BY_HIMSELF),
    ("不在没有委托、超出委托或者委托结束以后办", WITHOUT),
    ("不以代办员自己为另一方办委托人的事", NOT_WITH_HIMSELF),
)
"""What no agent may do, whatever he was told: read out to the principal, and printed on the paper."""
