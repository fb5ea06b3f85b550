"""Finding a matter, and its guide (办事指南): for everybody, and the same on line, at a window and on paper."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import NoReverseMatch, reverse
from django.views.decorators.http import require_safe

from onevisit.catalogue import queries
from onevisit.catalogue import search as finder
from onevisit.catalogue.queries import Facet, Facets, Filters, Guide
from onevisit.catalogue.search_index import Source
from onevisit.platform import clock
from onevisit.platform.access import EVERYBODY, requires
from onevisit.platform.ui.listing import Page
from onevisit.platform.ui.values import Control, Fact, Link
from onevisit.portal import web
from onevisit.portal.bundles import guide as bundles
from onevisit.portal.journeys import IN_HAND, NOTHING, Number, numbers_of
from onevisit.portal.own_case import Own, own_case
from onevisit.portal.past import AsOf, on_a_day
from onevisit.portal.services import asked_for
from onevisit.portal.versions import not_on_that_day
from onevisit.rules.matters.vocabulary import Channel, FieldType, Way

SUGGESTED = 6
"""Suggestions below the search box."""

FACETS = (
    ("life_event", "要办的事"),
    ("audience", "服务对象"),
    ("organ", "部门"),
    ("hall_level", "办理地点"),
    ("kind", "事项类型"),
    ("letter", "拼音首字母"),
)
"""The filters of the list by the name in its address, with what people call them."""

_LONGEST = 40  # characters of a filter
_BEST = 3  # hits whose names also find bundles; further down, they are of other things
_SPOKEN = (Source.WORD.label, Source.ALIAS.label)


@dataclass(frozen=True)
class Choice:
    """A value of a filter as a link: chosen, it leads back to the list without it."""

    facet: Facet
    href: str
    chosen: bool


@dataclass(frozen=True)
class Group:
    """A filter with its values; `chosen` is the label of the one in force."""

    label: str
    choices: tuple[Choice, ...]
    chosen: str


@requires(EVERYBODY)
@require_safe
@on_a_day
def search(request: HttpRequest, *, as_of: AsOf) -> HttpResponse:
    """Whatever a person typed, and why each matter was found."""
    words = _words(request)
    results = finder.search(words, on=as_of.day, limit=40)
    context = {"words": words, "results": results, "as_of": as_of, "services": asked_for(words)}
    context["bundles"] = bundles.cards(said=_said(words, results)) if words and not as_of.past else ()
    return render(request, "portal/search.html", context)


@requires(EVERYBODY)
@require_safe
@on_a_day
def suggest(request: HttpRequest, *, as_of: AsOf) -> HttpResponse:
    """A few matters while one is typing: a part of a page, asked for by htmx."""
    words = _words(request)
    results = finder.search(words, on=as_of.day, limit=SUGGESTED)
    context = {"results": results, "as_of": as_of, "services": asked_for(words)}
    return render(request, "portal/suggestions.html", context)


def _said(words: str, results: finder.Results) -> tuple[str, ...]:
    """What somebody typed, and by which names people use the matters that answer it best were found."""
    heard = (one.partition("：") for hit in results.hits[:_BEST] for one in hit.why.split("；"))
    return (words, *dict.fromkeys(name for source, _, name in heard if source in _SPOKEN))


def _words(request: HttpRequest) -> str:
    return web.cleaned(request.GET.get("q", ""))[: finder.MAX_QUERY]


@requires(EVERYBODY)
@require_safe
@on_a_day
def matters(request: HttpRequest, *, as_of: AsOf) -> HttpResponse:
    """Every matter in force on the day, narrowed by whatever one knows of it."""
    chosen = {name: web.cleaned(request.GET.get(name, ""))[:_LONGEST] for name, _ in FACETS}
    filters = Filters(**chosen)
    cards = queries.browse(as_of.day, filters)
    page = Page.read(request.GET, len(cards))
    context = {
        "cards": cards[page.start : page.end],
        "page": page,
        "groups": list(_groups(request.GET, queries.facets(as_of.day, filters), chosen)),
        "narrowed": any(chosen.values()),
        "bundles": bundles.cards(chosen["life_event"]) if chosen["life_event"] else (),
        "as_of": as_of,
    }
    return render(request, "portal/matters.html", context)


def _groups(query: QueryDict, facets: Facets, chosen: Mapping[str, str]) -> Iterator[Group]:
    for name, label in FACETS:
        found: tuple[Facet, ...] = getattr(facets, name)
        choices = tuple(
            Choice(one, _narrowed(query, name, one.value, chosen), one.value == chosen[name]) for one in found
        )
        named = next((one.label for one in found if one.value == chosen[name]), "")
        if choices:
            yield Group(label, choices, named)


def _narrowed(query: QueryDict, name: str, value: str, chosen: Mapping[str, str]) -> str:
    changed = query.copy()
    changed.pop("page", None)
    if chosen[name] == value:
        changed.pop(name, None)
    else:
        changed[name] = value
    return f"?{changed.urlencode()}"


@requires(EVERYBODY)
@require_safe
@on_a_day
def guide(request: HttpRequest, key: str, *, as_of: AsOf) -> HttpResponse:
    """The guide, as far as the questions in the address are answered."""
    try:
        context = _guide(request, key, as_of)
    except queries.NoSuchMatter:
        return not_on_that_day(request, key, as_of)
    return render(request, "portal/guide.html", context)


@requires(EVERYBODY)
@require_safe
@on_a_day
def printed(request: HttpRequest, key: str, *, as_of: AsOf) -> HttpResponse:
    """The same on paper, with a code that leads back to the page."""
    try:
        context = _guide(request, key, as_of)
    except queries.NoSuchMatter:
        return not_on_that_day(request, key, as_of)
    context["printing"] = True
    context["today"] = clock.today()
    context["address"] = f"{settings.ORIGIN}{reverse('portal:guide', args=[key])}{context['query']}"
    return render(request, "portal/guide_print.html", context)


def _guide(request: HttpRequest, key: str, as_of: AsOf) -> dict[str, object]:
    found, own = own_case(request, key, as_of.day)
    kept = dict(found.answers) | ({"on": as_of.day.isoformat()} if as_of.past else {})
    numbers = numbers_of(found)
    shown = numbers[1 if request.GET.get("from") == NOTHING else 0]
    return {
        "guide": found,
        "as_of": as_of,
        "own": own,
        "numbers": numbers,
        "shown": shown,
        "ways": _ways(kept, own, numbers, shown),
        "differ": numbers[0].steps != numbers[1].steps,
        "exceptional": _exceptional(found),
        "online": Channel.ONLINE in found.card.channels,
        "linked": _linked(found, as_of),
        "questions": _questions(found),
        "chosen": _chosen(found, own),
        "query": f"?{urlencode(kept)}" if kept else "",
        "query_own": _query({**kept, **own.in_address}),
        "needed": [one for one in found.requirements if not one.depends],
        "perhaps": [one for one in found.requirements if one.depends],
        "free": {
            one.key
            for one in found.requirements
            if any(way.way in (Way.E_LICENCE, Way.SHARED, Way.ZONE) for way in one.ways)
        },
    }


def _query(values: Mapping[str, str | Sequence[str]]) -> str:
    given = {name: value for name, value in values.items() if value}
    return f"?{urlencode(given, doseq=True)}" if given else ""


def _ways(kept: Mapping[str, str], own: Own, numbers: Sequence[Number], shown: Number) -> list[Link]:
    """The two itineraries, each at an address of its own."""
    return [
        Link(
            f"{one.title}怎么跑",
            _query({**kept, **own.in_address, "from": one.key if one.key != IN_HAND else ""}) or "?",
            current=one is shown,
        )
        for one in numbers
    ]


def _exceptional(found: Guide) -> str:
    """The number of whoever is asked to correct something and has himself heard, where it is another; else ""."""
    visits = found.journeys.exceptional
    return "" if visits == found.journeys.in_hand.visits or visits.high is None else str(visits)


def _linked(found: Guide, as_of: AsOf) -> str:
    """Where machines read the same guide, in the same situation and of the same day; "" without that door."""
    try:
        address = reverse("api:guide_linked", kwargs={"key": found.matter.key})
    except NoReverseMatch:
        return ""
    query = [("situation", f"{question}:{option}") for question, option in found.answers.items()]
    if as_of.past:
        query.append(("on", as_of.day.isoformat()))
    return f"{address}?{urlencode(query)}" if query else address


def _questions(found: Guide) -> list[Control]:
    """The questions that make sense now; none has to be answered to read on."""
    return [
        Control(
            one.key, one.ask, FieldType.CHOICE, one.answer, help=one.help, required=False, options=one.options
        )
        for one in found.questions
        if one.asked
    ]


def _chosen(found: Guide, own: Own) -> list[Fact]:
    said = [Fact(one.ask, one.options[one.answer]) for one in found.questions if one.answer]
    return [*said, *([Fact("已经有的证照", "、".join(own.counted))] if own.counted else [])]
