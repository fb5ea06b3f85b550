"""How organs, matters, halls and windows do: every figure opens into its cases, with the responsible head beside."""

from __future__ import annotations

from datetime import date, timedelta

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from onevisit.platform import access, clock
from onevisit.platform.access import holders, requires
from onevisit.platform.ui.listing import Column, Page
from onevisit.platform.ui.values import Link
from onevisit.supervision.access import SUPERVISORS
from onevisit.supervision.figures import AS_OF_TODAY, SOON, Figure, Period, Row
from onevisit.supervision.queries import Grouping, late_stages, name_of, table
from onevisit.supervision.queries import behind as cases_behind
from onevisit.supervision.ratings import bad_ratings
from onevisit.workbench.figures import COUNTS, DAYS, cells, shares
from onevisit.workbench.views.cases import COLUMNS as CASE_COLUMNS
from onevisit.workbench.web import cleaned, day_in, page_number, show

LONGEST = 366 * 5  # days


def period_of(request: HttpRequest) -> Period:
    """The period that the query asks for; the last 30 days if it asks for none, or for one that cannot be."""
    today = clock.today()
    until = day_in(request.GET.get("until", "")) or today
    since = day_in(request.GET.get("since", "")) or until - timedelta(days=DAYS - 1)
    if not 0 <= (until - since).days <= LONGEST:
        since = until - timedelta(days=DAYS - 1)
    return Period(since, until)


@require_safe
@requires(holders(*SUPERVISORS))
def overview(request: HttpRequest) -> HttpResponse:
    """The table by organ, matter, hall or window."""
    period = period_of(request)
    grouping = _grouping(request)
    found = table(access.actor(request), grouping, period)
    sort = request.GET.get("sort", "")
    rows = sorted(found.rows, key=lambda row: -row.count(Figure(sort))) if _is_count(sort) else found.rows
    return show(
        request,
        "workbench/supervision.html",
        {
            "grouping": grouping,
            "period": period,
            "periods": _periods(request, period, clock.today()),
            "tabs": [
                Link(f"按{one.label}", _query(request, by=one.value), current=one is grouping)
                for one in Grouping
            ],
            "rows": [_line(row, grouping, period) for row in rows],
            "total": _line(found.total, grouping, period),
            "heads": [
                (one, _query(request, by=grouping.value, sort=one.value), one.value == sort)
                for one in COUNTS
                if one is not Figure.STAGE_LATE or grouping is Grouping.ORGAN
            ],
            "soon": found.moment.soon,
            "soon_days": SOON,
            "today": found.moment.today,
        },
    )


def _is_count(sort: str) -> bool:
    return sort in {figure.value for figure in COUNTS}


def _grouping(request: HttpRequest) -> Grouping:
    given = request.GET.get("by", "")
    return Grouping(given) if given in {one.value for one in Grouping} else Grouping.ORGAN


def _line(row: Row, grouping: Grouping, period: Period) -> dict[str, object]:
    return {"row": row, "cells": cells(row, grouping, period), "shares": shares(row, grouping, period)}


def _query(request: HttpRequest, **changes: str) -> str:
    query = request.GET.copy()
    for name, value in changes.items():
        query[name] = value
    return f"?{query.urlencode()}"


def _periods(request: HttpRequest, period: Period, today: date) -> list[Link]:
    named = (
        (f"近{DAYS}天", today - timedelta(days=DAYS - 1)),
        ("本月", today.replace(day=1)),
        ("今年", today.replace(month=1, day=1)),
    )
    return [
        Link(
            label,
            _query(request, since=since.isoformat(), until=today.isoformat()),
            current=period == Period(since, today),
        )
        for label, since in named
    ]


@require_safe
@requires(holders(*SUPERVISORS))
def behind(request: HttpRequest) -> HttpResponse:
    """The cases that a figure counts."""
    given = request.GET.get("figure", "")
    if given not in {figure.value for figure in Figure}:
        raise Http404
    figure, grouping, period = Figure(given), _grouping(request), period_of(request)
    actor, key = access.actor(request), cleaned(request.GET.get("key", ""))[:80]
    found = cases_behind(actor, figure, grouping, key, period, page_number(request))
    back = reverse("workbench:supervision")
    query = f"?by={grouping}&since={period.since}&until={period.until}"
    return show(
        request,
        "workbench/behind.html",
        {
            "figure": figure,
            "name": name_of(actor, grouping, key) if key else "全部",
            "period": None if figure in AS_OF_TODAY else period,
            "today": clock.today(),
            "stages": late_stages(actor, key) if figure is Figure.STAGE_LATE else 0,
            "rows": found.items,
            "page": Page(found.number, found.size, found.total),
            "columns": CASE_COLUMNS,
            "back": f"{back}{query}",
        },
    )


@require_safe
@requires(holders(*SUPERVISORS))
def ratings(request: HttpRequest) -> HttpResponse:
    """Bad ratings with their words."""
    period = period_of(request)
    found = bad_ratings(access.actor(request), period, page_number(request))
    columns = (
        Column("评价"),
        Column("哪里不好", wide=True),
        Column("事项"),
        Column("部门（第一责任人）"),
        Column("大厅、窗口"),
        Column("日期"),
    )
    return show(
        request,
        "workbench/ratings.html",
        {
            "period": period,
            "periods": _periods(request, period, clock.today()),
            "rows": found.items,
            "page": Page(found.number, found.size, found.total),
            "columns": columns,
        },
    )
