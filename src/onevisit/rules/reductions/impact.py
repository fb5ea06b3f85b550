"""What was reduced, in sentences; and what a draft would change for the cases that are open, and for those to come."""

from __future__ import annotations

from collections.abc import Mapping

from onevisit.rules.reductions.compare import Comparison, Summary, Total
from onevisit.rules.reductions.quantities import Amount, Quantity, Reduction, number

_VERBS = {
    Quantity.VISITS: ("少跑", "多跑"),
    Quantity.FROM_NOTHING: ("少跑", "多跑"),
    Quantity.MATERIALS: ("少要", "多要"),
    Quantity.CARRIED: ("少带", "多带"),
    Quantity.STEPS: ("少过", "多过"),
    Quantity.PROMISED: ("少等", "多等"),
    Quantity.DAYS: ("少等", "多等"),
    Quantity.FEES: ("少收", "多收"),
    Quantity.YUAN: ("少收", "多收"),
}
"""What a year with fewer, and one with more, means to people. The statutory limit itself nobody feels."""


def open_words(versions: Mapping[int, int], begun: int) -> tuple[str, ...]:
    """What becomes of the open cases, which `versions` counts by version; `begun` are those still being filled in.

    A case keeps the version under which it was handed in, and so do its limits, materials and fees.
    """
    said = []
    if versions:
        parts = "、".join(f"第{version}版{count}件" for version, count in sorted(versions.items()))
        total = sum(versions.values())
        said.append(
            f"现有{total}件在办：{parts}。公布以后仍各按提交时的版本办完，材料、环节、期限、收费都不变。"
        )
    else:
        said.append("现在没有在办的件。")
    if begun:
        said.append(
            f"另有{begun}份申请正在填写、还没有提交；公布以后，网上的按新版本接着填，窗口的按新版本重新录入。"
        )
    return tuple(said)


def future_words(comparison: Comparison, received: int) -> tuple[str, ...]:
    """What changes for cases to come, with what that makes in a year of `received` cases. Nothing is left out."""
    if comparison.before is None:
        return ("这是新增的事项，没有现行版本可以比较。",)
    if comparison.after is None:
        return (f"事项撤下后不再受理；过去十二个月收到{received}件。",)
    said = [
        _one(quantity, comparison.before[quantity], comparison.after[quantity], received)
        for quantity in Quantity
        if comparison.before[quantity] != comparison.after[quantity]
    ]
    return tuple(said) or ("跑动、材料、环节、期限、收费都没有变化。",)


def _one(quantity: Quantity, was: Amount | None, now: Amount | None, received: int) -> str:
    change = f"{quantity.label}由{quantity.say(was)}"
    if was is None or now is None:
        return f"{change}变为{quantity.say(now)}。"
    change += f"{'减为' if now < was else '增为'}{quantity.say(now)}"
    if quantity not in _VERBS or not received:
        return f"{change}。"
    verb = _VERBS[quantity][0 if now < was else 1]
    yearly = number((was - now if now < was else now - was) * received)
    return f"{change}；按过去十二个月收到的{received}件算，一年{verb}{yearly}{quantity.unit}。"


def reduced_words(found: Summary) -> dict[Reduction, tuple[str, ...]]:
    """What a batch or a time changed, under each reduction; what became more is said like what became less."""
    said = {
        reduction: tuple(
            _total(total)
            for total in found.totals.values()
            if total.quantity.reduction is reduction and _moved(total)
        )
        for reduction in Reduction
    }
    moved = [f"取消{found.gone}项" if found.gone else "", f"新增{found.new}项" if found.new else ""]
    if any(moved):
        parts = "，".join(one for one in moved if one)
        said[Reduction.MATTERS] = (f"{parts}，由{found.before}项变为{found.after}项",)
    return {reduction: each or ("没有变化",) for reduction, each in said.items()}


def _moved(total: Total) -> bool:
    return bool(total.eased or total.burdened)


def _total(total: Total) -> str:
    quantity = total.quantity
    parts = []
    if total.eased:
        parts.append(f"{total.eased}个事项共减{number(total.less)}{quantity.unit}")
    if total.burdened:
        parts.append(f"{total.burdened}个事项共增{number(total.more)}{quantity.unit}")
    return f"{quantity.label}：{'，'.join(parts)}"
