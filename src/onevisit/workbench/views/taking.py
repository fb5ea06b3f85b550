"""接办: go on at the window with what somebody has begun on line, and hand on to his phone what was begun here."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from onevisit.casework import codes, collecting, drafts, moving
from onevisit.casework.drafts import NoSuchDraft
from onevisit.platform import access
from onevisit.platform.access import holders, requires
from onevisit.rules.cases.refusals import Refused
from onevisit.rules.district.definition import Role
from onevisit.rules.identifiers import BadIdentifier
from onevisit.workbench import desk, intake_list
from onevisit.workbench.web import number_in, says_refusals, show, trouble, typed

TAKES = holders(Role.CLERK)


@require_POST
@requires(TAKES)
def take(request: HttpRequest) -> HttpResponse:
    """By the code that the applicant brings; or by his document, which leads to a list of what he has begun."""
    actor = access.actor(request)
    chosen = number_in(request.POST.get("draft", ""))
    text = typed(request, "who")[:60]
    try:
        if chosen:
            found = moving.take(actor, chosen, desk.parties(request))
        elif codes.read(text):
            found = moving.bring(actor, text)
        else:
            desk.arrived(request, collecting.parties_of(text))
            return HttpResponseRedirect(reverse("workbench:intake-on-line"))
    except NoSuchDraft as gone:
        raise Http404 from gone
    except BadIdentifier as bad:
        return _again(request, NotFound(why=str(bad).rstrip("。")))
    except Refused as refused:
        return _again(request, refused)
    intake_list.opened(request, found.id)
    messages.success(request, "网上填的都在这里。核对身份和原件，补上缺的，就能受理。")
    return HttpResponseRedirect(reverse("workbench:intake-draft", args=[found.id]))


class NotFound(Refused):
    """Neither a code nor a number of a document."""

    what = "接办码是8位数字，证件号码是18位；{why}"
    remedy = "请核对后再输；申请人可以在网上草稿页面的“到窗口接着办”里看到接办码。"


def _again(request: HttpRequest, refused: Refused) -> HttpResponse:
    return show(request, "workbench/taking/again.html", {}, trouble(refused))


@require_safe
@requires(TAKES)
def on_line(request: HttpRequest) -> HttpResponse:
    """What the person at the window, whose document was read, has begun on line."""
    found = moving.on_line(desk.parties(request))
    return show(request, "workbench/taking/on_line.html", {"found": found})


@require_POST
@requires(TAKES)
@says_refusals
def hand_on(request: HttpRequest, draft: int) -> HttpResponse:
    """Let the applicant go on at home: into his account at once, or by a code on the sheet."""
    actor = access.actor(request)
    try:
        if request.POST.get("do") == "account":
            name = moving.to_account(actor, draft)
            messages.success(request, f"已转到{name}的账号，并通知了他。这里也还能接着录。")
        else:
            moving.code(actor, drafts.get(actor, draft).id, moving.TO_PHONE)
    except NoSuchDraft as gone:
        raise Http404 from gone
    return HttpResponseRedirect(reverse("workbench:intake-missing", args=[draft]))
