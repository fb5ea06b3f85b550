"""Bad ratings with their words: what the inquiry office calls back about. That of a bundle is one, called back once."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from onevisit.casework import log
from onevisit.casework.models import Case, Content, Event
from onevisit.casework.pages import Page, page
from onevisit.platform.people.actors import Actor
from onevisit.rules.cases import events as e
from onevisit.rules.cases.phases import RatingLevel
from onevisit.rules.ratings import label
from onevisit.rules.record.canonical import loads
from onevisit.supervision import access
from onevisit.supervision.figures import Figure, Period, condition, once
from onevisit.supervision.queries import moment


@dataclass(frozen=True)
class BadRating:
    """One bad rating. `words` is "" where nothing was written, or where it was erased as the law demands.

    `bundle` is the number of the bundle that was rated, "" for a single case; `organs` are then all that took part in
    it, each once, and every one of them answers for it.
    """

    number: str
    matter_name: str
    organ: str
    head: str
    hall: str
    window: str
    level: RatingLevel
    options: tuple[str, ...]
    words: str
    on: date
    bundle: str = ""
    organs: tuple[str, ...] = ()


def bad_ratings(actor: Actor, period: Period, number: int = 1) -> Page[BadRating]:
    """The bad ratings of cases that ended in the period, the newest first. Four statements, however many there are."""
    rows = Case.objects.filter(access.cases(actor), condition(Figure.BAD, period, moment()))
    rows = once(rows).select_related("organ", "hall").defer("state").order_by("-finished_on", "-id")
    found = page(rows, number, lambda row: row)
    services = {_service(case) for case in found.items}
    about = Q(case__in=[case.pk for case in found.items]) | Q(case__bundle__in=services)
    rated = {
        _service(row.case): log.read(row).event
        for row in Event.objects.filter(about, name="Rated").select_related("case").defer("case__state")
    }
    organs = _organs({case.bundle for case in found.items if case.bundle})
    refs = [event.comment for event in rated.values() if isinstance(event, e.Rated) and event.comment]
    kept = Content.objects.filter(ref__in=refs, erased_at=None)
    words = {one.ref: str(loads(one.body)["data"]["text"]) for one in kept}
    items = tuple(
        _one(case, rated[_service(case)], words, organs.get(case.bundle, ())) for case in found.items
    )
    return Page(items, found.total, found.number, found.size)


def _service(case: Case) -> str:
    return case.bundle or case.number


def _organs(bundles: set[str]) -> dict[str, tuple[str, ...]]:
    """Who took part in these bundles. One statement; none for none."""
    found: dict[str, list[str]] = {one: [] for one in bundles}
    if bundles:
        rows = Case.objects.filter(bundle__in=bundles).order_by("id").values_list("bundle", "organ__short")
        for bundle, organ in rows:
            if organ not in found[bundle]:
                found[bundle].append(organ)
    return {bundle: tuple(organs) for bundle, organs in found.items()}


def _one(case: Case, event: e.Event, words: dict[str, str], organs: tuple[str, ...]) -> BadRating:
    if not isinstance(event, e.Rated):
        raise TypeError(f"{case.number} has a rating, but no event of one")
    return BadRating(
        case.number,
        case.matter_name,
        case.organ.short,
        case.organ.head_name,
        case.hall.name,
        case.window,
        event.level,
        tuple(label(option) for option in event.options),
        words.get(event.comment, ""),
        event.on,
        case.bundle,
        organs,
    )
