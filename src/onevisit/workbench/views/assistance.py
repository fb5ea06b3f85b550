"""代办: what an agent can do for others, for whom, under which word, and what of it waits."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_http_methods, require_safe

from onevisit.assistance import access as assistance
from onevisit.assistance import commands, home_queries, queries
from onevisit.assistance.queries import AuthorisationView
from onevisit.casework import drafts
from onevisit.casework import queries as casework
from onevisit.casework.applicants import party_for
from onevisit.casework.drafts import DraftView, NoSuchDraft
from onevisit.exchange import queries as exchange
from onevisit.platform import access, clock
from onevisit.platform.access import AT_WORK, STAFF, holders, requires
from onevisit.platform.files.commands import keep
from onevisit.platform.files.inspection import BadFile
from onevisit.platform.people.actors import Holding
from onevisit.platform.people.queries import party as party_card
from onevisit.platform.ui.listing import Column, Page
from onevisit.platform.ui.values import Link
from onevisit.rules.assistance import authorisation as rules
from onevisit.rules.assistance.refusals import AuthorisationIncomplete, CodeDead, NoSuchAuthorisation
from onevisit.rules.cases.application import Fault
from onevisit.rules.cases.refusals import Refused
from onevisit.workbench import assisting, intake_list
from onevisit.workbench.intake_form import WHO, Intake
from onevisit.workbench.intake_page import who_controls
from onevisit.workbench.views.files import served
from onevisit.workbench.web import (
    UNPROCESSABLE,
    Trouble,
    cleaned,
    key,
    page_number,
    says_refusals,
    show,
    trouble,
    typed,
)

REVOKING = "workbench.revoking"
"""Whose number was shown last at this window, in the session on the server."""

FIRST = 6
"""Matters on the first page: those that his own window takes in stand first."""

GIVES = ("paper", "code", "confirm")
"""What the buttons send by which a word is given or asked for; the others only find out who it is."""

SHOWN = 20
"""Cases on the first page; the rest is one click away."""

WORDS = (Column("委托人", wide=True), Column("办什么"), Column("到哪天"), Column("怎样委托"), Column("状态"))
FILED = (Column("事项", wide=True), Column("委托人"), Column("状态"), Column("等到哪天"))


@require_safe
@requires(holders(*assistance.AGENTS))
def home(request: HttpRequest) -> HttpResponse:
    """What can be done here, what was filed and waits, who is to be visited at home."""
    actor = access.actor(request)
    post = assistance.post_of(actor)
    text = cleaned(request.GET.get("q", ""))
    how = request.GET.get("how", "")
    found = assisting.offers(post, text)
    shown = [one for one in found if one.best == how] if how else found if text else found[:FIRST]
    filed = casework.cases(actor, casework.Filters(due="open"))
    words = queries.of_agent(actor)
    return show(
        request,
        "workbench/assistance/home.html",
        {
            "post": post,
            "text": text,
            "offers": shown,
            "tabs": [] if text else assisting.tabs(found, how),
            "possible": sum(one.can_begin for one in found),
            "of_all": len(found),
            "drafts": intake_list.drafts(request, actor),
            "filed": filed.items[:SHOWN],
            "filed_total": filed.total,
            "filed_columns": FILED,
            "visits": home_queries.mine_to_make(actor),
            "words": words.items[:8],
            "words_total": words.total,
            "word_columns": WORDS,
        },
    )


@require_http_methods(["GET", "HEAD", "POST"])
@requires(holders(*assistance.AGENTS))
@says_refusals
def draft(request: HttpRequest, draft: int) -> HttpResponse:
    """For whom, and by which word: before anything else is filled in."""
    found = _draft(request, draft)
    if request.method != "POST":
        return _page(request, found)
    actor = access.actor(request)
    who = {name: typed(request, name) for name in WHO if name in request.POST}
    drafts.save(actor, draft, {"who": who}, found.edition)
    if "X-Autosave" in request.headers:
        return HttpResponse(status=204)
    found = _draft(request, draft)
    faults = _identify(request, found)
    found = _draft(request, draft)
    if faults or typed(request, "do") not in GIVES:
        if not faults and not request.headers.get("HX-Request"):
            return HttpResponseRedirect(f"{reverse('workbench:assist-draft', args=[draft])}#word")
        return _page(request, found, faults)
    try:
        return _worded(request, found, typed(request, "do"))
    except Refused as refused:
        return _page(request, found, refused=trouble(refused))
    except BadFile as bad:
        return _page(request, found, [Fault("id_paper", str(bad))])


def _draft(request: HttpRequest, draft: int) -> DraftView:
    try:
        found = drafts.get(access.actor(request), draft)
    except NoSuchDraft as gone:
        raise Http404 from gone
    if not found.hall:
        raise Http404
    return found


def _intake(request: HttpRequest, found: DraftView) -> Intake:
    return Intake(found, _post(request, found))


def _post(request: HttpRequest, found: DraftView) -> Holding:
    return assistance.post_of(access.actor(request), found.hall)


def _identify(request: HttpRequest, found: DraftView) -> list[Fault]:
    """Find or enter the principal. What is already known of him is not overwritten by what an agent typed."""
    intake = _intake(request, found)
    who = intake.who
    faults = [
        one for one in intake.faults(clock.today()) if one.field in ("id_identifier", "id_name", "id_phone")
    ]
    if faults:
        return faults
    where = f"{intake.post.hall_name}{commands.ENTERED_BY_AGENT}"[-60:]
    party = party_for(who["name"], who["identifier"], who["phone"], who["address"], where)
    if party.name != who["name"]:
        return [Fault("id_name", "姓名与这个证件号码已登记的不一致，请核对证件原件")]
    if found.party != party.pk:
        actor = access.actor(request)
        card = party_card(party.pk)
        answer = exchange.verify_identity(who["name"], who["identifier"], actor) if card.is_person else None
        said = (
            {"verified": answer.verified, "register": answer.register, "reason": answer.reason}
            if answer
            else {}
        )
        drafts.save(actor, found.id, {"identified": said}, found.edition, party=party.pk)
        _fill_in(request, found.id)
    return []


def _fill_in(request: HttpRequest, draft: int) -> None:
    """Write what is known of the principal into the draft, once his word covers it, and not before."""
    found = _draft(request, draft)
    if found.party is None or not assisting.covering(request, found):
        return
    who, card = _intake(request, found).who, party_card(found.party)
    known = {name: getattr(card, name) for name in ("phone", "address") if not who[name]}
    if any(known.values()):
        drafts.save(access.actor(request), found.id, {"who": known}, found.edition, party=found.party)


def _worded(request: HttpRequest, found: DraftView, do: str) -> HttpResponse:
    """Enter the paper, send a code, or take the code that the principal told."""
    actor, at, given = access.actor(request), clock.now(), assisting.read(request)
    if do == "paper":
        scans = request.FILES.getlist("paper")
        papers = tuple(keep(scan.read(), (scan.name or "")[-60:]) for scan in scans)
        word = assisting.word(given, found, papers)
        number = commands.record(word, actor=actor, at=at, key=key(request), hall=found.hall)
        _fill_in(request, found.id)
        messages.success(request, f"委托已登记（{number}），并已通知本人。接着填申请。")
        return HttpResponseRedirect(reverse("workbench:intake-draft", args=[found.id]))
    waiting = queries.waiting_for_code(actor, found.party or 0, found.matter)
    here = reverse("workbench:assist-draft", args=[found.id])
    if do == "code" and waiting is None:
        commands.ask(assisting.word(given, found), actor=actor, at=at, key=key(request), hall=found.hall)
        messages.success(request, "授权码已发到本人手机，10分钟内有效。请让本人念给您。")
        return HttpResponseRedirect(f"{here}#word")
    if waiting is None:
        raise CodeDead(why="已经作废，或者没有发过")
    if do == "code":
        commands.resend(waiting.card.number, actor=actor, at=at, key=key(request))
        messages.success(request, "新的授权码已发出，前一个作废。")
        return HttpResponseRedirect(f"{here}#word")
    commands.confirm(waiting.card.number, typed(request, "told"), actor=actor, at=at, key=key(request))
    _fill_in(request, found.id)
    messages.success(request, "本人已确认委托。接着填申请。")
    return HttpResponseRedirect(reverse("workbench:intake-draft", args=[found.id]))


def _page(
    request: HttpRequest, found: DraftView, faults: list[Fault] | None = None, refused: Trouble | None = None
) -> HttpResponse:
    actor, wrong = access.actor(request), {one.field: one.message for one in faults or ()}
    intake = _intake(request, found)
    held = assisting.covering(request, found)
    offer = assisting.Offer(found.matter, assisting.survey(found.matter, assisting.place(intake.post)))
    response = show(
        request,
        "workbench/assistance/draft.html",
        {
            "draft": found,
            "matter": found.matter,
            "offer": offer,
            "hall_name": intake.post.hall_name,
            "who": who_controls(intake, wrong),
            "identified": intake.part("identified") if found.party else {},
            "party": found.party,
            "held": held,
            "waiting": queries.waiting_for_code(actor, found.party, found.matter)
            if found.party and not held
            else None,
            "given": assisting.read(request),
            "scopes": assisting.SCOPES,
            "longest": (clock.today() + rules.LONGEST).isoformat(),
            "today": clock.today().isoformat(),
            "not_in_power": rules.NOT_IN_POWER,
            "register": queries.sms_register(),
            "paper_error": wrong.get("id_paper", ""),
            "faults": [(one.field, one.message) for one in faults or ()],
            "address": reverse("workbench:assist-draft", args=[found.id]),
        },
        refused,
    )
    if faults:
        response.status_code = UNPROCESSABLE
    return response


@require_safe
@requires(holders(*assistance.AGENTS))
def words(request: HttpRequest) -> HttpResponse:
    """All words that this agent was given, or those that are over."""
    past = request.GET.get("past") == "1"
    found = queries.of_agent(access.actor(request), page_number(request), current=not past)
    address = reverse("workbench:assist-words")
    return show(
        request,
        "workbench/assistance/words.html",
        {
            "rows": found.items,
            "page": Page(found.number, found.size, found.total),
            "columns": WORDS,
            "past": past,
            "tabs": [
                Link("有效和等确认的", address, current=not past),
                Link("已经结束的", f"{address}?past=1", current=past),
            ],
        },
    )


@require_http_methods(["GET", "HEAD", "POST"])
@requires(STAFF, to_change=AT_WORK)
@says_refusals
def word(request: HttpRequest, reference: str) -> HttpResponse:
    """One word, with everything that was done under it. Its agent may lay it down, a window takes down its end."""
    actor, refused = access.actor(request), None
    if request.method == "POST":
        said, at = typed(request, "words"), clock.now()
        try:
            if typed(request, "do") == "revoke":
                if not said:
                    raise AuthorisationIncomplete(missing="请写明本人是怎样提出撤销的")
                shown = request.session.get(REVOKING, "")
                commands.revoke(reference, actor=actor, at=at, key=key(request), words=said, shown=shown)
                messages.success(request, "已撤销，从现在起不能再凭它代办；已通知本人。")
            else:
                commands.resign(reference, said, actor=actor, at=at, key=key(request))
                messages.success(request, "已辞去这份委托，并已通知本人。")
            return HttpResponseRedirect(request.path)
        except Refused as why:
            refused = trouble(why)
    view = _word(request, reference)
    return show(
        request,
        "workbench/assistance/word.html",
        {
            "view": view,
            "card": view.card,
            "standings": assisting.STANDINGS.get(view.card.standing),
            "resigns": actor.holds(*assistance.AGENTS),
            "takes_down": actor.holds(*assistance.WINDOWS),
            "said": typed(request, "words"),
            "not_in_power": rules.NOT_IN_POWER,
        },
        refused,
    )


def _word(request: HttpRequest, reference: str) -> AuthorisationView:
    """One that he may read, or that whoever stands at his window takes back."""
    actor = access.actor(request)
    try:
        return queries.staff_view(actor, reference)
    except NoSuchAuthorisation:
        return queries.view_at_window(actor, reference, request.session.get(REVOKING, ""))


@require_safe
@requires(STAFF)
@says_refusals
def word_of_case(request: HttpRequest, number: str, reference: str) -> HttpResponse:
    """The word under which somebody acted in a case, for whoever may see the case."""
    casework.staff_view(access.actor(request), number, "委托")
    view = queries.view_of_case(reference, number)
    context = {"view": view, "card": view.card, "case": number, "not_in_power": rules.NOT_IN_POWER}
    return show(request, "workbench/assistance/word.html", context)


@require_safe
@requires(STAFF)
@says_refusals
@xframe_options_sameorigin
def paper(request: HttpRequest, reference: str, sha256: str) -> HttpResponse:
    """The photograph of the signed paper."""
    view = _word(request, reference)
    if sha256 not in view.papers:
        raise Http404
    return served(view.card.number, sha256)


@require_safe
@requires(STAFF)
@says_refusals
@xframe_options_sameorigin
def paper_of_case(request: HttpRequest, number: str, reference: str, sha256: str) -> HttpResponse:
    """The same, for whoever may see a case that was handled under it."""
    casework.staff_view(access.actor(request), number, "委托书")
    if sha256 not in queries.view_of_case(reference, number).papers:
        raise Http404
    return served(reference, sha256)
