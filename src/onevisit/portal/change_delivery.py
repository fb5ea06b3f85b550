"""改变领取方式: as long as it is not in his hands, the applicant may have his result sent or fetch it elsewhere."""

from __future__ import annotations

import secrets
from collections.abc import Mapping

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from onevisit.casework import collecting, queries
from onevisit.casework.case_view import CaseView
from onevisit.casework.commands import Order, handle
from onevisit.platform import clock
from onevisit.platform.access import SIGNED_IN, actor, requires
from onevisit.platform.organs.queries import halls
from onevisit.portal import parking, web
from onevisit.portal.writing import STALE
from onevisit.rules.cases import commands as c
from onevisit.rules.cases.contents import Contents
from onevisit.rules.cases.phases import Phase
from onevisit.rules.cases.refusals import NotNow, Refused
from onevisit.rules.cases.transitions import row_of
from onevisit.rules.matters.vocabulary import Delivery

_UNDECIDED = {"what": "还没有选怎样领取", "why": "", "todo": "请选一种；别的内容都还在。"}


def context(view: CaseView) -> dict[str, object]:
    """What the page of a case says of how the result comes: with the code where something waits to be fetched."""
    return {
        "waits": collecting.waiting_of(view.number) if view.state.delivery is Delivery.WINDOW else None,
        "can_change_delivery": _can(view),
    }


def _can(view: CaseView) -> bool:
    return view.state.phase in row_of(c.ChangeDelivery).since and len(_ways(view)) + len(_places()) > 2


def _ways(view: CaseView) -> tuple[Delivery, ...]:
    found = {way for result in view.version.matter.results for way in result.delivery}
    if view.state.returned or view.state.phase is Phase.REFUSED:
        found |= {Delivery.WINDOW, Delivery.COURIER}
    return tuple(way for way in Delivery if way in found and way is not Delivery.NOTICE)


def _places() -> list[object]:
    return [one for one in halls() if any(window.hands_out for window in one.windows.all())]


@require_http_methods(["GET", "HEAD", "POST"])
def _change(request: HttpRequest, number: str) -> HttpResponse:
    view = queries.my_view(actor(request), number)
    if request.method != "POST":
        if view.state.phase not in row_of(c.ChangeDelivery).since:
            raise NotNow(phase=view.state.phase.label, command=c.ChangeDelivery.label, allowed="查看办件")
        return _ask(request, view, {})
    given = {name: web.cleaned(request.POST.get(name, "")) for name in ("way", "hall", "post_address")}
    if parking.is_stale(request):
        return _ask(request, view, given, status=403, refusal=STALE)
    if given["way"] not in set(Delivery):
        return _ask(request, view, given, status=web.UNPROCESSABLE, refusal=_UNDECIDED)
    try:
        order = Order((_command(given),), case=number, seen=web.seen_of(request))
        handle([order], actor=actor(request), at=clock.now(), key=web.key_of(request))
    except Refused as refused:
        fresh = queries.my_view(actor(request), number)
        words = web.words_of(refused)
        return _ask(request, fresh, given, status=web.status_of(refused), refusal=words)
    parking.unpark(request)
    messages.success(request, "领取方式改好了。")
    return HttpResponseRedirect(reverse("portal:case", args=[number]))


change = parking.keeps_typing(requires(SIGNED_IN)(web.says_refusals(_change)))
"""Choose another way for the result to come."""


def _command(given: Mapping[str, str]) -> c.ChangeDelivery:
    way = Delivery(given["way"])
    if way is Delivery.COURIER:
        data = {"post_address": given["post_address"][:200]}
        return c.ChangeDelivery(way, "", Contents("delivery", data, secrets.token_hex(16)))
    known = {one.key for one in halls() if any(window.hands_out for window in one.windows.all())}
    return c.ChangeDelivery(way, given["hall"] if way is Delivery.WINDOW and given["hall"] in known else "")


def _ask(
    request: HttpRequest,
    view: CaseView,
    given: Mapping[str, str],
    *,
    status: int = 200,
    refusal: Mapping[str, str] | None = None,
) -> HttpResponse:
    values = {
        "view": view,
        "matter": view.version.matter,
        "ways": _ways(view),
        "places": _places(),
        "way": given.get("way") or view.state.delivery.value,
        "hall": given.get("hall") or view.state.hall,
        "post_address": given.get("post_address") or view.post_address or view.applicant_address,
        "refusal": refusal,
    }
    return render(request, "portal/taking/delivery.html", values, status=status)
