"""The guide of a bundle: what it contains after one's answers, what is asked once, in which order it goes."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from onevisit.catalogue import bundles as catalogue
from onevisit.catalogue.visits import catalogue_on
from onevisit.platform import clock
from onevisit.platform.access import EVERYBODY, requires
from onevisit.platform.organs.queries import OrganCard, organ_cards
from onevisit.platform.ui.itinerary import picture_of
from onevisit.platform.ui.values import Control
from onevisit.portal import web
from onevisit.rules.bundles.composite import Composite
from onevisit.rules.bundles.plan import Plan, plan
from onevisit.rules.cases.application import requirements_for, situations_for
from onevisit.rules.district.checks import TOWN
from onevisit.rules.journeys import Figures, figures
from onevisit.rules.matters.definition import Matter, Requirement
from onevisit.rules.matters.vocabulary import Channel, FieldType, Way

FREE = (Way.E_LICENCE, Way.SHARED, Way.ZONE)
"""Ways in which nobody has to bring anything."""


@dataclass(frozen=True)
class Card:
    """A bundle in a list."""

    key: str
    name: str
    summary: str
    matters: int
    days: int


def cards(life_event: str = "", said: tuple[str, ...] = ()) -> list[Card]:
    """The bundles, narrowed by a life event, or by names of which one is also theirs. Three statements."""
    found = []
    for one in catalogue.bundles(clock.today()):
        bundle = one.bundle
        names = (bundle.name, *bundle.aliases)
        if life_event and life_event not in bundle.life_events:
            continue
        if said and not any(words in name or name in words for words in said for name in names):
            continue
        found.append(
            Card(bundle.key, bundle.name, bundle.summary, len(one.parts), one.matter.limits.promised.length)
        )
    return found


@requires(EVERYBODY)
@require_safe
def bundles(request: HttpRequest) -> HttpResponse:
    """All bundles."""
    return render(request, "portal/bundles/list.html", {"bundles": cards()})


@requires(EVERYBODY)
@require_safe
def guide(request: HttpRequest, key: str) -> HttpResponse:
    """The guide, as far as the questions in the address are answered."""
    found = composite_of(key)
    answers = answers_in(found, request.GET.dict())
    applying = plan(found, answers)
    matter = found.settled(answers).matter if applying else found.matter
    asked = situations_for(found.matter, answers)
    names: dict[str, OrganCard] = organ_cards()
    context = {
        "bundle": found.bundle,
        "matter": matter,
        "plan": applying,
        "questions": _questions(asked, answers),
        "open": [one for one in asked if not answers.get(one.key)],
        "online": Channel.ONLINE in matter.channels,
        "parts": _parts(found, applying, names),
        "query": f"?{urlencode(answers)}" if answers else "",
        **_needs(matter, answers),
        **_figures(figures(matter, catalogue_on(clock.today()), answers)),
    }
    return render(request, "portal/bundles/guide.html", context)


def composite_of(key: str) -> Composite:
    """The bundle of today with this key; raises Http404."""
    try:
        return catalogue.composite(key, clock.today())
    except catalogue.NoSuchBundle as gone:
        raise Http404 from gone


def answers_in(composite: Composite, given: dict[str, str]) -> dict[str, str]:
    """The answers among these values that count, one after the other, as the questions apply."""
    found: dict[str, str] = {}
    for one in composite.matter.situations:
        value = web.cleaned(given.get(one.key, ""))[:60]
        if one.when.holds(found) and value in one.options:
            found[one.key] = value
    return found


def _questions(asked: object, answers: dict[str, str]) -> list[Control]:
    return [
        Control(
            one.key,
            one.ask,
            FieldType.CHOICE,
            answers.get(one.key, ""),
            help=one.help,
            required=False,
            options=one.options,
        )
        for one in asked  # type: ignore[attr-defined]
    ]


@dataclass(frozen=True)
class PartLine:
    """A matter of the bundle: who does it, in how many days, and whether it applies after these answers."""

    key: str
    name: str
    organ: str
    days: int
    applies: bool
    after: tuple[str, ...]


def _parts(found: Composite, applying: Plan | None, names: dict[str, OrganCard]) -> list[PartLine]:
    placed = {one.key: one for one in applying.parts} if applying else {}
    titles = {one.key: one.matter.name for one in found.parts}
    return [
        PartLine(
            one.key,
            one.matter.name,
            "镇（街道）" if one.matter.organ == TOWN else names[one.matter.organ].short,
            one.matter.limits.promised.length,
            one.key in placed,
            tuple(titles[key] for key in sorted(placed[one.key].after)) if one.key in placed else (),
        )
        for one in found.parts
    ]


def _needs(matter: Matter, answers: dict[str, str]) -> dict[str, object]:
    """What has to be prepared, and what comes from registers."""
    needed = [
        one for one in requirements_for(matter, answers) if {way.way for way in one.evidence} != {Way.FORM}
    ]

    def free(one: Requirement) -> bool:
        return any(way.way in FREE for way in one.evidence)

    return {
        "bring": [one for one in needed if not free(one)],
        "fetched": [one for one in needed if free(one)],
    }


def _figures(found: Figures) -> dict[str, object]:
    """The two numbers, with the itinerary of the first."""
    here, nothing = found.in_hand, found.from_nothing
    return {
        "visits": here.visits,
        "days": here.days + 1,
        "steps": picture_of(here.steps),
        "nothing": nothing.visits,
        "nothing_days": nothing.days + 1,
        "errands": nothing.errands,
        "above_one": here.visits.high is None or here.visits.high > 1,
        "reasons": [one for one in here.steps if one.visit and one.why],
    }
