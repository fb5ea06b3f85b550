"""移送: the application was sent to the wrong organ, and the applicant may have it handed to the right one."""

from __future__ import annotations

from collections.abc import Mapping

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from onevisit.casework import queries
from onevisit.casework.case_view import CaseView
from onevisit.casework.commands import Order, handle
from onevisit.platform import clock
from onevisit.platform.access import SIGNED_IN, actor, requires
from onevisit.portal import parking, web
from onevisit.portal.writing import STALE
from onevisit.rules.cases import commands as c
from onevisit.rules.cases.refusals import NothingToHandOver, Refused
from onevisit.rules.cases.tasks import TaskKind


@require_http_methods(["GET", "HEAD", "POST"])
def _hand_over(request: HttpRequest, number: str) -> HttpResponse:
    view = queries.my_view(actor(request), number)
    if request.method != "POST":
        if not any(one.kind is TaskKind.HAND_OVER for one in view.courses.tasks):
            raise NothingToHandOver
        return _ask(request, view)
    if parking.is_stale(request):
        return _ask(request, view, status=403, refusal=STALE)
    try:
        order = Order((c.HandOver(),), case=number, seen=web.seen_of(request))
        handle([order], actor=actor(request), at=clock.now(), key=web.key_of(request))
    except Refused as refused:
        fresh = queries.my_view(actor(request), number)
        return _ask(request, fresh, status=web.status_of(refused), refusal=web.words_of(refused))
    parking.unpark(request)
    name = view.right_organ.name if view.right_organ else "有权部门"
    messages.success(request, f"材料已转给{name}，它会直接和您联系。")
    return HttpResponseRedirect(reverse("portal:case", args=[number]))


hand_over = parking.keeps_typing(requires(SIGNED_IN)(web.says_refusals(_hand_over)))
"""Have everything handed over to the right organ."""


def _ask(
    request: HttpRequest, view: CaseView, *, status: int = 200, refusal: Mapping[str, str] | None = None
) -> HttpResponse:
    context = {"view": view, "matter": view.version.matter, "refusal": refusal}
    return render(request, "portal/hand_over.html", context, status=status)
