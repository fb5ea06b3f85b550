"""听证: the applicant asks for it or does without, and is told before what follows from either."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from onevisit.casework import queries
from onevisit.casework.case_view import CaseView
from onevisit.casework.commands import Order, handle
from onevisit.platform import clock
from onevisit.platform.access import SIGNED_IN, actor, requires
from onevisit.portal import parking, web
from onevisit.portal.todo import todos
from onevisit.portal.writing import STALE
from onevisit.rules.cases import commands as c
from onevisit.rules.cases import events as e
from onevisit.rules.cases.refusals import NoHearingOffered, Refused
from onevisit.rules.cases.tasks import TaskKind


@dataclass(frozen=True)
class _Choice:
    """What can be chosen, and the sentence that confirms it."""

    command: c.Command
    done: str


_CHOICES: Mapping[str, _Choice] = {
    "request": _Choice(
        c.RequestHearing(), "已经提出。部门会在20个工作日内组织听证，提前7个工作日通知您时间和地点。"
    ),
    "waive": _Choice(c.WaiveHearing(), "已经记下不要听证。部门接着办，您仍然可以陈述意见。"),
}


@require_http_methods(["GET", "HEAD", "POST"])
def _hearing(request: HttpRequest, number: str) -> HttpResponse:
    view = queries.my_view(actor(request), number)
    if view.state.hearing is None or view.state.hearing.told_on is None:
        raise NoHearingOffered
    if request.method != "POST":
        return _ask(request, view)
    if parking.is_stale(request):
        return _ask(request, view, status=403, refusal=STALE)
    choice = _CHOICES.get(request.POST.get("do", ""))
    if choice is None:
        return _ask(request, view, status=web.UNPROCESSABLE, refusal=_UNDECIDED)
    try:
        order = Order((choice.command,), case=number, seen=web.seen_of(request))
        handle([order], actor=actor(request), at=clock.now(), key=web.key_of(request))
    except Refused as refused:
        fresh = queries.my_view(actor(request), number)
        return _ask(request, fresh, status=web.status_of(refused), refusal=web.words_of(refused))
    parking.unpark(request)
    messages.success(request, choice.done)
    return HttpResponseRedirect(reverse("portal:case", args=[number]))


hearing = parking.keeps_typing(requires(SIGNED_IN)(web.says_refusals(_hearing)))
"""Ask for a hearing, or do without it."""

_UNDECIDED = {"what": "还没有选要听证还是不要", "why": "", "todo": "请在下面选一个。"}


def _ask(
    request: HttpRequest, view: CaseView, *, status: int = 200, refusal: Mapping[str, str] | None = None
) -> HttpResponse:
    hearing = view.state.hearing
    about = next((step.words for step in view.timeline if step.label == _TOLD), "")
    context = {
        "view": view,
        "matter": view.version.matter,
        "todo": next((one for one in todos(view) if one.kind is TaskKind.HEARING), None),
        "about": about,
        "hearing": hearing,
        "may_waive": view.version.matter.courses.hearing is None,
        "refusal": refusal,
    }
    return render(request, "portal/hearing.html", context, status=status)


_TOLD = e.HearingTold.label
