"""The five reductions as pictures, the same for everybody who looks at them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from onevisit.platform.ui.charts import Bar, Bars, Course, Dot
from onevisit.rules.reductions import Amount, Chapter, Comparison, Quantity
from onevisit.rules.reductions.quantities import CHIEF

BEFORE_AFTER = ("之前", "之后")


def named(chapter: Chapter) -> str:
    """What made the chapter: 第3批; or that matters ended, where nothing was published on its day."""
    return "、".join(f"第{number}批" for number in chapter.point.batches) or "批次之间"


def of_changes(comparisons: Iterable[Comparison], title: str) -> Bars:
    """Every quantity that changed, before and after, over the matters in which it did; each against its own scale."""
    each = tuple(comparisons)
    before, after = sum(one.before is not None for one in each), sum(one.after is not None for one in each)
    gone_or_new = any(one.gone or one.new for one in each)
    rows = [Bar("事项数（项）", (before, after))] if gone_or_new else []
    for quantity in Quantity:
        pairs = _moved(each, quantity)
        if pairs:
            label = f"{quantity.label}（{len(pairs)}个事项，{quantity.unit}）"
            rows.append(Bar(label, (sum(was for was, _ in pairs), sum(now for _, now in pairs))))
    return Bars(title, "有变化的", BEFORE_AFTER, tuple(rows), own_scale=True)


def _moved(comparisons: Iterable[Comparison], quantity: Quantity) -> list[tuple[Amount, Amount]]:
    both = [(one.before[quantity], one.after[quantity]) for one in comparisons if one.before and one.after]
    return [(was, now) for was, now in both if was is not None and now is not None and was != now]


def of_draft(comparison: Comparison, title: str) -> Bars:
    """Every quantity of one matter in the version in force and in the draft."""
    rows = (
        Bar(
            f"{quantity.label}（{quantity.unit}）",
            tuple(side[quantity] if side else None for side in (comparison.before, comparison.after)),
        )
        for quantity in Quantity
    )
    return Bars(title, "项目", ("现行版本", "草稿"), tuple(rows), own_scale=True)


def over_time(chapters: Iterable[Chapter], until: date) -> tuple[Course, ...]:
    """What has been saved since the first batch, in the chief quantity of each reduction; and the number of matters.

    Beside it stands the average of the matters in force, which new and withdrawn matters move too.
    """
    each = tuple(chapters)
    saved = tuple(
        Course(
            f"{quantity.reduction.label}：各事项合计比第一批少的{quantity.label}",
            "批次",
            tuple(Dot(one.point.day, named(one), one.saved[quantity], one.average[quantity]) for one in each),
            until,
            quantity.unit,
            "累计减少",
            "平均每个事项",
        )
        for quantity in CHIEF
    )
    matters = tuple(Dot(one.point.day, named(one), one.matters) for one in each)
    return (*saved, Course("减事项：现行有效的事项", "批次", matters, until, "项", "事项数"))


def of_quantity(quantity: Quantity, rows: Iterable[Bar], title: str, head: str) -> Bars:
    """One quantity of several matters or organs before and after."""
    return Bars(f"{title}：{quantity.label}", head, BEFORE_AFTER, tuple(rows), quantity.unit)
