"""预约: the day's appointments of a hall, checking in, booking on the telephone, moving and cancelling for somebody."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from onevisit.appointments import access as appointments
from onevisit.appointments import commands, offers, overview, queries
from onevisit.appointments.cards import AppointmentCard, AppointmentView
from onevisit.appointments.commands import Holder, Wish
from onevisit.catalogue.bundles import bundles
from onevisit.catalogue.versions import all_in_force
from onevisit.platform import access, clock
from onevisit.platform.access import holders, requires
from onevisit.platform.organs.queries import halls as all_halls
from onevisit.platform.people.actors import Actor
from onevisit.platform.ui.listing import Column
from onevisit.platform.ui.values import Event, Fact, Link
from onevisit.rules.appointments.booking import Kind, Phase
from onevisit.rules.appointments.contact import takes_texts
from onevisit.rules.cases.refusals import Refused
from onevisit.workbench.web import Trouble, day_in, key, says_refusals, show, trouble, typed

WORKS = holders(*appointments.WORKS)
COLUMNS = (
    Column("时间"),
    Column("办什么", wide=True),
    Column("谁"),
    Column("预约码"),
    Column("状态"),
    Column("签到", kind="action"),
)


@dataclass(frozen=True)
class Place:
    """A hall in which this person works with appointments, and the classes that he takes there (all for its head)."""

    key: str
    name: str
    phone: str
    classes: tuple[str, ...]


def places_of(actor: Actor) -> tuple[Place, ...]:
    """The halls that one can choose from, one's own first."""
    keys, headed = appointments.halls(actor), appointments.halls_headed(actor)
    rows = {one.key: one for one in all_halls() if one.key in keys}
    own = {
        key: {
            name
            for post in actor.posts_as(*appointments.COUNTER)
            if post.hall == key
            for name in post.classes
        }
        for key in keys
    }
    return tuple(
        Place(
            key,
            rows[key].name,
            rows[key].phone,
            tuple(
                name
                for name in dict.fromkeys(name for one in rows[key].windows.all() for name in one.classes)
                if key in headed or name in own[key]
            ),
        )
        for key in keys
        if key in rows
    )


def place_in(places: tuple[Place, ...], wanted: str) -> Place | None:
    """The chosen hall, or the first."""
    return next((one for one in places if one.key == wanted), places[0] if places else None)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(WORKS)
@says_refusals
def day(request: HttpRequest) -> HttpResponse:
    """A day of a hall: who comes when; a code that is typed checks in."""
    refused = None
    if request.method == "POST":
        try:
            arrived = commands.check_in(
                typed(request, "code").strip("/ ")[:20],
                actor=access.actor(request),
                at=clock.now(),
                key=key(request),
            )
        except Refused as why:
            refused = trouble(why)
        else:
            ticket = f"排队号 {arrived.number}" if arrived.number else "请直接到窗口"
            late = "，比约好的时间晚，从现在起排队" if arrived.late else ""
            messages.success(request, f"{arrived.name}已签到：{ticket}{late}。")
            return HttpResponseRedirect(f"{request.path}?{urlencode({'hall': arrived.hall})}")
    return _day(request, refused)


def _day(request: HttpRequest, refused: Trouble | None) -> HttpResponse:
    actor = access.actor(request)
    places = places_of(actor)
    place = place_in(places, request.GET.get("hall", ""))
    on = day_in(request.GET.get("day", "")) or clock.today()
    text, phase = request.GET.get("q", "")[:30], request.GET.get("phase", "")
    phase = phase if phase in {one.value for one in Phase} else ""
    everything = queries.of_day(actor, place.key, on, text) if place else ()
    found = [one for one in everything if not phase or one.phase == phase]
    kept = {"hall": place.key if place else "", "day": on.isoformat(), "q": text}
    tabs = [("", "全部", len(everything))] + [
        (one.value, one.label, sum(card.phase is one for card in everything)) for one in Phase
    ]
    return show(
        request,
        "workbench/appointments/day.html",
        {
            "found": found,
            "columns": COLUMNS,
            "places": places,
            "place": place,
            "on": on,
            "today": clock.today(),
            "before": f"?{urlencode({**kept, 'day': on - timedelta(days=1)})}",
            "after": f"?{urlencode({**kept, 'day': on + timedelta(days=1)})}",
            "text": text,
            "code": typed(request, "code")[:20],
            "tabs": [
                Link(label, f"?{urlencode({**kept, 'phase': value})}", count=count, current=value == phase)
                for value, label, count in tabs
            ],
            "misfits": len(overview.misfits(actor)),
            "is_head": bool(appointments.halls_headed(actor)),
        },
        refused,
    )


@require_http_methods(["GET", "HEAD", "POST"])
@requires(WORKS)
@says_refusals
def one(request: HttpRequest, appointment: int) -> HttpResponse:
    """An appointment: its history, another time, cancelling with a reason that is told."""
    actor = access.actor(request)
    view = queries.one(actor, appointment)
    if request.method != "POST":
        return _one(request, view, None)
    try:
        done = _change(request, actor, view.card)
    except Refused as why:
        return _one(request, view, trouble(why))
    messages.success(request, done)
    return HttpResponseRedirect(reverse("workbench:appointment", args=[appointment]))


