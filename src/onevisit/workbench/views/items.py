"""The work list: what this person's posts bring, the most urgent first."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from onevisit.casework import claims, queries
from onevisit.platform import access
from onevisit.platform.access import STAFF, holders, requires
from onevisit.platform.ui.listing import Column, Filter, Page
from onevisit.rules.cases.procedure import DutyKind
from onevisit.workbench import nav
from onevisit.workbench.rows import rows
from onevisit.workbench.web import back, cleaned, page_number, show

COLUMNS = (
    Column("到期"),
    Column("事项", wide=True),
    Column("申请人"),
    Column("环节"),
    Column("自"),
    Column("认领", kind="action"),
)


@require_safe
@requires(STAFF)
def items(request: HttpRequest) -> HttpResponse:
    """Everything that waits, narrowed to what the query says."""
    actor = access.actor(request)
    kind, due = request.GET.get("kind", ""), request.GET.get("due", "")
    mine, text = request.GET.get("mine", ""), cleaned(request.GET.get("q", ""))
    kind = kind if kind in {one.value for one in DutyKind} else ""
    found = queries.work(actor, kind=kind, due=due, text=text, mine=mine == "1", number=page_number(request))
    counts = queries.work_counts(actor)
    kinds = tuple(
        (one.value, one.label, counts[one.value.replace("-", "_")])
        for one in DutyKind
        if counts[one.value.replace("-", "_")] or one.value == kind
    )
    narrow = [
        Filter("kind", "环节", kinds, kind),
        Filter(
            "due",
            "期限",
            (("overdue", "已超期", counts["overdue"]), ("today", "今天到期", counts["today"])),
            due,
        ),
        Filter("mine", "认领", (("1", "我认领的", None),), mine),
    ]
    return show(
        request,
        "workbench/items.html",
        {
            "rows": rows(found.items),
            "page": Page(found.number, found.size, found.total),
            "filters": narrow,
            "columns": COLUMNS,
            "counts": counts,
            "narrowed": bool(kind or due or mine or text),
        },
    )


@require_POST
@requires(holders(*nav.WORKERS))
def claim(request: HttpRequest, item: int) -> HttpResponse:
    """Take an item in hand, or give it back."""
    actor = access.actor(request)
    number = cleaned(request.POST.get("number", ""))
    try:
        if request.POST.get("do") == "release":
            claims.release(actor, number, item)
            messages.success(request, f"已放回：{number}，同事可以认领。")
        else:
            claims.claim(actor, number, item)
            messages.success(request, f"已认领：{number}。")
    except claims.Taken as taken:
        messages.error(
            request, f"{taken}已经先认领了 {number}。需要接手的，请先同{taken}说好，再放回重新认领。"
        )
    except claims.NotToClaim:
        messages.error(request, f"{number} 的这一步已经办完，或者不归您办。列表已经更新。")
    return HttpResponseRedirect(back(request, reverse("workbench:items")))
