"""Days that moved because the calendar changed: which, from when to when, and whether the applicant had been told."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from onevisit.casework import recalendar
from onevisit.platform import access
from onevisit.platform.access import holders, requires
from onevisit.platform.ui.listing import Column, Filter, Page
from onevisit.rules.district.definition import Role
from onevisit.workbench.web import page_number, show

LOOKS_OVER = (Role.HALL_HEAD, Role.HEAD, Role.CHIEF, Role.INQUIRY)
"""Who has to know when days move."""

COLUMNS = (
    Column("办件"),
    Column("事项", wide=True),
    Column("期限"),
    Column("原为"),
    Column("现为"),
    Column("申请人"),
    Column("重新计算"),
)


@require_safe
@requires(holders(*LOOKS_OVER))
def moves(request: HttpRequest) -> HttpResponse:
    """The list, narrowed to what had been told if wanted."""
    told = request.GET.get("told", "")
    found = recalendar.moves_seen_by(access.actor(request), told=told == "1", number=page_number(request))
    return show(
        request,
        "workbench/moves.html",
        {
            "rows": found.items,
            "page": Page(found.number, found.size, found.total),
            "columns": COLUMNS,
            "filters": [Filter("told", "告知", (("1", "已告知申请人的", None),), told)],
            "narrowed": bool(told),
        },
    )
