"""一次性告知: everything that is wrong with an application, in one notice, composed as a check list (Art. 32 (4))."""

from __future__ import annotations

from collections.abc import Sequence

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from onevisit.casework import commands, queries
from onevisit.casework.case_view import CaseView
from onevisit.platform import access, clock
from onevisit.platform.access import holders, requires
from onevisit.rules.cases.application import Fault as Wrong
from onevisit.rules.cases.refusals import AlreadyAsked, Refused
from onevisit.workbench import judging, parts
from onevisit.workbench.counter import TAKES_IN, told_today
from onevisit.workbench.judging import CheckList
from onevisit.workbench.rows import AT_COUNTER, waiting
from onevisit.workbench.web import (
    UNPROCESSABLE,
    NothingToDo,
    Trouble,
    key,
    says_refusals,
    seen,
    show,
    trouble,
)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(holders(*TAKES_IN))
@says_refusals
def correction(request: HttpRequest, number: str) -> HttpResponse:
    """Judge every line, see what follows, and send the one notice."""
    actor = access.actor(request)
    view = queries.staff_view(actor, number, "一次性告知")
    if request.method != "POST":
        if view.state.correction is not None:
            raise AlreadyAsked(day=view.state.correction.asked_on.isoformat())
        if waiting(actor, number, AT_COUNTER) is None:
            raise NothingToDo(step="一次性告知补正")
        return _page(request, view, judging.check_list(view, judging.Given()))
    listed = judging.check_list(view, judging.read(request))
    wrong = judging.wrong(listed)
    if wrong:
        return _page(request, view, listed, wrong)
    try:
        order = commands.Order((judging.command(listed),), case=number, seen=seen(request))
        (done,) = commands.handle([order], actor=actor, at=clock.now(), key=key(request))
    except Refused as refused:
        return _page(request, view, listed, refused=trouble(refused))
    return HttpResponseRedirect(reverse("workbench:receipt", args=[done.number]))


def _page(
    request: HttpRequest,
    view: CaseView,
    listed: CheckList,
    wrong: Sequence[Wrong] = (),
    refused: Trouble | None = None,
) -> HttpResponse:
    response = show(
        request,
        "workbench/counter/correction.html",
        {
            "view": view,
            "spoken": parts.spoken(view.number),
            "who": parts.who(view),
            "asked": parts.asked(view),
            "listed": listed,
            "wrong": {one.field: one.message for one in wrong},
            "faults": [(one.field, one.message) for one in wrong],
            "until": told_today(view.version.matter.courses.correction),
            "answer_by": view.clocks[0].reading,
            "first_file": parts.first_file([one.material for one in listed.materials if one.material]),
        },
        refused,
    )
    if wrong:
        response.status_code = UNPROCESSABLE
    return response
