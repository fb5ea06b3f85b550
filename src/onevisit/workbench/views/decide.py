"""The decision: every organ's opinion side by side, then yes with its results, or no with reasons and rights."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from onevisit.casework import commands, issuing, offers, queries
from onevisit.casework.case_view import CaseView
from onevisit.platform import access, clock
from onevisit.platform.access import holders, requires
from onevisit.platform.organs.queries import organ_cards
from onevisit.platform.people.actors import Actor
from onevisit.rules.cases import commands as c
from onevisit.rules.cases.phases import Phase, ReviewOutcome
from onevisit.rules.cases.procedure import DutyKind
from onevisit.rules.cases.refusals import Refused
from onevisit.rules.district.definition import Role
from onevisit.workbench import courses, parts, phrases, remedies, steps
from onevisit.workbench.acts.all import ACTS
from onevisit.workbench.rows import AT_CHIEF, waiting
from onevisit.workbench.web import (
    NothingToDo,
    NotOpen,
    Trouble,
    key,
    says_refusals,
    seen,
    show,
    trouble,
    typed,
)
from onevisit.workbench.written import words


@dataclass(frozen=True)
class Given:
    """The form as it was sent, or as it is proposed."""

    opinion: str = ""
    reasons: str = ""
    remedies: str = ""
    grounds: tuple[str, ...] = ()


@require_http_methods(["GET", "HEAD", "POST"])
@requires(holders(Role.CHIEF))
@says_refusals
def decide(request: HttpRequest, number: str) -> HttpResponse:
    """Show what the organs said; take the decision."""
    actor = access.actor(request)
    view = queries.staff_view(actor, number, "决定")
    refused = None
    if request.method == "POST":
        given = Given(
            typed(request, "opinion"),
            typed(request, "reasons"),
            typed(request, "remedies"),
            tuple(request.POST.getlist("grounds")),
        )
        try:
            return _send(request, view, given)
        except Refused as why:
            refused = trouble(why)
    elif waiting(actor, number, AT_CHIEF) is None:
        closed = _closed(actor, view).get(c.Grant.__name__)
        raise NotOpen(why=closed) if closed else NothingToDo(step=DutyKind.DECIDE.label)
    else:
        given = Given(remedies=remedies.for_organ(view.organ, organ_cards()))
    return _page(request, view, given, refused)


def _closed(actor: Actor, view: CaseView) -> dict[str, str]:
    """Why there can be no decision yet, by command, for whoever may decide."""
    found = offers.steps_for(actor, view)
    return {one.offer.name: one.offer.why_not for one in found if one.mine and not one.offer.open}


def _send(request: HttpRequest, view: CaseView, given: Given) -> HttpResponse:
    do = request.POST.get("do", "")
    steps: tuple[commands.Late | c.Command, ...]
    if do == "issue":
        steps, said = (_issue(view),), "已制证。"
    elif do == "grant":
        steps, said = (c.Grant(words(given.opinion)), _issue(view)), "已作出准予决定并制证。"
    else:
        steps = (c.Refuse(given.grounds, words(given.reasons), given.remedies),)
        said = "已作出不予许可决定，理由和救济途径已告知申请人。"
    order = commands.Order(steps, case=view.number, seen=seen(request))
    (done,) = commands.handle([order], actor=access.actor(request), at=clock.now(), key=key(request))
    messages.success(request, said)
    return HttpResponseRedirect(reverse("workbench:case", args=[done.number]))


def _issue(view: CaseView) -> commands.Late:
    return issuing.issue(view.number, clock.today())


def _page(request: HttpRequest, view: CaseView, given: Given, refused: Trouble | None) -> HttpResponse:
    shown = parts.materials(view)
    stages = parts.stages(view)
    actor = access.actor(request)
    ways = steps.steps(actor, view, ())
    closed = {one.label: one.why for one in ways.closed if not one.who}
    return show(
        request,
        "workbench/decide.html",
        {
            "view": view,
            "spoken": parts.spoken(view.number),
            "only_issue": view.state.phase is Phase.GRANTED,
            "against": [
                one for one in stages if one.view.opinion and one.view.opinion.outcome is ReviewOutcome.FAIL
            ],
            "stages": stages,
            "given": given,
            "grant_phrases": phrases.GRANT,
            "refuse_phrases": phrases.REFUSE,
            "no_grant": closed.get(c.Grant.label, ""),
            "no_refusal": closed.get(c.Refuse.label, ""),
            "before": [one for one in (*ways.first, *ways.more) if one.href in _before(view.number)],
            "courses": courses.courses(view),
            "grounds": parts.grounds_of(view).values(),
            "results": view.version.matter.results,
            "who": parts.who(view),
            "asked": parts.asked(view),
            "materials": shown,
            "first_file": parts.first_file(shown),
            "clocks": parts.case_clocks(view),
        },
        refused,
    )


def _before(number: str) -> set[str]:
    """The pages of what has to happen before a decision can be made."""
    return {
        reverse(f"workbench:{act.slug}", args=[number])
        for act in ACTS
        if act.command in (c.TellInterested, c.CallHearing, c.HoldHearing, c.Resume)
    }
