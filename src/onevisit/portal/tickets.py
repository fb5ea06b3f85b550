"""排队取号: the printer of a hall, its display, and the page on which one follows one's own ticket.

Open to everybody: who comes has no account. Tickets are taken at a terminal of the hall, which its head has paired, or
by those who work there; elsewhere the same address says where to go. Taking tickets and guessing codes are limited by
address; the display shows numbers and windows, nothing about people.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from onevisit.catalogue.bundles import NoSuchBundle, definition
from onevisit.catalogue.search import MAX_QUERY, search
from onevisit.catalogue.versions import NoSuchMatter, in_force
from onevisit.platform import clock
from onevisit.platform.access import EVERYBODY, actor, requires
from onevisit.platform.ui import errors
from onevisit.portal import throttle, web
from onevisit.portal.terminal import keep, not_here, shut, token_of
from onevisit.rules.cases.refusals import Refused
from onevisit.rules.identifiers import BadIdentifier, query_code
from onevisit.rules.queueing import REASONS, Desk, Ground, Priority, State, desk_of, why, why_before
from onevisit.rules.queueing.opening import next_words
from onevisit.rules.queueing.priority import Reason, elderly_from
from onevisit.tickets import commands, queries, terminals
from onevisit.tickets.commands import Wanted
from onevisit.tickets.hall_now import HallNow, Outlook
from onevisit.tickets.queries import Board, Followed

TAKES = 300
"""Tickets that one address may take in ten minutes: a printer prints one in two seconds at most."""

HITS = 6
"""Matters offered for what somebody said."""


@dataclass(frozen=True)
class Errand:
    """What somebody comes for: a line, and the matter or bundle that he named."""

    desk: Desk
    about: str = ""
    name: str = ""

    @property
    def query(self) -> str:
        """As it stands in an address."""
        return f"matter={self.about}" if self.about else f"desk={self.desk.value}"


@dataclass(frozen=True)
class Line:
    """A line as a large button."""

    outlook: Outlook
    desk: Desk


@requires(EVERYBODY)
@require_http_methods(["GET", "HEAD", "POST"])
@web.says_refusals
def printer(request: HttpRequest, hall: str) -> HttpResponse:
    """The ticket printer of a hall: what for, then whether with priority; two touches."""
    if request.method == "POST":
        return _take(request, hall)
    board = queries.board(hall)
    if not terminals.is_here(hall, token_of(request), actor=actor(request)):
        return not_here(request, board.hall)
    open_now = terminals.admission(hall, clock.now())
    if not open_now.gives:
        return shut(request, board.hall, open_now, **_at_printer(request))
    if request.headers.get("HX-Request"):
        return HttpResponse(headers={"HX-Refresh": "true"})
    errand = _errand(request.GET, board.hall)
    if errand is not None:
        return _choose_priority(request, board.hall, errand)
    words = web.cleaned(request.GET.get("q", ""))[:MAX_QUERY]
    hits = []
    if words:
        for hit in search(words, on=clock.today(), limit=HITS).hits:
            found = Errand(
                desk_of(in_force(hit.card.key, clock.today()).matter.window_class),
                hit.card.key,
                hit.card.name,
            )
            hits.append((found, found.desk in board.hall.desks))
    context = {"hall": board.hall, "lines": board.lines, "words": words, "hits": hits, **_at_printer(request)}
    context["next_words"] = next_words(open_now)
    page = render(request, "portal/tickets/printer.html", context)
    token = token_of(request)
    return keep(page, token) if token else page


def _choose_priority(
    request: HttpRequest,
    hall: HallNow,
    errand: Errand,
    refusal: Mapping[str, str] | None = None,
    status: int = 200,
) -> HttpResponse:
    if errand.desk not in hall.desks:
        refusal, status = (
            {
                "what": f"这个大厅没有办“{errand.desk.label}”的窗口",
                "todo": "请返回另选一项，或者到咨询导办台询问。",
            },
            422,
        )
    context = {
        "hall": hall,
        "errand": errand,
        "outlook": hall.outlook(errand.desk) if errand.desk in hall.desks else None,
        "reasons": [(one.value, _said(one, errand.desk), REASONS[one]) for one in REASONS],
        "refusal": refusal,
        **_at_printer(request),
    }
    return render(request, "portal/tickets/priority.html", context, status=status)


def _said(priority: Priority, desk: Desk) -> str:
    reason: Reason = REASONS[priority]
    return f"{elderly_from(desk)}岁以上" if priority is Priority.ELDERLY else reason.label


def _take(request: HttpRequest, hall: str) -> HttpResponse:
    if throttle.too_many(request, "ticket", TAKES):
        return errors.too_many(request)
    now = queries.board(hall).hall
    errand = _errand(request.POST, now)
    given = request.POST.get("priority", "")
    if errand is None or given not in {one.value for one in Priority}:
        return HttpResponseRedirect(reverse("portal:ticket-printer", args=[hall]))
    wanted = Wanted(hall, errand.desk, errand.about, errand.name, Priority(given))
    try:
        ticket = terminals.take_here(
            wanted, token_of(request), actor=actor(request), at=clock.now(), key=web.key_of(request)
        )
    except Refused as refused:
        return _choose_priority(request, now, errand, web.words_of(refused), web.status_of(refused))
    throttle.count(request, "ticket")
    at_printer = _at_printer(request)["printer"]
    page = "portal:ticket-paper" if at_printer else "portal:ticket"
    return HttpResponseRedirect(reverse(page, args=[ticket.code]))


def _errand(given: Any, hall: HallNow) -> Errand | None:
    """What was chosen, or None for what cannot be."""
    about, desk = web.cleaned(given.get("matter", ""))[:60], given.get("desk", "")
    if about:
        try:
            matter = in_force(about, clock.today()).matter
        except NoSuchMatter:
            return None
        return Errand(desk_of(matter.window_class), about, matter.name)
    bundle = web.cleaned(given.get("bundle", ""))[:60]
    if bundle:
        try:
            found = definition(bundle)
        except NoSuchBundle:
            return None
        return Errand(desk_of(found.window_class), bundle, found.name)
    return Errand(Desk(desk)) if desk in {one.value for one in hall.desks} else None


def _at_printer(request: HttpRequest) -> dict[str, bool]:
    """Whether this is the screen of a printer, which prints and goes back by itself: its address says so once."""
    given = request.POST if request.method == "POST" else request.GET
    return {"printer": given.get("printer") == "1"}


@requires(EVERYBODY)
@require_safe
@web.says_refusals
def paper(request: HttpRequest, code: str) -> HttpResponse:
    """The ticket as it is printed, 80 mm wide."""
    found = _found(request, code)
    if isinstance(found, HttpResponse):
        return found
    address = request.build_absolute_uri(reverse("portal:ticket", args=[found.ticket.code]))
    context = {"found": found, "address": address, "why": why(found.ticket.standing)}
    return render(request, "portal/tickets/paper.html", context)


@requires(EVERYBODY)
@require_http_methods(["GET", "HEAD", "POST"])
@web.says_refusals
def follow(request: HttpRequest, code: str) -> HttpResponse:
    """One's own ticket: how many are before, how long it will take; back again, and giving up."""
    found = _found(request, code)
    if isinstance(found, HttpResponse):
        return found
    refusal: Mapping[str, str] | None = None
    status = 200
    if request.method == "POST":
        try:
            _act(request, found)
        except Refused as refused:
            refusal, status = web.words_of(refused), web.status_of(refused)
            found = queries.of_code(code)
        else:
            return HttpResponseRedirect(reverse("portal:ticket", args=[found.ticket.code]))
    context = {
        "found": found,
        "refusal": refusal,
        "why": why(found.ticket.standing),
        "why_before": _why_before(found),
    }
    mark = _mark((found.ticket.state, found.ticket.window, found.ticket.calls, found.outlook, bool(refusal)))
    pages = "portal/tickets/follow.html", "portal/tickets/follow_now.html"
    return _live(request, pages, context, mark, status)


