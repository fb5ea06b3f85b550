"""What one matter costs in one version, read from its definition. Visits and days are those of the journey."""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass
from decimal import Decimal
from typing import TypeVar

from onevisit.rules.journeys.situations import holds
from onevisit.rules.limits import Limit, Unit
from onevisit.rules.matters.conditions import Condition, uses
from onevisit.rules.matters.definition import Fee, Matter, Requirement, Situation
from onevisit.rules.matters.vocabulary import Way
from onevisit.rules.reductions.quantities import Amount, Quantity

Number = TypeVar("Number", int, Decimal)

_FREE = frozenset({Way.FORM, Way.E_LICENCE, Way.SHARED, Way.ZONE})
"""Ways in which nothing has to be brought."""


@dataclass(frozen=True)
class Burden:
    """The quantities of a matter in one version. A quantity is None where no number could be computed."""

    key: str
    name: str
    organ: str
    amounts: Mapping[Quantity, Amount | None]

    def __getitem__(self, quantity: Quantity) -> Amount | None:
        return self.amounts[quantity]


def burden(matter: Matter, *, visits: int | None, from_nothing: int | None, days: int | None) -> Burden:
    """What the matter costs. The three numbers are the journey's: upper ends of visits, None where there is none."""
    asked = [one for one in matter.requirements if one.required]
    charged = [one for one in matter.fees if one.amount is None or one.amount > 0]
    situations = matter.situations
    amounts: dict[Quantity, Amount | None] = {
        Quantity.VISITS: visits,
        Quantity.FROM_NOTHING: from_nothing,
        Quantity.MATERIALS: _most(situations, [(one.when, 1) for one in asked], 0),
        Quantity.CARRIED: _most(situations, [(one.when, 1) for one in asked if is_carried(one)], 0),
        Quantity.STEPS: _most(situations, [(one.when, 1) for one in matter.stages], 0),
        Quantity.PROMISED: working_days(matter.limits.promised),
        Quantity.STATUTORY: working_days(matter.limits.statutory),
        Quantity.DAYS: days,
        Quantity.FEES: _most(situations, [(one.when, 1) for one in charged], 0),
        Quantity.YUAN: _most(situations, [(one.when, _yuan(one)) for one in charged], Decimal(0)),
    }
    return Burden(matter.key, matter.name, matter.organ, amounts)


def is_carried(requirement: Requirement) -> bool:
    """Whether the applicant has to bring it: no form, register, licence or zone shows it, and no word stands in."""
    return not requirement.commitment and _FREE.isdisjoint(one.way for one in requirement.evidence)


def working_days(limit: Limit) -> int:
    """A limit in working days, so that limits in different units can be compared: five for seven days, 30 a month."""
    days = {
        Unit.AT_ONCE: 0,
        Unit.WORKING_DAYS: limit.length * 7,
        Unit.DAYS: limit.length * 5,
        Unit.MONTHS: limit.length * 30 * 5,
    }[limit.unit]
    return -(-days // 7)


def _yuan(fee: Fee) -> Decimal:
    return fee.amount if fee.amount is not None else Decimal(0)


def _most(
    situations: Sequence[Situation], items: Sequence[tuple[Condition, Number]], nothing: Number
) -> Number:
    """The most that applies together in any situation.

    Only questions on which something depends are walked through, and no way that cannot exceed what was found.
    """
    weighty = _weighty(situations, [when for when, _ in items])
    asked = [one for one in situations if one.key in weighty]
    found: list[Number] = []

    def walk(number: int, known: Mapping[str, str]) -> None:
        missing = {one.key for one in asked[number:]}
        bound = sum((weight for when, weight in items if holds(when, known, missing) is not False), nothing)
        if found and bound <= found[-1]:
            return
        if number == len(asked):
            found.append(bound)
            return
        one = asked[number]
        if one.when.holds(known):
            for option in one.options:
                walk(number + 1, {**known, one.key: option})
        else:
            walk(number + 1, known)

    walk(0, {})
    return found[-1] if found else nothing


def _weighty(situations: Sequence[Situation], conditions: Sequence[Condition]) -> Set[str]:
    found = {key for condition in conditions for key, _ in uses(condition)}
    # A question can only depend on earlier ones, so that one walk from the last to the first finds them all.
    for one in reversed(situations):
        if one.key in found:
            found |= {key for key, _ in uses(one.when)}
    return found
