"""查进度 without signing in: number and code by POST, so that neither stands in an address, a log or a history."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from onevisit.bundles import queries as bundles
from onevisit.casework import queries
from onevisit.casework.refusals import NoSuchCase
from onevisit.payments import queries as payments
from onevisit.platform import clock
from onevisit.platform.access import EVERYBODY, requires
from onevisit.platform.people.actors import Actor, ActorKind
from onevisit.platform.ui import errors
from onevisit.portal import case_page, rating, throttle, web
from onevisit.portal.bundles.own import common
from onevisit.portal.parking import keeps_typing
from onevisit.rules import ratings
from onevisit.rules.bundles.refusals import NoSuchBundle
from onevisit.rules.cases.tasks import TaskKind
from onevisit.rules.identifiers import BadIdentifier, bundle_no, case_no

_SESSION = "portal.tracked"
"""The number of the case whose code was shown last, in the session on the server."""

_LONGEST = 40  # characters of a number or code with blanks and hyphens in it

_WAITING = {TaskKind.CORRECT: "补正", TaskKind.SUPPLY: "补交容缺材料", TaskKind.MEND: "整改"}

WRONG = "编号和查询码对不上，或者没有这个办件"


@requires(EVERYBODY)
@require_http_methods(["GET", "HEAD", "POST"])
def track(request: HttpRequest) -> HttpResponse:
    """Ask for number and code."""
    if request.method != "POST":
        return render(request, "portal/track.html", {"minutes": throttle.WINDOW // 60})
    if throttle.too_many(request, "track"):
        return errors.too_many(request)
    number = request.POST.get("number", "")[:_LONGEST]
    code = request.POST.get("code", "")[:_LONGEST]
    try:
        found = _look_up(number, code)
    except (NoSuchCase, NoSuchBundle):
        throttle.count(request, "track")
        context = {"number": number, "code": code, "wrong": WRONG, "minutes": throttle.WINDOW // 60}
        return render(request, "portal/track.html", context, status=404)
    request.session[_SESSION] = found
    return HttpResponseRedirect(reverse("portal:tracked"))


@requires(EVERYBODY)
@require_safe
@web.says_refusals
def tracked(request: HttpRequest) -> HttpResponse:
    """How far it is, without anything about the applicant."""
    found = _shown(request)
    if found is None:
        return HttpResponseRedirect(reverse("portal:track"))
    number, holder = found
    if bundle_no.is_bundle(number):
        shown = common(bundles.own_view(holder, number)) | {"fees": payments.of_bundle(number)}
        return render(request, "portal/bundles/tracked.html", shown)
    view = queries.my_view(holder, number)
    context = {
        "view": view,
        "matter": view.version.matter,
        "spoken": case_no.check(number).spoken,
        "main": case_page.main_clock(view),
        "waiting": _WAITING.get(view.courses.tasks[0].kind, "") if view.courses.tasks else "",
        "paused": "、".join(case_page.standing_still(view)),
        "clocks": case_page.clocks(view),
        "stages": case_page.stages(view),
        "timeline": case_page.timeline(view, named=False),
        "can_rate": case_page.ratable_until(view, clock.today()) is not None,
        "fees": payments.of_case(view),
        "place": case_page.place(view.state.hall or view.hall_key),
    }
    return render(request, "portal/tracked.html", context)


@keeps_typing
@requires(EVERYBODY)
@web.says_refusals
def rate(request: HttpRequest) -> HttpResponse:
    """Rate it as the holder of its code."""
    found = _shown(request)
    if found is None:
        return HttpResponseRedirect(reverse("portal:track"))
    number, holder = found
    if bundle_no.is_bundle(number):
        return HttpResponseRedirect(reverse("portal:tracked"))
    return rating.page(request, number, holder, ratings.Via.CODE, reverse("portal:tracked"))


@requires(EVERYBODY)
@require_POST
def forget(request: HttpRequest) -> HttpResponse:
    """End it, so that the next person at this computer sees nothing."""
    request.session.pop(_SESSION, None)
    return HttpResponseRedirect(reverse("portal:track"))


def _shown(request: HttpRequest) -> tuple[str, Actor] | None:
    """The case whose number and code this session has shown, and its holder as an actor."""
    number: Any = request.session.get(_SESSION)
    if not number:
        return None
    party = bundles.party_of(number) if bundle_no.is_bundle(number) else queries.party_of(number)
    return number, Actor(ActorKind.APPLICANT, None, "", parties=(party,))


def _look_up(number: str, code: str) -> str:
    """The number of the case or bundle that fits the code. Raises `NoSuchCase` or `NoSuchBundle`."""
    try:
        is_bundle = bundle_no.is_bundle(number)
    except BadIdentifier:
        is_bundle = False  # The enquiry after a case says what is wrong with it.
    return bundles.track(number, code).number if is_bundle else queries.track(number, code).number
