"""The page of the five reductions: what is compared, by what it is told apart, and its lines."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from onevisit.catalogue.cards import TOWN_NAME
from onevisit.catalogue.reductions import Story
from onevisit.platform.organs.queries import OrganCard
from onevisit.platform.ui.charts import Bar, Bars, said
from onevisit.platform.ui.reductions import named, of_quantity
from onevisit.rules.calendar import chinese_date
from onevisit.rules.district.checks import TOWN
from onevisit.rules.reductions import Amount, Comparison, Quantity, Summary, by_organ, compare


class View(StrEnum):
    """By what the reductions are told apart."""

    TIME = "time"
    BATCH = "batch"
    ORGAN = "organ"
    MATTER = "matter"

    @property
    def label(self) -> str:
        """What people see."""
        return {"time": "随时间", "batch": "按批次", "organ": "按部门", "matter": "按事项"}[self.value]


@dataclass(frozen=True)
class Span:
    """What is compared: one chapter, or the whole time from the first to the last."""

    label: str
    comparisons: tuple[Comparison, ...]


def span_of(story: Story, day: date | None) -> Span:
    """The chapter that begins on this day; the whole time where none does."""
    for chapter in story.chapters[1:]:
        if chapter.point.day == day:
            return Span(f"{named(chapter)}（{chinese_date(chapter.point.day)}起）", chapter.comparisons)
    if not story.points:
        return Span("", ())
    first, last = story.points[0], story.points[-1]
    since = chinese_date(first.day)
    return Span(f"从{named(story.chapters[0])}（{since}）到现在", compare(first.burdens, last.burdens))


def organ_name(key: str, organs: Mapping[str, OrganCard]) -> str:
    """What an organ is called; each town for the matters that each handles for its own."""
    return TOWN_NAME if key == TOWN else organs[key].short if key in organs else key


def head_of(key: str, organs: Mapping[str, OrganCard]) -> str:
    """Its responsible head (6a); each town's own for the matters of the towns."""
    if key == TOWN:
        return "各镇（街道）主要负责人"
    return organs[key].head_name if key in organs else ""


@dataclass(frozen=True)
class Cell:
    """A quantity before and after in words; `was` is "" where nothing moved, `tone` says whether it is less or more."""

    label: str
    was: str
    now: str
    tone: str


@dataclass(frozen=True)
class Line:
    """A row of the table: a matter or an organ, with the organ's responsible head (6a) and what became of matters."""

    label: str
    href: str
    organ: str
    head: str
    moved: str
    cells: tuple[Cell, ...]


def lines_of_organs(span: Span, organs: Mapping[str, OrganCard]) -> list[Line]:
    """Every organ that has or had matters, those with the most changes first."""
    place = {key: number for number, key in enumerate(organs)}
    found = sorted(
        by_organ(span.comparisons).items(), key=lambda one: (-one[1].changed, place.get(one[0], 0))
    )
    return [
        Line(
            organ_name(key, organs),
            f"?by={View.TIME}&organ={key}",
            key,
            head_of(key, organs),
            _moved(each),
            tuple(_cell(one.quantity, one.before, one.after) for one in each.totals.values()),
        )
        for key, each in found
    ]


def _moved(found: Summary) -> str:
    if not (found.gone or found.new):
        return str(found.after)
    words = [f"{found.before} → {found.after}"]
    words += [f"取消{found.gone}项"] if found.gone else []
    words += [f"新增{found.new}项"] if found.new else []
    return "，".join(words)


def lines_of_matters(
    comparisons: Iterable[Comparison], organs: Mapping[str, OrganCard], hrefs: Mapping[str, str]
) -> list[Line]:
    """The matters of which anything that is counted changed."""
    return [
        Line(
            one.now.name,
            hrefs.get(one.now.key, ""),
            organ_name(one.now.organ, organs),
            head_of(one.now.organ, organs),
            "取消" if one.gone else "新增" if one.new else "",
            tuple(_cell_of(one, quantity) for quantity in Quantity),
        )
        for one in comparisons
        if one.changed
    ]


def _cell_of(one: Comparison, quantity: Quantity) -> Cell:
    """A matter that is only on one side has nothing to be compared with."""
    if one.before is None or one.after is None:
        return Cell(quantity.label, "", said(one.now[quantity]), "")
    return _cell(quantity, one.before[quantity], one.after[quantity])


def _cell(quantity: Quantity, was: Amount | None, now: Amount | None) -> Cell:
    if was == now:
        return Cell(quantity.label, "", said(now), "")
    tone = "" if was is None or now is None else "less" if now < was else "more"
    return Cell(quantity.label, said(was), said(now), tone)


def chart_of_organs(span: Span, organs: Mapping[str, OrganCard], quantity: Quantity) -> Bars:
    """One quantity of the organs in which it changed."""
    rows = (
        Bar(organ_name(key, organs), (total.before, total.after), f"?by={View.TIME}&organ={key}")
        for key, each in by_organ(span.comparisons).items()
        if (total := each.totals[quantity]).eased or total.burdened
    )
    return of_quantity(quantity, rows, span.label, "部门")


def chart_of_matters(span: Span, comparisons: Iterable[Comparison], quantity: Quantity) -> Bars:
    """One quantity of the matters in which it changed."""
    rows = (
        Bar(one.now.name, (one.before[quantity], one.after[quantity]))
        for one in comparisons
        if one.before is not None and one.after is not None and one.before[quantity] != one.after[quantity]
    )
    return of_quantity(quantity, rows, span.label, "事项")
