"""What the pages of an application share: finding the draft, saving what was typed, and telling of other tabs."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from functools import wraps
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from onevisit.casework import drafts
from onevisit.catalogue.versions import NoSuchMatter
from onevisit.platform.access import SIGNED_IN, actor, requires
from onevisit.platform.people.queries import parties_of
from onevisit.platform.ui.values import Control
from onevisit.portal import elder, parking, web
from onevisit.portal.flow import Work, version_of
from onevisit.rules.cases.application import Fault
from onevisit.rules.identifiers import bundle_no

HANDED_IN = "portal.handed-in"
"""Session: which case became of which draft, for a second click that comes after the first has been carried out."""

_KEPT = 20
_QUOTED = 30  # characters of a value that was typed over

STALE = {
    "what": "这个页面打开太久，或者您在别处重新登录过，这次还没有保存",
    "why": "",
    "todo": "您填写的内容都还在下面，请核对后再按一次按钮；文件要重新选择。",
}


def draft_page(view: Callable[[HttpRequest, Work], HttpResponse]) -> web.View:
    """Declare a page of an application: for its writer, with everything typed kept whatever happens."""

    @require_http_methods(["GET", "HEAD", "POST"])
    @wraps(view)
    def page(request: HttpRequest, draft: int) -> HttpResponse:
        found = _find(request, draft)
        return view(request, found) if isinstance(found, Work) else found

    return parking.keeps_typing(requires(SIGNED_IN)(web.says_refusals(page)))


def _find(request: HttpRequest, number: int) -> Work | HttpResponse:
    who = actor(request)
    try:
        draft = drafts.get(who, number)
    except drafts.NoSuchDraft:
        return _gone(request, number)
    party = next((one for one in parties_of(who) if one.id == draft.party), None)
    if party is None:
        what = f"您现在不能以原来的名义办理“{draft.matter.name}”"
        todo = (
            "代表关系可能已经结束；请请现任代表办理，或以您本人的名义重新申请。已填写的内容还保留在草稿里。"
        )
        return web.refusal_page(request, 403, what, todo, href=reverse("portal:drafts"), action="我的草稿")
    try:
        return Work(draft, version_of(draft), party)
    except NoSuchMatter:
        what = f"“{draft.matter.name}”已经不再单独办理"
        todo = "它可能取消、合并或改名了，请重新查找现在的事项。您填写的内容还保留在草稿里，不会提交。"
        return web.refusal_page(request, 409, what, todo, href=reverse("portal:matters"), action="查找事项")


def _gone(request: HttpRequest, number: int) -> HttpResponse:
    case = handed_in(request, number)
    if case:
        return HttpResponseRedirect(receipt_of(case))
    what = "没有这份草稿：它已经提交、已经删除，或者不是您的"
    todo = "已经提交的，请到“我的办件”查看进度；还没有提交的，请从“我的草稿”继续。"
    return web.refusal_page(request, 404, what, todo, href=reverse("portal:cases"), action="我的办件")


def receipt_of(number: str) -> str:
    """The address of the receipt of a case, or of a bundle."""
    route = "portal:bundle-receipt" if bundle_no.is_bundle(number) else "portal:receipt"
    return reverse(route, args=[number])


def handed_in(request: HttpRequest, draft: int) -> str:
    """The case that this draft became, as far as this session knows."""
    key = request.session.session_key
    # Read afresh: the first of two clicks may have written it after this request began.
    stored = type(request.session)(key).get(HANDED_IN, {}) if key else {}
    return str(stored.get(str(draft), ""))


def remember_handed_in(request: HttpRequest, draft: int, number: str) -> None:
    """Note it at once: the draft is erased next, and a second click has to find one of the two."""
    former = dict(list(request.session.get(HANDED_IN, {}).items())[-_KEPT:])
    request.session[HANDED_IN] = {**former, str(draft): number}
    request.session.save()


def posted(request: HttpRequest) -> QueryDict:
    """What was typed: just sent, or put aside when the session ended; empty on a fresh page."""
    if request.method == "POST":
        return request.POST
    return parking.parked(request) or QueryDict()


def save(request: HttpRequest, work: Work, parts: Mapping[str, Any]) -> Work:
    """Keep what was typed, and say so where it replaces what was typed on another page in the meantime."""
    tab, seen = request.POST.get("tab", "")[:32], request.POST.get("seen", "")
    content = work.draft.content
    mine = content.get("by") == tab or (seen.isdigit() and int(seen) >= work.draft.edition)
    if not mine:
        replaced = list(_replaced(content, parts))
        if replaced:
            words = "；".join(replaced)
            messages.warning(
                request, f"这份草稿在您的另一个页面或设备上也改过，现在以刚才提交的为准。原来写的是：{words}"
            )
    edition = int(seen) if seen.isdigit() else 0
    drafts.save(actor(request), work.draft.id, {**parts, "by": tab}, edition)
    parking.unpark(request)
    return replace(work, draft=drafts.get(actor(request), work.draft.id))


def _replaced(content: Mapping[str, Any], parts: Mapping[str, Any]) -> Iterable[str]:
    for part, value in parts.items():
        former = content.get(part)
        pairs = (
            [(former.get(key), new) for key, new in value.items()]
            if isinstance(value, Mapping) and isinstance(former, Mapping)
            else [(former, value)]
        )
        for old, new in pairs:
            if isinstance(old, str) and old and old != new:
                yield f"“{old[:_QUOTED]}{'…' if len(old) > _QUOTED else ''}”"


def show(
    request: HttpRequest,
    work: Work,
    step: str,
    controls: Iterable[Control] = (),
    *,
    status: int = 200,
    refusal: Mapping[str, str] | None = None,
    **more: Any,
) -> HttpResponse:
    """Render a step with what all steps show."""
    keys = [one.key for one in work.steps]
    controls = list(controls)
    turn = elder.turn(request, controls)
    kept = parking.parked(request) if request.method == "GET" else None
    context = {
        "work": work,
        "matter": work.matter,
        "controls": [turn.control] if turn else controls,
        "turn": turn,
        "faulty": [one for one in controls if one.error],
        "refusal": refusal,
        "labels": [one.label for one in work.steps],
        "current": keys.index(step) + 1,
        "back": f"?one={turn.before}" if turn and turn.before else work.before(step),
        "tab": request.POST.get("tab") or secrets.token_hex(8),
        "found_again": kept is not None,
        "autosave": request.path,
        **more,
    }
    return render(request, f"portal/apply/{step}.html", context, status=status)


def is_autosave(request: HttpRequest) -> bool:
    """Whether a script saves in the background: it wants no page."""
    return request.headers.get("X-Autosave") == "1"


def saved_quietly(request: HttpRequest) -> HttpResponse:
    """The answer to a save in the background."""
    return HttpResponse(status=403 if parking.is_stale(request) else 204)


def go_on(request: HttpRequest, work: Work, step: str) -> HttpResponse:
    """Where to go after saving: on, or away for today."""
    if request.POST.get("then") == "later":
        messages.success(request, "已保存。随时可以从“我的草稿”接着办，换手机、换电脑都行。")
        return HttpResponseRedirect(reverse("portal:drafts"))
    return HttpResponseRedirect(work.after(step))


def by_field(faults: Iterable[Fault]) -> dict[str, str]:
    """The first sentence for each field."""
    found: dict[str, str] = {}
    for fault in faults:
        found.setdefault(fault.field, fault.message)
    return found
