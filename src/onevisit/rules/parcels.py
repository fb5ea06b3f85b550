"""快递 in both directions (clause 5.5a): originals that come by post instead of by foot, and results that go by post.

What is told of a parcel is what our own book knows. Where it is on the road is known to the courier alone.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from enum import StrEnum

from onevisit.rules.cases.application import Fault
from onevisit.rules.cases.commands import Shown
from onevisit.rules.cases.phases import Phase
from onevisit.rules.cases.state import CaseState
from onevisit.rules.matters.definition import Matter
from onevisit.rules.matters.vocabulary import Way


class Direction(StrEnum):
    """From the hall to the applicant, or from him to the hall."""

    OUT = "out"
    IN = "in"

    @property
    def label(self) -> str:
        """What people see."""
        return {"out": "寄出", "in": "寄来"}[self.value]


UNSIGNED_AFTER = 7
"""Days after which a result that nobody has confirmed is asked about (assumed: true: no rule says how long)."""


class Stand(StrEnum):
    """What the book knows of a parcel. Asked: it should have arrived, and its recipient was asked whether it has."""

    POSTED = "posted"
    ASKED = "asked"
    ARRIVED = "arrived"
    RETURNED = "returned"
    CANCELLED = "cancelled"


_LABELS: Mapping[tuple[Direction, Stand], str] = {
    (Direction.OUT, Stand.POSTED): "已交寄",
    (Direction.OUT, Stand.ASKED): "已问收件人是否收到",
    (Direction.OUT, Stand.ARRIVED): "收件人确认收到",
    (Direction.OUT, Stand.RETURNED): "退回大厅",
    (Direction.IN, Stand.POSTED): "邮寄材料在途",
    (Direction.IN, Stand.ARRIVED): "大厅已收到",
    (Direction.IN, Stand.RETURNED): "原件已退还",
    (Direction.IN, Stand.CANCELLED): "登记已取消",
}
_NEXT: Mapping[tuple[Direction, Stand], tuple[Stand, ...]] = {
    (Direction.OUT, Stand.POSTED): (Stand.ASKED, Stand.ARRIVED, Stand.RETURNED),
    (Direction.OUT, Stand.ASKED): (Stand.ARRIVED, Stand.RETURNED),
    # Somebody may have confirmed what the courier then brought back all the same.
    (Direction.OUT, Stand.ARRIVED): (Stand.RETURNED,),
    (Direction.IN, Stand.POSTED): (Stand.ARRIVED, Stand.CANCELLED),
    (Direction.IN, Stand.ARRIVED): (Stand.RETURNED,),
}


def label(direction: Direction, stand: Stand) -> str:
    """What people see of where a parcel stands."""
    return _LABELS[direction, stand]


def following(direction: Direction, stand: Stand) -> tuple[Stand, ...]:
    """Where a parcel may stand next. What arrived is given back, never thrown away."""
    return _NEXT.get((direction, stand), ())


def originals(shown: Sequence[Shown], sighted: Collection[str]) -> tuple[str, ...]:
    """The requirements whose originals a window still has to see: they can come by post."""
    return tuple(
        one.requirement for one in shown if one.way is Way.ORIGINAL and one.requirement not in sighted
    )


def may_post(state: CaseState) -> bool:
    """Whether originals can still be sent in: after the window has received the application it has seen them."""
    return state.phase is Phase.SUBMITTED and bool(originals(state.shown, state.sighted))


def wanted(matter: Matter, state: CaseState) -> tuple[str, ...]:
    """The originals that can come by post now: of the application, of a correction, or of what may come late."""
    match state.phase:
        case Phase.SUBMITTED:
            return originals(state.shown, state.sighted)
        case Phase.CORRECTING:
            keys = tuple(one.about for one in state.correction.open) if state.correction else ()
        case Phase.ACCEPTED:
            keys = tuple(state.deferred)
        case _:
            keys = ()
    asked = [one for key in keys if (one := matter.requirement(key)) is not None]
    return tuple(one.key for one in asked if any(each.way is Way.ORIGINAL for each in one.evidence))


CARRIER = 30
"""Characters of a courier's name."""
_NUMBER = re.compile(r"[A-Za-z0-9][A-Za-z0-9-]{5,29}", re.ASCII)


def check_label(carrier: str, number: str) -> tuple[Fault, ...]:
    """What is wrong with a courier's label as it was typed."""
    faults = []
    if not carrier.strip():
        faults.append(Fault("carrier", "请填写快递公司，例如：邮政EMS"))
    elif len(carrier.strip()) > CARRIER:
        faults.append(Fault("carrier", f"快递公司最多{CARRIER}个字"))
    if not _NUMBER.fullmatch(number.strip()):
        faults.append(Fault("number", "快递单号是6到30位字母、数字，请照面单逐位核对"))
    return tuple(faults)


def check_enclosed(enclosed: Sequence[str], expected: Collection[str]) -> tuple[Fault, ...]:
    """At least one original, and none that the case does not have to show."""
    if not enclosed:
        return (Fault("enclosed", "请勾选寄了哪些原件"),)
    if any(one not in expected for one in enclosed):
        return (Fault("enclosed", "勾选的原件里有这个办件不需要出示的，请刷新页面后重新勾选"),)
    return ()


def check_return(name: str, phone: str, address: str) -> tuple[Fault, ...]:
    """Where the originals go back to."""
    parts = (
        ("back_name", name, 60, "请填写收件人"),
        ("back_phone", phone, 20, "请填写电话，快递员要联系您"),
        ("back_address", address, 200, "请填写地址：区、镇（街道）、村（社区）、门牌号"),
    )
    faults = [Fault(field, missing) for field, value, _, missing in parts if not value.strip()]
    long = [(field, longest) for field, value, longest, _ in parts if len(value.strip()) > longest]
    return (*faults, *(Fault(field, f"最多{longest}个字") for field, longest in long))
