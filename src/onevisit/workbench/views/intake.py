"""One window for any matter of its class: who it is, what applies, what he brought, one command that takes it in."""

from __future__ import annotations

from collections.abc import Sequence

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from onevisit.bundles import commands as bundles_commands
from onevisit.casework import drafts
from onevisit.casework.applicants import classify, party_for
from onevisit.casework.applications import hand_in
from onevisit.casework.commands import Late
from onevisit.casework.drafts import NoSuchDraft
from onevisit.catalogue import bundles as catalogue
from onevisit.catalogue.bundles import NoSuchBundle
from onevisit.catalogue.cards import length_of
from onevisit.catalogue.search import search
from onevisit.catalogue.versions import NoSuchMatter, all_in_force, in_force
from onevisit.exchange import queries as exchange
from onevisit.platform import access, clock
from onevisit.platform.access import holders, requires
from onevisit.platform.organs.queries import hall, organ_cards
from onevisit.platform.people.actors import Actor, Holding
from onevisit.platform.people.queries import party as party_card
from onevisit.rules.bundles.composite import Composite
from onevisit.rules.cases import commands as c
from onevisit.rules.cases.application import Fault
from onevisit.rules.cases.refusals import NotYours, Refused
from onevisit.rules.district.checks import TOWN
from onevisit.rules.district.definition import Role
from onevisit.rules.identifiers import bundle_no
from onevisit.rules.matters.definition import Matter
from onevisit.rules.matters.vocabulary import Channel
from onevisit.tickets import commands as tickets
from onevisit.workbench import assisting, bundles, declining, intake_list, registers, taking_over
from onevisit.workbench.intake_form import Intake
from onevisit.workbench.intake_page import page
from onevisit.workbench.intake_read import read
from onevisit.workbench.nav import INTAKE
from onevisit.workbench.web import UNPROCESSABLE, cleaned, number_in, says_refusals, show, trouble, typed

WRITES = ("accept", "receive", "correct", "submit", "decline")
"""What the buttons send that make a case; the others only save."""


@require_safe
@requires(holders(*INTAKE))
def choose(request: HttpRequest) -> HttpResponse:
    """The matters of this person's windows, narrowed by whatever people call them."""
    actor = access.actor(request)
    text = cleaned(request.GET.get("q", ""))
    own = {one.key: one for one in _own_matters(actor)}
    found = None
    if text:
        found = search(text, on=clock.today(), limit=len(own) + 200)
        own = {hit.card.key: own[hit.card.key] for hit in found.hits if hit.card.key in own}
    names = {key: card.short for key, card in organ_cards().items()} | {TOWN: "镇（街道）"}
    return show(
        request,
        "workbench/choose.html",
        {
            "text": text,
            "corrected": found.corrected if found else "",
            "elsewhere": found.hits[:3] if found and not own else (),
            "matters": [
                (one, names.get(one.organ, ""), length_of(one.limits.promised)) for one in own.values()
            ],
            "classes": "、".join(dict.fromkeys(name for post in _posts(actor) for name in post.classes)),
            "bundles": bundles.offers(_posts(actor), text),
            "drafts": intake_list.drafts(request, actor),
            "dropped": drafts.dropped(actor, window=True),
        },
    )


def _posts(actor: Actor) -> tuple[Holding, ...]:
    return actor.posts_as(*INTAKE)


def _own_matters(actor: Actor) -> list[Matter]:
    today = clock.today()
    return [one.matter for one in all_in_force(today) if _post_for(actor, one.matter) is not None]


def _post_for(actor: Actor, matter: Matter) -> Holding | None:
    return next((post for post in _posts(actor) if assisting.may_begin(post, matter)), None)


@require_POST
@requires(holders(*INTAKE))
@says_refusals
def begin(request: HttpRequest) -> HttpResponse:
    """A new draft at this window."""
    actor = access.actor(request)
    try:
        joined = _joined(request)
        matter = joined.matter if joined else in_force(typed(request, "matter")[:60], clock.today()).matter
    except (NoSuchMatter, NoSuchBundle) as gone:
        raise Http404 from gone
    post = _post_for(actor, matter)
    if post is None:
        raise NotYours(command="受理", who=f"“{matter.window_class}”综合窗口")
    if joined is None:
        draft = drafts.begin(actor, matter.key, hall=post.hall)
    else:
        draft = drafts.begin_bundle(actor, joined, hall=post.hall)
    intake_list.opened(request, draft.id)
    # Whoever acts for others first says for whom, and by which word.
    route = "assist-draft" if post.role is Role.AGENT else "intake-draft"
    return HttpResponseRedirect(reverse(f"workbench:{route}", args=[draft.id]))


