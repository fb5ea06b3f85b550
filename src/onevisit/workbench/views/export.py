"""The list of cases for a spreadsheet: no identity numbers, and no cell that a spreadsheet would calculate."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from datetime import date

from django.http import HttpRequest, HttpResponseBase, StreamingHttpResponse
from django.views.decorators.http import require_safe

from onevisit.casework import queries
from onevisit.casework.queries import CaseCard
from onevisit.platform import access, clock
from onevisit.platform.access import STAFF, requires
from onevisit.rules.cases.phases import Outcome, RatingLevel
from onevisit.workbench import case_filters

HEAD = (
    "办件编号",
    "事项",
    "申请人",
    "状态",
    "办理部门",
    "收件大厅",
    "申请方式",
    "提交日期",
    "承诺到期",
    "办结日期",
    "结果",
    "评价",
    "是否超期",
)
MARK = "\ufeff"
"""Without it a widespread spreadsheet takes Chinese for something else."""

_DANGEROUS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""What makes a spreadsheet take the cell for a formula, in both widths."""


class _Echo:
    """A file that gives back what is written to it, so that rows leave as soon as they are made."""

    def write(self, line: str) -> str:
        return line


@require_safe
@requires(STAFF)
def export(request: HttpRequest) -> HttpResponseBase:
    """The list that the same query shows, whole, sent row by row."""
    rows = queries.export_rows(access.actor(request), case_filters.read(request))
    response = StreamingHttpResponse(_lines(rows), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="cases-{clock.today():%Y%m%d}.csv"'
    response["Cache-Control"] = "no-store"
    return response


def _lines(rows: Iterable[CaseCard]) -> Iterator[str]:
    writer = csv.writer(_Echo())
    yield MARK + writer.writerow(HEAD)
    for row in rows:
        yield writer.writerow([harmless(value) for value in _values(row)])


def harmless(value: str) -> str:
    """The value as text even to a spreadsheet: an apostrophe stands before what would begin a formula."""
    return f"'{value}" if value.lstrip(" \u3000").startswith(_DANGEROUS) else value


def _values(row: CaseCard) -> tuple[str, ...]:
    return (
        row.number,
        row.matter_name,
        row.applicant,
        row.phase.label,
        row.organ,
        row.hall,
        case_filters.CHANNELS[row.channel],
        _day(row.submitted_on),
        _day(row.due_on),
        _day(row.finished_on),
        Outcome(row.outcome).label if row.outcome else "",
        RatingLevel(row.rating).label if row.rating else "",
        "是" if row.overdue else "",
    )


def _day(value: date | None) -> str:
    return value.isoformat() if value else ""
