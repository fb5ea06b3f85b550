"""补正、补交、整改: one page for everything that is still waited for. What is sent is kept, be it only a part."""

from __future__ import annotations

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from onevisit.casework import queries
from onevisit.casework.case_view import CaseView
from onevisit.casework.commands import Order, handle
from onevisit.exchange.ports import Purpose
from onevisit.platform import clock
from onevisit.platform.access import SIGNED_IN, actor, requires
from onevisit.platform.ui.context import is_elder
from onevisit.portal import case_page, offers, parking, signing, web
from onevisit.portal.answering.held import Held
from onevisit.portal.answering.items import ANSWERS, FIELD, LATER, Item, items, old_value
from onevisit.portal.offers import FROM_REGISTERS
from onevisit.portal.prospects import outlook
from onevisit.portal.signing import promise
from onevisit.portal.steps.materials import keep_files
from onevisit.portal.todo import todos
from onevisit.portal.writing import STALE, by_field
from onevisit.rules.cases import commands as c
from onevisit.rules.cases.application import check_form
from onevisit.rules.cases.contents import Contents
from onevisit.rules.cases.courses import FORM
from onevisit.rules.cases.refusals import NothingSupplied, NotNow, Refused
from onevisit.rules.matters.vocabulary import Way

ACCEPT = "application/pdf,image/jpeg,image/png,.pdf,.jpg,.jpeg,.png"


@dataclass
class _Given:
    """What the form answers, and what of it is wrong."""

    shown: list[c.Shown] = field(default_factory=list)
    fields: dict[str, str] = field(default_factory=dict)
    later: list[str] = field(default_factory=list)
    errors: dict[str, str] = field(default_factory=dict)

    @property
    def about(self) -> list[str]:
        """Which items it answers."""
        return [
            *(one.requirement for one in self.shown),
            *(f"{FORM}{key}" for key in self.fields),
            *self.later,
        ]


@require_http_methods(["GET", "HEAD", "POST"])
def _answer(request: HttpRequest, number: str) -> HttpResponse:
    view = queries.my_view(actor(request), number)
    held = Held(request, number)
    if not any(one.kind in ANSWERS for one in view.courses.tasks):
        raise NotNow(phase=view.state.phase.label, command=c.Supply.label, allowed="查看办件")
    form = request.POST if request.method == "POST" else parking.parked(request) or QueryDict()
    if request.method != "POST":
        return _show(request, view, held, form)
    if parking.is_stale(request):
        return _show(request, view, held, form, status=403, refusal=STALE)
    then = request.POST.get("then", "")
    refused = _take_files(request, view, held)
    if then == "look":
        _look(request, view, held)
    if request.POST.get("remove"):
        _remove(held, request.POST["remove"])
        return _show(request, view, held, form, refused)
    if then in ("keep", "look") or refused:
        return _show(request, view, held, form, refused, status=web.UNPROCESSABLE if refused else 200)
    return _send(request, view, held)


answer = parking.keeps_typing(requires(SIGNED_IN)(web.says_refusals(_answer)))
"""Everything that the applicant still has to hand in, and the form to do it."""


def _take_files(request: HttpRequest, view: CaseView, held: Held) -> dict[str, str]:
    """Keep what was picked; the files that are refused, by item."""
    refused = {}
    for one in items(view, held, request.POST):
        picked = request.FILES.getlist(f"file-{one.about}")
        if picked and one.can_upload:
            kept, why = keep_files(picked, held.files(one.about))
            if kept:
                held.keep_files(one.about, {**kept, "way": Way.UPLOAD.value})
            if why:
                refused[one.about] = why
    return refused


def _remove(held: Held, what: str) -> None:
    key, _, sha256 = what.partition(":")
    kept = held.files(key)
    left = [
        (ref, name)
        for ref, name in zip(kept.get("refs", ()), kept.get("names", ()), strict=False)
        if ref != sha256
    ]
    files = {"way": Way.UPLOAD.value, "refs": [ref for ref, _ in left], "names": [name for _, name in left]}
    held.keep_files(key, files if left else None)


def _look(request: HttpRequest, view: CaseView, held: Held) -> None:
    """Ask the registers about what is missing: somebody wanted it, and each enquiry is written down."""
    wanted = [one.requirement for one in items(view, held, {}) if one.requirement]
    party = queries.party_of(view.number)
    found = offers.ask(party, wanted, Purpose.APPLY, actor(request), case=view.number)
    held.keep_offers([offers.plain(one) for one in found])
    said = f"{len(found)}项不用您交" if found else "没有可以免交的"
    messages.info(request, f"已经查过部门登记簿：{said}。")


def _read(request: HttpRequest, view: CaseView, held: Held) -> _Given:
    given = _Given()
    for one in items(view, held, request.POST):
        way = request.POST.get(f"way-{one.about}", "")
        if one.control is not None:
            _read_field(request, view, one, given)
        elif way == LATER and one.later_days:
            given.later.append(one.about)
        elif one.offer and way == one.offer.way.value and one.offer.way in FROM_REGISTERS:
            given.shown.append(c.Shown(one.about, one.offer.way, (one.offer.ref,)))
        elif way == Way.FORM.value and any(choice.way is Way.FORM for choice in one.choices):
            given.shown.append(c.Shown(one.about, Way.FORM))
        elif one.files:
            given.shown.append(c.Shown(one.about, Way.UPLOAD, tuple(file.sha256 for file in one.files)))
        elif way == Way.UPLOAD.value:
            given.errors[one.about] = f"“{one.name}”还没有选择文件"
    return given