def _joined(request: HttpRequest) -> Composite | None:
    """The bundle that was chosen, or the matters that were ticked; None for a single matter."""
    if request.POST.get("bundle"):
        return catalogue.composite(typed(request, "bundle")[:60], clock.today())
    ticked = [cleaned(one)[:60] for one in request.POST.getlist("join")]
    # Without a matter the button “join” was pressed with nothing ticked: the refusal says so.
    return catalogue.joined(ticked, clock.today()) if ticked or not request.POST.get("matter") else None


def _intake(request: HttpRequest, draft: int) -> Intake:
    """One of this clerk's drafts. Raises `NoSuchDraft`."""
    actor = access.actor(request)
    found = drafts.get(actor, draft)
    posts = [post for post in _posts(actor) if assisting.may_begin(post, found.matter)]
    post = next((post for post in posts if post.hall == found.hall), None)
    if post is None:
        raise NoSuchDraft(draft)
    return Intake(found, post)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(holders(*INTAKE))
@says_refusals
def application(request: HttpRequest, draft: int) -> HttpResponse:
    """The whole application on one page."""
    try:
        intake = _intake(request, draft)
    except NoSuchDraft as gone:
        number = intake_list.became(request, draft)
        if not number:
            raise Http404 from gone
        # A second click, or the way back in the browser: the draft has become this case.
        route = "workbench:bundle-receipt" if bundle_no.is_bundle(number) else "workbench:receipt"
        return HttpResponseRedirect(reverse(route, args=[number]))
    if request.method != "POST":
        return page(request, intake)
    do = request.POST.get("do", "save")
    parts, unread = read(request, intake)
    saved = drafts.save(access.actor(request), draft, parts, _seen(request, intake))
    if "X-Autosave" in request.headers:
        return HttpResponse(status=204)
    taking_over.tell(request, saved)
    intake = _intake(request, draft)
    if do.startswith("remove:"):
        drafts.remove_shown(access.actor(request), draft, do.removeprefix("remove:"))
    elif do in ("identify", *WRITES) or intake.draft.party:
        unread += _identify(request, intake)
    if do in WRITES:
        return _hand_in(request, _intake(request, draft), do, unread)
    if unread:
        return page(request, _intake(request, draft), unread, status=UNPROCESSABLE)
    if request.headers.get("HX-Request"):
        return page(request, _intake(request, draft))
    return HttpResponseRedirect(f"{reverse('workbench:intake-draft', args=[draft])}#{_next(do)}")


def _seen(request: HttpRequest, intake: Intake) -> int:
    """The edition in which the page was shown; where it does not say, what stands there now."""
    return number_in(request.POST.get("edition", "")) or intake.draft.edition


def _next(do: str) -> str:
    return {"identify": "situation"}.get(do, "materials")


def _identify(request: HttpRequest, intake: Intake) -> list[Fault]:
    """Find or enter the party, and ask the registers what they know of it; both only when something changed."""
    actor = access.actor(request)
    who = intake.who
    faults = [one for one in intake.faults(clock.today()) if one.field in ("id_identifier", "id_name")]
    if faults:
        return faults
    party = party_for(
        who["name"], who["identifier"], who["phone"], who["address"], f"{intake.post.hall_name}窗口核对证件"
    )
    if party.name != who["name"]:
        return [
            Fault("id_name", "姓名与这个证件号码已登记的不一致，请核对证件原件；确已更名的，请先办理更名")
        ]
    parts: dict[str, object] = {}
    if intake.draft.party != party.pk:
        card = party_card(party.pk)
        known = {name: getattr(card, name) for name in ("phone", "address") if not who[name]}
        parts |= {"who": known, "identified": _verified(actor, who)}
    if intake.draft.content.get("asked") != registers.needed(party.pk, intake.requirements):
        parts |= registers.ask(actor, intake.draft, party.pk, intake.requirements)
    if parts:
        drafts.save(actor, intake.draft.id, parts, intake.draft.edition, party=party.pk)
    return []


def _verified(actor: Actor, who: dict[str, str]) -> dict[str, object]:
    """What the register of identities says of a citizen; of an organisation it knows nothing."""
    if classify(who["identifier"])[0].value != "person":
        return {}
    answer = exchange.verify_identity(who["name"], who["identifier"], actor)
    return {"verified": answer.verified, "register": answer.register, "reason": answer.reason}


