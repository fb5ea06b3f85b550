"""叫号: one's own window, and the day of a hall for its head."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from functools import partial
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from onevisit.platform import access, clock
from onevisit.platform.access import holders, requires
from onevisit.platform.organs.queries import halls as all_halls
from onevisit.platform.people.actors import Actor
from onevisit.platform.ui.listing import Column
from onevisit.platform.ui.values import Link
from onevisit.rules.cases.refusals import Refused
from onevisit.rules.queueing import CALLS, REASONS, Desk, has_tickets
from onevisit.tickets import access as tickets
from onevisit.tickets import commands, queries
from onevisit.tickets.cards import TicketCard
from onevisit.tickets.queries import MyWindow
from onevisit.tickets.refusals import NoTicketsHere
from onevisit.workbench.web import Trouble, day_in, key, number_in, says_refusals, show, trouble, typed

Act = Callable[..., TicketCard]

PLAIN: Mapping[str, Act] = {
    "recall": commands.recall,
    "begin": commands.begin,
    "not-come": commands.not_come,
    "done": commands.done,
    "unpark": commands.unpark,
    "come-back": commands.come_back,
    "give-up": commands.give_up,
}
"""Deeds with a ticket that need no more than the ticket."""

LINES = (
    Column("业务", wide=True),
    Column("在等", kind="number"),
    Column("在办窗口", kind="number"),
    Column("预计等候"),
    Column("每人用时"),
)
FIGURES = (
    Column("业务", wide=True),
    Column("取号", kind="number"),
    Column("优先", kind="number"),
    Column("预约", kind="number"),
    Column("办完", kind="number"),
    Column("没办成", kind="number"),
    Column("等候（中位）", kind="number"),
    Column("最长等候", kind="number"),
    Column("办理（中位）", kind="number"),
)
WINDOWS = (
    Column("窗口", wide=True),
    Column("现在"),
    Column("叫号", kind="number"),
    Column("办完", kind="number"),
    Column("转出", kind="number"),
    Column("暂挂", kind="number"),
    Column("过号", kind="number"),
    Column("办理分钟", kind="number"),
    Column("办件", kind="number"),
)
BEHIND = (
    Column("号", wide=True),
    Column("取号"),
    Column("状态"),
    Column("等候", kind="number"),
    Column("办理", kind="number"),
    Column("办件"),
)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(holders(*tickets.CALLERS))
@says_refusals
def window(request: HttpRequest) -> HttpResponse:
    """The ticket at one's window, and whatever is done with it by one key."""
    actor = access.actor(request)
    given = request.POST if request.method == "POST" else request.GET
    hall, number = given.get("hall", "")[:60], given.get("window", "")[:10]
    if request.method == "POST":
        try:
            _act(request, actor, hall, number)
        except Refused as why:
            return _window(request, actor, hall, number, trouble(why))
        return HttpResponseRedirect(_address(hall, number))
    return _window(request, actor, hall, number, None)


def _act(request: HttpRequest, actor: Actor, hall: str, number: str) -> None:
    """One deed; the button says which."""
    do, ticket = request.POST.get("do", ""), number_in(request.POST.get("ticket", ""))
    at = partial(_with, actor=actor, at=clock.now(), key=key(request))
    here = partial(at, hall=hall, window=number)
    if do in PLAIN:
        at(PLAIN[do], ticket)
    elif do == "next":
        here(commands.call_next)
    elif do == "this":
        here(commands.call_this, ticket, typed(request, "reason"))
    elif do == "park":
        at(commands.park, ticket, typed(request, "reason"))
    elif do == "pass-on":
        desk, _, only = request.POST.get("to", "").partition(":")
        if desk in {one.value for one in Desk}:
            at(commands.pass_on, ticket, Desk(desk), typed(request, "reason"), window=only[:10])
    elif do == "open":
        commands.open_for_today(actor=actor, at=clock.now(), hall=hall, window=number)
    elif do == "close":
        commands.close(actor=actor, at=clock.now(), hall=hall, window=number)


def _with(command: Act, *given: object, **more: object) -> TicketCard:
    return command(*given, **more)


def _window(
    request: HttpRequest, actor: Actor, hall: str, number: str, refused: Trouble | None
) -> HttpResponse:
    mine = queries.my_window(actor, hall, number)
    context = {
        "mine": mine,
        "present": mine.present,
        "reason": REASONS.get(mine.present.priority) if mine.present else None,
        "calls_left": CALLS - mine.present.calls if mine.present else 0,
        "intake": _intake(mine.present),
        "targets": _targets(mine),
        "tabs": _tabs(actor, mine),
        "here": {"hall": mine.post.hall, "window": mine.post.window},
        "given": {name: typed(request, name) for name in ("reason", "do", "to")},
    }
    if request.headers.get("HX-Request") and request.method == "GET":
        return show(request, "workbench/tickets/side.html", context)
    return show(request, "workbench/tickets/window.html", context, refused)


