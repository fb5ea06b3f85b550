"""承诺公示: who was given something on his word, what he promised, and what the check found. For everybody."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from onevisit.casework.published import published
from onevisit.platform.access import EVERYBODY, requires
from onevisit.platform.ui.listing import Page
from onevisit.portal import web


@requires(EVERYBODY)
@require_safe
def commitments(request: HttpRequest) -> HttpResponse:
    """The commitments that are published today."""
    found = published(web.page_number(request))
    page = Page(found.number, found.size, found.total)
    return render(request, "portal/commitments.html", {"commitments": found.items, "page": page})