def _change(request: HttpRequest, actor: Actor, card: AppointmentCard) -> str:
    """Do what the button says; returns what is said of it."""
    do, at, request_key = request.POST.get("do", ""), clock.now(), key(request)
    if do == "arrive":
        arrived = commands.check_in(card.code, actor=actor, at=at, key=request_key)
        return f"已签到：{f'排队号 {arrived.number}' if arrived.number else '请直接到窗口'}。"
    if do == "cancel":
        commands.cancel(card.id, actor=actor, at=at, key=request_key, reason=typed(request, "reason"))
        return "已取消，名额让给别人。" + ("" if card.has_party else f"请打电话告诉他：{card.phone}。")
    begins_at = instant_in(typed(request, "at"))
    if begins_at is None:
        return "没有选新的时间，什么也没有改。"
    commands.move(card.id, card.hall, begins_at, actor=actor, at=at, key=request_key)
    return "时间改好了，预约码不变。" + ("" if card.has_party else f"请打电话告诉他：{card.phone}。")


def _one(request: HttpRequest, view: AppointmentView, refused: Trouble | None) -> HttpResponse:
    card = view.card
    of_day = {"hall": card.hall, "day": clock.day_of(card.begins_at)}
    return show(
        request,
        "workbench/appointments/one.html",
        {
            "view": view,
            "card": card,
            "facts": [
                Fact("时间", f"{card.begins_at.astimezone(clock.DISTRICT):%Y年%m月%d日 %H:%M}"),
                Fact("大厅", card.hall_name, note=f"{card.window_class}窗口"),
                Fact(
                    "谁",
                    card.name,
                    note=_reached(card),
                ),
                Fact("电话", card.phone, copy=True),
                Fact("预约码", card.code, copy=True),
                *([Fact("排队号", card.ticket)] if card.ticket else []),
            ],
            "timeline": [
                Event(line.deed.label, line.at, f"{line.as_what} {line.who}".strip(), line.words)
                for line in view.history
            ],
            "days": offers.days(card.hall, card.window_class, clock.now()) if card.can_change else (),
            "reason": typed(request, "reason"),
            "list": f"{reverse('workbench:appointments')}?{urlencode(of_day)}",
        },
        refused,
    )


def instant_in(text: str) -> datetime | None:
    """An instant as a choice sends it, or None."""
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        return None
    return found if found.tzinfo is not None else None


@require_http_methods(["GET", "HEAD", "POST"])
@requires(WORKS)
@says_refusals
def book(request: HttpRequest) -> HttpResponse:
    """Book for somebody who is on the telephone, or stands at the desk: what for, when, who."""
    actor = access.actor(request)
    places = places_of(actor)
    given = request.POST if request.method == "POST" else request.GET
    place = place_in(places, given.get("hall", ""))
    wishes = _wishes(place, clock.today()) if place else {}
    wish = wishes.get(given.get("about", ""))
    refused = None
    if request.method == "POST" and place and wish:
        begins_at = instant_in(typed(request, "at"))
        try:
            booked = commands.book(
                wish,
                place.key,
                begins_at or clock.now(),
                Holder(name=typed(request, "name"), phone=typed(request, "phone")),
                actor=actor,
                at=clock.now(),
                key=key(request),
            )
        except Refused as why:
            refused = trouble(why)
        else:
            messages.success(request, f"约好了，预约码 {booked.code}，请念给他听。")
            return HttpResponseRedirect(reverse("workbench:appointment", args=[booked.id]))
    return show(
        request,
        "workbench/appointments/book.html",
        {
            "places": places,
            "place": place,
            "wishes": list(wishes.items()),
            "about": given.get("about", ""),
            "wish": wish,
            "days": offers.days(place.key, wish.window_class, clock.now()) if place and wish else (),
            "given": {name: typed(request, name) for name in ("at", "name", "phone")},
        },
        refused,
    )


def _wishes(place: Place, today: date) -> dict[str, Wish]:
    """What can be booked there by this person: bundles and matters of his classes, by kind and key."""
    found = [
        Wish(Kind.BUNDLE, one.bundle.key, one.bundle.name, one.bundle.window_class.value)
        for one in bundles(today)
    ]
    found += [
        Wish(Kind.MATTER, one.matter.key, one.matter.name, one.matter.window_class.value)
        for one in all_in_force(today)
    ]
    return {f"{one.kind.value}:{one.key}": one for one in found if one.window_class in place.classes}


def _reached(card: AppointmentCard) -> str:
    """How he hears of a change."""
    if card.has_party:
        return "有账号，变动会发短信"
    return "没有账号，提醒和变动发短信到这个手机" if takes_texts(card.phone) else "没有账号，变动要打电话"
