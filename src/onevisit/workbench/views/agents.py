"""代办员: how much each of them has to do; and words that somebody takes back at a window."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods, require_safe

from onevisit.assistance import access as assistance
from onevisit.assistance import queries
from onevisit.assistance.workload import workload
from onevisit.platform import access, clock
from onevisit.platform.access import holders, requires
from onevisit.platform.ui.listing import Column
from onevisit.rules.district.definition import Role
from onevisit.rules.identifiers import BadIdentifier, citizen
from onevisit.workbench.views.assistance import REVOKING, WORDS
from onevisit.workbench.web import show, typed, year_before

LOOKS = (*assistance.LOOKS_OVER, Role.CLERK)
COLUMNS = (
    Column("代办员", wide=True), Column("有效委托", kind="number"), Column("一年代办", kind="number"),
    Column("在办", kind="number"), Column("待上门", kind="number"), Column("一年上门", kind="number"),
)  # fmt: skip


@require_safe
@requires(holders(*LOOKS))
def agents(request: HttpRequest) -> HttpResponse:
    """Those below this person, with what they did in a year."""
    since = year_before(clock.today())
    rows = workload(access.actor(request), since)
    context = {"rows": rows, "columns": COLUMNS, "since": since, "idle": sum(not one.filed for one in rows)}
    return show(request, "workbench/assistance/agents.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(holders(*assistance.WINDOWS))
def revoke(request: HttpRequest) -> HttpResponse:
    """Find what somebody who shows his number has given. By POST: a number of a citizen stands in no address."""
    identifier, wrong, found = typed(request, "identifier"), "", None
    if request.method == "POST":
        try:
            number = citizen.check(identifier).text
            found = queries.of_principal(access.actor(request), number)
            request.session[REVOKING] = number
        except BadIdentifier as bad:
            wrong = f"证件号码{bad}"
    context = {"identifier": identifier, "wrong": wrong, "rows": found, "columns": WORDS}
    return show(request, "workbench/assistance/revoke.html", context)