def _hand_in(request: HttpRequest, intake: Intake, do: str, unread: Sequence[Fault]) -> HttpResponse:
    """Make the case, and do at once what the button says. Nothing typed is lost where it is refused."""
    actor = access.actor(request)
    given = declining.read(request)
    complete = do == "accept" and intake.post.role is not Role.AGENT
    faults = list(dict.fromkeys([*unread, *intake.faults(clock.today(), complete=complete)]))
    channel = intake.channel
    if faults or channel is None or intake.draft.party is None:
        return page(request, intake, faults, given=given, status=UNPROCESSABLE)
    if intake.draft.composite is not None:
        return _hand_in_bundle(request, intake, do, channel)
    try:
        then = _then(intake, do, given)
        made = intake.application(intake.draft.party, channel, then)
        done = hand_in(made, actor=actor, at=clock.now(), key=intake.draft.key)
    except Refused as refused:
        return page(request, intake, refused=trouble(refused), given=given)
    tickets.handled(actor, done.number, at=clock.now())
    intake_list.closed(request, intake.draft.id, done.number)
    drafts.discard(actor, intake.draft.id)
    # On the spot: the check list of the one notice follows at once.
    following = "correction" if do == "correct" else "receipt"
    return HttpResponseRedirect(reverse(f"workbench:{following}", args=[done.number]))


def _hand_in_bundle(request: HttpRequest, intake: Intake, do: str, channel: Channel) -> HttpResponse:
    """Make the bundle and the cases that can begin, in one act. Nothing typed is lost where it is refused."""
    actor = access.actor(request)
    delivery, party = intake.delivery, intake.draft.party
    if delivery is None or party is None:
        return page(request, intake, status=UNPROCESSABLE)
    at_window = intake.post.role is not Role.AGENT and do != "submit"
    try:
        number = bundles_commands.hand_in(
            bundles.submission(intake, party, channel, delivery),
            actor=actor,
            at=clock.now(),
            key=intake.draft.key,
            accept=at_window and do == "accept",
            receive=at_window,
        )
    except Refused as refused:
        return page(request, intake, refused=trouble(refused))
    tickets.handled(actor, number, at=clock.now())
    intake_list.closed(request, intake.draft.id, number)
    drafts.discard(actor, intake.draft.id)
    following = "bundle" if do == "correct" else "bundle-receipt"
    return HttpResponseRedirect(reverse(f"workbench:{following}", args=[number]))


def _then(intake: Intake, do: str, given: declining.Declining) -> tuple[c.Command | Late, ...]:
    if intake.post.role is Role.AGENT or do == "submit":
        return ()
    receive = c.Receive(intake.post.hall, intake.post.window, intake.sighted)
    if do == "decline":
        return (receive, declining.command(given))
    return (receive,) if do in ("receive", "correct") else (receive, c.Accept())


@require_POST
@requires(holders(*INTAKE))
def discard(request: HttpRequest, draft: int) -> HttpResponse:
    """Throw a draft away; it can be taken back on the page that this leads to."""
    drafts.drop(access.actor(request), draft)
    intake_list.closed(request, draft)
    messages.success(request, f"这份没有提交的申请已经删除，{drafts.KEPT.days}天内可以在本页恢复。")
    return HttpResponseRedirect(reverse("workbench:intake"))


@require_POST
@requires(holders(*INTAKE))
def bring_back(request: HttpRequest, draft: int) -> HttpResponse:
    """Take back what was thrown away, and go on with it."""
    try:
        drafts.bring_back(access.actor(request), draft)
    except NoSuchDraft:
        messages.info(request, "这份申请已经恢复，或者过了可以恢复的时间。没有的，请重新录入。")
        return HttpResponseRedirect(reverse("workbench:intake"))
    intake_list.opened(request, draft)
    return HttpResponseRedirect(reverse("workbench:intake-draft", args=[draft]))


@require_safe
@requires(holders(*INTAKE))
def missing(request: HttpRequest, draft: int) -> HttpResponse:
    """一次告知: everything that is needed and what of it is still missing, to take home. No case is made of it."""
    try:
        intake = _intake(request, draft)
    except NoSuchDraft as gone:
        raise Http404 from gone
    shown = intake.shown
    return render(
        request,
        "workbench/missing.html",
        {
            "intake": intake,
            "matter": intake.matter,
            "lines": [(one, one.key in shown) for one in intake.requirements],
            "questions": [
                (one.ask, one.options.get(intake.answers.get(one.key, ""), "")) for one in intake.situations
            ],
            "form": [
                fault.message for fault in intake.faults(clock.today()) if fault.field.startswith("id_f-")
            ],
            "hall": hall(intake.post.hall),
            "today": clock.today(),
            **taking_over.on_the_sheet(access.actor(request), intake.draft),
        },
    )
