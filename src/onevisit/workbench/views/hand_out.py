"""统一窗口出件: everything that is ready at this hall, found by name or number, and handed out together."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from onevisit.casework import collecting, commands, queries
from onevisit.casework.case_view import CaseView
from onevisit.casework.timeline import Step
from onevisit.exchange import access as exchange
from onevisit.payments import queries as payments
from onevisit.platform import access, clock
from onevisit.platform.access import AccessRule, requires
from onevisit.platform.ui.listing import Column, Page
from onevisit.rules.cases.events import Returned
from onevisit.rules.cases.phases import Phase
from onevisit.rules.cases.procedure import DutyKind
from onevisit.rules.cases.refusals import Refused
from onevisit.rules.identifiers import BadIdentifier, case_no
from onevisit.rules.matters.vocabulary import Delivery
from onevisit.tickets import commands as tickets
from onevisit.workbench import delivery, desk, parts
from onevisit.workbench.delivery import Given
from onevisit.workbench.rows import rows, waiting
from onevisit.workbench.views import ask_rating
from onevisit.workbench.web import (
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

HANDS_OUT = AccessRule("hand-out window", lambda actor: any(post.hands_out for post in actor.posts))
AT_ONCE = 20
"""Cases that are handed over in one go at most."""

COLUMNS = (
    Column("选择"),
    Column("事项", wide=True),
    Column("申请人"),
    Column("办理部门"),
    Column("应送达"),
)


@require_safe
@requires(HANDS_OUT)
def ready(request: HttpRequest) -> HttpResponse:
    """What lies ready, narrowed by number or name."""
    text = cleaned(request.GET.get("q", ""))
    found = queries.work(
        access.actor(request), kind=DutyKind.HAND_OUT.value, text=text, number=page_number(request)
    )
    return show(
        request,
        "workbench/hand_out.html",
        {
            "tabs": desk.tabs("ready"),
            "rows": rows(found.items),
            "page": Page(found.number, found.size, found.total),
            "columns": COLUMNS,
            "text": text,
            "one_applicant": bool(text) and len({card.applicant for card in found.items}) == 1,
        },
    )


@require_http_methods(["GET", "HEAD", "POST"])
@requires(HANDS_OUT)
@says_refusals
def one(request: HttpRequest, number: str) -> HttpResponse:
    """Hand out one case."""
    return _give(request, (number,))


@require_http_methods(["GET", "HEAD", "POST"])
@requires(HANDS_OUT)
@says_refusals
def give(request: HttpRequest) -> HttpResponse:
    """Hand out several that were ticked."""
    given = request.POST if request.method == "POST" else request.GET
    numbers = numbers_in(given.getlist("n"))[:AT_ONCE]
    if not numbers:
        messages.error(request, "还没有勾选要出的件。")
        return HttpResponseRedirect(reverse("workbench:hand-out"))
    return _give(request, numbers)


def numbers_in(given: Sequence[str]) -> tuple[str, ...]:
    """The case numbers among these, each once."""
    found = []
    for text in given:
        try:
            found.append(str(case_no.check(text)))
        except BadIdentifier:
            continue
    return tuple(dict.fromkeys(found))


def _give(request: HttpRequest, numbers: Sequence[str]) -> HttpResponse:
    actor = access.actor(request)
    views = [queries.staff_view(actor, number, "出件") for number in numbers]
    refused = None
    if request.method == "POST":
        given = delivery.read(request, desk.opened(request))
        try:
            return _send(request, views, given)
        except Refused as why:
            refused = trouble(why)
    elif not any(waiting(actor, number, (DutyKind.HAND_OUT,)) for number in numbers):
        raise NothingToDo(step=DutyKind.HAND_OUT.label)
    else:
        given = delivery.proposed(views, desk.opened(request), collecting.name_of(desk.parties(request)))
    return _page(request, views, given, refused)


def _send(request: HttpRequest, views: Sequence[CaseView], given: Given) -> HttpResponse:
    actor = access.actor(request)
    delivery.together(given, views, collecting.among(numbers_of(views), desk.parties(request)))
    if given.way == Delivery.WINDOW:
        payments.refuse_unpaid(numbers_of(views))
    signed = delivery.signature_of(given)
    orders = [
        commands.Order(
            (delivery.command(given, view, actor, signed),),
            case=view.number,
            seen=seen(request, f"seen-{view.number}"),
        )
        for view in views
    ]
    done = commands.handle(orders, actor=actor, at=clock.now(), key=key(request))
    return _done(request, [one.number for one in done], given.way)


def numbers_of(views: Sequence[CaseView]) -> list[str]:
    """The numbers of these cases."""
    return [view.number for view in views]


def _done(request: HttpRequest, numbers: Sequence[str], way: str) -> HttpResponse:
    actor = access.actor(request)
    desk.leave(request)
    for number in numbers:
        tickets.handled(actor, number, at=clock.now())
    if way == Delivery.COURIER and actor.holds(*exchange.POST_ROOM):
        # Nobody stands there to be asked for a rating; what comes next is the label.
        messages.success(request, f"已向快递登记{len(numbers)}件。打开登记号，打印面单贴好，交给快递员。")
        query = {"tab": "out", **({"q": numbers[0]} if len(numbers) == 1 else {})}
        return HttpResponseRedirect(f"{reverse('workbench:parcels')}?{urlencode(query)}")
    messages.success(request, f"已送达{len(numbers)}件。")
    return HttpResponseRedirect(ask_rating.address_for(list(numbers)))


def _page(
    request: HttpRequest, views: Sequence[CaseView], given: Given, refused: Trouble | None
) -> HttpResponse:
    offered = {way for view in views for way in _ways(view)}
    return show(
        request,
        "workbench/give.html",
        {
            "views": [(view, parts.spoken(view.number), _pending(view)) for view in views],
            "who": parts.who(views[0]),
            "same": len({view.applicant_name for view in views}) == 1,
            "ways": [way for way in Delivery if way in offered],
            "given": given,
            "authorities": delivery.AUTHORITIES.items(),
            "by_code": bool(given.opened) and all(view.number in given.opened for view in views),
            "himself": len({view.applicant_name for view in views}) == 1
            or set(numbers_of(views)) <= collecting.among(numbers_of(views), desk.parties(request)),
            "returned": [(view.applicant_name, _returns(view)) for view in views if view.state.returned],
            "query": urlencode([("n", number) for number in numbers_of(views)]),
        },
        refused,
    )


def _ways(view: CaseView) -> set[Delivery]:
    """How this result may reach the applicant. A refusal, or what came back, may always be handed over."""
    offered = {way for result in view.version.matter.results for way in result.delivery}
    if view.state.phase is Phase.REFUSED or view.state.returned:
        return {Delivery.WINDOW, Delivery.COURIER, view.state.delivery}
    return offered if view.state.delivery is Delivery.ELECTRONIC else offered - {Delivery.ELECTRONIC}


def _pending(view: CaseView) -> bool:
    """Whether a printed form is still being made."""
    return any(result.result not in view.state.rendered for result in view.state.results)


def _returns(view: CaseView) -> list[Step]:
    """What came back, when and why, the latest last."""
    return [one for one in view.timeline if one.label == Returned.label]
