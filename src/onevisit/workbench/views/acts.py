"""One page for each act: the case beside the form, the consequence and the article, and everything typed kept."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from onevisit.casework import commands, queries
from onevisit.casework.offers import Step
from onevisit.platform import access, clock
from onevisit.platform.access import holders, requires
from onevisit.rules.cases.refusals import Refused
from onevisit.workbench import parts
from onevisit.workbench.acts.act import Act, Desk
from onevisit.workbench.acts.form import Given, asked, need
from onevisit.workbench.web import NothingToDo, NotOpen, Trouble, key, says_refusals, seen, show, trouble


def page(act: Act) -> Callable[..., HttpResponse]:
    """The view of an act."""

    @require_http_methods(["GET", "HEAD", "POST"])
    @requires(holders(*act.roles))
    @says_refusals
    def view(request: HttpRequest, number: str) -> HttpResponse:
        desk = Desk(access.actor(request), queries.staff_view(access.actor(request), number, act.label))
        if request.method != "POST":
            step = _open(act, desk)
            if not step.mine:
                messages.error(request, f"“{act.label}”由{step.who}办。")
                return HttpResponseRedirect(reverse("workbench:case", args=[number]))
            return _page(request, act, desk, step, None, None)
        given = Given(dict(request.POST.lists()))
        try:
            return _send(request, act, desk, given)
        except Refused as refused:
            return _page(request, act, desk, act.step(desk), given, trouble(refused))

    return view


def _open(act: Act, desk: Desk) -> Step:
    step = act.step(desk)
    if step is None:
        raise NothingToDo(step=act.label)
    if step.mine and not step.offer.open:
        raise NotOpen(why=step.offer.why_not)
    return step


def _send(request: HttpRequest, act: Act, desk: Desk, given: Given) -> HttpResponse:
    need(act.questions(desk), given)
    order = commands.Order((act.make(desk, given),), case=desk.view.number, seen=seen(request))
    (done,) = commands.handle([order], actor=desk.actor, at=clock.now(), key=key(request))
    messages.success(request, act.said)
    return HttpResponseRedirect(reverse("workbench:case", args=[done.number]))


def _page(
    request: HttpRequest,
    act: Act,
    desk: Desk,
    step: Step | None,
    given: Given | None,
    refused: Trouble | None,
) -> HttpResponse:
    view = desk.view
    shown = parts.materials(view)
    return show(
        request,
        "workbench/act.html",
        {
            "view": view,
            "spoken": parts.spoken(view.number),
            "act": act,
            "step": step,
            "known": act.known(desk),
            "questions": asked(act.questions(desk), given),
            "who": parts.who(view),
            "asked": parts.asked(view),
            "materials": shown,
            "first_file": parts.first_file(shown),
            "stages": parts.stages(view),
            "clocks": parts.case_clocks(view),
        },
        refused,
    )
