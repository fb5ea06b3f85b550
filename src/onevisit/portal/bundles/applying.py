"""Begin an application for a bundle. Its pages are those of any application; only the end is another."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_http_methods

from onevisit.bundles.commands import Submission, hand_in
from onevisit.casework import barred, drafts
from onevisit.casework.applications import intake_hall
from onevisit.platform import clock
from onevisit.platform.access import SIGNED_IN, actor, requires
from onevisit.platform.people.queries import parties_of
from onevisit.portal import offers, web
from onevisit.portal.bundles.guide import answers_in, composite_of
from onevisit.portal.flow import Work, version_of
from onevisit.portal.steps.begin import ask, choice, names
from onevisit.rules.bundles.composite import Composite
from onevisit.rules.bundles.portions import HandedIn
from onevisit.rules.cases.contents import Contents
from onevisit.rules.matters.vocabulary import Channel, Delivery


@requires(SIGNED_IN)
@require_http_methods(["GET", "HEAD", "POST"])
@web.says_refusals
def begin(request: HttpRequest, key: str) -> HttpResponse:
    """Choose in whose name, and begin the draft (or go on with the one there is)."""
    found = composite_of(key)
    guide = reverse("portal:bundle", args=[key])
    if Channel.ONLINE not in found.matter.channels:
        what = f"“{found.bundle.name}”里有要本人到场的事项，不能在网上一次申请"
        todo = "到任何一个综合窗口一次办齐；指南上写明了为什么要到场。"
        return web.refusal_page(request, 409, what, todo, href=guide, action="看办事指南")
    parties = parties_of(actor(request))
    if not parties:
        messages.info(request, f"申请“{found.bundle.name}”之前要先实名认证：只做一次，以后不再问。")
        return HttpResponseRedirect(f"{reverse('portal:identity')}?{urlencode({'next': request.path})}")
    choices = names(found.matter, parties)
    if request.method != "POST":
        return ask(request, found.matter, choices, guide=guide)
    chosen, error = choice(request, choices)
    if chosen is None:
        return ask(request, found.matter, choices, error=error, status=web.UNPROCESSABLE, guide=guide)
    for part in found.parts:
        refused = barred.from_applying(chosen.party.id, part.matter, clock.today())
        if refused is not None:
            raise refused
    return _open(request, found, chosen.party.id)


def _open(request: HttpRequest, found: Composite, party: int) -> HttpResponse:
    who = actor(request)
    draft = drafts.begin_bundle(who, found, party)
    if draft.edition:
        messages.info(request, f"您之前填过“{found.bundle.name}”，内容都在，接着办就行。")
    answers = answers_in(found, request.GET.dict())
    if answers and not draft.content.get("answers"):
        drafts.save(who, draft.id, {"answers": answers}, draft.edition)
        draft = drafts.get(who, draft.id)
    card = next(one for one in parties_of(who) if one.id == party)
    work = offers.look_up(request, Work(draft, version_of(draft), card))
    return HttpResponseRedirect(work.steps[0].href)


def submit(request: HttpRequest, work: Work, pledge: Contents | None) -> str:
    """Hand in everything at once, under the draft's own key. Returns the number of the bundle."""
    composite, delivery = work.draft.composite, work.delivery
    if composite is None or delivery is None:
        raise ValueError("asked only for a bundle with a delivery")
    given = Submission(
        composite,
        HandedIn(
            work.answers,
            {one.key: work.form[one.key] for one in work.fields if work.form.get(one.key)},
            work.shown,
            delivery,
            work.later,
            work.committed,
            licence=work.licence,
        ),
        work.party.id,
        Channel.ONLINE,
        intake_hall(composite.parts[0].matter, work.town),
        work.town if work.needs_town else "",
        work.collect_at if delivery is Delivery.WINDOW else "",
        work.post_address if delivery is Delivery.COURIER else "",
        asked=tuple((one.ask, one.options[work.answers[one.key]]) for one in work.situations),
        pledge=pledge,
    )
    return hand_in(given, actor=actor(request), at=clock.now(), key=work.draft.key)
