"""What heads, hall heads and the inquiry office ask: figures in groups, the cases behind each, and bad ratings."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from django.db.models import Count, Exists, F, Max, OuterRef, Q, QuerySet

from onevisit.casework import access as casework
from onevisit.casework.models import Case, WorkItem
from onevisit.casework.pages import Page, page
from onevisit.casework.queries import CaseCard, case_card
from onevisit.platform import clock
from onevisit.platform.organs.queries import halls as all_halls
from onevisit.platform.organs.queries import organ_cards
from onevisit.platform.people.actors import Actor
from onevisit.platform.workdays.queries import calendar
from onevisit.rules.cases.procedure import DutyKind
from onevisit.supervision import access
from onevisit.supervision.figures import (
    BY_SERVICE,
    ON_CASES,
    SERVICE,
    SOON,
    Figure,
    Moment,
    Period,
    Row,
    condition,
    once,
)


class Grouping(StrEnum):
    """By what the figures are told apart (clauses 1b and 6a)."""

    ORGAN = "organ"
    MATTER = "matter"
    HALL = "hall"
    WINDOW = "window"

    @property
    def label(self) -> str:
        """What people see."""
        return {"organ": "部门", "matter": "事项", "hall": "大厅", "window": "窗口"}[self.value]


_COLUMNS: Mapping[Grouping, tuple[str, ...]] = {
    Grouping.ORGAN: ("organ",),
    Grouping.MATTER: ("matter",),
    Grouping.HALL: ("hall",),
    Grouping.WINDOW: ("hall", "window"),
}


@dataclass(frozen=True)
class Table:
    """The figures of every group, and of all together."""

    rows: tuple[Row, ...]
    total: Row
    moment: Moment


def moment() -> Moment:
    """Now: today, and the last day that is still soon."""
    today = clock.today()
    return Moment(today, calendar().add_working_days(today, SOON).due)


def table(actor: Actor, grouping: Grouping, period: Period) -> Table:
    """The figures that this person supervises. The number of statements depends on the grouping only."""
    now = moment()
    columns = _COLUMNS[grouping]
    counts = {one.slug: _count(one, period, now) for one in ON_CASES}
    found = Case.objects.filter(access.cases(actor)).values(*columns).order_by(*columns)
    groups = {
        _key(group, columns): {one: group[one.slug] for one in ON_CASES}
        for group in found.annotate(**counts)
        if any(group[one.slug] for one in ON_CASES)
    }
    if grouping is Grouping.ORGAN:
        for key, late in _late_stages(actor, now).items():
            groups.setdefault(key, {})[Figure.STAGE_LATE] = late
    names = _names(actor, grouping)
    # A window that is no longer there keeps its row: the total has to be that of the rows.
    keys = [*(key for key in names if key in groups), *sorted(key for key in groups if key not in names)]
    rows = tuple(Row(key, *names.get(key, (key, "")), groups[key]) for key in keys)
    total = {one: sum(row.count(one) for row in rows) for one in Figure}
    services = {one.slug: _count(one, period, now) for one in BY_SERVICE}
    whole = Case.objects.filter(access.cases(actor)).aggregate(**services)
    total |= {one: whole[one.slug] for one in BY_SERVICE}
    return Table(rows, Row("", "合计", "", total), now)


def _count(figure: Figure, period: Period, now: Moment) -> Count:
    if figure in BY_SERVICE:
        return Count(SERVICE, filter=condition(figure, period, now), distinct=True)
    return Count("id", filter=condition(figure, period, now))


def _key(group: Mapping[str, Any], columns: Sequence[str]) -> str:
    return "/".join(str(group[column]) for column in columns)


def _late_stages(actor: Actor, now: Moment) -> dict[str, int]:
    """Reviews that an organ owes to a case, its own or another's, and has not given in time."""
    late = WorkItem.objects.filter(access.work(actor), _late_stage(now))
    return dict(late.values_list("organ").annotate(Count("id")).order_by("organ"))


def late_stages(actor: Actor, organ: str = "") -> int:
    """How many overdue reviews the cases behind that figure owe: one case can owe several. `organ` "" for all."""
    late = _late_stages(actor, moment())
    return late.get(organ, 0) if organ else sum(late.values())


def _late_stage(now: Moment) -> Q:
    return Q(kind=DutyKind.REVIEW.value, due_on__lt=now.today)


def _names(actor: Actor, grouping: Grouping) -> dict[str, tuple[str, str]]:
    """Key → what it is called, and who answers for it; in the order in which they are shown."""
    if grouping is Grouping.ORGAN:
        return {one.key: (one.short, f"{one.head_name} {one.head_title}") for one in organ_cards().values()}
    if grouping is Grouping.MATTER:
        rows = Case.objects.filter(access.cases(actor)).values("matter")
        latest = rows.annotate(
            name=Max("matter_name"), owner=Max("organ__short"), owners=Count("organ", distinct=True)
        )
        return {
            one["matter"]: (one["name"], one["owner"] if one["owners"] == 1 else f"{one['owners']}个部门")
            for one in latest.order_by("name")
        }
    halls = all_halls()
    if grouping is Grouping.HALL:
        return {hall.key: (hall.name, hall.organ.short) for hall in halls}
    named = {
        f"{hall.key}/{window.number}": (f"{hall.name} {window.number}号", window.name)
        for hall in halls
        for window in hall.windows.all()
    }
    return named | {f"{hall.key}/": (f"{hall.name} 未经窗口", "网上提交，还没有窗口收件") for hall in halls}


def behind(
    actor: Actor, figure: Figure, grouping: Grouping, key: str, period: Period, number: int = 1
) -> Page[CaseCard]:
    """The cases that a figure counts; `key` "" for those of the total. Of a service that is counted once, one case."""
    now = moment()
    rows = Case.objects.all()
    if figure is Figure.STAGE_LATE:
        late = WorkItem.objects.filter(access.work(actor), _late_stage(now), case=OuterRef("pk"))
        rows = rows.filter(Exists(late.filter(organ=key) if key else late))
    else:
        rows = rows.filter(access.cases(actor), condition(figure, period, now))
        rows = _of_group(rows, grouping, key)
        if figure in BY_SERVICE:
            rows = once(rows)
    rows = rows.select_related("applicant", "organ", "hall").defer("state")
    return page(rows.order_by(F("due_on").asc(nulls_last=True), "id"), number, case_card)


def _of_group(rows: QuerySet[Case], grouping: Grouping, key: str) -> QuerySet[Case]:
    if not key:
        return rows
    columns = _COLUMNS[grouping]
    values = key.split("/", len(columns) - 1)
    return rows.filter(**dict(zip(columns, values, strict=False)))


def name_of(actor: Actor, grouping: Grouping, key: str) -> str:
    """What a group is called, "" if this person has none such."""
    return _names(actor, grouping).get(key, ("", ""))[0]


def latest_decisions(actor: Actor, limit: int = 6) -> tuple[CaseCard, ...]:
    """The cases decided last, of those that this person may see."""
    rows = Case.objects.filter(casework.visible(actor), decided_on__isnull=False)
    rows = (
        rows.select_related("applicant", "organ", "hall").defer("state").order_by("-decided_on", "-last_at")
    )
    return tuple(case_card(row) for row in rows[:limit])
