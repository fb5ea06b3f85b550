"""快递 in both directions, as the applicant sees it: sending originals instead of coming, and what was sent to him."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from onevisit.casework import queries
from onevisit.casework.case_view import CaseView
from onevisit.exchange import connections, posting
from onevisit.exchange.parcels import ParcelCard, of_case
from onevisit.exchange.ports import Sender
from onevisit.exchange.posting import Posting
from onevisit.exchange.refusals import NothingToPost, PostIncomplete
from onevisit.platform import clock
from onevisit.platform.access import SIGNED_IN, actor, requires
from onevisit.platform.ui.values import Control, Course, Event
from onevisit.portal import case_page, parking, web
from onevisit.portal.case_page import Task
from onevisit.portal.journeys import chosen
from onevisit.portal.writing import STALE
from onevisit.rules import parcels as rules
from onevisit.rules.cases.refusals import Refused
from onevisit.rules.journeys import Journey
from onevisit.rules.matters.vocabulary import FieldType, Way
from onevisit.rules.parcels import Direction, Stand

_TYPED = ("carrier", "number", "back_name", "back_phone", "back_address")
_LONGEST = 200


@dataclass(frozen=True)
class ParcelLine:
    """A parcel on the page of its case: a sentence, its way, and what the applicant can say of it."""

    card: ParcelCard
    title: str
    way: tuple[Event, ...]
    can_cancel: bool
    can_confirm: bool


def context(view: CaseView) -> dict[str, object]:
    """What parcels change on the page of a case: their panel, what is to be done, and how often one has to come."""
    cards = of_case(view.number)
    found: dict[str, object] = {"parcels": lines(cards)}
    todo = task(view, cards)
    if todo is not None:
        found["task"] = todo
    if any(card.direction is Direction.IN for card in cards):
        found["journey"] = _journey(view, cards)
    return found


def _journey(view: CaseView, cards: Sequence[ParcelCard]) -> Journey:
    """The visits, where nobody came for what is in the post: it counts like what was sent from home."""
    posted = {key for card in cards if card.stand is not Stand.CANCELLED for key in card.keys}
    state = view.state
    shown = [replace(one, way=Way.UPLOAD) if one.requirement in posted else one for one in state.shown]
    return chosen(view.version.matter, state.answers, shown, state.delivery, state.channel)


def lines(cards: Sequence[ParcelCard]) -> list[ParcelLine]:
    """The parcels of a case."""
    return [_line(card) for card in cards if card.stand is not Stand.CANCELLED]


def _line(card: ParcelCard) -> ParcelLine:
    coming = card.direction is Direction.IN
    what = "、".join(card.contents)
    title = f"您寄给{card.recipient.name}的：{what}" if coming else f"寄给您的：{what or '办理结果'}"
    way = [Event(mark.label, mark.at, mark.as_what, mark.words) for mark in card.marks]
    if card.in_transit:
        way.append(Event("等大厅收到", course=Course.NOW))
    elif card.here:
        way.append(Event("核对后退还原件", course=Course.NEXT))
    return ParcelLine(card, title, tuple(way), card.in_transit, not coming and card.on_its_way)


def task(view: CaseView, cards: Sequence[ParcelCard]) -> Task | None:
    """What the applicant has to do where originals can come by post; None where they cannot."""
    if not rules.may_post(view.state):
        return None
    if any(card.in_transit for card in cards):
        return Task("邮寄材料在途，不用来", f"{view.hall_name}收到后核对原件，答复是否受理。", nothing=True)
    if any(card.here for card in cards):
        return Task("原件大厅已经收到", "窗口正在核对，核对后答复是否受理，不用来。", nothing=True)
    names = "、".join(name for _, name in _originals(view))
    text = f"寄来或者带来都可以，一次给齐：{names}。要来的，{_place(view)}。"
    return Task("请把原件寄来，不用跑", text, reverse("portal:send", args=[view.number]), "登记快递单号")


def _place(view: CaseView) -> str:
    where = case_page.place(view.hall_key)
    return f"到{where.name}，{where.address}，{where.hours}" if where else f"到{view.hall_name}"


def _originals(view: CaseView) -> list[tuple[str, str]]:
    wanted = rules.wanted(view.version.matter, view.state)
    return [
        (one.requirement.key, one.requirement.name) for one in view.materials if one.requirement.key in wanted
    ]


@require_http_methods(["GET", "HEAD", "POST"])
def _send(request: HttpRequest, number: str) -> HttpResponse:
    view = queries.my_view(actor(request), number)
    if request.method != "POST":
        if not rules.wanted(view.version.matter, view.state):
            raise NothingToPost
        return _ask(request, view)
    if parking.is_stale(request):
        return _ask(request, view, status=403, refusal=STALE)
    typed = _typed(request, view)
    back = Sender(typed["back_name"], typed["back_phone"], typed["back_address"])
    given = Posting(typed["carrier"], typed["number"], request.POST.getlist("enclosed"), back)
    try:
        posting.post(number, given, actor=actor(request), key=web.key_of(request))
    except PostIncomplete:
        faults = {one.field: one.message for one in reversed(posting.check(given, view))}
        return _ask(request, view, faults, status=web.UNPROCESSABLE)
    except Refused as refused:
        return _ask(request, view, status=web.status_of(refused), refusal=web.words_of(refused))
    parking.unpark(request)
    messages.success(request, "已登记。大厅收到后会通知您，不用跑。")
    return HttpResponseRedirect(reverse("portal:case", args=[number]))


send = parking.keeps_typing(requires(SIGNED_IN)(web.says_refusals(_send)))
"""Register the originals that one has sent to the hall."""


def _typed(request: HttpRequest, view: CaseView) -> dict[str, str]:
    """What was typed; on a fresh page, where the originals go back to as far as it is known."""
    given = request.POST if request.method == "POST" else parking.parked(request)
    if given is not None:
        return {name: web.cleaned(given.get(name, ""))[:_LONGEST] for name in _TYPED}
    known = {
        "back_name": view.applicant_name,
        "back_phone": view.applicant_phone,
        "back_address": view.post_address or view.applicant_address,
    }
    return {name: known.get(name, "") for name in _TYPED}


def _ask(
    request: HttpRequest,
    view: CaseView,
    faults: Mapping[str, str] | None = None,
    *,
    status: int = 200,
    refusal: Mapping[str, str] | None = None,
) -> HttpResponse:
    wrong, typed = faults or {}, _typed(request, view)
    given = request.POST if request.method == "POST" else parking.parked(request)
    originals = _originals(view)
    label = [
        Control(
            "carrier",
            "快递公司",
            FieldType.TEXT,
            typed["carrier"],
            wrong.get("carrier", ""),
            "例如：邮政EMS",
            max=30,
        ),
        Control(
            "number",
            "快递单号",
            FieldType.TEXT,
            typed["number"],
            wrong.get("number", ""),
            "在面单上，照着逐位填写",
            max=30,
        ),
    ]
    source = "" if given is not None else "申请信息"
    rows = (
        ("back_name", "收件人", FieldType.TEXT, "name", 60),
        ("back_phone", "电话", FieldType.PHONE, "tel", 20),
        ("back_address", "地址", FieldType.ADDRESS, "street-address", 200),
    )
    back = [
        Control(
            name, text, kind, typed[name], wrong.get(name, ""), source=source, max=longest, autocomplete=token
        )
        for name, text, kind, token, longest in rows
    ]
    context = {
        "view": view,
        "matter": view.version.matter,
        "place": case_page.place(view.hall_key),
        "main": case_page.main_clock(view),
        "until": min((one.until for one in view.courses.tasks if one.until), default=None),
        "originals": originals,
        "enclosed": given.getlist("enclosed") if given is not None else [key for key, _ in originals],
        "enclosed_error": wrong.get("enclosed", ""),
        "label": label,
        "back": back,
        "faulty": [one for one in (*label, _Box(wrong.get("enclosed", "")), *back) if one.error],
        "refusal": refusal,
        "register": connections.courier.register,
    }
    return render(request, "portal/parcels/send.html", context, status=status)


@dataclass(frozen=True)
class _Box:
    """What is wrong with the boxes, for the summary."""

    error: str
    id: str = "enclosed"


@requires(SIGNED_IN)
@require_POST
@web.says_refusals
def say(request: HttpRequest, number: str) -> HttpResponse:
    """The applicant says that he has a parcel, or that what he registered was a mistake."""
    parcel = request.POST.get("parcel", "")[:20]
    if request.POST.get("do") == "cancel":
        posting.cancel(parcel, actor=actor(request), at=clock.now())
        messages.success(request, "登记已取消。")
    else:
        posting.confirm(parcel, actor=actor(request), at=clock.now())
        messages.success(request, "已记下您收到了。")
    return HttpResponseRedirect(reverse("portal:case", args=[number]))
