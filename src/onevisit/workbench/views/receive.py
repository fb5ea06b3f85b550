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
from onevisit.platform.people.actors import Actor
from onevisit.rules.cases import commands as c
from onevisit.rules.cases.clocks import ClockKind
from onevisit.rules.cases.deciding.common import is_unseen
from onevisit.rules.cases.phases import Phase
from onevisit.rules.cases.refusals import Refused
from onevisit.rules.matters.vocabulary import Channel
from onevisit.workbench import declining, parts, pledges, supplying
from onevisit.workbench.counter import TAKES_IN, absent, window_of
from onevisit.workbench.declining import Declining
from onevisit.workbench.rows import AT_COUNTER, waiting
from onevisit.workbench.web import NothingToDo, Trouble, key, says_refusals, seen, show, trouble, typed

_CLOCKS = (ClockKind.ACCEPTANCE, ClockKind.CORRECTION)
"""Those that run at the counter."""


@dataclass(frozen=True)
class Given:
    """The form as it was sent, or empty. `signed_by` is the name under the promise to bring the rest later."""

    sighted: tuple[str, ...] = ()
    declining: Declining = field(default_factory=Declining)
    signed_by: str = ""


@require_http_methods(["GET", "HEAD", "POST"])
@requires(holders(*TAKES_IN))
@says_refusals
def receive(request: HttpRequest, number: str) -> HttpResponse:
    """Compare, sight the originals, and say whether it is taken."""
    actor = access.actor(request)
    view = queries.staff_view(actor, number, "收件受理")
    # What a window has compared before it was handed in is ticked: its original is not asked for again.
    given, refused = Given(sighted=(*view.state.sighted, *view.sighted_before)), None
    if request.method == "POST":
        given = Given(
            tuple(request.POST.getlist("sighted")),
            declining.read(request),
            typed(request, "signed_by"),
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
    order = commands.Order(_steps(actor, view, given, do), case=view.number, seen=seen(request))
    (done,) = commands.handle([order], actor=actor, at=clock.now(), key=key(request))
    if do == "decline":
        handed = view.right_organ is None and given.declining.hand_over
        messages.success(request, f"已决定不予受理，理由已告知申请人{'，材料已移送' if handed else ''}。")
    return HttpResponseRedirect(reverse("workbench:receipt", args=[done.number]))


def _steps(actor: Actor, view: CaseView, given: Given, do: str) -> tuple[c.Command, ...]:
    """The commands that the button stands for, all or none of them carried out."""
    if do == "decline":
        return (declining.command(given.declining),)
    post = window_of(actor, view)
    asked = {one.requirement.key for one in view.materials}
    receive_ = c.Receive(post.hall, post.window, tuple(one for one in given.sighted if one in asked))
    # What was received before is received again only if another original has been sighted since.
    again = view.state.phase is Phase.RECEIVED and set(receive_.sighted) <= set(view.state.sighted)
    first: tuple[c.Command, ...] = () if again else (receive_,)
    if do == "receive" and first:
        return first
    if do == "defer":
        matter = view.version.matter
        later = tuple(one.requirement.key for one in _late(view))
        text = pledges.text_of(matter, later, ())
        promise = c.Supply(later=later, pledge=pledges.signed(text, given.signed_by), by=Channel.WINDOW)
        first = (*first, promise)
    return (*first, c.Accept())


def _page(request: HttpRequest, view: CaseView, given: Given, refused: Trouble | None) -> HttpResponse:
    shown, matter = parts.materials(view), view.version.matter
    missing = absent(view)
    late = _late(view)
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
            "counter_clocks": [one for one in view.clocks if one.kind in _CLOCKS],
            "declining": given.declining,
            "choices": declining.choices(matter, view),
            "missing": missing,
            "can_supply": bool(supplying.wanted(view)),
            "late": late,
            "all_late": len(late) == len(missing),
            "pledge": pledges.text_of(matter, [one.requirement.key for one in late], ()),
            "deferral_ends": matter.courses.deferral_ends.label,
            "promised": pledges.late(matter, _announced(view)),
        },
        refused,
    )


def _late(view: CaseView) -> tuple[pledges.Late, ...]:
    """What is missing and may come later, if the applicant signs for it."""
    return pledges.late(view.version.matter, [one.key for one in absent(view)])


def _announced(view: CaseView) -> list[str]:
    """What the applicant promised to bring later, and has not brought."""
    return [key for key in view.state.later if is_unseen(view.state, key)]
