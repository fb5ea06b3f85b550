"""My licences, and who asked about me."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from onevisit.casework import queries as cases
from onevisit.exchange import queries as exchange
from onevisit.licences import queries
from onevisit.licences.queries import LicenceCard
from onevisit.licences.standing import Standing
from onevisit.platform import clock
from onevisit.platform.access import SIGNED_IN, actor, requires
from onevisit.platform.people.actors import Actor
from onevisit.platform.workdays.queries import calendar
from onevisit.portal import web
from onevisit.portal.courses import Said, acted_on
from onevisit.portal.renewals import REMIND, ApplyBy, Renewal, apply_by, renewing


@requires(SIGNED_IN)
@require_safe
def mine(request: HttpRequest) -> HttpResponse:
    """Everything that was issued to one's own parties."""
    who, today = actor(request), clock.today()
    cards = queries.mine(who, today)
    return render(request, "portal/licences.html", {"lines": _lines(who, cards, today)})


@dataclass(frozen=True)
class Line:
    """A licence with what its holder should know: that it runs out, or what was done to it and why."""

    card: LicenceCard
    renewal: Renewal | None
    by: ApplyBy | None
    acted: tuple[Said, ...]


_ACTED = (Standing.SUSPENDED, Standing.REVOKED, Standing.ANNULLED, Standing.RECALLED, Standing.CANCELLED)


def _lines(who: Actor, cards: tuple[LicenceCard, ...], today: date) -> list[Line]:
    """The cases are read only for what was done to a licence, which is rare; the matters only for what runs out."""
    soon = [one for one in cards if one.standing is Standing.GOOD and _runs_out(one, today)]
    known = renewing(today) if soon else {}
    found = []
    for one in cards:
        renewal = known.get(one.type) if one in soon else None
        by = apply_by(renewal.rule, one.valid_to, calendar(), today) if renewal and one.valid_to else None
        acted = tuple(acted_on(cases.my_view(who, one.case))) if one.standing in _ACTED else ()
        found.append(Line(one, renewal, by, acted))
    return found


def _runs_out(one: LicenceCard, today: date) -> bool:
    return one.valid_to is not None and one.valid_to - today <= REMIND


@requires(SIGNED_IN)
@require_safe
@web.says_refusals
def download(request: HttpRequest, licence: int) -> HttpResponse:
    """The printed form."""
    document = queries.download(licence, actor(request))
    headers = {
        "Content-Disposition": content_disposition_header(as_attachment=True, filename=document.name)
        or "attachment",
        "X-Content-Type-Options": "nosniff",
        "Cache-Control": "private, no-store",
    }
    return HttpResponse(document.data, content_type=document.media_type, headers=headers)


@requires(SIGNED_IN)
@require_safe
def enquiries(request: HttpRequest) -> HttpResponse:
    """Who asked a register about oneself, and why (个人信息保护法 Art. 45)."""
    return render(request, "portal/enquiries.html", {"enquiries": exchange.enquiries_about(actor(request))})
