"""My licences, and who asked about me."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from onevisit.exchange import queries as exchange
from onevisit.licences import queries
from onevisit.platform import clock
from onevisit.platform.access import SIGNED_IN, actor, requires
from onevisit.portal import web


@requires(SIGNED_IN)
@require_safe
def mine(request: HttpRequest) -> HttpResponse:
    """Everything that was issued to one's own parties."""
    return render(request, "portal/licences.html", {"licences": queries.mine(actor(request), clock.today())})


@requires(SIGNED_IN)
@require_safe
@web.says_refusals
def download(request: HttpRequest, licence: int) -> HttpResponse:
    """The printed form."""
    document = queries.download(licence, actor(request))
    headers = {
        "Content-Disposition": content_disposition_header(as_attachment=True, filename=document.name)
        or "attachment",
        "X-Content-Type-Options": "nosniff",
        "Cache-Control": "private, no-store",
    }
    return HttpResponse(document.data, content_type=document.media_type, headers=headers)


@requires(SIGNED_IN)
@require_safe
def enquiries(request: HttpRequest) -> HttpResponse:
    """Who asked a register about oneself, and why (个人信息保护法 Art. 45)."""
    return render(request, "portal/enquiries.html", {"enquiries": exchange.enquiries_about(actor(request))})
