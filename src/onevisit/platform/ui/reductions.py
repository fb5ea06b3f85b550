"""The five reductions as pictures, the same for everybody who looks at them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from onevisit.platform.ui.charts import Bar, Bars, Course, Dot
from onevisit.rules.reductions import Chapter, Quantity, Summary
from onevisit.rules.reductions.quantities import CHIEF

BEFORE_AFTER = ("之前", "之后")


def named(chapter: Chapter) -> str:
    """What made the chapter: 第3批; or 撤下事项, where nothing was published on its day."""
    return "、".join(f"第{number}批" for number in chapter.point.batches) or "事项撤下或修订"


def of_summary(found: Summary, title: str) -> Bars:
    """Every quantity before and after, each against its own scale; over the matters that are on both sides."""
    rows = [Bar("事项（项）", (found.before, found.after))]
    rows += [
        Bar(f"{one.quantity.label}（{one.quantity.unit}）", (one.before, one.after))
        for one in found.totals.values()
        if one.matters
    ]
    return Bars(title, "项目", BEFORE_AFTER, tuple(rows), own_scale=True)


def over_time(chapters: Iterable[Chapter], until: date) -> tuple[Course, ...]:
    """How many matters there were, and the average of the chief quantity of each reduction, from day to day."""
    each = tuple(chapters)
    matters = tuple(Dot(one.point.day, named(one), one.matters) for one in each)
    averages = tuple(
        Course(
            f"平均每个事项的{quantity.label}",
            "批次",
            tuple(Dot(one.point.day, named(one), one.average[quantity]) for one in each),
            until,
            quantity.unit,
        )
        for quantity in CHIEF
    )
    return (*averages, Course("事项数", "批次", matters, until, "项"))


def of_quantity(quantity: Quantity, rows: Iterable[Bar], title: str, head: str) -> Bars:
    """One quantity of several matters or organs before and after."""
    return Bars(f"{title}：{quantity.label}", head, BEFORE_AFTER, tuple(rows), quantity.unit)
