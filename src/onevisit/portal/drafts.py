"""Drafts: where one left off, and doing away with one."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from onevisit.casework import drafts
from onevisit.platform.access import SIGNED_IN, actor, requires
from onevisit.portal import web, writing
from onevisit.portal.flow import Work


@requires(SIGNED_IN)
@require_safe
def mine(request: HttpRequest) -> HttpResponse:
    """Everything that one has begun and not handed in."""
    return render(request, "portal/drafts.html", {"drafts": drafts.mine(actor(request))})


@writing.draft_page
def resume(request: HttpRequest, work: Work) -> HttpResponse:
    """Go to the first step that still lacks something."""
    step = next((one for one in work.steps if work.faults(one.key)), work.steps[-1])
    return HttpResponseRedirect(step.href)


@requires(SIGNED_IN)
@require_http_methods(["GET", "HEAD", "POST"])
@web.says_refusals
def discard(request: HttpRequest, draft: int) -> HttpResponse:
    """Ask once more, then erase it."""
    try:
        found = drafts.get(actor(request), draft)
    except drafts.NoSuchDraft:
        messages.info(request, "这份草稿已经没有了。")
        return HttpResponseRedirect(reverse("portal:drafts"))
    if request.method == "POST" and request.POST.get("sure") == "yes":
        drafts.discard(actor(request), draft)
        messages.success(request, f"“{found.matter.name}”的草稿已删除。")
        return HttpResponseRedirect(reverse("portal:drafts"))
    return render(request, "portal/discard.html", {"draft": found})
