"""A case with everything in one place, and what this person may do to it now."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from onevisit.assistance import queries as assistance
from onevisit.casework import queries
from onevisit.casework.case_view import CaseView
from onevisit.licences import queries as licences
from onevisit.platform import access
from onevisit.platform.access import STAFF, requires
from onevisit.rules.cases.phases import OPEN
from onevisit.workbench import courses, nav, parts, steps
from onevisit.workbench.case_filters import CHANNELS
from onevisit.workbench.rows import rows
from onevisit.workbench.web import says_refusals, show


@require_safe
@requires(STAFF)
@says_refusals
def case(request: HttpRequest, number: str) -> HttpResponse:
    """The page of a case. That he looked is written down."""
    actor = access.actor(request)
    view = queries.staff_view(actor, number, "办件")
    shown = parts.materials(view)
    mine = queries.may_do(actor, number) if nav.has_work(actor) else ()
    following = [] if mine or not nav.has_work(actor) else rows(queries.work(actor).items[:1])
    return show(
        request,
        "workbench/case.html",
        {
            "view": view,
            "spoken": parts.spoken(number),
            "is_open": view.state.phase in OPEN,
            "channel": CHANNELS[view.state.channel],
            "steps": steps.steps(actor, view, mine),
            "claimed": [one.claimed_by for one in mine if one.claimed_by],
            "paused": [one.kind.label for one in view.state.running] + _hearing(view),
            "courses": courses.courses(view),
            "next": following[0] if following else None,
            "who": parts.who(view),
            "asked": parts.asked(view),
            "materials": shown,
            "first_file": parts.first_file(shown),
            "clocks": parts.case_clocks(view),
            "stages": parts.stages(view),
            "grounds": [one for key, one in parts.grounds_of(view).items() if key in view.state.grounds],
            "results": licences.of_case(number),
            "log": parts.log(view),
            "looks": queries.looks(number),
            "acted": assistance.of_case(number),
        },
    )


def _hearing(view: CaseView) -> list[str]:
    hearing = view.state.hearing
    return ["听证"] if hearing is not None and hearing.is_open else []
