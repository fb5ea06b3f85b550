"""Whether the record is whole: what the last verifications found, and the seals that receipts print."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from onevisit.platform import access
from onevisit.platform.access import holders, requires
from onevisit.platform.ui.listing import Column, Page
from onevisit.rules.district.definition import Role
from onevisit.supervision import verifications
from onevisit.workbench.web import page_number, show


@require_http_methods(["GET", "HEAD", "POST"])
@requires(holders(Role.INQUIRY))
def ledger(request: HttpRequest) -> HttpResponse:
    """Show it; a POST has the whole record read and checked once more, which changes nothing in it."""
    if request.method == "POST":
        if verifications.ask(access.actor(request)):
            messages.success(request, "已经开始核验，读完全部记录后结果显示在本页；办件多时要几分钟。")
        else:
            messages.info(request, "已经有一次核验在进行，请等它完成。")
        return HttpResponseRedirect(reverse("workbench:ledger"))
    found = verifications.latest()
    seals = verifications.seals(page_number(request))
    return show(
        request,
        "workbench/ledger.html",
        {
            "verifications": found,
            "running": any(one.finished_at is None for one in found),
            "last": next((one for one in found if one.finished_at), None),
            "seals": seals.items,
            "page": Page(seals.number, seals.size, seals.total),
            "columns": (Column("封存时间"), Column("叶数", kind="number"), Column("树根", wide=True)),
        },
    )
