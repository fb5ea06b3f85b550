"""谁替我办, 上门: who acts for somebody, how he gives his word and takes it back; and officials who come home."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from onevisit.assistance import commands, home_queries, homes, queries, workload
from onevisit.assistance.commands import Word
from onevisit.catalogue.versions import all_in_force
from onevisit.platform import clock
from onevisit.platform.access import SIGNED_IN, actor, requires
from onevisit.platform.files.queries import content
from onevisit.platform.files.store import MissingFile
from onevisit.platform.organs.queries import halls
from onevisit.platform.people.queries import parties_of
from onevisit.platform.ui.listing import Page
from onevisit.platform.ui.values import Event
from onevisit.portal import parking, web
from onevisit.rules.assistance import authorisation as rules
from onevisit.rules.assistance.authorisation import Scope, Term
from onevisit.rules.assistance.home_visits import Deed, Half, Why, Wish
from onevisit.rules.assistance.reach import home_acts
from onevisit.rules.assistance.refusals import AuthorisationIncomplete
from onevisit.rules.cases.refusals import Refused
from onevisit.rules.identifiers import BadIdentifier, citizen
from onevisit.rules.matters.vocabulary import Level, WindowClass

_LONGEST = 100


@requires(SIGNED_IN)
@require_safe
def agents(request: HttpRequest) -> HttpResponse:
    """Who acts, who asks to, who did; and how to stop it."""
    who = actor(request)
    found = queries.mine(who, web.page_number(request))
    asked = queries.asked_of(who)
    context = {
        "asked": [(one, queries.code_for(who, one.card.number)) for one in asked],
        "found": found.items,
        "page": Page(found.number, found.size, found.total),
        "register": queries.sms_register(),
    }
    return render(request, "portal/assistance/agents.html", context)


@requires(SIGNED_IN)
@require_http_methods(["GET", "HEAD", "POST"])
@web.says_refusals
def agent(request: HttpRequest, reference: str) -> HttpResponse:
    """One word, with everything that was done under it; agreed to, declined, or taken back."""
    who, refusal, status = actor(request), None, 200
    if request.method == "POST":
        acts = {"agree": commands.agree, "decline": commands.decline, "revoke": commands.revoke}
        said = {"agree": "已同意委托，随时可以撤销。", "decline": "已拒绝，对方不能替您办。",
                "revoke": "已撤销，从现在起他不能再替您办。"}  # fmt: skip
        do = request.POST.get("do", "")
        if do not in acts:
            raise Http404
        try:
            acts[do](reference, actor=who, at=clock.now(), key=web.key_of(request))
            messages.success(request, said[do])
            return HttpResponseRedirect(reverse("portal:agent", args=[reference]))
        except Refused as refused:
            refusal, status = web.words_of(refused), web.status_of(refused)
    view = queries.my_view(who, reference)
    context = {
        "view": view,
        "card": view.card,
        "code": queries.code_for(who, reference),
        "timeline": [
            Event(
                f"{one.deed}：{one.words}" if one.case else one.deed,
                one.at,
                f"{one.as_what} {one.who}".strip() if one.as_what != "本人" else "您",
                "" if one.case else one.words,
                href=reverse("portal:case", args=[one.case]) if one.case else "",
            )
            for one in view.lines
        ],
        "not_in_power": rules.NOT_IN_POWER,
        "refusal": refusal,
    }
    return render(request, "portal/assistance/agent.html", context, status=status)


@requires(SIGNED_IN)
@require_safe
@web.says_refusals
def paper(request: HttpRequest, reference: str, sha256: str) -> HttpResponse:
    """The paper that an agent entered in one's name: whoever did not sign it sees that he did not."""
    view = queries.my_view(actor(request), reference)
    if sha256 not in view.papers:
        raise Http404
    try:
        data, media_type = content(sha256)
    except MissingFile as missing:
        raise Http404 from missing
    response = HttpResponse(data, content_type=media_type)
    name = f"{view.card.number}.{media_type.rpartition('/')[2]}"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["Cache-Control"] = "private, no-store"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response


@require_http_methods(["GET", "HEAD", "POST"])
def _give(request: HttpRequest) -> HttpResponse:
    if request.method != "POST":
        return _give_page(request)
    if parking.is_stale(request):
        return _give_page(request, status=403, refusal=_STALE)
    typed = _typed(request, _GIVEN)
    who, at, key = actor(request), clock.now(), web.key_of(request)
    try:
        word = _word(request, typed)
        if typed["agent"] == "private":
            number = _private(word, typed, request)
        else:
            to = int(typed["agent"]) if typed["agent"].isascii() and typed["agent"].isdigit() else 0
            number = commands.give(word, to=to, actor=who, at=at, key=key)
    except Refused as refused:
        return _give_page(request, status=web.status_of(refused), refusal=web.words_of(refused))
    messages.success(request, "已委托。他每办一步都会通知您，您随时可以在这里撤销。")
    return HttpResponseRedirect(reverse("portal:agent", args=[number]))


give = parking.keeps_typing(requires(SIGNED_IN)(web.says_refusals(_give)))
"""Authorise an agent, or somebody private. A form that cannot be taken comes back with everything in it."""

_GIVEN = ("party", "agent", "agent_name", "agent_identifier", "scope", "matter", "class", "until")
_STALE = {"what": "页面放得太久，没有提交", "why": "", "todo": "您填写的内容还在，请再提交一次。"}


def _typed(request: HttpRequest, names: tuple[str, ...]) -> dict[str, str]:
    kept = request.POST if request.method == "POST" else parking.parked(request) or request.GET
    return {name: web.cleaned(kept.get(name, ""))[:300] for name in names}


