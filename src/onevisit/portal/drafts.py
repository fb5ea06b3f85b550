"""Drafts: where one left off, and doing away with one."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from onevisit.casework import drafts
from onevisit.platform.access import SIGNED_IN, actor, requires
from onevisit.portal import writing
from onevisit.portal.flow import Work


@requires(SIGNED_IN)
@require_safe
def mine(request: HttpRequest) -> HttpResponse:
    """Everything that one has begun and not handed in, and what one threw away of late."""
    who = actor(request)
    return render(request, "portal/drafts.html", {"drafts": drafts.mine(who), "dropped": drafts.dropped(who)})


@writing.draft_page
def resume(request: HttpRequest, work: Work) -> HttpResponse:
    """Go to the first step that still lacks something."""
    step = next((one for one in work.steps if work.faults(one.key)), work.steps[-1])
    return HttpResponseRedirect(step.href)


@requires(SIGNED_IN)
@require_POST
def discard(request: HttpRequest, draft: int) -> HttpResponse:
    """Throw it away; the page that says so has the button that takes it back."""
    if drafts.drop(actor(request), draft):
        messages.success(request, f"草稿已删除。{drafts.KEPT.days}天内可以在本页恢复。")
    else:
        messages.info(request, "这份草稿已经没有了。")
    return HttpResponseRedirect(reverse("portal:drafts"))


@requires(SIGNED_IN)
@require_POST
def bring_back(request: HttpRequest, draft: int) -> HttpResponse:
    """Take it back as it was."""
    try:
        found = drafts.bring_back(actor(request), draft)
    except drafts.NoSuchDraft:
        messages.info(request, "这份草稿已经恢复，或者过了可以恢复的时间。没有的，请重新填写。")
    else:
        messages.success(request, f"“{found.matter.name}”的草稿恢复了，内容都在。")
    return HttpResponseRedirect(reverse("portal:drafts"))
