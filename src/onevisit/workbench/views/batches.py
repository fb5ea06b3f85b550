"""公布批次: what was published when, a new batch with its preview, and a matter withdrawn from a day."""

from __future__ import annotations

from datetime import date, timedelta

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from onevisit.catalogue import publishing, workflow
from onevisit.catalogue.publishing import LONGEST_TITLE, LONGEST_WORDS
from onevisit.platform import access, clock
from onevisit.platform.access import requires
from onevisit.platform.ui.listing import Column
from onevisit.rules.basis import chinese_number
from onevisit.rules.cases.refusals import Refused
from onevisit.rules.publishing import refusals
from onevisit.rules.publishing.states import Move
from onevisit.workbench import publishing as page
from onevisit.workbench.web import Trouble, cleaned, day_in, says_refusals, show, trouble, typed

PREVIEW = (
    Column("事项", wide=True),
    Column("取代"),
    Column("跑动次数"),
    Column("按“最多跑一次”"),
    Column("能不能公布", wide=True),
)


@require_safe
@requires(page.SEES)
def batches(request: HttpRequest) -> HttpResponse:
    """Every batch with its versions, the newest first."""
    actor = access.actor(request)
    context = {
        "batches": workflow.batches(actor),
        "columns": page.PUBLISHED,
        "publishes": page.PUBLISHES.admits(actor),
        "today": clock.today(),
    }
    return show(request, "workbench/versions/batches.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(page.PUBLISHES)
@says_refusals
def new(request: HttpRequest) -> HttpResponse:
    """Choose approved versions, a title and a day; look at what that does; publish."""
    actor = access.actor(request)
    ready = workflow.waiting(actor).ready or ()
    asked = request.POST if request.method == "POST" else request.GET
    known = {one.key for one in ready}
    chosen = [key for key in dict.fromkeys(asked.getlist("key")) if key in known]
    title = cleaned(asked.get("title", _title(len(workflow.batches(actor)) + 1)))
    text = asked.get("on", f"{clock.today() + timedelta(days=1):%Y-%m-%d}")
    on, refused = day_in(text), None
    if request.method == "POST":
        try:
            number = publishing.publish_batch(actor, chosen, title, _day(on))
        except Refused as why:
            refused = trouble(why)
        else:
            messages.success(request, f"第{number}批已公布，{len(chosen)}个事项。")
            return HttpResponseRedirect(f"{reverse('workbench:batches')}#batch-{number}")
    day = on if on is not None and on >= clock.today() else None
    return show(
        request,
        "workbench/versions/batch_new.html",
        {
            "ready": ready,
            "chosen": chosen,
            "title": title,
            "on": text,
            "today": clock.today(),
            "longest": LONGEST_TITLE,
            "candidates": workflow.candidates(actor, chosen, day) if day and chosen else (),
            "columns": PREVIEW,
        },
        refused,
    )


def _title(number: int) -> str:
    return f"第{chinese_number(number)}批“最多跑一次”事项"


def _day(on: date | None) -> date:
    if on is None:
        raise refusals.BatchIncomplete(missing="施行日期")
    return on


@require_http_methods(["GET", "HEAD", "POST"])
@requires(page.PUBLISHES)
@says_refusals
def withdraw(request: HttpRequest, matter: str) -> HttpResponse:
    """Withdraw a matter from a day, with the reason."""
    actor = access.actor(request)
    rows = workflow.versions_of(actor, matter)
    last = next((one for one in rows if one.valid_from is not None), None)
    if last is None:
        raise Http404
    given = {"on": f"{clock.today() + timedelta(days=1):%Y-%m-%d}", "reason": ""}
    refused: Trouble | None = None
    if request.method == "POST":
        given = {"on": typed(request, "on"), "reason": typed(request, "reason")[:LONGEST_WORDS]}
        on = day_in(given["on"])
        try:
            if on is None:
                raise refusals.DayNeeded(move=Move.WITHDRAW.label)
            publishing.withdraw(actor, matter, on, given["reason"])
        except Refused as why:
            refused = trouble(why)
        else:
            messages.success(request, "已撤下。到那一天起不能再申请；办理中的办件按原版本办完。")
            return HttpResponseRedirect(reverse("workbench:version", args=[matter, last.number]))
    context = {"row": last, "given": given, "today": clock.today(), "longest": LONGEST_WORDS,
               "over": last.valid_to is not None, "in_force": page.in_force(last, clock.today())}  # fmt: skip
    return show(request, "workbench/versions/withdraw.html", context, refused)
