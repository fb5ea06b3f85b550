"""谁来取件: whoever stands at the hand-out window is found by document, code, number or name, with all that is his."""

from __future__ import annotations

import re
import unicodedata
from datetime import date
from typing import ClassVar
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_POST, require_safe

from onevisit.casework import codes, collecting, queries
from onevisit.casework.collecting import TABS
from onevisit.casework.refusals import NoSuchCase
from onevisit.exchange import parcels
from onevisit.payments import queries as payments
from onevisit.platform import access, clock
from onevisit.platform.access import AccessRule, requires
from onevisit.platform.organs.queries import halls
from onevisit.platform.ui.listing import Column, Page
from onevisit.platform.ui.values import Link
from onevisit.rules.cases.refusals import Refused
from onevisit.rules.collecting import LONG, REMIND_AFTER
from onevisit.rules.district.definition import Role
from onevisit.rules.identifiers import BadIdentifier
from onevisit.rules.identifiers.reading import normalise
from onevisit.tickets import queries as tickets
from onevisit.workbench import desk
from onevisit.workbench.views.hand_out import AT_ONCE, HANDS_OUT, numbers_in
from onevisit.workbench.web import day_in, page_number, says_refusals, show, trouble, typed

SEES_LISTS = AccessRule(
    "lists of the hand-out window",
    lambda actor: any(post.hands_out for post in actor.posts) or actor.holds(Role.HALL_HEAD, Role.INQUIRY),
)
PRINTED = 500
"""Lines of the printed list at most."""

UNCOLLECTED = (
    Column("事项", wide=True),
    Column("申请人"),
    Column("在哪里"),
    Column("办好"),
    Column("放了", "days", "number"),
    Column("提醒过"),
)
HANDED = (
    Column("事项", wide=True),
    Column("申请人"),
    Column("怎样送达"),
    Column("窗口"),
    Column("经办人"),
    Column("签收单"),
)


class BadDocument(Refused):
    """A number that is no citizen's and no credit code."""

    what: ClassVar[str] = "证件号码{why}"
    remedy: ClassVar[str] = "请对照证件核对；也可以用领取码、办件编号或姓名查。"


@require_POST
@cache_control(private=True, no_store=True)
@requires(HANDS_OUT)
def find(request: HttpRequest) -> HttpResponse:
    """One box for whatever he shows or says. A document or a code goes into the session, never into an address."""
    actor = access.actor(request)
    text = unicodedata.normalize("NFKC", typed(request, "who"))[:60]
    document = _document_in(text)
    try:
        if codes.read(text):
            desk.brought(request, collecting.by_code(actor, text))
            return HttpResponseRedirect(reverse("workbench:collect"))
        if document:
            desk.arrived(request, _parties(document))
            return HttpResponseRedirect(reverse("workbench:collect"))
    except Refused as refused:
        return show(request, "workbench/collect/again.html", {"tabs": desk.tabs("ready")}, trouble(refused))
    return HttpResponseRedirect(f"{reverse('workbench:hand-out')}?{urlencode({'q': text})}")


_LIKE_A_DOCUMENT = re.compile(r"[0-9A-Z]{15,}")
_DIGITS = 6  # of the region, which stands in every citizen's number and every credit code


def _document_in(text: str) -> str:
    """What looks like the number of a document, a mistyped one too: it is never put into an address."""
    runs = _LIKE_A_DOCUMENT.findall(re.sub(r"[\W_]", "", normalise(text)))
    return next((run for run in runs if sum(map(str.isdigit, run)) >= _DIGITS), "")


def _parties(identifier: str) -> tuple[int, ...]:
    try:
        return collecting.parties_of(identifier)
    except BadIdentifier as bad:
        raise BadDocument(why=str(bad).rstrip("。")) from bad


