"""What a case costs: the fees of its matter that apply in its situation, each with its basis.

Nothing is charged that no law names (行政许可法 Art. 58), and what is charged is charged by the published item and
standard (Art. 59): the definition of the matter is that publication, in the version under which the case came.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from onevisit.rules.basis import Basis
from onevisit.rules.matters.definition import Fee, Matter
from onevisit.rules.matters.vocabulary import Audience, Kind
from onevisit.rules.payments.money import fen

XKF = "行政许可法"
PUBLISHED = Basis(XKF, "59")
"""By the published item and standard, and all of it into the treasury."""

TAX = Basis("税收征收管理法", "29")
"""Nobody but the tax authority collects taxes."""

_ENTERPRISES = (Audience.ENTERPRISE, Audience.UNINCORPORATED)


@dataclass(frozen=True)
class Cost:
    """One fee of a case. `fen` is None where the standard is in words and an officer works the amount out."""

    key: str
    name: str
    basis: Basis
    unit: str
    fen: int | None
    standard: str
    note: str

    @property
    def is_assessed(self) -> bool:
        """Whether somebody has to work the amount out."""
        return self.fen is None


@dataclass(frozen=True)
class Tax:
    """A tax that falls due on the same occasion. It is shown, and never charged here."""

    name: str
    standard: str
    basis: Basis


@dataclass(frozen=True)
class Costs:
    """Everything that a case costs. Without `charged` it is free, and `free` says why."""

    charged: tuple[Cost, ...]
    taxes: tuple[Tax, ...]
    free: str
    basis: Basis | None


def costs(matter: Matter, answers: Mapping[str, str]) -> Costs:
    """What a case of this matter costs in this situation, in the order of its definition."""
    applies = [one for one in matter.fees if one.when.holds(answers)]
    charged = tuple(_cost(one) for one in applies if not is_tax(one))
    taxes = tuple(Tax(one.name, _standard(one), one.basis) for one in applies if is_tax(one))
    if charged:
        return Costs(charged, taxes, "", PUBLISHED)
    words, basis = _free(matter)
    return Costs((), taxes, words, basis)


def is_tax(fee: Fee) -> bool:
    """Whether a tax law is its basis: the tax authority collects it (税收征收管理法 Art. 29), no organ does."""
    return fee.basis.law.endswith("税法")


def _cost(fee: Fee) -> Cost:
    amount = None if fee.amount is None else fen(fee.amount)
    return Cost(fee.key, fee.name, fee.basis, fee.unit, amount, _standard(fee), fee.note)


def _standard(fee: Fee) -> str:
    return fee.standard or (f"{fee.amount:f}元/{fee.unit}" if fee.amount is not None else "")


def _free(matter: Matter) -> tuple[str, Basis | None]:
    if matter.fees:
        return "您的情形不在收费范围内", PUBLISHED
    if matter.kind is Kind.LICENCE:
        return "法律、行政法规没有规定收费，办理许可不收任何费用", Basis(XKF, "58")
    if any(one in matter.audience for one in _ENTERPRISES):
        return "收费目录清单里没有这个事项，清单以外一律不得收费", Basis("优化营商环境条例", "25")
    return "办事指南没有收费项目，不收任何费用", None
