"""My cases: the list, one case, its receipt, taking it back."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from dataclasses import replace

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from onevisit.assistance import queries as assistance
from onevisit.bundles.queries import my_bundles
from onevisit.casework import queries
from onevisit.casework.case_view import CaseView
from onevisit.casework.commands import Order, handle
from onevisit.licences import queries as licences
from onevisit.platform import clock
from onevisit.platform.access import SIGNED_IN, actor, requires
from onevisit.platform.ui.listing import Page
from onevisit.portal import case_page, change_delivery, parcels, parking, payments, visits, web
from onevisit.portal.courses import said
from onevisit.portal.journeys import steps_of
from onevisit.portal.prospects import outlook
from onevisit.portal.todo import todos
from onevisit.portal.writing import STALE
from onevisit.rules.cases import commands as c
from onevisit.rules.cases.clocks import ClockKind
from onevisit.rules.cases.contents import text
from onevisit.rules.cases.phases import Outcome
from onevisit.rules.cases.refusals import NotNow, Refused
from onevisit.rules.identifiers import case_no


@requires(SIGNED_IN)
@require_safe
def my_cases(request: HttpRequest) -> HttpResponse:
    """All of one's own cases, the newest first."""
    found = queries.my_cases(actor(request), web.page_number(request))
    context = {"cases": found.items, "page": Page(found.number, found.size, found.total)}
    context["bundles"] = my_bundles(actor(request)) if found.number == 1 else ()
    return render(request, "portal/cases.html", context)


@requires(SIGNED_IN)
@require_safe
@web.says_refusals
def case(request: HttpRequest, number: str) -> HttpResponse:
    """One case, with everything about it."""
    view = queries.my_view(actor(request), number)
    today = clock.today()
    context = _common(view) | {
        "task": case_page.task(view, case_page.ratable_until(view, today)),
        "todos": todos(view),
        "outlook": outlook(request, view),
        "said": said(view),
        "main": case_page.main_clock(view),
        "clocks": case_page.clocks(view),
        "stages": case_page.stages(view),
        "timeline": case_page.timeline(view),
        "licences": licences.of_case(number, today),
        "looks": queries.looks(number),
        "can_withdraw": case_page.can_withdraw(view),
        "remedies": case_page.remedies(view),
        "decision": "决定说明" if view.state.outcome is Outcome.GRANTED else "理由",
        "summary": case_page.summary(view),
        "filled": case_page.filled(view),
        "place": case_page.place(view.state.hall),
    }
    context |= parcels.context(view)
    context |= change_delivery.context(view)
    context |= payments.context(view, context["task"])
    context |= visits.context(view, context["journey"])
    context["acted"] = assistance.of_case(number)
    return render(request, "portal/case.html", context)


@requires(SIGNED_IN)
@require_safe
@web.says_refusals
def receipt(request: HttpRequest, number: str) -> HttpResponse:
    """The receipt: what was handed in, how to ask about it, and what comes next by when."""
    view = queries.my_view(actor(request), number)
    context = _common(view) | {
        "root": queries.latest_root(),
        "track_address": f"{settings.ORIGIN}{reverse('portal:track')}",
        "submitted_at": view.timeline[0].at,
        "acceptance": next(one for one in view.clocks if one.kind is ClockKind.ACCEPTANCE),
        "promised": view.version.matter.limits.promised,
        "statutory": replace(view.version.matter.limits.statutory, name="法定期限"),
        "task": parcels.task(view, ()) or case_page.task(view, None),
        "place": case_page.place(view.hall_key),
        "collect": case_page.place(view.state.hall),
    }
    return render(request, "portal/receipt.html", context)


def _common(view: CaseView) -> dict[str, object]:
    journey = case_page.journey(view)
    return {
        "view": view,
        "matter": view.version.matter,
        "spoken": case_no.check(view.number).spoken,
        "journey": journey,
        "journey_steps": steps_of(journey),
    }


def _withdrawing(request: HttpRequest, number: str) -> HttpResponse:
    view = queries.my_view(actor(request), number)
    words = (request.POST if request.method == "POST" else parking.parked(request) or {}).get("reason", "")
    if request.method != "POST":
        if not case_page.can_withdraw(view):
            raise NotNow(phase=view.state.phase.label, command=c.Withdraw.label, allowed="查看办件")
        return _ask_withdraw(request, view, words)
    if parking.is_stale(request):
        return _ask_withdraw(request, view, words, status=403, refusal=STALE)
    command = c.Withdraw(text(web.cleaned(words), secrets.token_hex(16)))
    order = Order((command,), case=number, seen=web.seen_of(request))
    try:
        handle([order], actor=actor(request), at=clock.now(), key=web.key_of(request))
    except Refused as refused:
        view = queries.my_view(actor(request), number)
        words_of = web.words_of(refused)
        return _ask_withdraw(request, view, words, status=web.status_of(refused), refusal=words_of)
    parking.unpark(request)
    messages.success(request, "已撤回。以后需要时可以重新申请。")
    return HttpResponseRedirect(reverse("portal:case", args=[number]))


withdraw = parking.keeps_typing(requires(SIGNED_IN)(web.says_refusals(_withdrawing)))


def _ask_withdraw(
    request: HttpRequest,
    view: CaseView,
    words: str,
    *,
    status: int = 200,
    refusal: Mapping[str, str] | None = None,
) -> HttpResponse:
    context = {"view": view, "matter": view.version.matter, "words": words, "refusal": refusal}
    return render(request, "portal/withdraw.html", context, status=status)