@require_safe
@cache_control(private=True, no_store=True)
@requires(HANDS_OUT)
@says_refusals
def person(request: HttpRequest) -> HttpResponse:
    """Everything of whoever stands there: to be taken here, at other halls, on its way."""
    actor = access.actor(request)
    opened = desk.opened(request)
    if opened:
        found = collecting.of_cases(actor, opened)
    elif "parties" in request.session.get(desk.KEY, {}):
        found = collecting.by_identity(actor, desk.parties(request))
    else:
        messages.info(request, "还没有查是谁来取件，或者已经过了半小时；请再查一次。")
        return HttpResponseRedirect(reverse("workbench:hand-out"))
    on_the_way = [one for one in parcels.of_cases(found.sent) if one.on_its_way]
    due = payments.due_of([one.number for one in found.here])
    return show(
        request,
        "workbench/collect/person.html",
        {
            "found": found,
            "names": list(dict.fromkeys(one.applicant for one in found.here)),
            "places": {hall.key: hall for hall in halls()},
            "on_the_way": on_the_way,
            "due": due,
            # What is still worked out holds nobody up (see `refuse_unpaid`); it is said, and no more.
            "to_pay": [one for one in due.values() if one.payable],
            "ticket": tickets.at_counter(actor),
            "tabs": desk.tabs("ready"),
        },
    )


@require_safe
@requires(SEES_LISTS)
def uncollected(request: HttpRequest) -> HttpResponse:
    """What nobody has fetched, the oldest first."""
    tab = request.GET.get("tab", "")
    tab = tab if tab in TABS else "all"
    found = collecting.uncollected(access.actor(request), tab, page_number(request))
    address = reverse("workbench:uncollected")
    return show(
        request,
        "workbench/collect/uncollected.html",
        {
            "tabs": desk.tabs("uncollected"),
            "parts": [Link(label, f"{address}?tab={one}", current=one == tab) for one, label in TABS.items()],
            "tab": tab,
            "cards": found.items,
            "page": Page(found.number, found.size, found.total),
            "columns": UNCOLLECTED,
            "after": "、".join(f"{days}天" for days in REMIND_AFTER),
            "long": LONG,
        },
    )


@require_safe
@requires(SEES_LISTS)
def printed(request: HttpRequest) -> HttpResponse:
    """The same list on paper, to be worked off by telephone."""
    tab = request.GET.get("tab", "")
    tab = tab if tab in TABS else "all"
    found = collecting.uncollected(access.actor(request), tab, size=PRINTED)
    context = {"cards": found.items, "total": found.total, "label": TABS[tab], "today": clock.today()}
    return render(request, "workbench/collect/uncollected_print.html", context)


@require_safe
@requires(SEES_LISTS)
def handed(request: HttpRequest) -> HttpResponse:
    """What this hall handed over on a day."""
    day: date = day_in(request.GET.get("day", "")) or clock.today()
    found = collecting.handed_over(access.actor(request), day, page_number(request))
    return show(
        request,
        "workbench/collect/handed.html",
        {
            "tabs": desk.tabs("handed"),
            "day": day,
            "cards": found.items,
            "page": Page(found.number, found.size, found.total),
            "columns": HANDED,
        },
    )


@require_safe
@requires(SEES_LISTS)
@says_refusals
def sheet(request: HttpRequest) -> HttpResponse:
    """签收单: one sheet for all that is handed over, to be signed; afterwards with who took it and his signature."""
    actor = access.actor(request)
    numbers = numbers_in(request.GET.getlist("n"))[:AT_ONCE]
    if not numbers:
        raise NoSuchCase(number="")
    views = [queries.staff_view(actor, number, "签收单") for number in numbers]
    proofs = [collecting.proof_of(number) for number in numbers]
    return render(
        request,
        "workbench/collect/sheet.html",
        {
            "lines": list(zip(views, proofs, strict=True)),
            "first": next((one for one in proofs if one), None),
            "holder": views[0],
            "hall": next((post.hall_name for post in actor.posts if post.hands_out), views[0].hall_name),
            "today": clock.today(),
            "back": reverse("workbench:handed-out" if all(proofs) else "workbench:hand-out"),
        },
    )
