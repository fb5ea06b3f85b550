"""Begun on line and finished at a window, or the other way round: the codes with which an application changes doors."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from onevisit.casework import drafts, moving
from onevisit.platform.access import SIGNED_IN, actor, requires
from onevisit.platform.organs.queries import halls
from onevisit.platform.ui import errors
from onevisit.portal import throttle, web
from onevisit.rules.cases.refusals import Refused

_TRIES = "from-window"
_LONGEST = 40


@requires(SIGNED_IN)
@require_http_methods(["GET", "HEAD", "POST"])
@web.says_refusals
def to_window(request: HttpRequest, draft: int) -> HttpResponse:
    """A code for one's own draft. The page shows it to whoever is signed in, and no address ever holds it."""
    who = actor(request)
    try:
        found = drafts.get(who, draft)
        if request.method == "POST":
            moving.code(who, draft, moving.TO_WINDOW)
            return HttpResponseRedirect(reverse("portal:draft-to-window", args=[draft]))
        code = moving.known_code(who, draft, moving.TO_WINDOW)
    except drafts.NoSuchDraft:
        messages.info(request, "这份草稿已经没有了：它已经提交，或者已经删除。")
        return HttpResponseRedirect(reverse("portal:drafts"))
    wanted = found.matter.window_class.value
    places = [one for one in halls() if any(wanted in window.classes for window in one.windows.all())]
    context = {"draft": found, "code": code, "places": places}
    return render(request, "portal/taking/to_window.html", context)


@requires(SIGNED_IN)
@require_http_methods(["GET", "HEAD", "POST"])
@web.says_refusals
def from_window(request: HttpRequest) -> HttpResponse:
    """The code on the sheet that a window has printed."""
    if request.method != "POST":
        return render(request, "portal/taking/from_window.html")
    if throttle.too_many(request, _TRIES):
        return errors.too_many(request)
    try:
        found = moving.claim(actor(request), request.POST.get("code", "")[:_LONGEST])
    except Refused as refused:
        throttle.count(request, _TRIES)
        context = {"refusal": web.words_of(refused)}
        return render(request, "portal/taking/from_window.html", context, status=web.status_of(refused))
    messages.success(request, f"“{found.matter.name}”接过来了：窗口录入、扫描的都在，只补还缺的。")
    return HttpResponseRedirect(reverse("portal:draft", args=[found.id]))
