"""预约名额: what a hall offers on a day and why so many; closing hours; who booked what is no longer offered."""

from __future__ import annotations

from datetime import date, time, timedelta
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.views.decorators.http import require_http_methods

from onevisit.appointments import access as appointments
from onevisit.appointments import closing, offers, overview
from onevisit.appointments.closing import Shut
from onevisit.platform import access, clock
from onevisit.platform.access import holders, requires
from onevisit.platform.ui.listing import Column
from onevisit.rules.appointments.refusals import ClosureRefused
from onevisit.rules.cases.refusals import Refused
from onevisit.workbench.views.appointments import place_in, places_of
from onevisit.workbench.web import Trouble, day_in, key, number_in, says_refusals, show, trouble, typed

COLUMNS = (
    Column("时间"),
    Column("窗口", wide=True),
    Column("可约", kind="number"),
    Column("已约", kind="number"),
    Column("到场", kind="number"),
    Column("没来", kind="number"),
)
MISFITS = (
    Column("时间"),
    Column("谁", wide=True),
    Column("电话"),
    Column("为什么"),
    Column("处理", kind="action"),
)
_FIELDS = ("day", "since", "until", "desk", "reason")


@require_http_methods(["GET", "HEAD", "POST"])
@requires(holders(*appointments.HEADS))
@says_refusals
def slots(request: HttpRequest) -> HttpResponse:
    """The slots of a day with the derivation of each number, the closed hours, and who has to be called."""
    if request.method != "POST":
        return _page(request, None)
    try:
        done = _change(request)
    except Refused as why:
        return _page(request, trouble(why))
    messages.success(request, done)
    kept = {"hall": typed(request, "hall"), "day": typed(request, "day")}
    return HttpResponseRedirect(f"{request.path}?{urlencode({k: v for k, v in kept.items() if v})}")


def _change(request: HttpRequest) -> str:
    """Close hours or open them again; returns what is said of it."""
    actor, at = access.actor(request), clock.now()
    if request.POST.get("do") == "reopen":
        closing.reopen(number_in(request.POST.get("closure", "")), actor=actor, at=at)
        return "已恢复预约。"
    on, since, until = day_in(typed(request, "day")), _time(request, "since"), _time(request, "until")
    if on is None or since is None or until is None:
        raise ClosureRefused(why="还没有填日期和起止时间")
    shut = Shut(
        typed(request, "hall")[:60], typed(request, "desk")[:60], on, since, until, typed(request, "reason")
    )
    closing.close(shut, actor=actor, at=at, key=key(request))
    called = len(overview.misfits(actor))
    return "已停办，这段时间不再放号。" + (f"有{called}位已经约了的要打电话，名单在下面。" if called else "")


def _time(request: HttpRequest, name: str) -> time | None:
    try:
        return time.fromisoformat(typed(request, name))
    except ValueError:
        return None


def _page(request: HttpRequest, refused: Trouble | None) -> HttpResponse:
    actor = access.actor(request)
    headed = appointments.halls_headed(actor)
    places = tuple(one for one in places_of(actor) if one.key in headed)
    given = request.POST if request.method == "POST" else request.GET
    place = place_in(places, given.get("hall", ""))
    on: date = day_in(given.get("day", "")) or clock.today()
    rows = overview.slots_of_day(actor, place.key, on) if place else ()
    kept = {"hall": place.key if place else ""}
    return show(
        request,
        "workbench/appointments/slots.html",
        {
            "places": places,
            "place": place,
            "on": on,
            "before": f"?{urlencode({**kept, 'day': on - timedelta(days=1)})}",
            "after": f"?{urlencode({**kept, 'day': on + timedelta(days=1)})}",
            "rows": rows,
            "desks": list(dict.fromkeys(one.desk for one in rows)),
            "columns": COLUMNS,
            "misfits": overview.misfits(actor),
            "misfit_columns": MISFITS,
            "closures": overview.closures(actor, place.key) if place else (),
            "now": clock.now(),
            "terms": offers.terms()[1],
            "given": {name: typed(request, name) for name in _FIELDS} | {"day": on.isoformat()},
        },
        refused,
    )
