"""三集中三到位: by organ, which matters, people and powers are in the hall on a day, and by name what is not."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from onevisit.platform import access, clock, spreadsheet
from onevisit.platform.access import holders, requires
from onevisit.platform.ui.listing import Column, Filter
from onevisit.rules.concentration.definition import Grade
from onevisit.supervision import concentration
from onevisit.supervision.access import SUPERVISORS
from onevisit.supervision.concentration import OrganRow
from onevisit.workbench.web import day_in, show

COLUMNS = (
    Column("部门（第一责任人）", wide=True),
    Column("应在的大厅"),
    Column("事项进驻", kind="number"),
    Column("网上可办", kind="number"),
    Column("人员到位", kind="number"),
    Column("授权到位", kind="number"),
    Column("结论"),
)
HEAD = ("部门", "类别", "事项", "权限或岗位", "人员", "原因", "留给主要负责人")
TONES = {Grade.FULL: "ok", Grade.PART: "warn", Grade.NONE: "bad", Grade.NOTHING: "muted"}


@require_safe
@requires(holders(*SUPERVISORS))
def overview(request: HttpRequest) -> HttpResponse:
    """Every organ that this person looks over; the totals of those that have matters."""
    on = _day(request)
    every = concentration.rows(access.actor(request), on)
    chosen = request.GET.get("grade", "")
    shown = [one for one in every if not chosen or one.stand.grade.value == chosen]
    return show(
        request,
        "workbench/concentration/list.html",
        {
            "on": on,
            "rows": [(one, TONES[one.stand.grade]) for one in shown],
            "columns": COLUMNS,
            "totals": _totals(every),
            "filters": [Filter("grade", "结论", _grades(every), chosen)],
            "export": f"{reverse('workbench:concentration-csv')}?on={on:%Y-%m-%d}",
        },
    )


def _grades(every: Sequence[OrganRow]) -> tuple[tuple[str, str, int], ...]:
    return tuple((one.value, one.label, sum(row.stand.grade is one for row in every)) for one in Grade)


def _totals(every: Sequence[OrganRow]) -> dict[str, int]:
    stands = [one.stand for one in every if one.stand.matters]
    return {
        "organs": len(stands),
        "full": sum(one.grade is Grade.FULL for one in stands),
        "matters": sum(len(one.matters) for one in stands),
        "matters_in": sum(one.matters_in for one in stands),
        "people": sum(len(one.people) for one in stands),
        "people_in": sum(one.people_in for one in stands),
        "powers": sum(len(one.powers) for one in stands),
        "powers_in": sum(one.powers_in for one in stands),
    }


@require_safe
@requires(holders(*SUPERVISORS))
def organ(request: HttpRequest, organ: str) -> HttpResponse:
    """One organ: everything that is not in the hall, by matter, by person and by power, each with its reason."""
    on = _day(request)
    found = concentration.row(access.actor(request), organ, on)
    if found is None:
        raise Http404
    lines = list(concentration.missing([found]))
    return show(
        request,
        "workbench/concentration/organ.html",
        {
            "on": on,
            "row": found,
            "tone": TONES[found.stand.grade],
            "out": [one for one in lines if one.kind == "事项"],
            "elsewhere": [one for one in lines if one.kind == "环节"],
            "kept_back": _together([one for one in lines if one.kind == "权限" and not one.kept]),
            "reserved": _together([one for one in lines if one.kind == "权限" and one.kept]),
        },
    )


def _together(lines: Sequence[concentration.Missing]) -> list[tuple[str, str, str, list[str]]]:
    """Powers that are missing for the same reason, with the matters that it concerns."""
    found: dict[tuple[str, str, str], list[str]] = {}
    for one in lines:
        found.setdefault((one.power, one.who, one.why), []).append(one.matter)
    return [(*key, matters) for key, matters in found.items()]


@require_safe
@requires(holders(*SUPERVISORS))
def export(request: HttpRequest) -> StreamingHttpResponse:
    """Everything that is not in the hall on that day, one a line."""
    on = _day(request)
    rows = (
        (one.organ, one.kind, one.matter, one.power, one.who, one.why, "是" if one.kept else "")
        for one in concentration.missing(concentration.rows(access.actor(request), on))
    )
    response = StreamingHttpResponse(spreadsheet.lines(HEAD, rows), content_type=spreadsheet.CONTENT_TYPE)
    response["Content-Disposition"] = f'attachment; filename="concentration-{on:%Y%m%d}.csv"'
    response["Cache-Control"] = "no-store"
    return response


def _day(request: HttpRequest) -> date:
    """The day that the query asks for, but no day to come; today if it asks for nonsense."""
    today = clock.today()
    return min(day_in(request.GET.get("on", "")) or today, today)
