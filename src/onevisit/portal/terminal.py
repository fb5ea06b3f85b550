"""取号终端: pairing a machine of the hall, and what its address shows elsewhere and while the hall is closed."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from onevisit.platform import clock
from onevisit.platform.access import EVERYBODY, requires
from onevisit.platform.organs.queries import hall as hall_of
from onevisit.platform.ui import errors
from onevisit.portal import throttle, web
from onevisit.rules.cases.refusals import Refused
from onevisit.rules.queueing.opening import Admission, next_words
from onevisit.tickets import terminals
from onevisit.tickets.hall_now import HallNow

COOKIE = "onevisit-terminal"
_SALT = "onevisit.portal.terminal"
_KEPT = (
    400 * 24 * 60 * 60
)  # seconds: browsers keep none for longer; each use of the first page begins it anew
_LONGEST = 40  # characters of a code with blanks and hyphens in it


def token_of(request: HttpRequest) -> str:
    """What this machine was given when it was paired; "" where it was not, or where somebody changed it."""
    found: str = request.get_signed_cookie(COOKIE, default="", salt=_SALT)
    return found


def keep(response: HttpResponse, token: str) -> HttpResponse:
    """Let this machine keep its token."""
    response.set_signed_cookie(
        COOKIE,
        token,
        salt=_SALT,
        max_age=_KEPT,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )
    return response


@requires(EVERYBODY)
@require_http_methods(["GET", "HEAD", "POST"])
def pair(request: HttpRequest) -> HttpResponse:
    """Type the code that the head of the hall has; then this machine prints tickets. Looking pairs nothing."""
    if request.method != "POST":
        typed = web.cleaned(request.GET.get("code", ""))[:_LONGEST]
        return render(request, "portal/tickets/pair.html", {"typed": typed})
    if throttle.too_many(request, "terminal"):
        return errors.too_many(request)
    typed = web.cleaned(request.POST.get("code", ""))[:_LONGEST]
    try:
        hall, token = terminals.pair(typed, at=clock.now())
    except Refused as refused:
        throttle.count(request, "terminal")
        context = {"typed": typed, "refusal": web.words_of(refused)}
        return render(request, "portal/tickets/pair.html", context, status=web.status_of(refused))
    address = f"{reverse('portal:ticket-printer', args=[hall])}?printer=1"
    return keep(HttpResponseRedirect(address), token)


def not_here(request: HttpRequest, hall: HallNow) -> HttpResponse:
    """What somebody sees at home: that tickets are taken in the hall, how to book instead, and how to pair."""
    context = {"hall": hall, "place": hall_of(hall.key)}
    return render(request, "portal/tickets/not_here.html", context)


def shut(request: HttpRequest, hall: HallNow, found: Admission, *, printer: bool) -> HttpResponse:
    """The screen of a printer while the hall is closed. It asks now and then, and is renewed when tickets are given."""
    if request.headers.get("HX-Request"):
        return HttpResponse(status=204)
    place = hall_of(hall.key)
    context = {"hall": hall, "place": place, "next_words": next_words(found), "printer": printer}
    return render(request, "portal/tickets/shut.html", context)
