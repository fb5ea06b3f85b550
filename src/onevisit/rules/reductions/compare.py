"""What became less, and what became more, between two states of the catalogue.

A matter that is in only one of them counts under 减事项 alone: what is not asked for any more has no materials to be
compared, and a new matter is not blamed for having some. So nothing is counted twice. Increases are never hidden in a
sum: `less` and `more` stand beside each other.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from onevisit.rules.reductions.burden import Burden
from onevisit.rules.reductions.quantities import Amount, Quantity


@dataclass(frozen=True)
class Comparison:
    """One matter before and after; None where it was not there, or is not any more (withdrawn, or merged)."""

    before: Burden | None
    after: Burden | None

    def __post_init__(self) -> None:
        if self.before is None and self.after is None:
            raise ValueError("a comparison needs a version on one side at least")

    @property
    def now(self) -> Burden:
        """What names it: the later version, or the last there was."""
        found = self.after or self.before
        assert found is not None  # noqa: S101 — see __post_init__
        return found

    @property
    def gone(self) -> bool:
        """Whether there is one matter less."""
        return self.after is None

    @property
    def new(self) -> bool:
        """Whether there is one matter more."""
        return self.before is None

    def saved(self, quantity: Quantity) -> Amount | None:
        """By how much it became less (negative: more); None where either side has no number."""
        was = self.before[quantity] if self.before else None
        now = self.after[quantity] if self.after else None
        return None if was is None or now is None else was - now

    @property
    def changed(self) -> bool:
        """Whether anything that is counted is not what it was."""
        if self.before is None or self.after is None:
            return True
        return any(self.before[one] != self.after[one] for one in Quantity)


@dataclass(frozen=True)
class Total:
    """A quantity over all matters that are on both sides with a number; `unknown` are those without one.

    `eased` matters became less by `less` together, `burdened` ones more by `more`.
    """

    quantity: Quantity
    matters: int
    before: Amount
    after: Amount
    less: Amount
    more: Amount
    eased: int
    burdened: int
    unknown: int

    @property
    def saved(self) -> Amount:
        """What is left of the reductions after the increases."""
        return self.less - self.more


@dataclass(frozen=True)
class Summary:
    """All comparisons of a batch, an organ or a time together. `before` and `after` are how many matters there were."""

    before: int
    after: int
    gone: int
    new: int
    changed: int
    totals: Mapping[Quantity, Total]


def compare(before: Mapping[str, Burden], after: Mapping[str, Burden]) -> tuple[Comparison, ...]:
    """Every matter that is in either state, those of the later one first, in its order."""
    keys = dict.fromkeys((*after, *before))
    return tuple(Comparison(before.get(key), after.get(key)) for key in keys)


def summary(comparisons: Iterable[Comparison]) -> Summary:
    """The five reductions and the visits of these comparisons."""
    each = tuple(comparisons)
    gone, new = sum(one.gone for one in each), sum(one.new for one in each)
    totals = {quantity: _total(quantity, each) for quantity in Quantity}
    changed = sum(one.changed for one in each)
    return Summary(len(each) - new, len(each) - gone, gone, new, changed, totals)


def _total(quantity: Quantity, each: Iterable[Comparison]) -> Total:
    both = [(one.before[quantity], one.after[quantity]) for one in each if one.before and one.after]
    known = [(was, now) for was, now in both if was is not None and now is not None]
    return Total(
        quantity,
        len(known),
        sum(was for was, _ in known),
        sum(now for _, now in known),
        sum(was - now for was, now in known if now < was),
        sum(now - was for was, now in known if now > was),
        sum(now < was for was, now in known),
        sum(now > was for was, now in known),
        len(both) - len(known),
    )


def by_organ(comparisons: Iterable[Comparison]) -> dict[str, Summary]:
    """The same, organ by organ. A matter that moved to another organ stands with the one that has it now."""
    groups: dict[str, list[Comparison]] = {}
    for one in comparisons:
        groups.setdefault(one.now.organ, []).append(one)
    return {organ: summary(each) for organ, each in groups.items()}
