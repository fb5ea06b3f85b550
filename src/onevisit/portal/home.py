"""The first page: one box for whatever one has come for, and what one left half done."""

from __future__ import annotations

from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from onevisit.bundles.queries import my_bundles
from onevisit.casework import drafts
from onevisit.casework import queries as cases
from onevisit.catalogue import queries as catalogue
from onevisit.platform import clock
from onevisit.platform.access import EVERYBODY, actor, requires
from onevisit.portal.bundles import guide as bundles

SAID = ("开饭店", "落户口", "办社保", "盖房子", "补身份证", "高龄补贴")
"""Words below the box that show how one may ask; a test proves that each finds something."""

SHOWN = 3
"""Drafts, and open cases, on the first page; the lists have all."""


@requires(EVERYBODY)
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """Say what to do next, first."""
    who = actor(request)
    events = catalogue.life_events(clock.today())
    context: dict[str, object] = {
        "said": SAID,
        "for_people": [one for one in events if one.audience == "person"],
        "for_enterprises": [one for one in events if one.audience != "person"],
    }
    if who.person is not None:
        context |= {"drafts": drafts.mine(who)[:SHOWN]}
    if who.parties:
        found = cases.my_cases(who)
        open_cases = [one for one in found.items if not one.phase.finished and not one.finished_on]
        # Those that wait for him come first, or they would be hidden below what only takes its time.
        open_cases.sort(key=lambda one: one.applicant_due_on or date.max)
        context |= {"cases": open_cases[:SHOWN], "all_cases": found.total}
        context["my_bundles"] = [one for one in my_bundles(who) if one.finished_on is None][:SHOWN]
    context["bundles"] = bundles.cards()
    context["unnamed"] = who.person is not None and not who.parties and not who.is_staff
    return render(request, "portal/home.html", context)
