"""跑动: where there were more visits than promised, and computed against actual in figures."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from onevisit.platform import access, clock, spreadsheet
from onevisit.platform.access import holders, requires
from onevisit.platform.ui.charts import Bar, Bars
from onevisit.platform.ui.listing import Column, Page
from onevisit.platform.ui.values import Link
from onevisit.supervision.figures import Period
from onevisit.visits import queries
from onevisit.visits.access import READS
from onevisit.visits.figures import SPREAD, Grouping, Row, Which, rows_behind, table
from onevisit.visits.figures import behind as cases_behind
from onevisit.visits.queries import EXCESSES, TallyCard
from onevisit.workbench.figures import DAYS
from onevisit.workbench.views.supervision import period_of
from onevisit.workbench.web import cleaned, page_number, says_refusals, show

TABS = {"open": "待查明", "explained": "申请人原因或自愿", "settled": "已认定"}
COLUMNS = (
    Column("办件", wide=True),
    Column("承诺", kind="number"),
    Column("实际", kind="number"),
    Column("多跑的原因（按记录）", wide=True),
    Column("大厅、部门"),
    Column("最近到场"),
)
CASES = (
    Column("办件", wide=True),
    Column("承诺", kind="number"),
    Column("实际", kind="number"),
    Column("计入考核", kind="number"),
    Column("大厅、部门"),
    Column("办结"),
)
HEAD = ("编号", "事项", "部门", "大厅", "承诺次数", "实际次数", "计入考核", "申请人原因", "自愿到场",
        "最近到场", "办结日期", "多跑的原因")  # fmt: skip
FIGURES_HEAD = ("分组", "办结", "承诺平均", "实际平均", "计入考核平均", "没有超过承诺（件）", "有承诺次数的（件）",
                *(one.label for one in SPREAD), "期间")  # fmt: skip
SHOWN = 12
"""Groups in the picture; all of them stand in the table."""


@require_safe
@requires(holders(*READS))
def excesses(request: HttpRequest) -> HttpResponse:
    """The cases that took more visits than promised."""
    actor, tab = access.actor(request), _tab(request)
    found = queries.excesses(actor, tab, page_number(request))
    counts = queries.excess_counts(actor)
    return show(
        request,
        "workbench/visits/list.html",
        {
            "found": found.items,
            "page": Page(found.number, found.size, found.total),
            "columns": COLUMNS,
            "tab": tab,
            "tabs": [
                Link(label, f"{request.path}?tab={one}", count=counts[one], current=one == tab)
                for one, label in TABS.items()
            ],
        },
    )


def _tab(request: HttpRequest) -> str:
    tab = request.GET.get("tab", "")
    return tab if tab in EXCESSES else "open"


@require_safe
@requires(holders(*READS))
def excesses_csv(request: HttpRequest) -> HttpResponseBase:
    """The same list, whole."""
    rows = queries.excess_rows(access.actor(request), _tab(request))
    return _csv("visits", HEAD, map(_values, rows))


@require_safe
@requires(holders(*READS))
def figures(request: HttpRequest) -> HttpResponse:
    """Promised and actual, by organ, matter or hall."""
    grouping, period = _grouping(request), period_of(request)
    found = table(access.actor(request), grouping, period.since, period.until)
    rows = [_line(row, grouping, period) for row in found.rows]
    most = f"（办结最多的{SHOWN}个）" if len(rows) > SHOWN else ""
    chart = Bars(
        f"每件平均跑几次，按{grouping.label}{most}",
        grouping.label,
        ("承诺", "实际"),
        tuple(
            Bar(row.name, (row.promised_average, row.average), _address(grouping, row.key, Which.ALL, period))
            for row in found.rows[:SHOWN]
        ),
        "次",
    )
    return show(
        request,
        "workbench/visits/figures.html",
        {
            "grouping": grouping,
            "period": period,
            "periods": _periods(request, period),
            "tabs": [
                Link(f"按{one.label}", _query(request, by=one.value), current=one is grouping)
                for one in Grouping
            ],
            "chart": chart if chart.rows else None,
            "rows": rows,
            "total": _line(found.total, grouping, period),
            "spread": SPREAD,
            "export": f"{reverse('workbench:visit-figures-csv')}{_query(request)}",
        },
    )


@require_safe
@requires(holders(*READS))
def figures_csv(request: HttpRequest) -> HttpResponseBase:
    """The same table for a spreadsheet."""
    period = period_of(request)
    found = table(access.actor(request), _grouping(request), period.since, period.until)
    rows = (_figures(row, period) for row in (*found.rows, found.total))
    return _csv("visit-figures", FIGURES_HEAD, rows)


@require_safe
@requires(holders(*READS))
@says_refusals
def behind(request: HttpRequest) -> HttpResponseBase:
    """The cases that a figure counts, as a page or as a file."""
    actor, grouping, period = access.actor(request), _grouping(request), period_of(request)
    given = request.GET.get("which", "")
    which = Which(given) if given in {one.value for one in Which} else Which.ALL
    key = cleaned(request.GET.get("key", ""))[:80]
    asked = (actor, grouping, key, which, period.since, period.until)
    if request.GET.get("as") == "csv":
        return _csv("visit-cases", HEAD, map(_values, rows_behind(*asked)))
    found = cases_behind(*asked, page_number(request))
    rows = {row.key: row.name for row in table(actor, grouping, period.since, period.until).rows}
    return show(
        request,
        "workbench/visits/behind.html",
        {
            "which": which,
            "name": rows.get(key, "全部"),
            "period": period,
            "found": found.items,
            "page": Page(found.number, found.size, found.total),
            "columns": CASES,
            "back": f"{reverse('workbench:visit-figures')}?by={grouping}&since={period.since}&until={period.until}",
            "export": f"{_address(grouping, key, which, period)}&as=csv",
        },
    )


def _grouping(request: HttpRequest) -> Grouping:
    given = request.GET.get("by", "")
    return Grouping(given) if given in {one.value for one in Grouping} else Grouping.ORGAN


def _line(row: Row, grouping: Grouping, period: Period) -> dict[str, object]:
    """A row with the address behind each of its numbers."""
    return {
        "row": row,
        "cells": [(one, row.counts[one], _address(grouping, row.key, one, period)) for one in SPREAD],
        "all": _address(grouping, row.key, Which.ALL, period),
        "within": _address(grouping, row.key, Which.WITHIN, period),
        "beyond": _address(grouping, row.key, Which.BEYOND, period),
        "beyond_count": row.counts[Which.BEYOND],
        "within_count": row.counts[Which.WITHIN],
    }


def _address(grouping: Grouping, key: str, which: Which, period: Period) -> str:
    query = {"which": which.value, "by": grouping.value, "key": key}
    query |= {"since": period.since.isoformat(), "until": period.until.isoformat()}
    return f"{reverse('workbench:visit-cases')}?{urlencode(query)}"


def _query(request: HttpRequest, **changes: str) -> str:
    query = request.GET.copy()
    for name, value in changes.items():
        query[name] = value
    return f"?{query.urlencode()}"


def _periods(request: HttpRequest, period: Period) -> list[Link]:
    today = clock.today()
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


def _values(row: TallyCard) -> tuple[str, ...]:
    numbers = (row.promised, row.actual, row.counted, row.by_applicant, row.chosen)
    return (
        row.subject,
        row.name,
        row.organ,
        row.hall,
        *("" if one is None else str(one) for one in numbers),
        _day(row.last_on),
        _day(row.finished_on),
        "；".join(row.reasons),
    )


def _figures(row: Row, period: Period) -> tuple[str, ...]:
    averages = (row.promised_average, row.average, row.counted_average)
    return (
        row.name,
        str(row.cases),
        *("" if one is None else str(one) for one in averages),
        str(row.counts[Which.WITHIN]),
        str(row.told),
        *(str(row.counts[one]) for one in SPREAD),
        f"{period.since}至{period.until}",
    )


def _day(value: date | None) -> str:
    return value.isoformat() if value else ""


def _csv(name: str, head: Iterable[str], rows: Iterable[tuple[str, ...]]) -> StreamingHttpResponse:
    response = StreamingHttpResponse(spreadsheet.lines(head, rows), content_type=spreadsheet.CONTENT_TYPE)
    response["Content-Disposition"] = f'attachment; filename="{name}-{clock.today():%Y%m%d}.csv"'
    response["Cache-Control"] = "no-store"
    return response
