"""补交材料 at any window of the class: find the case, take in what was asked for or deferred, print a sheet for it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from onevisit.casework import commands
from onevisit.casework.any_window import view_to_supply, waiting_for_applicant
from onevisit.casework.case_view import CaseView
from onevisit.casework.refusals import NoSuchCase
from onevisit.platform import access, clock
from onevisit.platform.access import holders, requires
from onevisit.platform.people.actors import Actor, Holding
from onevisit.platform.ui.listing import Column, Page
from onevisit.rules.cases import commands as c
from onevisit.rules.cases.application import Fault
from onevisit.rules.cases.clocks import ACCEPTANCE
from onevisit.rules.cases.phases import Phase
from onevisit.rules.cases.refusals import Refused
from onevisit.rules.identifiers import BadIdentifier, case_no
from onevisit.tickets import commands as tickets
from onevisit.workbench import parts, pledges, supplying
from onevisit.workbench.counter import TAKES_IN, any_window, told_today
from onevisit.workbench.supplying import Given, Wanted
from onevisit.workbench.web import (
    UNPROCESSABLE,
    NothingToDo,
    Trouble,
    cleaned,
    key,
    page_number,
    says_refusals,
    seen,
    show,
    trouble,
)

COLUMNS = (Column("最迟"), Column("事项", wide=True), Column("申请人"), Column("等什么"), Column("办理部门"))
_DONE = "workbench.supplied"
_REMEMBERED = 20


@require_safe
@requires(holders(*TAKES_IN))
def find(request: HttpRequest) -> HttpResponse:
    """By whole number at any window of the class; by name among those of one's own hall."""
    text = cleaned(request.GET.get("q", ""))
    try:
        number = str(case_no.check(text))
    except BadIdentifier:
        number = ""
    if number:
        return HttpResponseRedirect(reverse("workbench:supply", args=[number]))
    found = waiting_for_applicant(access.actor(request), text, page_number(request))
    return show(
        request,
        "workbench/counter/supply_find.html",
        {
            "text": text,
            "rows": found.items,
            "page": Page(found.number, found.size, found.total),
            "columns": COLUMNS,
        },
    )


@require_http_methods(["GET", "HEAD", "POST"])
@requires(holders(*TAKES_IN))
@says_refusals
def supply(request: HttpRequest, number: str) -> HttpResponse:
    """What is waited for, each with the ways in which it can be shown."""
    actor = access.actor(request)
    try:
        view = view_to_supply(actor, number, "补交材料")
    except NoSuchCase:
        if request.method == "POST" and number in request.session.get(_DONE, {}):
            # A second click: with the last thing supplied, the case has left this window's sight.
            return HttpResponseRedirect(reverse("workbench:supplied", args=[number]))
        raise
    things = supplying.wanted(view)
    if request.method != "POST":
        if not things:
            raise NothingToDo(step=c.Supply.label)
        return _page(request, view, things, supplying.kept_before(request, number))
    given, faults = supplying.read(request, number, things)
    faults += supplying.wrong(view, things, given)
    if faults:
        return _page(request, view, things, given, faults)
    try:
        return _send(request, actor, view, things, given)
    except Refused as refused:
        return _page(request, view, things, given, refused=trouble(refused))


def _send(
    request: HttpRequest, actor: Actor, view: CaseView, things: Sequence[Wanted], given: Given
) -> HttpResponse:
    post = any_window(actor, view, c.Supply)
    order = commands.Order(
        (supplying.command(view, things, given, post),), case=view.number, seen=seen(request)
    )
    (done,) = commands.handle([order], actor=actor, at=clock.now(), key=key(request))
    tickets.handled(actor, view.number, at=clock.now())
    if not done.repeated:
        _remember(request, view, things, given, post)
    supplying.forget(request, view.number)
    return HttpResponseRedirect(reverse("workbench:supplied", args=[view.number]))


def _remember(
    request: HttpRequest, view: CaseView, things: Sequence[Wanted], given: Given, post: Holding
) -> None:
    """What the sheet says, in this clerk's session: at another hall he does not see the case any more."""
    came, open_ = supplying.brought(things, given)
    complete = not open_ and view.state.phase is Phase.CORRECTING
    until = next((one.until for one in things if one.until), None)
    sheet = {
        "matter": view.version.matter.name,
        "organ": f"{view.organ.name}　{view.organ.phone}",
        "applicant": view.applicant_name,
        "day": clock.today().isoformat(),
        "where": f"{post.hall_name}{f' {post.window}号窗口' if post.window else ''}",
        "came": came,
        "open": open_,
        "until": until.isoformat() if until and open_ else "",
        "answer_by": told_today(ACCEPTANCE).due.isoformat() if complete else "",
        "own": post.hall == view.hall_key,
    }
    before = list(request.session.get(_DONE, {}).items())[-_REMEMBERED:]
    request.session[_DONE] = {**dict(before), view.number: sheet}


@require_safe
@requires(holders(*TAKES_IN))
def supplied(request: HttpRequest, number: str) -> HttpResponse:
    """The sheet that the applicant takes home: what came, what is open, what happens next."""
    sheet = request.session.get(_DONE, {}).get(number)
    if sheet is None:
        raise Http404
    days = {name: sheet[name] and date.fromisoformat(sheet[name]) for name in ("day", "until", "answer_by")}
    context = {**sheet, **days, "number": number, "spoken": parts.spoken(number)}
    return render(request, "workbench/counter/supplied.html", context)


def _page(
    request: HttpRequest,
    view: CaseView,
    things: Sequence[Wanted],
    given: Given,
    faults: Sequence[Fault] = (),
    refused: Trouble | None = None,
) -> HttpResponse:
    late = [one.key for one in things if one.requirement is not None and view.state.accepted_on is None]
    response = show(
        request,
        "workbench/counter/supply.html",
        {
            "view": view,
            "spoken": parts.spoken(view.number),
            "lines": supplying.lines(view, things, given, faults),
            "faults": [(one.field, one.message) for one in faults],
            "given": given,
            "pledge": pledges.late(view.version.matter, late),
            "deferral_ends": view.version.matter.courses.deferral_ends.label,
            "tasks": view.courses.tasks,
            "correcting": view.state.phase is Phase.CORRECTING,
        },
        refused,
    )
    if faults:
        response.status_code = UNPROCESSABLE
    return response
