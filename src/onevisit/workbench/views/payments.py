"""缴费: what is due and paid, by organ; an order with what one may do to it; a day as both books have it."""

from __future__ import annotations

from datetime import date

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_http_methods, require_safe

from onevisit.exchange.treasury_port import PayWay
from onevisit.payments import access as payments
from onevisit.payments import commands, queries, reconciling, returning
from onevisit.payments.cards import OrderView
from onevisit.payments.commands import Slip
from onevisit.platform import access, clock
from onevisit.platform.access import AT_WORK, AccessRule, holders, requires
from onevisit.platform.files.queries import content
from onevisit.platform.files.store import MissingFile
from onevisit.platform.people.actors import Actor
from onevisit.platform.ui.listing import Column, Page
from onevisit.platform.ui.values import Event, Fact, Link
from onevisit.rules.cases.refusals import Refused
from onevisit.rules.payments.money import read, yuan
from onevisit.rules.payments.orders import Stand
from onevisit.rules.payments.refunds import ASSUMED
from onevisit.workbench.web import (
    Trouble,
    cleaned,
    day_in,
    key,
    number_in,
    page_number,
    says_refusals,
    show,
    trouble,
    typed,
    year_before,
)

TREASURY = AccessRule("treasury/inquiry", payments.oversees)
COLUMNS = (
    Column("事由", wide=True),
    Column("缴款人"),
    Column("金额（元）", kind="number"),
    Column("执收单位"),
    Column("开单"),
    Column("状态"),
)
TOTALS = (
    Column("执收单位（第一责任人）", wide=True),
    Column("项目", kind="number"),
    Column("待缴（元）", kind="number"),
    Column("已缴（元）", kind="number"),
    Column("减免（项）", kind="number"),
    Column("已退（元）", kind="number"),
)
DAYS = (
    Column("日期"),
    Column("收款（元）", kind="number"),
    Column("退付（元）", kind="number"),
    Column("笔数", kind="number"),
    Column("补记", kind="number"),
    Column("差异", wide=True),
)
FORM = ("way", "slip", "amount", "reason", "ground", "do", "line")


@require_safe
@requires(holders(*payments.READS))
def orders(request: HttpRequest) -> HttpResponse:
    """A part of the orders that one sees, and what each organ's fees came to in twelve months."""
    actor = access.actor(request)
    state, text = request.GET.get("state", ""), cleaned(request.GET.get("q", ""))
    state = state if state in queries.STATES else "open"
    found = queries.orders(actor, "" if text else state, text, page_number(request))
    today = clock.today()
    totals = queries.totals(actor, year_before(today), today)
    address = reverse("workbench:payments")
    return show(
        request,
        "workbench/payments/list.html",
        {
            "found": found.items,
            "page": Page(found.number, found.size, found.total),
            "columns": COLUMNS,
            "tabs": [
                Link(label, f"{address}?state={one}", current=one == state and not text)
                for one, label in queries.STATES.items()
            ],
            "text": text,
            "of_hall": actor.holds(*payments.TAKES) and not payments.oversees(actor),
            "totals": [
                (one, yuan(one.due), yuan(one.paid), yuan(one.returned) if one.returned else "")
                for one in totals
            ],
            "totals_columns": TOTALS,
            "since": year_before(today),
            "oversees": payments.oversees(actor),
        },
    )


@require_http_methods(["GET", "HEAD", "POST"])
@requires(holders(*payments.READS), to_change=AT_WORK)
@says_refusals
def one(request: HttpRequest, order: str) -> HttpResponse:
    """An order: what for, its history, and what this person may do: take the money, take it back, give back."""
    actor = access.actor(request)
    view = queries.staff_order(actor, order)
    if request.method != "POST":
        return _page(request, actor, view, None)
    try:
        number, done = _carry_out(request, actor, order)
    except Refused as why:
        return _page(request, actor, queries.staff_order(actor, order), trouble(why))
    messages.success(request, done)
    return HttpResponseRedirect(reverse("workbench:payment", args=[number]))


