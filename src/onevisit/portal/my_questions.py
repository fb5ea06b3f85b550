"""One's own questions: by account, or by reference and code, which are sent by POST and stand in no address."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from onevisit.platform import clock
from onevisit.platform.access import EVERYBODY, SIGNED_IN, actor, requires
from onevisit.platform.people.actors import Actor
from onevisit.platform.ui import errors
from onevisit.platform.ui.listing import Page
from onevisit.platform.ui.values import Course, Event, Fact
from onevisit.portal import throttle, web
from onevisit.questions import commands, queries
from onevisit.questions.queries import QuestionView
from onevisit.questions.refusals import NoSuchQuestion
from onevisit.rules.questions import Deed

_SESSION = "portal.question"
"""Reference and code of the question that was asked or shown last, in the session on the server."""

_LONGEST = 40  # characters of a reference or code with blanks and hyphens in it
_KEEPS = {Deed.PUBLISH: "改写后公开", Deed.TAKE_DOWN: "不再公开"}


def remember(request: HttpRequest, reference: str, code: str) -> None:
    """Let this session look at a question whose reference and code it has."""
    request.session[_SESSION] = [reference, code]


@requires(EVERYBODY)
@require_http_methods(["GET", "HEAD", "POST"])
def track(request: HttpRequest) -> HttpResponse:
    """Ask for reference and code."""
    if request.method != "POST":
        return render(request, "portal/questions/track.html", {"minutes": throttle.WINDOW // 60})
    if throttle.too_many(request, "question"):
        return errors.too_many(request)
    reference = web.cleaned(request.POST.get("reference", ""))[:_LONGEST]
    code = web.cleaned(request.POST.get("code", ""))[:_LONGEST]
    try:
        view = queries.track(reference, code, actor(request))
    except NoSuchQuestion:
        throttle.count(request, "question")
        context = {"reference": reference, "code": code, "wrong": True, "minutes": throttle.WINDOW // 60}
        return render(request, "portal/questions/track.html", context, status=404)
    remember(request, view.card.reference, view.code)
    return HttpResponseRedirect(reverse("portal:question-tracked"))


@requires(EVERYBODY)
@require_safe
def tracked(request: HttpRequest) -> HttpResponse:
    """The question whose reference and code this session has shown."""
    view = _shown(request)
    if view is None:
        return HttpResponseRedirect(reverse("portal:question-track"))
    return _page(request, view, nameless=True)


@requires(EVERYBODY)
@require_POST
@web.says_refusals
def tracked_withdraw(request: HttpRequest) -> HttpResponse:
    """Take it back, as the holder of its code."""
    view = _shown(request)
    if view is None:
        return HttpResponseRedirect(reverse("portal:question-track"))
    _withdraw(request, view.card.reference, view.code)
    return HttpResponseRedirect(reverse("portal:question-tracked"))


@requires(EVERYBODY)
@require_POST
def forget(request: HttpRequest) -> HttpResponse:
    """End it, so that the next person at this computer sees nothing."""
    request.session.pop(_SESSION, None)
    return HttpResponseRedirect(reverse("portal:question-track"))


@requires(SIGNED_IN)
@require_safe
def mine(request: HttpRequest) -> HttpResponse:
    """All of one's own, the newest first."""
    found = queries.mine(actor(request), web.page_number(request))
    context = {"found": found.items, "page": Page(found.number, found.size, found.total)}
    return render(request, "portal/questions/mine.html", context)


@requires(SIGNED_IN)
@require_safe
@web.says_refusals
def one(request: HttpRequest, reference: str) -> HttpResponse:
    """One of one's own."""
    return _page(request, queries.my_view(actor(request), reference), nameless=False)


@requires(SIGNED_IN)
@require_POST
@web.says_refusals
def withdraw(request: HttpRequest, reference: str) -> HttpResponse:
    """Take it back."""
    _withdraw(request, reference)
    return HttpResponseRedirect(reverse("portal:my-question", args=[reference]))


def _withdraw(request: HttpRequest, reference: str, code: str = "") -> None:
    who: Actor = actor(request)
    commands.withdraw(reference, actor=who, at=clock.now(), key=web.key_of(request), code=code)
    messages.success(request, "已撤回，部门不再答复。以后需要时可以重新提问。")


def _shown(request: HttpRequest) -> QuestionView | None:
    kept: Any = request.session.get(_SESSION)
    try:
        return queries.track(kept[0], kept[1], actor(request)) if kept else None
    except NoSuchQuestion:
        return None


def _page(request: HttpRequest, view: QuestionView, *, nameless: bool) -> HttpResponse:
    card = view.card
    context = {
        "view": view,
        "card": card,
        "done": not card.is_open,
        "nameless": nameless,
        "facts": _facts(view)[2 * nameless :],  # Number and code stand large above.
        "timeline": _timeline(view),
        "can_withdraw": Deed.WITHDRAW in view.possible,
        "withdraw": reverse("portal:question-withdraw")
        if nameless
        else reverse("portal:my-question-withdraw", args=[card.reference]),
    }
    return render(request, "portal/questions/question.html", context)


def _facts(view: QuestionView) -> list[Fact]:
    organ, card = view.organ, view.card
    guide = reverse("portal:guide", args=[card.matter]) if card.matter else ""
    head = f"负责人：{organ.head_name}（{organ.head_title}）" if organ.head_name else ""
    return [
        Fact("咨询编号", card.reference, copy=True),
        Fact("查询码", view.code, copy=True, note="凭编号和查询码，不登录也能看答复；请勿告诉不相干的人"),
        Fact("答复部门", organ.name, note=head),
        *([Fact("事项", card.matter_name, href=guide)] if card.matter else []),
    ]


def _timeline(view: QuestionView) -> list[Event]:
    events = []
    for line in view.history:
        text = _KEEPS.get(line.deed, line.deed.label)
        if line.deed is Deed.PASS_ON:
            text = f"转给{line.organ}"
        who = "您" if line.deed in (Deed.ASK, Deed.WITHDRAW) else line.as_what
        events.append(Event(text, line.at, who, line.words))
    if view.card.is_open:
        events.append(Event(f"等{view.organ.short}答复", course=Course.NOW))
    return events
