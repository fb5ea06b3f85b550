"""Before publishing: what a draft changes for the open cases and for those to come (5.10b)."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from onevisit.casework import volumes
from onevisit.catalogue import reductions as catalogue
from onevisit.catalogue.access import sees_drafts
from onevisit.catalogue.versions import NoSuchMatter
from onevisit.platform import clock
from onevisit.platform.access import AccessRule, requires
from onevisit.platform.ui.reductions import of_draft
from onevisit.rules.reductions import future_words, open_words
from onevisit.workbench.web import show, year_before

DRAFTS = AccessRule("whoever takes part in publishing", sees_drafts)


@require_safe
@requires(DRAFTS)
def impact(request: HttpRequest, matter: str) -> HttpResponse:
    """The version in work beside the one in force: visits, days, materials, steps, fees, and whom it concerns.

    htmx gets the part alone, to stand on the page of a version.
    """
    today = clock.today()
    try:
        found = catalogue.impact(matter, today)
    except NoSuchMatter as gone:
        raise Http404 from gone
    received = volumes.received_of(matter, year_before(today), today)
    context: dict[str, object] = {
        "impact": found,
        "received": received,
        "open": open_words(volumes.open_by_version(matter), volumes.begun(matter)),
    }
    comparison = found.comparison
    if comparison is not None:
        context["future"] = future_words(comparison, received)
        if comparison.before is not None:
            context["chart"] = of_draft(
                comparison, f"第{found.current}版（现行）和第{found.number}版（草稿）"
            )
    part = request.headers.get("HX-Request") == "true"
    return show(request, "workbench/part/impact.html" if part else "workbench/impact.html", context)