def _carry_out(request: HttpRequest, actor: Actor, order: str) -> tuple[str, str]:
    """Do what the button says; returns the order to go on with, and what is said of it."""
    do, at = request.POST.get("do", ""), clock.now()
    if do == "take":
        if not actor.holds(*payments.TAKES):
            raise PermissionDenied
        way = PayWay.CASH if request.POST.get("way") == PayWay.CASH else PayWay.POS
        slip = Slip(way, typed(request, "slip"), read(typed(request, "amount")) or 0)
        commands.pay_at_window(order, slip, actor=actor, at=at, key=key(request))
        return order, "已收款，缴款人收到通知；凭证几秒钟后可以打印。"
    if do == "renew":
        if not actor.holds(*payments.TAKES):
            raise PermissionDenied
        return commands.renew(order, at=at), "已重新开单，可以收款了。"
    if not payments.keeps(actor):
        raise PermissionDenied
    if do == "refund":
        line = number_in(request.POST.get("line", ""))
        amount, ground, reason = (typed(request, one) for one in ("amount", "ground", "reason"))
        returning.refund(order, line, amount, ground, reason, actor=actor, at=at, key=key(request))
        return order, "已退付，按原路退回，缴款人收到通知。"
    commands.cancel(order, typed(request, "reason"), actor=actor, at=at, key=key(request))
    return order, "已取消，里面的项目不再收取，缴款人收到通知。"


def _page(request: HttpRequest, actor: Actor, view: OrderView, refused: Trouble | None) -> HttpResponse:
    card, may = view.card, queries.may(actor)
    back = [line for line in view.lines if line.grounds]
    run_out = card.has_run_out(clock.today())
    return show(
        request,
        "workbench/payments/one.html",
        {
            "view": view,
            "card": card,
            "facts": _facts(view),
            "timeline": [
                Event(one.deed.label, one.at, f"{one.as_what} {one.who}".strip(), one.words)
                for one in view.history
            ],
            "takes": may.take and card.is_open and not run_out,
            "renews": may.take and run_out,
            "returns": back if may.keep and card.is_paid else [],
            "cancels": may.keep and card.stand in (Stand.OPEN, Stand.DRAFT),
            "given": {name: typed(request, name) for name in FORM},
            "assumed": ASSUMED,
        },
        refused,
    )


def _facts(view: OrderView) -> list[Fact]:
    card = view.card
    return [
        Fact("缴款单号", card.number, copy=True),
        Fact("缴款码", card.code, copy=True) if card.code else Fact("缴款码", None),
        Fact("缴款人", card.payer),
        Fact("有效期至", f"{card.expires_on:%Y-%m-%d}" if card.expires_on else None),
        Fact("缴款方式", f"{card.way} {view.reference}" if card.way else None),
        Fact("登记簿", view.register),
    ]


@require_safe
@requires(holders(*payments.READS))
@says_refusals
def receipt(request: HttpRequest, order: str) -> HttpResponse:
    """The printed receipt."""
    sha256 = queries.receipt_of(access.actor(request), order)
    try:
        data, media_type = content(sha256)
    except MissingFile as missing:
        raise Http404 from missing
    response = HttpResponse(data, content_type=media_type)
    named = content_disposition_header(as_attachment=True, filename=f"缴款凭证-{order}.pdf")
    response["Content-Disposition"] = named or "attachment"
    response["Cache-Control"] = "private, no-store"
    return response


@require_http_methods(["GET", "HEAD", "POST"])
@requires(TREASURY)
def days(request: HttpRequest) -> HttpResponse:
    """对账: the last days, and comparing one again."""
    actor = access.actor(request)
    if request.method == "POST":
        if not payments.keeps(actor):
            raise PermissionDenied
        day = day_in(typed(request, "day")) or clock.today()
        found = reconciling.reconcile(_no_later_than_today(day), clock.now())
        said = f"有{len(found.differences)}处差异" if found.differences else "两边一致"
        messages.success(request, f"{found.day:%Y-%m-%d} 对账完成：{said}。")
        return HttpResponseRedirect(reverse("workbench:payment-days"))
    shown = {
        "days": queries.days(),
        "columns": DAYS,
        "keeps": payments.keeps(actor),
        "today": clock.today(),
    }
    return show(request, "workbench/payments/days.html", shown)


def _no_later_than_today(day: date) -> date:
    return min(day, clock.today())
