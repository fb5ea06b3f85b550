"""What the applicant takes home from the window: 收件凭证, 受理通知书 or 不予受理决定书, to be printed."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from onevisit.casework import collecting, queries
from onevisit.platform import access
from onevisit.platform.access import STAFF, requires
from onevisit.platform.ui.navigation import route_or_none
from onevisit.rules.cases.clocks import ClockKind
from onevisit.rules.cases.phases import DeclineKind, Phase
from onevisit.rules.matters.vocabulary import Delivery
from onevisit.workbench import parts
from onevisit.workbench.web import says_refusals

TITLES = {
    Phase.SUBMITTED: "申请材料提交凭证",
    Phase.RECEIVED: "收件凭证",
    Phase.CORRECTING: "补正材料一次性告知书",
    Phase.DECLINED: "不予受理决定书",
    Phase.WITHDRAWN: "终止办理通知书",
    Phase.TERMINATED: "终止办理决定书",
    Phase.UNACCEPTED: "撤销受理决定书",
}
"""By phase; from acceptance on it is the notice of acceptance."""

_ENDED = (Phase.WITHDRAWN, Phase.TERMINATED, Phase.UNACCEPTED)


@require_safe
@requires(STAFF)
@says_refusals
def receipt(request: HttpRequest, number: str) -> HttpResponse:
    """One sheet with number, query code, what was handed in, until when it is decided, and the root of the log."""
    view = queries.staff_view(access.actor(request), number, "凭证")
    state = view.state
    track = route_or_none("portal:track")
    return render(
        request,
        "workbench/receipt.html",
        {
            "view": view,
            "title": TITLES.get(state.phase, "受理通知书"),
            "spoken": parts.spoken(number),
            "accepted": state.accepted_on is not None,
            "decline": DeclineKind(state.decline) if state.decline else None,
            "promised": next((one for one in view.clocks if one.kind is ClockKind.PROMISED), None),
            "statutory": next((one for one in view.clocks if one.kind is ClockKind.STATUTORY), None),
            "acceptance": next(one for one in view.clocks if one.kind is ClockKind.ACCEPTANCE),
            "waits": state.phase in (Phase.SUBMITTED, Phase.RECEIVED),
            "correction": next((one for one in view.clocks if one.kind is ClockKind.CORRECTION), None),
            "correcting": state.phase is Phase.CORRECTING,
            "ended": state.phase in _ENDED,
            "collect_code": collecting.code_for(number) if state.delivery is Delivery.WINDOW else "",
            "root": queries.latest_root(),
            "track": f"{settings.ORIGIN}{track}" if track else "",
        },
    )
