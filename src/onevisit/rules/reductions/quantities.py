"""What a matter costs the people who need it, in ten quantities under the five reductions and the visits."""

from __future__ import annotations

from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple

Amount = int | Decimal
"""Of a quantity, in its unit: whole numbers, and yuan."""


class Reduction(StrEnum):
    """The five reductions of the order (5.10b), and beside them the visits, for which they are made."""

    VISITS = "visits"
    MATTERS = "matters"
    MATERIALS = "materials"
    STEPS = "steps"
    TIME = "time"
    FEES = "fees"

    @property
    def label(self) -> str:
        """What people see."""
        return _REDUCTIONS[self]


_REDUCTIONS = {
    Reduction.VISITS: "减跑动",
    Reduction.MATTERS: "减事项",
    Reduction.MATERIALS: "减材料",
    Reduction.STEPS: "减环节",
    Reduction.TIME: "减时间",
    Reduction.FEES: "减收费",
}


class Quantity(StrEnum):
    """One thing that is counted. Each is the number of the worst situation that an applicant can be in."""

    VISITS = "visits"
    """Visits with everything in hand (the upper end where the number is an interval)."""
    FROM_NOTHING = "from-nothing"
    """Visits with the trips for the materials themselves."""
    MATERIALS = "materials"
    """Required materials that are asked for."""
    CARRIED = "carried"
    """Those of them that the applicant himself has to bring: nothing fills in, fetches or stands in for them."""
    STEPS = "steps"
    """Stages of the handling."""
    PROMISED = "promised"
    """The promised limit in working days."""
    STATUTORY = "statutory"
    """The statutory limit in working days."""
    DAYS = "days"
    """Days from the first step to the result along the journey with everything in hand."""
    FEES = "fees"
    """Fees that are charged."""
    YUAN = "yuan"
    """What the fees with a fixed amount come to, each taken once."""

    @property
    def label(self) -> str:
        """What people see."""
        return _QUANTITIES[self].label

    @property
    def unit(self) -> str:
        """What it is counted in."""
        return _QUANTITIES[self].unit

    @property
    def reduction(self) -> Reduction:
        """To which of the reductions it belongs."""
        return _QUANTITIES[self].reduction

    def say(self, amount: Amount | None) -> str:
        """An amount with its unit; 算不出 where no number could be computed."""
        return "算不出上限" if amount is None else f"{number(amount)}{self.unit}"


class _Quantity(NamedTuple):
    label: str
    unit: str
    reduction: Reduction


_QUANTITIES = {
    Quantity.VISITS: _Quantity("跑动（材料齐全）", "次", Reduction.VISITS),
    Quantity.FROM_NOTHING: _Quantity("跑动（从零开始）", "次", Reduction.VISITS),
    Quantity.MATERIALS: _Quantity("材料", "件", Reduction.MATERIALS),
    Quantity.CARRIED: _Quantity("要自己带的材料", "件", Reduction.MATERIALS),
    Quantity.STEPS: _Quantity("环节", "个", Reduction.STEPS),
    Quantity.PROMISED: _Quantity("承诺期限", "个工作日", Reduction.TIME),
    Quantity.STATUTORY: _Quantity("法定期限", "个工作日", Reduction.TIME),
    Quantity.DAYS: _Quantity("全程天数", "天", Reduction.TIME),
    Quantity.FEES: _Quantity("收费项目", "项", Reduction.FEES),
    Quantity.YUAN: _Quantity("定额收费", "元", Reduction.FEES),
}

CHIEF = (Quantity.VISITS, Quantity.MATERIALS, Quantity.STEPS, Quantity.PROMISED, Quantity.FEES)
"""The one quantity of each reduction that stands for it where there is room for one only."""


def number(amount: Amount) -> str:
    """An amount as people write it: no needless zeros, no exponent."""
    if isinstance(amount, int):
        return str(amount)
    text = f"{amount:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
