"""一件事 at the window and behind it: what waits to be accepted as one, where each part stands, one receipt."""

from __future__ import annotations

import secrets

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from onevisit.bundles import access as bundles_access
from onevisit.bundles import commands, queries
from onevisit.casework.queries import latest_root
from onevisit.payments import queries as payments
from onevisit.platform import access, clock
from onevisit.platform.access import STAFF, holders, requires
from onevisit.platform.ui.listing import Page
from onevisit.platform.ui.navigation import route_or_none
from onevisit.rules.cases.refused import Refused
from onevisit.rules.district.definition import Role
from onevisit.visits import queries as visits
from onevisit.workbench import bundle_page, parts
from onevisit.workbench.web import cleaned, key, page_number, says_refusals, seen, show, trouble


@require_safe
@requires(STAFF)
def bundles(request: HttpRequest) -> HttpResponse:
    """Every bundle that this person may see; those that wait at his window first."""
    actor = access.actor(request)
    text = cleaned(request.GET.get("q", ""))
    found = queries.bundles(actor, text, page_number(request))
    return show(
        request,
        "workbench/bundles/list.html",
        {
            "rows": found.items,
            "page": Page(found.number, found.size, found.total),
            "text": text,
            "waiting": queries.to_accept(actor) if actor.holds(Role.CLERK) and not text else (),
        },
    )


@require_http_methods(["GET", "HEAD", "POST"])
@requires(STAFF, to_change=holders(Role.CLERK))
@says_refusals
def bundle(request: HttpRequest, number: str) -> HttpResponse:
    """The page of a bundle; the window accepts all that can be worked on in one act."""
    actor = access.actor(request)
    refused = None
    if request.method == "POST":
        try:
            commands.accept(
                number,
                actor=actor,
                at=clock.now(),
                key=key(request),
                seen=seen(request),
                window=bundle_page.window_of(actor),
                # One box stands for the same paper in several parts.
                sighted=[name for one in request.POST.getlist("sighted") for name in cleaned(one).split()],
            )
        except Refused as refusal:
            refused = trouble(refusal)
        else:
            return HttpResponseRedirect(reverse("workbench:bundle-receipt", args=[number]))
    view = queries.staff_view(actor, number)
    mine = bundles_access.may_accept(actor, view.hall_key, view.window_class)
    return show(
        request,
        "workbench/bundles/one.html",
        {
            "view": view,
            "spoken": parts.spoken(number),
            "lanes": bundle_page.lanes(view),
            "log": bundle_page.log(view),
            "papers": bundle_page.papers(actor, view) if mine and view.acceptable else (),
            "accepts": mine and bool(view.acceptable) and view.state.accepted_on is None,
            "visits": visits.of_bundle(number, view.visits),
            "fees": payments.of_bundle(number),
            "key": secrets.token_hex(16),
        },
        refused,
    )


@require_safe
@requires(STAFF)
@says_refusals
def receipt(request: HttpRequest, number: str) -> HttpResponse:
    """One sheet for everything: one number, the parts beneath it, one day in front."""
    view = queries.staff_view(access.actor(request), number)
    track = route_or_none("portal:track")
    return render(
        request,
        "workbench/bundles/receipt.html",
        {
            "view": view,
            "title": "受理通知书（一件事）" if view.state.accepted_on else "收件凭证（一件事）",
            "spoken": parts.spoken(number),
            "lanes": bundle_page.lanes(view),
            "root": latest_root(),
            "track": f"{settings.ORIGIN}{track}" if track else "",
        },
    )
