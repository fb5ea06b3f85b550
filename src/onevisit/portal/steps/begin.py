"""In whose name? The first page of an application, and the one that says who may not apply at all."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from onevisit.casework import barred, drafts
from onevisit.catalogue.versions import Version, in_force
from onevisit.platform import clock
from onevisit.platform.access import SIGNED_IN, actor, requires
from onevisit.platform.people.queries import PartyCard, parties_of
from onevisit.portal import offers, web
from onevisit.portal.flow import Work
from onevisit.rules.journeys import answered
from onevisit.rules.matters.definition import Matter
from onevisit.rules.matters.vocabulary import Audience, Channel

_ENTERPRISES = frozenset(Audience) - {Audience.PERSON, Audience.ADMINISTRATION}


@dataclass(frozen=True)
class Name:
    """Somebody in whose name one could apply; `why_not` says why this matter is not for him."""

    party: PartyCard
    why_not: str = ""


def names(matter: Matter, parties: Sequence[PartyCard]) -> tuple[Name, ...]:
    """Each of the parties, those the matter is for first."""
    all_names = [Name(one, _why_not(matter, one)) for one in parties]
    return tuple(sorted(all_names, key=lambda one: bool(one.why_not)))


def _why_not(matter: Matter, party: PartyCard) -> str:
    meant = {Audience.PERSON} if party.is_person else _ENTERPRISES
    if meant & set(matter.audience):
        return ""
    audience = "、".join(one.value for one in matter.audience)
    return f"这件事面向{audience}，不能以{'个人' if party.is_person else '企业'}名义办理"


@requires(SIGNED_IN)
@require_http_methods(["GET", "HEAD", "POST"])
@web.says_refusals
def begin(request: HttpRequest, key: str) -> HttpResponse:
    """Choose in whose name, and begin the draft (or go on with the one there is)."""
    version = in_force(key, clock.today())
    matter = version.matter
    if Channel.ONLINE not in matter.channels:
        what = f"“{matter.name}”不能在网上申请"
        todo = "请按办事指南写明的方式申请；指南上有办理地点、时间和要带的东西。"
        guide = reverse("portal:guide", args=[key])
        return web.refusal_page(request, 409, what, todo, href=guide, action="看办事指南")
    parties = parties_of(actor(request))
    if not parties:
        messages.info(request, f"申请“{matter.name}”之前要先实名认证：只做一次，以后不再问。")
        return HttpResponseRedirect(f"{reverse('portal:identity')}?{urlencode({'next': request.path})}")
    choices = names(matter, parties)
    if request.method == "POST":
        return _begin(request, version, choices)
    return ask(request, matter, choices)


def _begin(request: HttpRequest, version: Version, choices: Sequence[Name]) -> HttpResponse:
    matter = version.matter
    chosen, error = choice(request, choices)
    if chosen is None:
        return ask(request, matter, choices, error=error, status=web.UNPROCESSABLE)
    refused = barred.from_applying(chosen.party.id, matter, clock.today())
    if refused is not None:
        raise refused
    draft = drafts.begin(actor(request), matter.key, chosen.party.id)
    if draft.edition:
        messages.info(request, f"您之前填过“{matter.name}”，内容都在，接着办就行。")
    # What was answered in the guide is not asked again.
    answers = answered(matter, request.GET.dict())
    if answers and not draft.content.get("answers"):
        drafts.save(actor(request), draft.id, {"answers": answers}, draft.edition)
        draft = drafts.get(actor(request), draft.id)
    work = offers.look_up(request, Work(draft, version, chosen.party))
    return HttpResponseRedirect(work.steps[0].href)


def choice(request: HttpRequest, choices: Sequence[Name]) -> tuple[Name | None, str]:
    """In whose name it was chosen to apply, or what is wrong with the choice."""
    chosen = next((one for one in choices if str(one.party.id) == request.POST.get("party")), None)
    if chosen is None:
        return None, "请选择以谁的名义办理"
    return (None, f"{chosen.why_not}；请改选") if chosen.why_not else (chosen, "")


def ask(
    request: HttpRequest,
    matter: Matter,
    choices: Sequence[Name],
    error: str = "",
    status: int = 200,
    guide: str = "",
) -> HttpResponse:
    """The page that asks in whose name; `guide` is the address of what one wants to apply for."""
    fitting = [one for one in choices if not one.why_not]
    context = {"matter": matter, "names": choices, "only": fitting[0] if len(fitting) == 1 else None}
    guide = guide or reverse("portal:guide", args=[matter.key])
    context |= {"error": error, "nobody": not fitting, "guide": guide}
    return render(request, "portal/apply/begin.html", context, status=status)
