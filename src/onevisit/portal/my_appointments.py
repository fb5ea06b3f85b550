"""One's own appointments: the receipt with its code, another time, cancelling, and the file for a calendar."""

from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from onevisit.appointments import commands, offers, queries
from onevisit.appointments.queries import AppointmentView
from onevisit.catalogue.versions import NoSuchMatter
from onevisit.platform import clock
from onevisit.platform.access import SIGNED_IN, actor, requires
from onevisit.platform.ui.listing import Page
from onevisit.platform.ui.values import Event
from onevisit.portal import web
from onevisit.portal.appointments import About, about_thing, moment_read, moment_said, times_page
from onevisit.rules.appointments.booking import Deed, Kind
from onevisit.rules.appointments.refusals import NotDoneThere
from onevisit.rules.cases.refusals import Refused

_SAID = {Deed.MISS: "过了时间没有来，名额已经让给别人；以后照常可以预约和办事"}


@requires(SIGNED_IN)
@require_safe
def mine(request: HttpRequest) -> HttpResponse:
    """What is to come, the soonest first; then what was."""
    found = queries.former(actor(request), web.page_number(request))
    context = {
        "coming": queries.upcoming(actor(request)),
        "former": found.items,
        "page": Page(found.number, found.size, found.total),
    }
    return render(request, "portal/appointments/mine.html", context)


@requires(SIGNED_IN)
@require_safe
@web.says_refusals
def one(request: HttpRequest, appointment: int) -> HttpResponse:
    """The receipt: when and where, the code, what to bring, and what can still be changed."""
    return _receipt(request, queries.one(actor(request), appointment))


def _receipt(
    request: HttpRequest,
    view: AppointmentView,
    refusal: dict[str, str] | None = None,
    status: int = 200,
) -> HttpResponse:
    context = {
        "view": view,
        "card": view.card,
        "spoken": f"{view.card.code[:4]} {view.card.code[4:]}",
        "about": _about(view),
        "refusal": refusal,
        "rules": offers.terms()[0],
        "timeline": [
            Event(
                _SAID.get(line.deed, line.deed.label),
                line.at,
                line.as_what,
                line.words,
            )
            for line in view.history
        ],
    }
    return render(request, "portal/appointments/receipt.html", context, status=status)


def _about(view: AppointmentView) -> About | None:
    card = view.card
    try:
        if card.kind == Kind.MATTER:
            return about_thing(card.subject)
        return about_thing("", card.subject)
    except NoSuchMatter:
        return None  # It was abolished meanwhile; the appointment still says what it was for.


@requires(SIGNED_IN)
@require_http_methods(["GET", "HEAD", "POST"])
@web.says_refusals
def move(request: HttpRequest, appointment: int) -> HttpResponse:
    """Another time, in the same hall or another; the old one is kept until the new one is held."""
    view = queries.one(actor(request), appointment)
    if request.method == "POST":
        return _moved(request, view)
    card = view.card
    about = _about(view) or about_thing("", "", card.window_class)
    if about is None or not card.can_change:
        return HttpResponseRedirect(reverse("portal:appointment", args=[appointment]))
    halls = offers.halls_taking(card.window_class, clock.now(), about.halls)
    hall = next((one for one in halls if one.key == request.GET.get("hall", card.hall)), None)
    begins_at = moment_read(request.GET.get("at", ""))
    if hall is not None and begins_at is not None:
        context = {"card": card, "hall": hall, "begins_at": begins_at, "at": moment_said(begins_at)}
        return render(request, "portal/appointments/move.html", context)
    if hall is None:
        return HttpResponseRedirect(reverse("portal:appointment", args=[appointment]))
    context = {**times_page(request, about, hall, move=appointment), "card": card, "halls": halls}
    return render(request, "portal/appointments/times.html", context)


def _moved(request: HttpRequest, view: AppointmentView) -> HttpResponse:
    begins_at = moment_read(request.POST.get("at", ""))
    if begins_at is None:
        return HttpResponseRedirect(reverse("portal:appointment-move", args=[view.card.id]))
    hall, about = request.POST.get("hall", "")[:60], _about(view)
    try:
        # The command knows classes of windows; which halls do a matter stands in its guide.
        if about is not None and about.halls is not None and hall not in about.halls:
            raise NotDoneThere(subject=view.card.subject_name)
        commands.move(
            view.card.id,
            hall,
            begins_at,
            actor=actor(request),
            at=clock.now(),
            key=web.key_of(request),
        )
    except Refused as refused:
        return _receipt(request, view, web.words_of(refused), web.status_of(refused))
    messages.success(request, "时间改好了，预约码不变。")
    return HttpResponseRedirect(reverse("portal:appointment", args=[view.card.id]))


@requires(SIGNED_IN)
@require_POST
@web.says_refusals
def cancel(request: HttpRequest, appointment: int) -> HttpResponse:
    """Give the place back."""
    commands.cancel(appointment, actor=actor(request), at=clock.now(), key=web.key_of(request))
    messages.success(request, "预约已取消，名额让给了别人。需要时可以重新预约，也可以直接来。")
    return HttpResponseRedirect(reverse("portal:my-appointments"))


@requires(SIGNED_IN)
@require_safe
@web.says_refusals
def calendar(request: HttpRequest, appointment: int) -> HttpResponse:
    """The file for the calendar of a phone or computer."""
    view = queries.one(actor(request), appointment)
    host = settings.ORIGIN.split("://")[-1]
    address = f"{settings.ORIGIN}{reverse('portal:appointment', args=[appointment])}"
    data = queries.file_of(view, clock.now(), address, host)
    answer = HttpResponse(data, content_type="text/calendar; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="appointment-{appointment}.ics"'
    return answer