def _read_field(request: HttpRequest, view: CaseView, one: Item, given: _Given) -> None:
    key = one.about.removeprefix(FORM)
    asked = next(field for field in view.version.matter.fields if field.key == key)
    typed = request.POST.get(f"{FIELD}{key}")
    value = web.cleaned(typed or "")
    if typed is None or value == old_value(view, asked):
        return  # Not on this page (one item a page in elder mode), or as it was.
    faults = by_field(check_form(view.version.matter, view.state.answers, {key: value}, clock.today()))
    if key in faults:
        given.errors[one.about] = faults[key]
    else:
        given.fields[key] = value


def _send(request: HttpRequest, view: CaseView, held: Held) -> HttpResponse:
    given = _read(request, view, held)
    promised = promise(view.version.matter, given.later)
    me = actor(request)
    if promised:
        given.errors |= signing.faults(request.POST, me.name, view.applicant_name)
    if given.errors:
        return _show(request, view, held, request.POST, given.errors, status=web.UNPROCESSABLE)
    if not given.about:
        refusal = {**web.words_of(NothingSupplied()), "todo": _NOTHING}
        return _show(request, view, held, request.POST, status=web.UNPROCESSABLE, refusal=refusal)
    supply = c.Supply(
        tuple(given.shown),
        Contents("form", {"form": given.fields}, secrets.token_hex(16)) if given.fields else None,
        later=tuple(given.later),
        pledge=promised.contents(web.cleaned(request.POST[signing.NAME]), clock.today())
        if promised
        else None,
    )
    try:
        handle(
            [Order((supply,), case=view.number, seen=web.seen_of(request))],
            actor=me,
            at=clock.now(),
            key=web.key_of(request),
        )
    except Refused as refused:
        fresh = queries.my_view(me, view.number)
        return _show(
            request, fresh, held, request.POST, status=web.status_of(refused), refusal=web.words_of(refused)
        )
    held.forget(*given.about)
    parking.unpark(request)
    return _afterwards(request, view, given)


_NOTHING = "请至少补一项再发送：选文件、改内容，或者选“以后再交”。原来写的没有错的，请到窗口说明。"


def _afterwards(request: HttpRequest, before: CaseView, given: _Given) -> HttpResponse:
    view = queries.my_view(actor(request), before.number)
    left = sum(len(one.about) for one in view.courses.tasks if one.kind in ANSWERS)
    count = len(given.about)
    if left:
        messages.success(request, f"收到了{count}项，还差{left}项。其余的什么时候补都行，不要过了日子。")
        return HttpResponseRedirect(request.path)
    messages.success(request, f"收到了{count}项，齐了。")
    return HttpResponseRedirect(reverse("portal:case", args=[view.number]))


def _show(
    request: HttpRequest,
    view: CaseView,
    held: Held,
    form: Mapping[str, str],
    errors: Mapping[str, str] | None = None,
    *,
    status: int = 200,
    refusal: Mapping[str, str] | None = None,
) -> HttpResponse:
    wrong = errors or {}
    lines = items(view, held, form, wrong)
    turn = _turn(request, lines)
    lines = [turn.item] if turn else lines
    deferrable = [one for one in lines if one.later_days]
    promised = promise(view.version.matter, [one.about for one in deferrable])
    context = {
        "view": view,
        "matter": view.version.matter,
        "todos": [one for one in todos(view) if one.kind in ANSWERS],
        "items": lines,
        "turn": turn,
        "wrong": [one for one in lines if one.error],
        "answered": _answered(view),
        "originals": [one.name for one in lines if one.original],
        "promise": promised if deferrable else None,
        "signed_by": form.get(signing.NAME, ""),
        "pledged": form.get(signing.READ, ""),
        "sign_errors": {key: wrong[key] for key in (signing.NAME, signing.READ) if key in wrong},
        "signer": actor(request).name,
        "place": case_page.place(view.hall_key),
        "can_upload": any(one.can_upload for one in lines),
        "can_ask": any(_from_registers(one) for one in lines),
        "has_asked": held.has_asked,
        "outlook": outlook(request, view),
        "accept": ACCEPT,
        "refusal": refusal,
        "seen": view.seq,
        "found_again": request.method == "GET" and parking.parked(request) is not None,
    }
    return render(request, "portal/answer.html", context, status=status)


@dataclass(frozen=True)
class _Turn:
    """关怀模式: the one item on the page, and the names of its neighbours, "" at either end."""

    item: Item
    number: int
    count: int
    before: str
    after: str


def _turn(request: HttpRequest, lines: Sequence[Item]) -> _Turn | None:
    """Whose turn it is: the one that is wrong, the one asked for, or the first. None shows all."""
    if not is_elder(request) or len(lines) < 2:
        return None
    wanted = request.POST.get("one") or request.GET.get("one", "")
    named = next((one for one in lines if one.about == wanted), lines[0])
    chosen = named if named.error else next((one for one in lines if one.error), named)
    at = lines.index(chosen)
    return _Turn(
        chosen,
        at + 1,
        len(lines),
        lines[at - 1].about if at else "",
        lines[at + 1].about if at + 1 < len(lines) else "",
    )


def _from_registers(one: Item) -> bool:
    return one.requirement is not None and any(e.way in FROM_REGISTERS for e in one.requirement.evidence)


def _answered(view: CaseView) -> Sequence[str]:
    """What of the same task has come already."""
    mended = view.state.pledged.mended if view.state.pledged else ()
    names = {one.requirement.key: one.requirement.name for one in view.materials}
    return [
        *(one.name for one in view.courses.asked if one.answered),
        *(names.get(key, key) for key in mended),
    ]
