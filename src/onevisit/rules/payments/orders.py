"""The life of a charge and of an order, as values: what stands where, and what may follow."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from enum import StrEnum

from onevisit.rules.cases.application import Fault
from onevisit.rules.payments.money import MOST, read, yuan

VALID_DAYS = 15
"""Calendar days for which a payment code is good: a rule of our own register, to be replaced by the treasury's."""

CALCULATION = 200
"""The longest calculation, in characters."""


class ChargeStand(StrEnum):
    """Where one fee of one case stands."""

    ASSESSING = "assessing"
    DUE = "due"
    PAID = "paid"
    EXEMPT = "exempt"
    NOTHING = "nothing"
    LIFTED = "lifted"
    RETURNED = "returned"

    @property
    def label(self) -> str:
        """What people see."""
        return _CHARGES[self]


_CHARGES = {
    ChargeStand.ASSESSING: "待核定",
    ChargeStand.DUE: "待缴",
    ChargeStand.PAID: "已缴",
    ChargeStand.EXEMPT: "已减免",
    ChargeStand.NOTHING: "核定为零",
    ChargeStand.LIFTED: "不再收取",
    ChargeStand.RETURNED: "已退还",
}

OWED = (ChargeStand.ASSESSING, ChargeStand.DUE)
"""Where something is still to be paid, or to be worked out."""


class Stand(StrEnum):
    """Where an order stands."""

    DRAFT = "draft"
    OPEN = "open"
    PAID = "paid"
    PARTLY = "partly"
    REFUNDED = "refunded"
    EXPIRED = "expired"
    CANCELLED = "cancelled"

    @property
    def label(self) -> str:
        """What people see."""
        return _STANDS[self]


_STANDS = {
    Stand.DRAFT: "金额核定中",
    Stand.OPEN: "待缴",
    Stand.PAID: "已缴",
    Stand.PARTLY: "已部分退还",
    Stand.REFUNDED: "已全部退还",
    Stand.EXPIRED: "缴款码已过期",
    Stand.CANCELLED: "已取消",
}

LIVE = (Stand.DRAFT, Stand.OPEN)
"""An order that is still to be paid. There is at most one for a case or a bundle."""

SETTLED = (Stand.PAID, Stand.PARTLY, Stand.REFUNDED)
"""An order that was paid, whatever went back afterwards."""


class Deed(StrEnum):
    """What happens to an order."""

    DRAW_UP = "draw-up"
    ASSESS = "assess"
    EXEMPT = "exempt"
    OPEN = "open"
    PAY = "pay"
    EXPIRE = "expire"
    CANCEL = "cancel"
    REFUND = "refund"
    RETURNED = "returned"

    @property
    def label(self) -> str:
        """What people see."""
        return _DEEDS[self]


_DEEDS = {
    Deed.DRAW_UP: "生成缴款单",
    Deed.ASSESS: "核定金额",
    Deed.EXEMPT: "减免",
    Deed.OPEN: "开单待缴",
    Deed.PAY: "缴款",
    Deed.EXPIRE: "缴款码过期",
    Deed.CANCEL: "取消",
    Deed.REFUND: "退付",
    Deed.RETURNED: "登记簿已退回原路",
}

_FOLLOWS: Mapping[Stand, Mapping[Deed, Stand]] = {
    Stand.DRAFT: {
        Deed.ASSESS: Stand.DRAFT,
        Deed.EXEMPT: Stand.DRAFT,
        Deed.OPEN: Stand.OPEN,
        Deed.CANCEL: Stand.CANCELLED,
    },
    Stand.OPEN: {Deed.PAY: Stand.PAID, Deed.EXPIRE: Stand.EXPIRED, Deed.CANCEL: Stand.CANCELLED},
    Stand.PAID: {Deed.REFUND: Stand.PARTLY},
    Stand.PARTLY: {Deed.REFUND: Stand.PARTLY, Deed.RETURNED: Stand.PARTLY},
    Stand.REFUNDED: {Deed.RETURNED: Stand.REFUNDED},
    Stand.EXPIRED: {},
    Stand.CANCELLED: {},
}


def may(stand: Stand, deed: Deed) -> bool:
    """Whether this may happen to an order that stands there."""
    return deed in _FOLLOWS[stand]


def after(stand: Stand, deed: Deed, *, left: int = 1) -> Stand:
    """Where an order stands after it; `left` is what has not gone back, in fen. Raises KeyError where it may not be."""
    if deed is Deed.REFUND and left == 0 and may(stand, deed):
        return Stand.REFUNDED
    return _FOLLOWS[stand][deed]


def good_until(opened: date) -> date:
    """The last day of a payment code."""
    return opened + timedelta(days=VALID_DAYS)


def check_assessment(amount: str, calculation: str) -> tuple[Fault, ...]:
    """What is wrong with an assessment as it was typed, by field. Zero is an amount: it says that nothing is due."""
    faults = []
    if (found := read(amount)) is None or found > MOST:
        faults.append(Fault("amount", f"请填写0到{yuan(MOST)}元之间的金额，精确到分；不用缴的填0"))
    if not calculation:
        faults.append(Fault("calculation", "请写明怎样算出来的（标准×数量），申请人会看到"))
    elif len(calculation) > CALCULATION:
        faults.append(Fault("calculation", f"计算说明不能超过{CALCULATION}个字"))
    return tuple(faults)
