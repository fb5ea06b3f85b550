"""Parts of a page: due days, journeys, timelines, facts, ways on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise, zip_longest
from typing import Any

from django import template
from django.template import Context

from onevisit.platform.ui import text
from onevisit.platform.ui.values import LANES, JourneyStep, Tone
from onevisit.rules.limits import Reading, StepKind, Unit

register = template.Library()

_LONG = 7
_WORDY = 48
"""A journey of more steps than this, or with more words at a step, is drawn downwards at every width: across, there
would be no room for the words. In large type it always is."""

_STEP_ICONS: Mapping[StepKind, str] = {
    StepKind.START: "flag",
    StepKind.LIMIT: "scale",
    StepKind.EXTENSION: "plus",
    StepKind.PAUSE: "player-pause",
    StepKind.SKIP: "calendar-event",
    StepKind.EXCHANGED: "briefcase",
    StepKind.MOVED: "arrow-right",
    StepKind.DUE: "calendar-due",
    StepKind.PROVISIONAL: "info-circle",
    StepKind.OPEN: "clock-pause",
    StepKind.OVERDUE: "alert-triangle",
}


@register.inclusion_tag("ui/components/due.html")
def due(reading: Reading, unit: Unit | None = None, done: bool = False) -> dict[str, Any]:
    """A due day that opens into its derivation. `unit` is the reading's own if not given; `done`: the clock stopped."""
    steps = [
        {"icon": _STEP_ICONS[step.kind], "kind": step.kind.value, "text": step.text} for step in reading.steps
    ]
    tone = text.tone_of(reading, done=done)
    left = text.time_left(reading, unit or reading.unit, done=done)
    return {"reading": reading, "steps": steps, "tone": tone, "left": left, "done": done}


@register.inclusion_tag("ui/components/journey.html", takes_context=True)
def journey(
    context: Context, steps: Sequence[JourneyStep], visits: int | str | None = None
) -> dict[str, Any]:
    """The way to the result through three lanes: home, hall, behind the counter; every visit numbered.

    `visits` is said large beside it; without it the number stands elsewhere on the page.
    """
    points = [(number + 0.5, step.place.lane + 0.5) for number, step in enumerate(steps)]
    large = getattr(context.get("shell"), "elder", False)
    return {
        "lines": list(_lines(steps)),
        "visits": visits,
        "lanes": LANES,
        "map": len(steps) <= _LONG and not large and all(_words(step) <= _WORDY for step in steps),
        "path": _curve(points),
        "columns": len(steps),
    }


@register.inclusion_tag("ui/components/journey_table.html")
def journey_table(steps: Sequence[JourneyStep]) -> dict[str, Any]:
    """The same as a table: for paper."""
    return {"lines": list(_lines(steps))}


def _lines(steps: Sequence[JourneyStep]) -> Iterator[dict[str, Any]]:
    """Each step, with what changes at it: the day, what it is for, and the curve that leads on to the next."""
    day, of = 0, ""
    for step, after in zip_longest(steps, steps[1:]):
        yield {
            "step": step,
            "day": step.day if step.day != day or step.earliest else 0,
            "of": step.of if step.of != of else "",
            "back": bool(of) and not step.of,
            "path": "" if after is None else _down(step.place.lane, after.place.lane),
        }
        day, of = step.day, step.of


def _words(step: JourneyStep) -> int:
    told = (*step.details, *step.carried, *step.persons, *step.laws, step.why, step.where, step.of)
    return len("".join((step.text, *told)))


def _curve(points: Sequence[tuple[float, float]]) -> str:
    """An SVG path through the points that leaves and reaches each one level."""
    if not points:
        return ""
    parts = [f"M{points[0][0]} {points[0][1]}"]
    for (x1, y1), (x2, y2) in pairwise(points):
        middle = (x1 + x2) / 2
        parts.append(f"C{middle} {y1} {middle} {y2} {x2} {y2}")
    return "".join(parts)


def _down(lane: int, after: int) -> str:
    """An SVG path of height 1 from one lane down to another, straight at both ends."""
    x1, x2 = lane + 0.5, after + 0.5
    return f"M{x1} 0C{x1} 0.6 {x2} 0.4 {x2} 1"


@register.inclusion_tag("ui/components/timeline.html")
def timeline(events: Iterable[Any]) -> dict[str, Any]:
    """What happened, is happening and will, in the order given (`values.Event`)."""
    return {"events": events}


@register.inclusion_tag("ui/components/facts.html")
def facts(items: Iterable[Any], columns: int = 1) -> dict[str, Any]:
    """A definition list of `values.Fact`, in one or two columns."""
    return {"facts": items, "columns": columns}


@register.inclusion_tag("ui/components/nav.html")
def nav(groups: Iterable[Any]) -> dict[str, Any]:
    """The left side of the workbench: `values.NavGroup` one under the other."""
    return {"groups": groups}


@register.inclusion_tag("ui/components/tabs.html")
def tabs(links: Iterable[Any], label: str) -> dict[str, Any]:
    """Parts of one thing on addresses of their own (`values.Link`)."""
    return {"links": links, "label": label}


@register.inclusion_tag("ui/components/steps.html")
def steps(labels: Sequence[str], current: int) -> dict[str, Any]:
    """Where one is in a form of several pages; `current` counts from 1."""
    return {"labels": labels, "current": current, "count": len(labels), "here": labels[current - 1]}


@register.inclusion_tag("ui/components/action_card.html")
def action_card(
    href: str, title: str, words: str = "", icon_name: str = "", primary: bool = False
) -> dict[str, Any]:
    """One big thing to do."""
    return {"href": href, "title": title, "text": words, "icon": icon_name, "primary": primary}


@register.inclusion_tag("ui/components/stat.html")
def stat(label: str, value: object, href: str, note: str = "", tone: str = "") -> dict[str, Any]:
    """A number that opens into its cases."""
    return {"label": label, "value": value, "href": href, "note": note, "tone": Tone(tone) if tone else ""}


@register.inclusion_tag("ui/components/empty.html")
def empty(words: str, icon_name: str = "inbox", href: str = "", action: str = "") -> dict[str, Any]:
    """What stands where there is nothing: a sentence, and what to do."""
    return {"text": words, "icon": icon_name, "href": href, "action": action}


@register.inclusion_tag("ui/components/refusal.html")
def refusal(what: str, why: str = "", todo: str = "", href: str = "", action: str = "") -> dict[str, Any]:
    """What could not be done, why (the article), and what to do."""
    return {"what": what, "why": why, "todo": todo, "href": href, "action": action}
