"""The list of cases for a spreadsheet: no identity numbers, and no cell that a spreadsheet would calculate."""

from __future__ import annotations

from datetime import date

from django.http import HttpRequest, HttpResponseBase, StreamingHttpResponse
from django.views.decorators.http import require_safe

from onevisit.casework import queries
from onevisit.casework.queries import CaseCard
from onevisit.platform import access, clock, spreadsheet
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


@require_safe
@requires(STAFF)
def export(request: HttpRequest) -> HttpResponseBase:
    """The list that the same query shows, whole, sent row by row."""
    rows = queries.export_rows(access.actor(request), case_filters.read(request))
    response = StreamingHttpResponse(
        spreadsheet.lines(HEAD, map(_values, rows)), content_type=spreadsheet.CONTENT_TYPE
    )
    response["Content-Disposition"] = f'attachment; filename="cases-{clock.today():%Y%m%d}.csv"'
    response["Cache-Control"] = "no-store"
    return response


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
