"""取号终端: the head of a hall sets up the machines from which its tickets are taken, and shuts them off."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from onevisit.platform import access, clock
from onevisit.platform.access import holders, requires
from onevisit.platform.organs.queries import halls as all_halls
from onevisit.platform.ui.listing import Column
from onevisit.rules.cases.refusals import Refused
from onevisit.rules.district.definition import Role
from onevisit.rules.queueing import has_tickets
from onevisit.tickets import access as tickets
from onevisit.tickets import terminals
from onevisit.tickets.refusals import NoTicketsHere
from onevisit.workbench.web import Trouble, number_in, says_refusals, show, trouble, typed

COLUMNS = (
    Column("终端", wide=True),
    Column("状态"),
    Column("最近使用"),
    Column("设立"),
    Column("处理", kind="action"),
)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(holders(Role.HALL_HEAD))
@never_cache
@says_refusals
def page(request: HttpRequest) -> HttpResponse:
    """The terminals of a hall. A new code stands on the answer to the form and nowhere else."""
    if request.method != "POST":
        return _page(request, None)
    actor, at = access.actor(request), clock.now()
    try:
        if request.POST.get("do") == "shut":
            name = terminals.shut_off(number_in(request.POST.get("terminal", "")), actor=actor, at=at)
            messages.success(request, f"“{name}”已停用，不能再取号。")
            return HttpResponseRedirect(f"{request.path}?hall={typed(request, 'hall')[:60]}")
        name = typed(request, "name")
        code = terminals.set_up(typed(request, "hall")[:60], name, actor=actor, at=at)
    except Refused as why:
        return _page(request, trouble(why))
    return _page(request, None, code, name)


def _page(request: HttpRequest, refused: Trouble | None, code: str = "", name: str = "") -> HttpResponse:
    actor = access.actor(request)
    led = [
        one for one in all_halls() if tickets.leads(actor, one.key) and has_tickets(len(one.windows.all()))
    ]
    given = typed(request, "hall") if request.method == "POST" else request.GET.get("hall", "")
    place = next((one for one in led if one.key == given), led[0] if led else None)
    if place is None:
        raise NoTicketsHere
    address = request.build_absolute_uri(reverse("portal:ticket-terminal"))
    context = {
        "places": led,
        "place": place,
        "rows": terminals.terminals(actor, place.key),
        "columns": COLUMNS,
        "now": clock.now(),
        "code": code,
        "name": name,
        "address": address,
        "given": typed(request, "name") if refused else "",
    }
    return show(request, "workbench/tickets/terminals.html", context, refused)
