"""缴费: what a case costs, paying it on the treasury's page, and the receipt. Nothing here ever holds money."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from onevisit.casework.case_view import CaseView
from onevisit.exchange import connections, treasury
from onevisit.exchange.treasury_port import Message
from onevisit.payments import commands, queries
from onevisit.payments.cards import HappeningView, OrderCard, OrderView
from onevisit.platform import clock
from onevisit.platform.access import EVERYBODY, SIGNED_IN, actor, requires
from onevisit.platform.ui import errors
from onevisit.platform.ui.listing import Page
from onevisit.platform.ui.values import Event, Fact
from onevisit.portal import files, throttle, web
from onevisit.portal.case_page import Task
from onevisit.rules.cases.phases import Phase
from onevisit.rules.cases.refusals import Refused
from onevisit.rules.matters.vocabulary import Delivery
from onevisit.rules.payments.money import yuan
from onevisit.rules.payments.orders import Deed, Stand

_LONGEST = 2000
"""Characters of a message; the treasury's have a few hundred."""


def context(view: CaseView, task: Task) -> dict[str, object]:
    """What fees change on the page of a case: their panel, and the task, where nothing else is to be done."""
    fees = queries.of_case(view)
    found: dict[str, object] = {"fees": fees}
    if fees.order is not None and (task.nothing or _waits_at_window(view)):
        found |= {"task": _pay(view, fees.order), "pays": True}
    return found


def _waits_at_window(view: CaseView) -> bool:
    return view.state.phase is Phase.ISSUED and view.state.delivery is Delivery.WINDOW


def _pay(view: CaseView, order: OrderCard) -> Task:
    text = (
        f"{order.expires_on.month}月{order.expires_on.day}日前缴清，网上就能缴，不用跑。"
        if order.expires_on
        else ""
    )
    if _waits_at_window(view):
        text += "结果已经办好，缴清以后就可以领取。"
    address = reverse("portal:payment", args=[order.number])
    return Task(f"请缴费 {order.yuan} 元", text, address, "去缴费")


@requires(SIGNED_IN)
@require_safe
def mine(request: HttpRequest) -> HttpResponse:
    """All of one's own orders, the newest first."""
    found = queries.mine(actor(request), web.page_number(request))
    listed = {"found": found.items, "page": Page(found.number, found.size, found.total)}
    return render(request, "portal/payments/mine.html", listed)


@requires(SIGNED_IN)
@require_http_methods(["GET", "HEAD", "POST"])
@web.says_refusals
def one(request: HttpRequest, order: str) -> HttpResponse:
    """An order: what for, by which article, how much. Posting it leads to the treasury's page."""
    view = queries.my_order(actor(request), order)
    if request.method != "POST":
        return _page(request, view)
    try:
        number = order
        if request.POST.get("do") == "renew":
            number = commands.renew(order, at=clock.now())
        code = commands.offer(number, at=clock.now())
    except Refused as refused:
        view = queries.my_order(actor(request), order)
        return _page(request, view, web.words_of(refused), web.status_of(refused))
    return HttpResponseRedirect(connections.payment.page(code))


def _page(
    request: HttpRequest, view: OrderView, refusal: dict[str, str] | None = None, status: int = 200
) -> HttpResponse:
    card = view.card
    shown = {
        "view": view,
        "card": card,
        "run_out": card.has_run_out(clock.today()),
        "facts": _facts(view),
        "timeline": [Event(one.deed.label, one.at, one.as_what, one.words) for one in _told(view)],
        "refusal": refusal,
    }
    return render(request, "portal/payments/order.html", shown, status=status)


def _told(view: OrderView) -> list[HappeningView]:
    """What happened, the names of the staff left out: who pays has to do with the posts alone."""
    return [one for one in view.history if one.deed is not Deed.DRAW_UP]


def _facts(view: OrderView) -> list[Fact]:
    card = view.card
    found = [Fact("缴款单号", card.number, copy=True), Fact("缴款人", card.payer)]
    if card.code and card.stand is not Stand.CANCELLED:
        found.append(Fact("缴款码", card.code, copy=True, note="到窗口缴费，报这个号就行"))
    if card.is_paid:
        found.append(Fact("缴款方式", card.way, note=f"凭证号 {view.reference}"))
    return found


@requires(SIGNED_IN)
@require_safe
@web.says_refusals
def receipt(request: HttpRequest, order: str) -> HttpResponse:
    """The printed receipt."""
    sha256 = queries.receipt_of(actor(request), order)
    if not sha256:
        return web.refusal_page(request, 409, "凭证还在生成", "通常几秒钟内完成，请稍候刷新。")
    return files.send(sha256, f"缴款凭证-{order}")


@requires(EVERYBODY)
@require_http_methods(["GET", "HEAD", "POST"])
@web.says_refusals
def register(request: HttpRequest, code: str) -> HttpResponse:
    """The treasury's page, which stands for that of a bank: whoever has the code may pay."""
    if throttle.too_many(request, "treasury"):
        return errors.too_many(request)
    try:
        card = treasury.card(code)
    except treasury.NoSuchBill:
        throttle.count(request, "treasury")
        raise
    message, refusal, status = None, None, 200
    if request.method == "POST":
        try:
            message = treasury.pay(code)
        except Refused as refused:
            refusal, status = web.words_of(refused), web.status_of(refused)
        card = treasury.card(code)
    shown = {
        "card": card,
        "sum": yuan(card.fen),
        "lines": [(one, yuan(one.fen)) for one in card.lines],
        "message": message,
        "refusal": refusal,
    }
    return render(request, "portal/payments/treasury.html", shown, status=status)


@csrf_exempt  # It comes from the treasury's page; what it says is signed.
@requires(EVERYBODY)
@require_POST
@web.says_refusals
def back(request: HttpRequest) -> HttpResponse:
    """The browser comes back with what the treasury signed."""
    number = commands.confirm(_message(request), at=clock.now())
    if not request.user.is_authenticated or not queries.is_mine(actor(request), number):
        return render(request, "portal/payments/done.html", {"number": number})
    messages.success(request, "已经缴清，不用再缴。凭证几秒钟后可以下载。")
    return HttpResponseRedirect(reverse("portal:payment", args=[number]))


@csrf_exempt  # A machine calls; what it says is signed.
@requires(EVERYBODY)
@require_POST
def notify(request: HttpRequest) -> HttpResponse:
    """The treasury's callback: 204 once it has been written down, as often as it is said."""
    try:
        commands.confirm(_message(request), at=clock.now())
    except Refused as refused:
        return HttpResponse(
            refused.sentence, status=web.status_of(refused), content_type="text/plain; charset=utf-8"
        )
    return HttpResponse(status=204)


def _message(request: HttpRequest) -> Message:
    return Message(request.POST.get("body", "")[:_LONGEST], request.POST.get("signature", "")[:128])
