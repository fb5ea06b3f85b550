"""好差评 at the counter: the screen is turned to the applicant, who rates on his own phone, unseen by the clerk."""

from __future__ import annotations

from urllib.parse import urlencode

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from onevisit.platform.access import holders, requires
from onevisit.platform.ui.navigation import route_or_none
from onevisit.rules.district.definition import Role
from onevisit.rules.identifiers import BadIdentifier, case_no
from onevisit.workbench.web import show

MOST = 20
"""As many as one person fetches at once."""


def address_for(numbers: list[str]) -> str:
    """Where the hand-out goes when it is done."""
    return reverse("workbench:ask-rating") + "?" + "&".join(f"n={number}" for number in numbers[:MOST])


@require_safe
@requires(holders(Role.HANDOUT, Role.AGENT))
def ask(request: HttpRequest) -> HttpResponse:
    """Show the numbers just handed out, large, with the code to scan. Shows nothing else of the cases."""
    try:
        numbers = [case_no.check(text) for text in request.GET.getlist("n")[:MOST]]
    except BadIdentifier as bad:
        raise Http404(str(bad)) from bad
    if not numbers:
        raise Http404("没有要评价的办件")
    track = route_or_none("portal:track")
    context = {
        "numbers": [number.spoken for number in numbers],
        "track": f"{settings.ORIGIN}{track}",
        "query": urlencode([("n", str(number)) for number in numbers]),
        "papers": [reverse("workbench:case", args=[str(number)]) for number in numbers],
    }
    return show(request, "workbench/ask_rating.html", context)
