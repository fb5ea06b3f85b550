"""One's own bundle: where each part stands, one day in front, one receipt, taking it back, one rating."""

from __future__ import annotations

from collections.abc import Mapping

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from onevisit.bundles import commands, queries
from onevisit.bundles.queries import BundleView
from onevisit.casework.queries import latest_root
from onevisit.licences import queries as licences
from onevisit.payments import queries as payments
from onevisit.platform import clock
from onevisit.platform.access import SIGNED_IN, actor, requires
from onevisit.portal import case_page, parking, rating, visits, web
from onevisit.portal.writing import STALE
from onevisit.rules import ratings
from onevisit.rules.bundles import deciding
from onevisit.rules.bundles.refusals import AlreadyRated, NotFinishedYet, TooLate
from onevisit.rules.cases.phases import RatingLevel
from onevisit.rules.cases.refused import Refused
from onevisit.rules.identifiers import case_no
from onevisit.visits import queries as measured


@requires(SIGNED_IN)
@require_safe
@web.says_refusals
def bundle(request: HttpRequest, number: str) -> HttpResponse:
    """Everything about it on one page."""
    view = queries.own_view(actor(request), number)
    today = clock.today()
    context = common(view) | {
        "results": [card for case in view.cases for card in licences.of_case(case, today)],
        "can_withdraw": _can_withdraw(view),
        "place": case_page.place(view.state.collect_at),
        "fees": payments.of_bundle(number),
        "visits": visits.panel(measured.of_bundle(number, view.visits), None),
    }
    return render(request, "portal/bundles/one.html", context)


@requires(SIGNED_IN)
@require_safe
@web.says_refusals
def receipt(request: HttpRequest, number: str) -> HttpResponse:
    """One sheet with one number for everything."""
    view = queries.own_view(actor(request), number)
    context = common(view) | {
        "root": latest_root(),
        "track_address": f"{settings.ORIGIN}{reverse('portal:track')}",
        "place": case_page.place(view.state.collect_at),
    }
    return render(request, "portal/bundles/receipt.html", context)


def common(view: BundleView) -> dict[str, object]:
    """What all pages of a bundle show."""
    return {
        "view": view,
        "spoken": case_no.check(view.number).spoken,
        "todo": [one for one in view.parts if one.case is not None and one.case.applicant_due_on is not None],
        "ended": view.state.finished_on is not None,
    }


def _can_withdraw(view: BundleView) -> bool:
    try:
        deciding.withdrawable(view.state)
    except TooLate:
        return False
    return True


def _withdrawing(request: HttpRequest, number: str) -> HttpResponse:
    view = queries.own_view(actor(request), number)
    words = (request.POST if request.method == "POST" else parking.parked(request) or {}).get("reason", "")
    if request.method != "POST":
        deciding.withdrawable(view.state)
        return _ask(request, view, words)
    if parking.is_stale(request):
        return _ask(request, view, words, status=403, refusal=STALE)
    try:
        commands.withdraw(
            number, actor=actor(request), at=clock.now(), key=web.key_of(request), reason=web.cleaned(words)
        )
    except Refused as refused:
        return _ask(request, view, words, status=web.status_of(refused), refusal=web.words_of(refused))
    parking.unpark(request)
    messages.success(request, "已撤回还没有决定的部分。以后需要时可以重新申请。")
    return HttpResponseRedirect(reverse("portal:my-bundle", args=[number]))


withdraw = parking.keeps_typing(requires(SIGNED_IN)(web.says_refusals(_withdrawing)))
"""Take back everything that has not been decided."""


def _ask(
    request: HttpRequest,
    view: BundleView,
    words: str,
    *,
    status: int = 200,
    refusal: Mapping[str, str] | None = None,
) -> HttpResponse:
    context = {"view": view, "words": words, "refusal": refusal}
    return render(request, "portal/bundles/withdraw.html", context, status=status)


def _rating(request: HttpRequest, number: str) -> HttpResponse:
    view = queries.own_view(actor(request), number)
    given = request.POST if request.method == "POST" else parking.parked(request) or request.GET
    named = given.get("level", "")
    level = RatingLevel(named) if named in set(RatingLevel) else None
    if view.state.rating is not None:
        raise AlreadyRated
    if view.state.finished_on is None:
        raise NotFinishedYet
    if request.method != "POST":
        return _show(request, view, level)
    if parking.is_stale(request):
        return _show(request, view, level, status=403, refusal=STALE)
    words = web.cleaned(request.POST.get("comment", ""))
    if level is None or len(words) > rating.LONGEST:
        error = "请先选择满意程度" if level is None else f"评价最多{rating.LONGEST}个字，现在有{len(words)}个"
        return _show(request, view, level, error=error, status=web.UNPROCESSABLE)
    try:
        commands.rate(
            number,
            level,
            actor=actor(request),
            at=clock.now(),
            key=web.key_of(request),
            via=ratings.Via.WEB.value,
            options=ratings.known(level, request.POST.getlist("option")),
            comment=words,
        )
    except Refused as refused:
        return _show(request, view, level, status=web.status_of(refused), refusal=web.words_of(refused))
    parking.unpark(request)
    messages.success(request, rating.thanks(level))
    return HttpResponseRedirect(reverse("portal:my-bundle", args=[number]))


rate = parking.keeps_typing(requires(SIGNED_IN)(web.says_refusals(_rating)))
"""One rating for the whole."""


def _show(
    request: HttpRequest,
    view: BundleView,
    level: RatingLevel | None,
    *,
    error: str = "",
    status: int = 200,
    refusal: Mapping[str, str] | None = None,
) -> HttpResponse:
    back = reverse("portal:my-bundle", args=[view.number])
    return rating.show(request, view.name, level, back, error=error, status=status, refusal=refusal)
