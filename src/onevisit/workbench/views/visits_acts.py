"""跑动: writing an appearance down, correcting one, and finding why there were more than promised."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from onevisit.casework import queries as cases
from onevisit.casework.case_view import CaseView
from onevisit.platform import access, clock
from onevisit.platform.access import STAFF, holders, requires
from onevisit.platform.people.actors import Actor
from onevisit.platform.ui.values import Event
from onevisit.rules.appearances import Cause, Purpose, Verdict
from onevisit.rules.cases.refusals import Refused
from onevisit.visits import commands, queries
from onevisit.visits.access import READS, RECORDS, RULES
from onevisit.visits.commands import Correction, Seen
from onevisit.visits.queries import AppearanceView
from onevisit.visits.reading import AppearanceLine
from onevisit.visits.refusals import RecordIncomplete
from onevisit.workbench.nav import CATALOGUE
from onevisit.workbench.web import Trouble, day_in, key, number_in, says_refusals, show, trouble, typed

YES = "yes"


@dataclass(frozen=True)
class Given:
    """What was typed, or what the page begins with."""

    day: str = ""
    time: str = ""
    purpose: str = ""
    cause: str = ""
    required: bool = True
    void: bool = False
    place: str = ""
    reason: str = ""
    verdict: str = ""


def _read(request: HttpRequest) -> Given:
    return Given(
        typed(request, "day"),
        typed(request, "time"),
        request.POST.get("purpose", ""),
        request.POST.get("cause", ""),
        request.POST.get("required") == YES,
        request.POST.get("void") == YES,
        typed(request, "place"),
        typed(request, "reason"),
        request.POST.get("verdict", ""),
    )


def _purpose(given: Given) -> Purpose:
    if given.purpose not in {one.value for one in Purpose}:
        raise RecordIncomplete(missing="请选择为什么事到场")
    return Purpose(given.purpose)


def _cause(given: Given) -> Cause:
    if given.cause not in {one.value for one in Cause}:
        raise RecordIncomplete(missing="请选择是谁的原因")
    return Cause(given.cause)


def _when(given: Given) -> datetime:
    day = day_in(given.day)
    try:
        moment = datetime.strptime(given.time, "%H:%M").time()  # noqa: DTZ007 — the zone is put to it below
    except ValueError as wrong:
        raise RecordIncomplete(missing="请填写到场时间") from wrong
    if day is None:
        raise RecordIncomplete(missing="请填写到场日期")
    return datetime.combine(day, moment, clock.DISTRICT)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(STAFF)
@says_refusals
def record(request: HttpRequest, number: str) -> HttpResponse:
    """Every appearance of a case; whoever sees applicants writes one more down."""
    actor = access.actor(request)
    view = cases.staff_view(actor, number, "跑动")
    if request.method != "POST":
        now = clock.now().astimezone(clock.DISTRICT)
        return _record_page(request, view, Given(f"{now:%Y-%m-%d}", f"{now:%H:%M}"), None)
    if not actor.holds(*RECORDS):
        raise PermissionDenied
    given = _read(request)
    try:
        seen = Seen(
            number, _when(given), _purpose(given), _cause(given), given.reason, given.required, given.place
        )
        commands.record(seen, actor=actor, at=clock.now(), key=key(request))
    except Refused as why:
        return _record_page(request, view, given, trouble(why))
    messages.success(request, "已登记；申请人在办件页面上看得到。")
    return HttpResponseRedirect(reverse("workbench:visits-of-case", args=[number]))


def _record_page(request: HttpRequest, view: CaseView, given: Given, refused: Trouble | None) -> HttpResponse:
    actor = access.actor(request)
    return show(
        request,
        "workbench/visits/record.html",
        {
            "view": view,
            "visits": queries.of_view(view),
            "records": actor.holds(*RECORDS),
            "rules": actor.holds(*RULES),
            "purposes": list(Purpose),
            "causes": list(Cause),
            "given": given,
            "today": clock.today(),
            "longest": commands.LONGEST,
        },
        refused,
    )


@require_http_methods(["GET", "HEAD", "POST"])
@requires(holders(*RULES))
@says_refusals
def rule(request: HttpRequest, appearance: int) -> HttpResponse:
    """One appearance: what was written, every ruling about it, and one more."""
    actor = access.actor(request)
    view = queries.appearance(actor, appearance)
    if request.method != "POST":
        now = view.line.now
        given = Given(purpose=now.purpose.value, cause=now.cause.value, required=now.required, void=now.void)
        return _rule_page(request, view, given, None)
    given = _read(request)
    try:
        correction = Correction(
            appearance, _purpose(given), given.required, _cause(given), given.reason, given.void
        )
        seen = number_in(request.POST.get("seen", ""))
        commands.reclassify(correction, actor=actor, at=clock.now(), seen=seen, key=key(request))
    except Refused as why:
        return _rule_page(request, queries.appearance(actor, appearance), given, trouble(why))
    messages.success(request, "已更正；原来的记录保留。")
    return HttpResponseRedirect(reverse("workbench:visits-of-case", args=[view.case.number]))


def _rule_page(
    request: HttpRequest, view: AppearanceView, given: Given, refused: Trouble | None
) -> HttpResponse:
    return show(
        request,
        "workbench/visits/rule.html",
        {
            "view": view,
            "line": view.line,
            "history": _history(view.line),
            "purposes": list(Purpose),
            "causes": list(Cause),
            "given": given,
            "longest": commands.LONGEST,
        },
        refused,
    )


def _history(line: AppearanceLine) -> list[Event]:
    """What was written first, and each ruling, the first first."""
    first = line.first
    said = f"{first.purpose.label}，{'必须到场' if first.required else '自愿到场'}，{first.cause.label}"
    found = [Event(said, first.at, line.by or "由办件记录得出", first.why)]
    for one in line.rulings:
        ruling = one.ruling
        words = (
            f"{ruling.purpose.label}，{'必须到场' if ruling.required else '自愿到场'}，{ruling.cause.label}"
        )
        found.append(
            Event("更正为不算到场" if ruling.void else f"更正为{words}", one.at, one.by, ruling.reason)
        )
    return found


@require_http_methods(["GET", "HEAD", "POST"])
@requires(holders(*READS))
@says_refusals
def one(request: HttpRequest, number: str) -> HttpResponse:
    """A case or bundle that took more visits than promised, and what was found."""
    actor = access.actor(request)
    if request.method != "POST":
        return _one_page(request, actor, number, Given(), None)
    given = _read(request)
    try:
        if given.verdict not in {one.value for one in Verdict}:
            raise RecordIncomplete(missing="请选择认定")
        commands.find(
            number,
            Verdict(given.verdict),
            given.reason,
            actor=actor,
            at=clock.now(),
            seen=number_in(request.POST.get("seen", "")),
            key=key(request),
        )
    except Refused as why:
        return _one_page(request, actor, number, given, trouble(why))
    messages.success(request, "已认定，记录在案。")
    return HttpResponseRedirect(reverse("workbench:visits"))


def _one_page(
    request: HttpRequest, actor: Actor, number: str, given: Given, refused: Trouble | None
) -> HttpResponse:
    view = queries.excess(actor, number)
    return show(
        request,
        "workbench/visits/one.html",
        {
            "view": view,
            "card": view.card,
            "visits": view.visits,
            "rules": view.judges,
            "decides": view.judges and view.card.is_open,
            "verdicts": list(Verdict),
            "findings": [
                Event(
                    one.verdict.label,
                    one.at,
                    f"{one.by}，承诺{one.promised}次，实际{one.actual}次",
                    one.words,
                )
                for one in view.findings
            ],
            "given": given,
            "edits": bool(view.card.matter) and actor.holds(*CATALOGUE),
        },
        refused,
    )
