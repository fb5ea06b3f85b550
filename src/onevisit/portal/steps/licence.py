"""证照: which of one's own licences is to be changed or renewed, and until when in time (行政许可法 Art. 49, 50)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect

from onevisit.licences import queries as licences
from onevisit.licences.queries import LicenceCard
from onevisit.platform import clock
from onevisit.platform.workdays.queries import calendar
from onevisit.portal import parking, renewals, web, writing
from onevisit.portal.flow import Work
from onevisit.rules.matters.courses import Act


@dataclass(frozen=True)
class Line:
    """A licence that can be chosen. `apply_by` is the last day in time for a renewal, None where none is counted."""

    card: LicenceCard
    apply_by: date | None
    in_time: bool
    chosen: bool


@writing.draft_page
def licence(request: HttpRequest, work: Work) -> HttpResponse:
    """Show the applicant's own licences of the type, and ask which one."""
    if work.matter.courses.concerns is None:
        return HttpResponseRedirect(work.steps[0].href)
    chosen = writing.posted(request).get("licence", work.licence)
    lines = _lines(work, chosen)
    if request.method != "POST":
        return _show(request, work, lines)
    if parking.is_stale(request):
        return _show(request, work, lines, status=403, refusal=writing.STALE)
    if chosen not in {one.card.identifier for one in lines}:
        chosen = ""
    work = writing.save(request, work, {"licence": chosen})
    if request.POST.get("then") == "later" or chosen:
        return writing.go_on(request, work, "licence")
    faults = writing.by_field(work.faults("licence"))
    return _show(request, work, lines, error=faults["licence"], status=web.UNPROCESSABLE)


def own(work: Work) -> tuple[LicenceCard, ...]:
    """The party's licences of the type that the matter concerns, as far as they stand and have an identifier."""
    rule = work.matter.courses.concerns
    found = licences.held(work.party.id, [rule.licence], clock.today()) if rule else ()
    return tuple(one for one in found if one.identifier)


def _lines(work: Work, chosen: str) -> list[Line]:
    cards, rule, today = own(work), work.matter.courses.concerns, clock.today()
    found = []
    for one in cards:
        by = None
        if rule and rule.act is Act.RENEWAL and one.valid_to:
            by = renewals.apply_by(rule, one.valid_to, calendar(), today)
        mine = one.identifier == chosen or (not chosen and len(cards) == 1)
        found.append(Line(one, by.day if by else None, by.in_time if by else True, mine))
    return found


def _show(
    request: HttpRequest,
    work: Work,
    lines: list[Line],
    *,
    error: str = "",
    status: int = 200,
    refusal: Mapping[str, str] | None = None,
) -> HttpResponse:
    rule = work.matter.courses.concerns
    return writing.show(
        request,
        work,
        "licence",
        status=status,
        refusal=refusal,
        lines=lines,
        error=error,
        rule=rule,
        renewing=rule is not None and rule.act is Act.RENEWAL,
        before=rule.before.unit.say(rule.before.length) if rule else "",
    )
