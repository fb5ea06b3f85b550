"""办理情形: the questions that decide what applies, and which town handles it where a town does."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect

from onevisit.platform.organs.queries import towns
from onevisit.platform.ui.values import Control
from onevisit.portal import offers, parking, web, writing
from onevisit.portal.flow import Work
from onevisit.rules.matters.definition import Situation
from onevisit.rules.matters.vocabulary import FieldType

PREFIX = "a-"
"""Before the key of a question in the form, so that no question can take the name of another field."""


@writing.draft_page
def questions(request: HttpRequest, work: Work) -> HttpResponse:
    """Ask, and ask on until nothing is open."""
    given = writing.posted(request)
    values = {key.removeprefix(PREFIX): web.cleaned(given[key]) for key in given if key.startswith(PREFIX)}
    town = given.get("town", work.town)
    if request.method != "POST":
        return writing.show(request, work, "questions", _controls(work, values, town))
    if parking.is_stale(request):
        controls = _controls(work, values, town)
        return (
            writing.saved_quietly(request)
            if writing.is_autosave(request)
            else writing.show(request, work, "questions", controls, status=403, refusal=writing.STALE)
        )
    parts: dict[str, object] = {"answers": values}
    if work.needs_town and town in {one.key for one in towns()}:
        parts["town"] = town
    work = writing.save(request, work, parts)
    if writing.is_autosave(request):
        return writing.saved_quietly(request)
    return _next(request, work, values)


def _next(request: HttpRequest, work: Work, values: Mapping[str, str]) -> HttpResponse:
    if request.POST.get("then") == "later":
        return writing.go_on(request, work, "questions")
    faults = writing.by_field(work.faults("questions"))
    asked_now = {name.removeprefix(PREFIX) for name in request.POST.getlist("asked")}
    if faults and not asked_now.intersection(faults):
        # What is still open was not on the page: an answer has only now made sense of it.
        return HttpResponseRedirect(work.address("questions"))
    if faults:
        controls = _controls(work, values, work.town, faults, asked_now)
        return writing.show(request, work, "questions", controls, status=web.UNPROCESSABLE)
    return writing.go_on(request, offers.look_up(request, work), "questions")


def _controls(
    work: Work,
    values: Mapping[str, str],
    town: str,
    faults: Mapping[str, str] | None = None,
    asked: Iterable[str] = (),
) -> list[Control]:
    errors = {key: words for key, words in (faults or {}).items() if key in set(asked)}
    current = {**work.answers, **values}
    found = [control_of(one, current.get(one.key, ""), errors.get(one.key, "")) for one in work.situations]
    if work.needs_town:
        found.append(_town(town, errors.get("town", "")))
    return found


def control_of(question: Situation, value: str, error: str = "") -> Control:
    """A question about the situation as a control."""
    return Control(
        f"{PREFIX}{question.key}",
        question.ask,
        FieldType.CHOICE,
        value,
        error,
        question.help,
        options=question.options,
    )


def _town(value: str, error: str) -> Control:
    return Control(
        "town",
        "由哪个镇（街道）办理？",
        FieldType.CHOICE,
        value,
        error,
        "选您户籍所在或者经营所在的镇（街道）。",
        options={one.key: one.name for one in towns()},
    )
