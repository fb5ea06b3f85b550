"""缴费 at the desks: what an organ has to work out, the fees of a case, and taking money from whoever stands there."""

from __future__ import annotations

from collections.abc import Mapping

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_http_methods, require_safe

from onevisit.casework import queries as cases
from onevisit.casework.case_view import CaseView
from onevisit.payments import access as payments
from onevisit.payments import commands, queries
from onevisit.platform import access, clock
from onevisit.platform.access import holders, requires
from onevisit.platform.people.actors import Actor
from onevisit.platform.ui.listing import Column, Page
from onevisit.rules.cases.refusals import Refused
from onevisit.rules.identifiers import BadIdentifier, case_no
from onevisit.rules.identifiers.reading import normalise
from onevisit.rules.payments.exemptions import grounds_for
from onevisit.workbench.web import Trouble, cleaned, key, page_number, says_refusals, show, trouble, typed

COLUMNS = (Column("收费项目", wide=True), Column("办件"), Column("收费标准"), Column("受理"))
TYPED = ("do", "fee", "amount", "calculation", "law", "article", "reason")


@require_safe
@requires(holders(*payments.ASSESSES))
def to_assess(request: HttpRequest) -> HttpResponse:
    """What this person's organs still have to work out."""
    found = queries.to_assess(access.actor(request), page_number(request))
    page = Page(found.number, found.size, found.total)
    shown = {"found": found.items, "page": page, "columns": COLUMNS}
    return show(request, "workbench/payments/assess.html", shown)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(holders(*payments.ASSESSES))
@says_refusals
def of_case(request: HttpRequest, number: str) -> HttpResponse:
    """The fees of a case: working an amount out, and lifting it by an article."""
    actor = access.actor(request)
    view = cases.staff_view(actor, number, "缴费")
    given = {name: typed(request, name) for name in TYPED}
    if request.method != "POST":
        return _page(request, actor, view, given, None)
    who = {"actor": actor, "at": clock.now(), "key": key(request)}
    try:
        if given["do"] == "exempt":
            commands.exempt(number, given["fee"], given["law"], given["article"], given["reason"], **who)
            messages.success(request, "已减免，申请人不用缴。")
        else:
            commands.assess(number, given["fee"], given["amount"], given["calculation"], **who)
            messages.success(request, "已核定，申请人收到缴费通知。")
    except Refused as why:
        return _page(request, actor, view, given, trouble(why))
    return HttpResponseRedirect(reverse("workbench:fees", args=[number]))


def _page(
    request: HttpRequest, actor: Actor, view: CaseView, given: Mapping[str, str], refused: Trouble | None
) -> HttpResponse:
    fees, may = queries.of_case(view), queries.may(actor)
    return show(
        request,
        "workbench/payments/fees.html",
        {
            "view": view,
            "fees": fees,
            "assess": [one for one in fees.assessing if one.organ in may.assess],
            "exempt": [(one, grounds_for(one.basis.law)) for one in fees.owed if one.organ in may.exempt],
            "laws": queries.laws() if may.exempt else (),
            "given": given,
        },
        refused,
    )


@require_http_methods(["GET", "HEAD", "POST"])
@cache_control(private=True, no_store=True)
@requires(holders(*payments.TAKES))
def take(request: HttpRequest) -> HttpResponse:
    """Whoever stands at the window: what he owes. An address may name a case; an identity card comes in a form only."""
    actor = access.actor(request)
    if not actor.holds(*payments.TAKES):
        raise PermissionDenied
    posted = request.method == "POST"
    text = typed(request, "q")[:60] if posted else cleaned(request.GET.get("q", ""))[:60]
    wanted = _case_in(text) or (normalise(text) if posted else "")
    found = queries.payer(actor, wanted) if wanted else None
    # What was typed stays to be corrected; of what came in an address only a case number is repeated.
    again = text if posted and not found else _case_in(text)
    shown = {"text": again, "asked": bool(text), "found": found}
    return show(request, "workbench/payments/take.html", shown)


def _case_in(text: str) -> str:
    try:
        return str(case_no.check(text))
    except BadIdentifier:
        return ""
