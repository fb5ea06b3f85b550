"""容缺跟踪: what was accepted as missing, until when it may come, and what follows when the day has passed."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from onevisit.casework import queries
from onevisit.casework.offers import steps_for
from onevisit.platform import access
from onevisit.platform.access import holders, requires
from onevisit.platform.ui.listing import Column, Filter, Page
from onevisit.rules.cases import commands as c
from onevisit.rules.cases.clocks import ClockKind
from onevisit.rules.cases.phases import Phase
from onevisit.rules.cases.procedure import DutyKind
from onevisit.workbench import parts
from onevisit.workbench.counter import TAKES_IN
from onevisit.workbench.rows import rows
from onevisit.workbench.web import NothingToDo, cleaned, page_number, says_refusals, show

COLUMNS = (Column("补齐到"), Column("事项", wide=True), Column("申请人"), Column("受理"), Column("办理部门"))
_DUE = (("overdue", "已经过期", None), ("today", "今天到期", None))


@require_safe
@requires(holders(*TAKES_IN))
def deferrals(request: HttpRequest) -> HttpResponse:
    """The deferred cases of one's halls, the most urgent first."""
    text, due = cleaned(request.GET.get("q", "")), request.GET.get("due", "")
    due = due if due in {value for value, _, _ in _DUE} else ""
    found = queries.work(
        access.actor(request), kind=DutyKind.DEFERRAL.value, due=due, text=text, number=page_number(request)
    )
    return show(
        request,
        "workbench/counter/deferrals.html",
        {
            "rows": rows(found.items),
            "page": Page(found.number, found.size, found.total),
            "columns": COLUMNS,
            "filters": [Filter("due", "期限", _DUE, due)],
            "narrowed": bool(text or due),
        },
    )


@require_safe
@requires(holders(*TAKES_IN))
@says_refusals
def deferral(request: HttpRequest, number: str) -> HttpResponse:
    """What of one case is open, until when and why that day, and what can be done."""
    actor = access.actor(request)
    view = queries.staff_view(actor, number, "容缺跟踪")
    if view.state.phase is not Phase.ACCEPTED or not view.courses.deferred:
        raise NothingToDo(step=DutyKind.DEFERRAL.label)
    clocks = {one.about: one for one in view.clocks if one.kind is ClockKind.DEFERRAL}
    revoke = next((one for one in steps_for(actor, view) if one.offer.command is c.RevokeAcceptance), None)
    return show(
        request,
        "workbench/counter/deferral.html",
        {
            "view": view,
            "spoken": parts.spoken(number),
            "open": [(one, clocks.get(one.requirement)) for one in view.courses.deferred],
            "revoke": revoke,
            "ends": view.version.matter.courses.deferral_ends.label,
            "who": parts.who(view),
        },
    )
