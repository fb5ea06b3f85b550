"""签到: whoever booked types his code at the hall and gets his ticket. For everybody: a printer has no account."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from onevisit.appointments import commands
from onevisit.appointments.refusals import NoSuchAppointment
from onevisit.platform import clock
from onevisit.platform.access import EVERYBODY, actor, requires
from onevisit.platform.ui import errors
from onevisit.portal import throttle, web
from onevisit.rules.cases.refusals import Refused
from onevisit.rules.queueing.priority import REASONS, Priority

_LONGEST = 20  # characters of a code with blanks and hyphens in it
TRIES = 60
"""Wrong codes from one address in ten minutes: a whole hall mistypes at the same printer, and a code has 35 bits."""


@requires(EVERYBODY)
@require_http_methods(["GET", "HEAD", "POST"])
def check_in(request: HttpRequest) -> HttpResponse:
    """Ask for the code; then show the ticket, large, or at a printer print it."""
    given = request.POST if request.method == "POST" else request.GET
    printer = given.get("printer") == "1"
    context: dict[str, object] = {"reasons": list(REASONS.items()), "priority": "", "printer": printer}
    if request.method != "POST":
        return render(request, "portal/appointments/checkin.html", context)
    if throttle.too_many(request, "checkin", TRIES):
        return errors.too_many(request)
    code = web.cleaned(request.POST.get("code", ""))[:_LONGEST]
    chosen = request.POST.get("priority", "")
    priority = Priority(chosen) if chosen in {one.value for one in Priority} else Priority.NONE
    try:
        arrived = commands.check_in(
            code, actor=actor(request), at=clock.now(), key=web.key_of(request), priority=priority
        )
    except Refused as refused:
        if isinstance(refused, NoSuchAppointment):
            throttle.count(request, "checkin")
        context |= {"code": code, "priority": priority.value, "refusal": web.words_of(refused)}
        status = web.status_of(refused)
        return render(request, "portal/appointments/checkin.html", context, status=status)
    if arrived.code and printer:
        return HttpResponseRedirect(reverse("portal:ticket-paper", args=[arrived.code]))
    context = {"arrived": arrived, "printer": printer}
    return render(request, "portal/appointments/arrived.html", context)
