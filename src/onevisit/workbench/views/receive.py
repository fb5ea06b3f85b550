"""At the window: look an application through that came on line or by post, then receive, accept or decline it."""

from __future__ import annotations

from dataclasses import dataclass, field

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from onevisit.casework import commands, queries
from onevisit.casework.case_view import CaseView
from onevisit.platform import access, clock
from onevisit.platform.access import holders, requires
from onevisit.platform.people.actors import Actor, Holding
from onevisit.rules.cases import commands as c
from onevisit.rules.cases.phases import Phase
from onevisit.rules.cases.refusals import NotYours, Refused
from onevisit.rules.district.definition import Role
from onevisit.workbench import declining, parts
from onevisit.workbench.declining import Declining
from onevisit.workbench.rows import AT_COUNTER, waiting
from onevisit.workbench.web import NothingToDo, Trouble, key, says_refusals, seen, show, trouble


@dataclass(frozen=True)
class Given:
    """The form as it was sent, or empty."""

    sighted: tuple[str, ...] = ()
    declining: Declining = field(default_factory=Declining)
    declines: bool = False


@require_http_methods(["GET", "HEAD", "POST"])
@requires(holders(Role.CLERK, Role.AGENT))
@says_refusals
def receive(request: HttpRequest, number: str) -> HttpResponse:
    """Compare, sight the originals, and say whether it is taken."""
    actor = access.actor(request)
    view = queries.staff_view(actor, number, "收件受理")
    given, refused = Given(sighted=view.state.sighted), None
    if request.method == "POST":
        given = Given(
            tuple(request.POST.getlist("sighted")),
            declining.read(request),
            request.POST.get("do") == "decline",
        )
        try:
            return _send(request, actor, view, given)
        except Refused as why:
            refused = trouble(why)
    elif waiting(actor, number, AT_COUNTER) is None:
        raise NothingToDo(step="收件、受理")
    return _page(request, view, given, refused)


def _send(request: HttpRequest, actor: Actor, view: CaseView, given: Given) -> HttpResponse:
    do = request.POST.get("do", "")
    if do == "decline":
        steps: tuple[c.Command, ...] = (declining.command(given.declining),)
    else:
        post = window_of(actor, view)
        asked = {one.requirement.key for one in view.materials}
        receive_ = c.Receive(post.hall, post.window, tuple(one for one in given.sighted if one in asked))
        # What was received before is received again only if another original has been sighted since.
        again = view.state.phase is Phase.RECEIVED and set(receive_.sighted) <= set(view.state.sighted)
        first = () if again else (receive_,)
        steps = first if do == "receive" and first else (*first, c.Accept())
    order = commands.Order(steps, case=view.number, seen=seen(request))
    (done,) = commands.handle([order], actor=actor, at=clock.now(), key=key(request))
    if do == "decline":
        messages.success(request, "已决定不予受理，理由已告知申请人。")
        return HttpResponseRedirect(reverse("workbench:case", args=[done.number]))
    return HttpResponseRedirect(reverse("workbench:receipt", args=[done.number]))


def window_of(actor: Actor, view: CaseView) -> Holding:
    """The clerk's post at the hall that takes this case in. Raises `NotYours`."""
    wanted = view.version.matter.window_class
    for post in actor.posts_as(Role.CLERK, Role.AGENT):
        if post.hall == view.hall_key and wanted in post.classes:
            return post
    raise NotYours(command=c.Receive.label, who=f"{view.hall_name}的“{wanted}”综合窗口")


def _page(request: HttpRequest, view: CaseView, given: Given, refused: Trouble | None) -> HttpResponse:
    shown = parts.materials(view)
    return show(
        request,
        "workbench/receive.html",
        {
            "view": view,
            "spoken": parts.spoken(view.number),
            "received": view.state.phase is Phase.RECEIVED,
            "given": given,
            "who": parts.who(view),
            "asked": parts.asked(view),
            "materials": shown,
            "first_file": parts.first_file(shown),
            "clocks": parts.case_clocks(view),
            "declining": given.declining,
            "choices": declining.choices([one.requirement for one in view.materials]),
        },
        refused,
    )
