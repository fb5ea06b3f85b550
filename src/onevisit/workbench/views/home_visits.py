"""上门服务: who is to be visited at home, who goes when, and what was done there, ticked off on the spot."""

from __future__ import annotations

import secrets

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_http_methods, require_safe

from onevisit.assistance import access as assistance
from onevisit.assistance import home_queries, homes
from onevisit.assistance.commands import ENTERED_BY_AGENT
from onevisit.assistance.home_queries import VisitView
from onevisit.assistance.homes import Plan
from onevisit.casework.applicants import party_for
from onevisit.catalogue.versions import all_in_force
from onevisit.platform import access, clock
from onevisit.platform.access import AT_WORK, AccessRule, requires
from onevisit.platform.files.commands import keep
from onevisit.platform.files.inspection import BadFile
from onevisit.platform.people.actors import Actor
from onevisit.platform.ui.listing import Column, Page
from onevisit.platform.ui.values import Link
from onevisit.rules.assistance.home_visits import Deed, Half, Outcome, Why, Wish
from onevisit.rules.assistance.reach import home_acts
from onevisit.rules.assistance.refusals import VisitIncomplete
from onevisit.rules.cases.refusals import Refused
from onevisit.rules.district.definition import Role
from onevisit.rules.identifiers import BadIdentifier
from onevisit.workbench.views.files import served
from onevisit.workbench.web import (
    Trouble,
    cleaned,
    day_in,
    key,
    number_in,
    page_number,
    says_refusals,
    seen,
    show,
    trouble,
    typed,
)

MAKES = AccessRule(
    "visits at home",
    lambda actor: actor.holds(*assistance.PLANNERS, *assistance.AGENTS, Role.REVIEWER, Role.INQUIRY),
)
"""Those who plan, make or look over visits at home."""

ASKS = AccessRule("asks for a visit", lambda actor: actor.holds(Role.CLERK, Role.HALL_HEAD, Role.AGENT))
COLUMNS = (
    Column("哪天", wide=True),
    Column("谁家"),
    Column("办什么"),
    Column("原因"),
    Column("谁去"),
    Column("状态"),
)
_FIELDS = ("identifier", "name", "matter", "why", "address", "phone", "on", "half", "note", "hall")


@require_safe
@requires(MAKES)
def visits(request: HttpRequest) -> HttpResponse:
    """Those that this person plans or makes, by where they stand."""
    actor = access.actor(request)
    state = request.GET.get("state", "open")
    state = state if state in home_queries.STATES else "open"
    found, counts = home_queries.of_staff(actor, state, page_number(request)), home_queries.counts(actor)
    address = reverse("workbench:home-visits")
    return show(
        request,
        "workbench/assistance/visits.html",
        {
            "rows": found.items,
            "page": Page(found.number, found.size, found.total),
            "columns": COLUMNS,
            "state": state,
            "asks": ASKS.admits(actor),
            "tabs": [
                Link(label, f"{address}?state={name}", count=counts.get(name, 0), current=name == state)
                for name, label in home_queries.STATES.items()
            ],
        },
    )


@require_http_methods(["GET", "HEAD", "POST"])
@requires(ASKS)
@says_refusals
def new(request: HttpRequest) -> HttpResponse:
    """Somebody called, or was met: a visit is entered for him."""
    if request.method != "POST":
        return _form(request, {"matter": cleaned(request.GET.get("matter", ""))[:60]})
    given = {name: typed(request, name) for name in _FIELDS}
    actor = access.actor(request)
    try:
        number = homes.ask(
            _party(given, actor), given["matter"], given["hall"] or _halls(actor)[0][0],
            Wish(given["why"], given["address"], given["phone"], day_in(given["on"]), given["half"], given["note"]),
            actor=actor, at=clock.now(), key=key(request),
        )  # fmt: skip
    except Refused as refused:
        return _form(request, given, trouble(refused))
    messages.success(request, "已登记。接着安排谁去。")
    return HttpResponseRedirect(reverse("workbench:home-visit", args=[number]))


def _party(given: dict[str, str], actor: Actor) -> int:
    missing = [label for name, label in (("name", "姓名"), ("matter", "办什么事")) if not given[name]]
    if missing:
        raise VisitIncomplete(missing=f"请填写{'、'.join(missing)}")
    where = next((post.hall_name for post in actor.posts if post.hall), "")
    by = ENTERED_BY_AGENT if actor.holds(*assistance.AGENTS) else "登记上门"
    try:
        party = party_for(
            given["name"], given["identifier"], given["phone"], given["address"], f"{where}{by}"[-60:]
        )
    except BadIdentifier as bad:
        raise VisitIncomplete(missing=f"证件号码{bad}") from bad
    if party.name != given["name"]:
        raise VisitIncomplete(missing="姓名与这个证件号码已登记的不一致，请核对")
    return party.pk


