"""The public lists by batch (权力清单, 公共服务事项清单, 最多跑一次), on the screen and on paper, as of any day."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from itertools import groupby
from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import NoReverseMatch, reverse
from django.views.decorators.http import require_safe

from onevisit.catalogue import lists
from onevisit.catalogue.lists import ListBatch, ListKind, PublicList
from onevisit.platform import clock
from onevisit.platform.access import EVERYBODY, requires
from onevisit.platform.ui.listing import Column, Page
from onevisit.portal import web
from onevisit.portal.past import AsOf, on_a_day

SIZE = 100
"""Matters on a page of the screen; paper has them all."""

COLUMNS = (
    Column("序号", kind="number"),
    Column("事项", wide=True),
    Column("类型"),
    Column("实施主体"),
    Column("设定依据"),
    Column("跑动次数", kind="number"),
)


@requires(EVERYBODY)
@require_safe
@on_a_day
def overview(request: HttpRequest, *, as_of: AsOf) -> HttpResponse:
    """The lists and the batches, and a day to look at."""
    found, batches = lists.summaries(as_of.day)
    context = {"lists": found, "batches": batches, "as_of": as_of, "today": clock.today()}
    return render(request, "portal/lists.html", context)


@requires(EVERYBODY)
@require_safe
@on_a_day
def one(request: HttpRequest, kind: str, *, as_of: AsOf) -> HttpResponse:
    """One list on the screen, a page of it at a time."""
    found = _asked_for(request, kind, as_of)
    if isinstance(found, HttpResponse):
        return found
    page = Page.read(request.GET, found.total, SIZE)
    return render(
        request,
        "portal/list.html",
        {
            "list": found,
            "batches": _part(found.batches, page),
            "page": page,
            "columns": COLUMNS,
            "as_of": as_of,
            "query": _query(found, as_of),
            "table": _for_machines("api:list_table", found, as_of),
            "linked": _for_machines("api:list_linked", found, as_of),
        },
    )


@requires(EVERYBODY)
@require_safe
@on_a_day
def printed(request: HttpRequest, kind: str, *, as_of: AsOf) -> HttpResponse:
    """The same on paper: whole, with its day, signed by the organ that keeps it."""
    found = _asked_for(request, kind, as_of)
    if isinstance(found, HttpResponse):
        return found
    # On paper there is no address bar: the day stands in the code even where it is today.
    day = urlencode({"on": as_of.day.isoformat()} | ({"batch": found.batch} if found.batch else {}))
    address = f"{settings.ORIGIN}{reverse('portal:list', args=[found.kind.value])}?{day}"
    context = {"list": found, "as_of": as_of, "address": address, "today": clock.today()}
    return render(request, "portal/list_print.html", context | {"query": _query(found, as_of)})


@requires(EVERYBODY)
@require_safe
@on_a_day
def above_one(request: HttpRequest, *, as_of: AsOf) -> HttpResponse:
    """What needs more than one visit, with reason and article; and what could be called 最多跑一次 and is not."""
    context = {
        "matters": lists.above_one(as_of.day),
        "not_listed": lists.not_listed(as_of.day),
        "as_of": as_of,
    }
    return render(request, "portal/above_one.html", context)


def _asked_for(request: HttpRequest, kind: str, as_of: AsOf) -> PublicList | HttpResponse:
    """The list in the address, narrowed to the batch in the query; a page that says what is wrong with either."""
    every = reverse("portal:lists") + as_of.query
    if kind not in set(ListKind):
        todo = "公布的有权力清单、公共服务事项清单和“最多跑一次”事项清单。"
        return web.refusal_page(request, 404, "没有这张清单", todo, href=every, action="看有哪些清单")
    text = request.GET.get("batch", "")
    if text and not (text.isascii() and text.isdigit() and len(text) < 6):
        what = f"“{web.cleaned(text)[:20]}”不是批次的号"
        todo = "批次的号是数字，例如 batch=1；去掉它就是全部批次。"
        return web.refusal_page(request, web.UNPROCESSABLE, what, todo, href=every, action="看有哪些批次")
    return lists.public_list(ListKind(kind), as_of.day, int(text) if text else None)


def _part(batches: Iterable[ListBatch], page: Page) -> list[ListBatch]:
    """The batches with those of their rows that are on the page."""
    rows = [(batch, row) for batch in batches for row in batch.rows][page.start : page.end]
    return [
        replace(batch, rows=tuple(row for _, row in each))
        for batch, each in groupby(rows, lambda one: one[0])
    ]


def _query(found: PublicList, as_of: AsOf) -> str:
    kept = {"batch": str(found.batch)} if found.batch is not None else {}
    kept |= {"on": as_of.day.isoformat()} if as_of.past else {}
    return f"?{urlencode(kept)}" if kept else ""


def _for_machines(name: str, found: PublicList, as_of: AsOf) -> str:
    """Where machines read the same; "" without that door."""
    try:
        return reverse(name, kwargs={"kind": found.kind.value}) + _query(found, as_of)
    except NoReverseMatch:
        return ""