def _intake(present: TicketCard | None) -> str:
    """The address at which intake begins, with what he said he came for looked up already."""
    if present is None:
        return ""
    query = {"q": present.about_name, "ticket": present.number}
    return (
        f"{reverse('workbench:intake')}?{urlencode({name: value for name, value in query.items() if value})}"
    )


def _targets(mine: MyWindow) -> list[tuple[str, str]]:
    """Where a ticket can be passed on to: each line of the hall, and each other window of it."""
    found = []
    for desk in mine.hall.desks:
        found.append((desk.value, desk.label))
        others = [one for one in mine.hall.windows if desk in one.desks and one.number != mine.now.number]
        found.extend((f"{desk.value}:{one.number}", f"　{one.number}号 {one.name}") for one in others)
    return found


def _tabs(actor: Actor, mine: MyWindow) -> list[Link]:
    """One's windows, where one stands in for somebody at another."""
    posts = tickets.windows(actor)
    if len(posts) < 2:
        return []
    return [
        Link(
            f"{post.window}号{post.standing_in}",
            _address(post.hall, post.window),
            current=(post.hall, post.window) == (mine.post.hall, mine.post.window),
        )
        for post in posts
    ]


def _address(hall: str, number: str) -> str:
    address = reverse("workbench:window")
    return f"{address}?{urlencode({'hall': hall, 'window': number})}" if number else address


@require_safe
@requires(holders(*tickets.LOOKS))
@says_refusals
def hall_day(request: HttpRequest) -> HttpResponse:
    """A hall's day: lines and windows as they are, and the figures."""
    actor = access.actor(request)
    hall, day, places = _chosen(request, actor)
    found = queries.hall_day(actor, hall, day)
    figures = {one.number: one for one in found.figures.windows}
    windows: list[dict[str, Any]] = []
    if found.hall is not None:
        windows = [{"now": one, "figures": figures.get(one.number)} for one in found.hall.windows]
    else:
        windows = [{"now": None, "figures": one} for one in found.figures.windows]
    context = {
        "found": found,
        "rows": (*found.figures.desks, found.figures.total) if found.figures.total.people else (),
        "windows": windows,
        "places": places,
        "hall": hall,
        "hall_name": next(name for one, name in places if one == hall),
        "day": day,
        "today": clock.today(),
        "line_columns": LINES,
        "figure_columns": FIGURES,
        "window_columns": WINDOWS,
    }
    return show(request, "workbench/tickets/hall_day.html", context)


@require_safe
@requires(holders(*tickets.LOOKS))
@says_refusals
def behind(request: HttpRequest) -> HttpResponse:
    """The tickets behind a figure, with the cases that were worked on."""
    actor = access.actor(request)
    hall, day, places = _chosen(request, actor)
    desk, number = request.GET.get("desk", "")[:1], request.GET.get("window", "")[:10]
    found = queries.tickets_of(actor, hall, day, desk=desk, window=number)
    labels = {one.value: one.label for one in Desk}
    context = {
        "rows": [{"ticket": one.ticket, "numbers": one.numbers, "wait": _wait(one.ticket)} for one in found],
        "columns": BEHIND,
        "what": f"{number}号窗口" if number else labels.get(desk, "全部"),
        "hall_name": next(name for one, name in places if one == hall),
        "hall": hall,
        "day": day,
    }
    return show(request, "workbench/tickets/behind.html", context)


def _wait(ticket: TicketCard) -> int | None:
    called = ticket.first_called_at
    return None if called is None else max(0, int((called - ticket.came).total_seconds() // 60))


def _chosen(request: HttpRequest, actor: Actor) -> tuple[str, date, list[tuple[str, str]]]:
    """The hall and the day that are looked at, and the halls that can be. Raises `NotYourHall` where none is left."""
    allowed = tickets.halls(actor)
    places = [
        (one.key, one.name)
        for one in all_halls()
        if has_tickets(len(one.windows.all())) and (allowed is None or one.key in allowed)
    ]
    hall = request.GET.get("hall", "") or (places[0][0] if places else "")
    tickets.sees(actor, hall)
    if hall not in {one for one, _ in places}:
        raise NoTicketsHere
    return hall, day_in(request.GET.get("day", "")) or clock.today(), places
