"""退付: when what was paid goes back. A fee pays for an act; where the act does not come about, it is given back.

The rule of the house: whole, if the case ends without a result before anything was made (withdrawn, declined, refused,
terminated); in part, where less was used than was paid for, or more was paid than was due; not at all once the result
has been made, unless it should never have been charged (行政许可法 Art. 75). The district's treasury has to confirm it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from onevisit.rules.basis import Basis
from onevisit.rules.cases.application import Fault
from onevisit.rules.payments.money import yuan

ASSUMED = "退付规则由财政部门确认前按本系统的规则办理"
REASON = 200


class Ground(StrEnum):
    """Why it goes back."""

    ENDED = "ended"
    LESS_USED = "less-used"
    WRONGLY = "wrongly"

    @property
    def label(self) -> str:
        """What people see."""
        return _GROUNDS[self]


_GROUNDS = {
    Ground.ENDED: "办件没有办成，什么都还没有制作",
    Ground.LESS_USED: "实际用量比缴费时少",
    Ground.WRONGLY: "多缴、重复缴或者不该收",
}

BASES = {
    Ground.ENDED: None,
    Ground.LESS_USED: Basis("城市道路管理条例", "38"),
    Ground.WRONGLY: Basis("行政许可法", "75"),
}
"""What each rests on; None is the house's own rule."""

LESS_USED_LAWS = ("城市道路管理条例",)
"""The bases of fees whose law itself gives back what was not used."""


@dataclass(frozen=True)
class Paid:
    """What a line was paid with, and what has become of its case. `made_on`: the day its result was made."""

    fen: int
    returned: int
    law: str
    ended: bool
    made_on: date | None

    @property
    def left(self) -> int:
        """What has not gone back yet, in fen."""
        return self.fen - self.returned


def grounds(paid: Paid) -> tuple[Ground, ...]:
    """The grounds on which something of this line may go back now."""
    if paid.left == 0:
        return ()
    found = [Ground.WRONGLY]
    if paid.law in LESS_USED_LAWS:
        found.insert(0, Ground.LESS_USED)
    if paid.ended and paid.made_on is None:
        found.insert(0, Ground.ENDED)
    return tuple(found)


def owed_back(paid: Paid) -> int:
    """What has to go back without anybody asking, in fen: all of a case that ended before anything was made."""
    return paid.left if Ground.ENDED in grounds(paid) else 0


def check(paid: Paid, amount: int | None, ground: Ground | None, reason: str) -> tuple[Fault, ...]:
    """What is wrong with a refund, by field."""
    faults = []
    if ground not in grounds(paid):
        said = "请选择退付的理由"
        if ground is Ground.ENDED and paid.made_on is not None:
            said = "结果已经制作，费用已经用掉，不能因为没有办成退还；多收、错收的除外"
        faults.append(Fault("ground", said))
    if amount is None or not 0 < amount <= paid.left:
        faults.append(Fault("amount", f"请填写0.01到{yuan(paid.left)}元之间的金额"))
    elif ground is Ground.ENDED and amount != paid.left:
        faults.append(Fault("amount", f"没有办成的要全部退还：{yuan(paid.left)}元"))
    if not reason:
        faults.append(Fault("reason", "请写明理由，缴款人会看到"))
    elif len(reason) > REASON:
        faults.append(Fault("reason", f"理由不能超过{REASON}个字"))
    return tuple(faults)