def _word(request: HttpRequest, typed: Mapping[str, str]) -> Word:
    parties = actor(request).parties
    party = int(typed["party"]) if typed["party"].isascii() and typed["party"].isdigit() else 0
    party = party if party in parties else next(iter(parties), 0)
    today = clock.today()
    classes = {one.value for one in WindowClass}
    whole = typed["scope"] == "class" and typed["class"] in classes
    known = {one.matter.key for one in all_in_force(today)}
    matters = (typed["matter"],) if not whole and typed["matter"] in known else ()
    until = _day(typed["until"]) or today - timedelta(days=1)
    return Word(party, Scope(matters, typed["class"] if whole else ""), Term(today, until))


def _private(word: Word, typed: Mapping[str, str], request: HttpRequest) -> str:
    try:
        identifier = citizen.check(typed["agent_identifier"]).text
    except BadIdentifier as bad:
        raise AuthorisationIncomplete(missing=f"代办人证件号码{bad}") from bad
    return commands.give_private(
        word,
        typed["agent_name"],
        identifier,
        actor=actor(request),
        at=clock.now(),
        key=web.key_of(request),
    )


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if len(text) == 10 else None
    except ValueError:
        return None


def _give_page(
    request: HttpRequest, *, status: int = 200, refusal: Mapping[str, str] | None = None
) -> HttpResponse:
    today, typed = clock.today(), _typed(request, _GIVEN)
    context = {
        "typed": typed | {"until": typed["until"] or (today + rules.USUAL).isoformat()},
        "parties": parties_of(actor(request)),
        "agents": workload.agents(today),
        "matters": [one.matter for one in all_in_force(today)],
        "classes": [one.value for one in WindowClass],
        "today": today.isoformat(),
        "longest": (today + rules.LONGEST).isoformat(),
        "not_in_power": rules.NOT_IN_POWER,
        "refusal": refusal,
    }
    return render(request, "portal/assistance/give.html", context, status=status)


@requires(SIGNED_IN)
@require_safe
def visits(request: HttpRequest) -> HttpResponse:
    """Officials who come home: planned, done, and how to ask for one."""
    found = home_queries.of_party(actor(request), web.page_number(request))
    context = {"found": found.items, "page": Page(found.number, found.size, found.total)}
    return render(request, "portal/assistance/visits.html", context)


_WISHED = ("party", "matter", "hall", "why", "address", "phone", "on", "half", "note")


@require_http_methods(["GET", "HEAD", "POST"])
def _ask_visit(request: HttpRequest) -> HttpResponse:
    if request.method != "POST":
        return _visit_page(request)
    if parking.is_stale(request):
        return _visit_page(request, status=403, refusal=_STALE)
    typed = _typed(request, _WISHED)
    parties = actor(request).parties
    party = int(typed["party"]) if typed["party"].isascii() and typed["party"].isdigit() else 0
    wish = Wish(
        typed["why"], typed["address"], typed["phone"], _day(typed["on"]), typed["half"], typed["note"]
    )
    try:
        number = homes.ask(
            party if party in parties else next(iter(parties), 0),
            typed["matter"], typed["hall"], wish,
            actor=actor(request), at=clock.now(), key=web.key_of(request),
        )  # fmt: skip
    except Refused as refused:
        return _visit_page(request, status=web.status_of(refused), refusal=web.words_of(refused))
    messages.success(request, "已收到。安排好谁去、什么时候去，会通知您。")
    return HttpResponseRedirect(reverse("portal:home-visit", args=[number]))


ask_visit = parking.keeps_typing(requires(SIGNED_IN)(web.says_refusals(_ask_visit)))
"""Ask for officials to come home."""


def _visit_page(
    request: HttpRequest, *, status: int = 200, refusal: Mapping[str, str] | None = None
) -> HttpResponse:
    typed, parties = _typed(request, _WISHED), parties_of(actor(request))
    first = parties[0] if parties else None
    typed["phone"] = typed["phone"] or (first.phone if first else "")
    typed["address"] = typed["address"] or (first.address if first else "")
    context: dict[str, Any] = {
        "typed": typed,
        "parties": parties,
        "matters": [one.matter for one in all_in_force(clock.today()) if home_acts(one.matter)],
        "halls": [one for one in halls() if one.level != Level.DISTRICT],
        "whys": [(one.value, one.label) for one in Why],
        "halves": [(one.value, one.label) for one in Half],
        "today": clock.today().isoformat(),
        "refusal": refusal,
    }
    return render(request, "portal/assistance/visit_ask.html", context, status=status)


@requires(SIGNED_IN)
@require_safe
@web.says_refusals
def visit(request: HttpRequest, reference: str) -> HttpResponse:
    """One visit: when, who comes, what was done."""
    view = home_queries.my_view(actor(request), reference)
    context = {
        "view": view,
        "card": view.card,
        "timeline": [Event(one.deed, one.at, one.as_what, one.words) for one in view.lines],
        "can_cancel": Deed.CANCEL in view.possible,
        "key": secrets.token_hex(16),
    }
    return render(request, "portal/assistance/visit.html", context)


@requires(SIGNED_IN)
@require_POST
@web.says_refusals
def cancel_visit(request: HttpRequest, reference: str) -> HttpResponse:
    """One does not need it any more."""
    words = web.cleaned(request.POST.get("words", ""))[:_LONGEST] or "本人不需要了"
    homes.cancel(reference, words, actor=actor(request), at=clock.now(), key=web.key_of(request))
    messages.success(request, "已取消，工作人员不来了。")
    return HttpResponseRedirect(reverse("portal:home-visit", args=[reference]))
