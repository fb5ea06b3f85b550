"""邮寄登记簿: originals on their way to the hall, those that lie here, and what was sent."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from onevisit.exchange import access as exchange
from onevisit.exchange import parcels as book
from onevisit.exchange import posting
from onevisit.exchange.parcels import TABS, ParcelCard
from onevisit.platform import access, clock
from onevisit.platform.access import holders, requires
from onevisit.platform.organs.queries import hall
from onevisit.platform.people.actors import Actor
from onevisit.platform.ui.listing import Column, Page
from onevisit.platform.ui.values import Event, Fact, Link
from onevisit.rules.cases.procedure import DutyKind
from onevisit.rules.cases.refusals import Refused
from onevisit.rules.district.definition import Role
from onevisit.workbench.rows import waiting
from onevisit.workbench.web import Trouble, cleaned, page_number, says_refusals, show, trouble, typed

SEES = (*exchange.POST_ROOM, Role.HALL_HEAD, Role.INQUIRY)
COLUMNS = (
    Column("快递单号"),
    Column("内件", wide=True),
    Column("办件"),
    Column("对方"),
    Column("登记"),
    Column("状态"),
)


@require_safe
@requires(holders(*SEES))
def parcels(request: HttpRequest) -> HttpResponse:
    """A part of the book."""
    tab, text = request.GET.get("tab", ""), cleaned(request.GET.get("q", ""))
    tab = tab if tab in TABS else next(iter(TABS))
    found = book.book(access.actor(request), tab, text, page_number(request))
    address = reverse("workbench:parcels")
    return show(
        request,
        "workbench/parcels/list.html",
        {
            "found": found.items,
            "page": Page(found.number, found.size, found.total),
            "columns": COLUMNS,
            "tab": tab,
            "tab_label": TABS[tab],
            "tabs": [Link(label, f"{address}?tab={one}", current=one == tab) for one, label in TABS.items()],
            "text": text,
        },
    )


@require_http_methods(["GET", "HEAD", "POST"])
@requires(holders(*SEES))
@says_refusals
def one(request: HttpRequest, number: str) -> HttpResponse:
    """A parcel: its way, and what the window does with it next."""
    actor = access.actor(request)
    if request.method == "POST" and not actor.holds(*exchange.POST_ROOM):
        raise PermissionDenied
    card = book.one(actor, number)
    if request.method != "POST":
        return _page(request, actor, card, None)
    do = request.POST.get("do", "")
    try:
        if do == "arrive":
            posting.arrive(number, actor=actor, at=clock.now())
            messages.success(request, "已登记到件，申请人收到通知。请核对原件后收件、受理。")
        else:
            by_hand = do == "hand"
            carrier, label = ("", "") if by_hand else (typed(request, "carrier"), typed(request, "label"))
            posting.give_back(number, carrier, label, by_hand=by_hand, actor=actor, at=clock.now())
            messages.success(request, "已登记退还，申请人收到通知。")
    except Refused as why:
        return _page(request, actor, book.one(actor, number), trouble(why))
    return HttpResponseRedirect(reverse("workbench:parcel", args=[number]))


@require_safe
@requires(holders(*SEES))
@says_refusals
def label(request: HttpRequest, number: str) -> HttpResponse:
    """面单: what is stuck on the parcel: to whom, from whom, what is in it, and our number to scan."""
    card = book.one(access.actor(request), number)
    back = reverse("workbench:parcel", args=[number])
    context = {"card": card, "hall": hall(card.hall), "back": back}
    return render(request, "workbench/parcels/label.html", context)


def _page(request: HttpRequest, actor: Actor, card: ParcelCard, refused: Trouble | None) -> HttpResponse:
    at_hand = any(post.hall == card.hall for post in actor.posts_as(*exchange.POST_ROOM))
    return show(
        request,
        "workbench/parcels/one.html",
        {
            "card": card,
            "facts": _facts(card),
            "timeline": [Event(mark.label, mark.at, mark.as_what, mark.words) for mark in card.marks],
            "at_hand": at_hand,
            "receives": at_hand and waiting(actor, card.case, (DutyKind.RECEIVE,)) is not None,
            "given": {"carrier": typed(request, "carrier"), "label": typed(request, "label")},
        },
        refused,
    )


def _facts(card: ParcelCard) -> list[Fact]:
    return [
        Fact("快递公司", card.carrier or None),
        Fact("快递单号", card.carrier_number, copy=True) if card.carrier_number else Fact("快递单号", None),
        Fact("登记号", card.number),
        Fact("内件", "、".join(card.contents) or "办理结果"),
        Fact("寄件人", card.sender.name or None, note=card.sender.phone),
        Fact("收件人", card.recipient.name, note=f"{card.recipient.phone} {card.recipient.address}".strip()),
    ]
