"""Rating a finished case: one level, what was good or bad, and a word. Signed in, or with number and code."""

from __future__ import annotations

import secrets
from collections.abc import Mapping

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from onevisit.casework import queries
from onevisit.casework.case_view import CaseView
from onevisit.casework.commands import Order, handle
from onevisit.casework.refusals import RatedWithItsBundle
from onevisit.platform import clock
from onevisit.platform.access import SIGNED_IN, actor, requires
from onevisit.platform.people.actors import Actor
from onevisit.portal import case_page, parking, web
from onevisit.portal.writing import STALE
from onevisit.rules import ratings
from onevisit.rules.cases import commands as c
from onevisit.rules.cases.contents import text
from onevisit.rules.cases.phases import RatingLevel
from onevisit.rules.cases.refusals import AlreadyRated, NotNow, Refused

LONGEST = 500
"""Characters of the comment."""

_ICONS = {
    RatingLevel.VERY_GOOD: "mood-smile",
    RatingLevel.GOOD: "thumb-up",
    RatingLevel.FAIR: "minus",
    RatingLevel.BAD: "alert-triangle",
    RatingLevel.VERY_BAD: "circle-x",
}


def _of_mine(request: HttpRequest, number: str) -> HttpResponse:
    back = reverse("portal:case", args=[number])
    return page(request, number, actor(request), ratings.Via.WEB, back)


of_mine = parking.keeps_typing(requires(SIGNED_IN)(web.says_refusals(_of_mine)))
"""Rate one's own case."""


def page(request: HttpRequest, number: str, who: Actor, via: ratings.Via, back: str) -> HttpResponse:
    """First the level, then (at the same address with `?level=`) what goes with it."""
    view = queries.my_view(who, number)
    if view.bundle:
        raise RatedWithItsBundle(bundle=view.bundle)
    given = request.POST if request.method == "POST" else parking.parked(request) or request.GET
    named = given.get("level", "")
    level = RatingLevel(named) if named in set(RatingLevel) else None
    if request.method == "POST":
        return _rate(request, view, level, who, via, back)
    if case_page.ratable_until(view, clock.today()) is None:
        raise _why_not(view)
    return show(request, view.version.matter.name, level, back)


def _why_not(view: CaseView) -> Refused:
    if view.state.rating is not None:
        return AlreadyRated()
    return NotNow(phase=view.state.phase.label, command=c.Rate.label, allowed="办结后五个工作日内评价")


def _rate(
    request: HttpRequest, view: CaseView, level: RatingLevel | None, who: Actor, via: ratings.Via, back: str
) -> HttpResponse:
    if parking.is_stale(request):
        return show(request, view.version.matter.name, level, back, status=403, refusal=STALE)
    if level is None:
        return show(
            request, view.version.matter.name, level, back, error="请先选择满意程度", status=web.UNPROCESSABLE
        )
    words = web.cleaned(request.POST.get("comment", ""))
    if len(words) > LONGEST:
        error = f"评价最多{LONGEST}个字，现在有{len(words)}个"
        return show(request, view.version.matter.name, level, back, error=error, status=web.UNPROCESSABLE)
    command = c.Rate(
        level,
        via.value,
        ratings.known(level, request.POST.getlist("option")),
        text(words, secrets.token_hex(16)) if words else None,
        {"hall": view.state.received_at, "window": view.state.received_window},
    )
    try:
        handle([Order((command,), case=view.number)], actor=who, at=clock.now(), key=web.key_of(request))
    except Refused as refused:
        status = web.status_of(refused)
        return show(
            request, view.version.matter.name, level, back, status=status, refusal=web.words_of(refused)
        )
    parking.unpark(request)
    messages.success(request, thanks(level))
    return HttpResponseRedirect(back)


def thanks(level: RatingLevel) -> str:
    """What is said to whoever has rated."""
    if level.is_bad:
        return "谢谢您告诉我们。督查部门会在回访时联系您，并督促改正。"
    return "谢谢您的评价。"


def show(
    request: HttpRequest,
    name: str,
    level: RatingLevel | None,
    back: str,
    *,
    error: str = "",
    status: int = 200,
    refusal: Mapping[str, str] | None = None,
) -> HttpResponse:
    """The page on which something called `name` is rated."""
    given = request.POST if request.method == "POST" else parking.parked(request)
    context = {
        "name": name,
        "levels": [(one, _ICONS[one]) for one in RatingLevel],
        "level": level,
        "options": ratings.OPTIONS[level] if level else {},
        "ticked": given.getlist("option") if given else [],
        "comment": given.get("comment", "") if given else "",
        "longest": LONGEST,
        "error": error,
        "refusal": refusal,
        "back": back,
    }
    return render(request, "portal/rate.html", context, status=status)
