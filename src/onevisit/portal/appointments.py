"""Booking a time at a window: what for, where, on which day, when; free times are for everybody to see.

Everything chosen so far stands in the address, so that each step is a page of its own without JavaScript, can be gone
back to, and survives signing in.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from onevisit.appointments import commands, offers, queries
from onevisit.appointments.commands import Holder, Wish
from onevisit.appointments.offers import DayOffer, HallOffer, TimeOffer
from onevisit.catalogue.bundles import NoSuchBundle, composite
from onevisit.catalogue.cards import LEVELS
from onevisit.catalogue.queries import guide
from onevisit.platform import clock
from onevisit.platform.access import EVERYBODY, SIGNED_IN, actor, requires
from onevisit.platform.organs.queries import halls as all_halls
from onevisit.platform.people.queries import PartyCard, parties_of
from onevisit.platform.ui.context import is_elder
from onevisit.portal import web
from onevisit.portal.journeys import numbers_of
from onevisit.rules.appointments.booking import Kind
from onevisit.rules.cases.refusals import Refused
from onevisit.rules.matters.vocabulary import Level, WindowClass

_LONGEST = 60  # characters of a key in an address


@dataclass(frozen=True)
class About:
    """What somebody wants to come for. `halls` are those that take it, None for every one with the class.

    `papers` is how many requirements its guide lists, `visits` how often it says that one comes; "" where not known.
    """

    wish: Wish
    halls: frozenset[str] | None
    guide: str
    papers: int
    visits: str
    query: dict[str, str]


@dataclass(frozen=True)
class Choice:
    """A hall, a day or a time as a link."""

    href: str
    chosen: bool
    offer: HallOffer | DayOffer | TimeOffer


@requires(EVERYBODY)
@require_safe
@web.says_refusals
def choose(request: HttpRequest) -> HttpResponse:
    """The next question that is open: what for, which hall, which day and time."""
    about = about_of(request)
    if about is None:
        classes = [(one.value, _href({"class": one.value})) for one in WindowClass]
        return render(request, "portal/appointments/what.html", {"classes": classes})
    halls = offers.halls_taking(about.wish.window_class, clock.now(), about.halls)
    only = halls[0].key if len(halls) == 1 else ""
    hall = next((one for one in halls if one.key == request.GET.get("hall", only)), None)
    if hall is None:
        return render(request, "portal/appointments/halls.html", _halls(about, halls))
    page = times_page(request, about, hall, alone=bool(only))
    return render(request, "portal/appointments/times.html", page)


def about_of(request: HttpRequest) -> About | None:
    """What the address names: a matter, a bundle or (only to look) a class of windows. Raises `NoSuchMatter`."""
    given = request.GET if request.method != "POST" else request.POST
    matter, bundle = given.get("matter", "")[:_LONGEST], given.get("bundle", "")[:_LONGEST]
    return about_thing(matter, bundle, given.get("class", "")[:_LONGEST])


def about_thing(matter: str, bundle: str = "", window_class: str = "") -> About | None:
    """As `about_of`, of keys. A bundle or a class that there is not is None. Raises `NoSuchMatter`, `CannotJoin`."""
    if matter:
        found = guide(matter, clock.today())
        wish = Wish(Kind.MATTER, matter, found.matter.name, found.matter.window_class.value)
        halls = frozenset(one.key for one in found.halls)
        address = reverse("portal:guide", args=[matter])
        visits = numbers_of(found)[0].number
        return About(wish, halls, address, len(found.requirements), visits, {"matter": matter})
    if bundle:
        try:
            thing = composite(bundle, clock.today())
        except NoSuchBundle:
            return None
        wish = Wish(Kind.BUNDLE, bundle, thing.bundle.name, thing.bundle.window_class.value)
        levels = {one.value for one in thing.matter.offered_at}
        halls = frozenset(one.key for one in all_halls() if one.level in levels)
        address = reverse("portal:bundle", args=[bundle])
        return About(wish, halls, address, len(thing.requirements), "", {"bundle": bundle})
    if window_class in {one.value for one in WindowClass}:
        return About(Wish(Kind.MATTER, "", "", window_class), None, "", 0, "", {"class": window_class})
    return None


def _href(query: dict[str, str], route: str = "portal:appointments") -> str:
    return f"{reverse(route)}?{urlencode(query)}"


def _halls(about: About, halls: Sequence[HallOffer]) -> dict[str, object]:
    soonest = min((one.soonest for one in halls if one.soonest), default=None)
    groups = [
        (
            LEVELS[level],
            [
                (Choice(_href({**about.query, "hall": one.key}), one.soonest == soonest is not None, one))
                for one in halls
                if one.level == level.value
            ],
        )
        for level in Level
    ]
    return {"about": about, "groups": [group for group in groups if group[1]], "halls": halls}


def times_page(
    request: HttpRequest, about: About, hall: HallOffer, move: int = 0, *, alone: bool = False
) -> dict[str, object]:
    """The days of a hall and the times of the chosen one. Who needs large letters is asked for the day first.

    `move` is the appointment that is to be moved; `alone` says that no other hall takes this.
    """
    found = offers.days(hall.key, about.wish.window_class, clock.now())
    kept = {**about.query, "hall": hall.key}
    first = next((one for one in found if one.left), found[0] if found else None)
    asked = _day(request.GET.get("day", ""))
    chosen = next((one for one in found if one.day == asked), None)
    one_by_one = is_elder(request)
    if chosen is None and not one_by_one:
        chosen = first
    route = "portal:appointment-move" if move else "portal:appointments"
    base = reverse(route, args=[move]) if move else reverse(route)
    confirm = base if move else reverse("portal:appointment-confirm")
    days = [
        Choice(f"{base}?{urlencode({**kept, 'day': one.day.isoformat()})}", one is chosen, one)
        for one in found
    ]
    times = [
        Choice(f"{confirm}?{urlencode({**kept, 'at': moment_said(one.begins_at)})}", False, one)
        for one in (chosen.times if chosen else ())
    ]
    rules, terms = offers.terms()
    return {
        "about": about,
        "hall": hall,
        "days": days if not (one_by_one and chosen) else [],
        "chosen": chosen,
        "times": times,
        "look_only": not about.wish.key and not move,
        "back": f"{base}?{urlencode(about.query)}" if not alone else about.guide,
        "back_label": "换大厅" if not alone else "办事指南",
        "back_to_days": f"{base}?{urlencode(kept)}" if one_by_one and chosen else "",
        "rules": rules,
        "terms": terms,
        "move": move,
    }


def moment_said(instant: datetime) -> str:
    """A time as it stands in an address: 2026-11-24T09:00, of the district."""
    return f"{instant.astimezone(clock.DISTRICT):%Y-%m-%dT%H:%M}"


def moment_read(text: str) -> datetime | None:
    """The time that an address names, or None."""
    try:
        naive = datetime.fromisoformat(text) if len(text) == 16 else None
    except ValueError:
        return None
    return naive.replace(tzinfo=clock.DISTRICT) if naive and naive.tzinfo is None else None


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if len(text) == 10 else None
    except ValueError:
        return None


@requires(SIGNED_IN)
@require_http_methods(["GET", "HEAD", "POST"])
@web.says_refusals
def confirm(request: HttpRequest) -> HttpResponse:
    """What was chosen, what to bring, how often one comes; and in whose name."""
    about = about_of(request)
    given = request.POST if request.method == "POST" else request.GET
    hall_key, begins_at = given.get("hall", "")[:_LONGEST], moment_read(given.get("at", ""))
    if about is None or not about.wish.key or begins_at is None:
        return HttpResponseRedirect(reverse("portal:appointments"))
    only = {hall_key} if about.halls is None else about.halls & {hall_key}
    found = offers.halls_taking(about.wish.window_class, clock.now(), only)
    hall = next(iter(found), None)
    if hall is None:
        return HttpResponseRedirect(_href(about.query))
    parties = parties_of(actor(request))
    party = _party(given.get("party", ""), parties)
    phone = web.cleaned(given.get("phone", ""))[:20] or (party.phone if party else "")
    refusal, status = None, 200
    if request.method == "POST" and party is not None:
        try:
            booked = commands.book(
                about.wish,
                hall.key,
                begins_at,
                Holder(party.id, phone=phone),
                actor=actor(request),
                at=clock.now(),
                key=web.key_of(request),
            )
            return HttpResponseRedirect(reverse("portal:appointment", args=[booked.id]))
        except Refused as refused:
            refusal, status = web.words_of(refused), web.status_of(refused)
    context = {
        "about": about,
        "hall": hall,
        "begins_at": begins_at,
        "at": moment_said(begins_at),
        "parties": parties,
        "party": party,
        "phone": phone,
        "refusal": refusal,
        "others": _href({**about.query, "hall": hall.key, "day": f"{begins_at:%Y-%m-%d}"}),
        "identity": reverse("portal:identity"),
        "held": queries.upcoming(actor(request)),
    }
    return render(request, "portal/appointments/confirm.html", context, status=status)


def _party(chosen: str, parties: Sequence[PartyCard]) -> PartyCard | None:
    named = next((one for one in parties if str(one.id) == chosen), None)
    return named or next(iter(parties), None)