def _act(request: HttpRequest, found: Followed) -> None:
    given, ticket = request.POST.get("do", ""), found.ticket
    deeds = {"back": commands.come_back, "again": commands.unpark, "leave": commands.give_up}
    if given in deeds:
        deeds[given](
            ticket.id, actor=actor(request), at=clock.now(), key=web.key_of(request), code=ticket.code
        )


def _why_before(found: Followed) -> str:
    """The answer to whoever asks why somebody with a later number is before him."""
    if found.before is None:
        return ""
    first, second = found.before.standing, found.ticket.standing
    plain = first.place.ground is Ground.CAME and second.place.ground is Ground.CAME
    return "" if plain or first.came <= second.came else why_before(first, second)


@requires(EVERYBODY)
@require_http_methods(["GET", "HEAD", "POST"])
def find(request: HttpRequest) -> HttpResponse:
    """Type the code from the paper."""
    if request.method != "POST":
        return render(request, "portal/tickets/find.html")
    typed = web.cleaned(request.POST.get("code", ""))[:40]
    try:
        code = query_code.check(typed)
    except BadIdentifier as bad:
        return render(request, "portal/tickets/find.html", {"typed": typed, "wrong": str(bad)}, status=422)
    return HttpResponseRedirect(reverse("portal:ticket", args=[code]))


def _found(request: HttpRequest, code: str) -> Followed | HttpResponse:
    """The ticket with this code; wrong codes are counted, so that nobody tries them out."""
    if throttle.too_many(request, "ticket-code"):
        return errors.too_many(request)
    try:
        return queries.of_code(code)
    except Refused:
        throttle.count(request, "ticket-code")
        raise


@requires(EVERYBODY)
@require_safe
@web.says_refusals
def board(request: HttpRequest, hall: str) -> HttpResponse:
    """The display of a hall."""
    found: Board = queries.board(hall)
    shown = [(one.id, one.window, one.calls, one.state) for one in found.called]
    mark = _mark((shown, [one.id for one in found.missed], [(one.people, one.words) for one in found.lines],
                  [one.is_open for one in found.hall.windows]))  # fmt: skip
    calling = [one for one in found.called if one.state is State.CALLED]
    names = {one.number: one.name for one in found.hall.windows}
    context = {
        "board": found,
        "hall": found.hall,
        "calling": [(one, names[one.window]) for one in calling],
        "serving": [(one, names[one.window]) for one in found.called if one.state is State.SERVING],
        "closed": [one for one in found.hall.windows if not one.is_open],
        "now": clock.now(),
    }
    return _live(request, ("portal/tickets/board.html", "portal/tickets/board_now.html"), context, mark)


def _mark(shown: object) -> str:
    """A short sign for what a page shows: one that has not changed is not sent again, nor read out again."""
    return hashlib.sha256(repr(shown).encode()).hexdigest()[:16]


def _live(
    request: HttpRequest, pages: tuple[str, str], context: dict[str, Any], mark: str, status: int = 200
) -> HttpResponse:
    """The whole page; or for its own asking what has changed in it, and nothing (204) where nothing has."""
    context["mark"] = mark
    page, part = pages
    if not request.headers.get("HX-Request"):
        return render(request, page, context, status=status)
    if request.GET.get("mark") == mark:
        return HttpResponse(status=204)
    return render(request, part, context, status=status)
