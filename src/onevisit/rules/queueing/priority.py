"""Who is called earlier than he came, and on what ground.

No law says by how many minutes or people. 残疾人保障法 Art. 55 asks public services for priority outright; the other
laws ask the government for preferential treatment (优待) without naming the queue. So being earlier has its article
where there is one, and how much earlier (`order.HEAD_START`, `order.AT_MOST`) is the district's own rule, `assumed`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from onevisit.rules.basis import Basis
from onevisit.rules.queueing.desks import Desk


class Priority(StrEnum):
    """Why somebody is called earlier; NONE for everybody else."""

    NONE = ""
    ELDERLY = "elderly"
    DISABLED = "disabled"
    PREGNANT = "pregnant"
    SERVICE = "service"

    @property
    def label(self) -> str:
        """What people see."""
        return REASONS[self].label if self in REASONS else "普通"


@dataclass(frozen=True)
class Reason:
    """One ground: who, what is looked at when called ("" for nothing), and by which law (None: the district's own).

    `assumed`: the law does not speak of queues, or not at all; Boshan has to confirm it.
    """

    label: str
    shows: str
    basis: Basis | None
    assumed: bool


REASONS: Mapping[Priority, Reason] = {
    Priority.ELDERLY: Reason("老年人", "身份证", Basis("老年人权益保障法", "58"), assumed=True),
    Priority.DISABLED: Reason("残疾人", "残疾人证", Basis("残疾人保障法", "55"), assumed=False),
    Priority.PREGNANT: Reason("孕妇、带婴儿的", "", None, assumed=True),
    Priority.SERVICE: Reason(
        "军人、退役军人、军烈属",
        "军人证件或者优待证",
        Basis("军人地位和权益保障法", "47"),
        assumed=True,
    ),
}
"""Veterans and families of the fallen: 退役军人保障法 Art. 48 and 军人地位和权益保障法 Art. 45 in the same sense."""

ELDERLY_FROM = 70
"""Years, assumed: one is elderly by law from 60 on (老年人权益保障法 Art. 2), and Art. 58 only asks for courtesy; the
line of 70 is that of 山东省老年人权益保障条例 Art. 46.
"""

ELDERLY_BY_LAW = 60
"""Years, where the law itself demands priority: a house changes hands (老年人权益保障法 Art. 2 and 55)."""


def elderly_from(desk: Desk) -> int:
    """From which age one is called earlier at this desk."""
    return ELDERLY_BY_LAW if desk is Desk.PROPERTY else ELDERLY_FROM