def _halls(actor: Actor) -> list[tuple[str, str]]:
    posts = actor.posts_as(Role.AGENT, Role.CLERK, Role.HALL_HEAD)
    return list(dict.fromkeys((post.hall, post.hall_name) for post in posts if post.hall))


def _form(request: HttpRequest, given: dict[str, str], refused: Trouble | None = None) -> HttpResponse:
    visited = [one.matter for one in all_in_force(clock.today()) if home_acts(one.matter)]
    context = {
        "given": given,
        "matters": visited,
        "whys": [(one.value, one.label) for one in Why],
        "halves": [(one.value, one.label) for one in Half],
        "halls": _halls(access.actor(request)),
        "today": clock.today().isoformat(),
    }
    return show(request, "workbench/assistance/visit_new.html", context, refused)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(MAKES, to_change=AT_WORK)
@says_refusals
def visit(request: HttpRequest, reference: str) -> HttpResponse:
    """One visit: planned, ticked off at the door, put off because nobody was at home, or cancelled."""
    actor = access.actor(request)
    if request.method != "POST":
        return _visit(request, home_queries.staff_view(actor, reference))
    do = typed(request, "do")
    try:
        said = _do(request, actor, reference, do)
    except Refused as refused:
        return _visit(request, home_queries.staff_view(actor, reference), trouble(refused))
    except BadFile as bad:
        wrong = trouble(VisitIncomplete(missing=str(bad)))
        return _visit(request, home_queries.staff_view(actor, reference), wrong)
    messages.success(request, said)
    return HttpResponseRedirect(request.path)


def _do(request: HttpRequest, actor: Actor, number: str, do: str) -> str:
    at, last, mark, words = clock.now(), seen(request), key(request), typed(request, "words")
    if do == "plan":
        day, half = day_in(typed(request, "on")), typed(request, "half")
        lead, companion = number_in(typed(request, "lead")), number_in(typed(request, "companion"))
        plan = Plan(day, half, lead, companion or None)
        homes.plan(number, plan, actor=actor, at=at, seen=last, key=mark)
        return "已安排，并已通知本人。"
    if do == "done":
        photos = tuple(keep(one.read(), (one.name or "")[-60:]) for one in request.FILES.getlist("photos"))
        acts = tuple(cleaned(one)[:20] for one in request.POST.getlist("acts"))
        homes.done(number, Outcome(acts, photos, words), actor=actor, at=at, seen=last, key=mark)
        return "已记录。这不算群众跑动。"
    if do == "not-home":
        homes.not_home(number, words, actor=actor, at=at, seen=last, key=mark)
        return "已记下家里没人，请另约时间。"
    homes.cancel(number, words, actor=actor, at=at, seen=last, key=mark)
    return "已取消，并已通知本人。"


def _visit(request: HttpRequest, view: VisitView, refused: Trouble | None = None) -> HttpResponse:
    actor = access.actor(request)
    goes = actor.person is not None and actor.person in (view.lead, view.companion)
    plans = actor.holds(*assistance.PLANNERS, *assistance.AGENTS)
    context = {
        "view": view,
        "card": view.card,
        "goers": home_queries.goers(view, view.card.on) if plans and Deed.PLAN in view.possible else (),
        "can_plan": plans and Deed.PLAN in view.possible,
        "can_record": goes and Deed.DONE in view.possible,
        "can_cancel": plans and Deed.CANCEL in view.possible,
        "halves": [(one.value, one.label) for one in Half],
        "given": {name: typed(request, name) for name in ("on", "half", "lead", "companion", "words")},
        "ticked": request.POST.getlist("acts"),
        "today": clock.today().isoformat(),
        "key": secrets.token_hex(16),
    }
    return show(request, "workbench/assistance/visit.html", context, refused)


@require_safe
@requires(MAKES)
@says_refusals
@xframe_options_sameorigin
def photo(request: HttpRequest, reference: str, sha256: str) -> HttpResponse:
    """A photograph that was taken there."""
    view = home_queries.staff_view(access.actor(request), reference)
    if sha256 not in view.photos:
        raise Http404
    return served(view.card.number, sha256)
