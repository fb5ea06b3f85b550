"""An organ's opinion on its stage: what was checked, yes or no, on which ground, in which words."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from onevisit.casework import commands, queries
from onevisit.casework.case_view import CaseView
from onevisit.platform import access, clock
from onevisit.platform.access import holders, requires
from onevisit.platform.organs.queries import colleagues, organ_cards
from onevisit.rules.cases import commands as c
from onevisit.rules.cases.deciding.handling import OFFICERS
from onevisit.rules.cases.phases import ReviewOutcome
from onevisit.rules.cases.procedure import DutyKind, decider, organ_of
from onevisit.rules.cases.refusals import NoSuchStage, Refused
from onevisit.rules.district.definition import Role
from onevisit.rules.matters.definition import Stage
from onevisit.rules.matters.vocabulary import StageKind
from onevisit.workbench import parts, phrases
from onevisit.workbench.rows import waiting
from onevisit.workbench.web import (
    NothingToDo,
    Trouble,
    cleaned,
    key,
    says_refusals,
    seen,
    show,
    trouble,
    typed,
)
from onevisit.workbench.written import words

MOST_OFFICERS = 6
"""Names of those who looked on the spot; two are needed (行政许可法 Art. 34 (3))."""


class OutcomeNeeded(Refused):
    """Neither yes nor no was chosen."""

    what = "还没有选择“同意”或“不同意”"
    remedy = "请选择一项；其他内容都还在。"


@dataclass(frozen=True)
class Given:
    """The form as it was sent, or empty."""

    outcome: str = ""
    opinion: str = ""
    checked: tuple[int, ...] = ()
    grounds: tuple[str, ...] = ()
    officers: tuple[str, ...] = ()


@require_http_methods(["GET", "HEAD", "POST"])
@requires(holders(Role.REVIEWER))
@says_refusals
def review(request: HttpRequest, number: str, stage: str) -> HttpResponse:
    """Show the stage beside form and materials; take the opinion."""
    actor = access.actor(request)
    view = queries.staff_view(actor, number, "审查")
    one = _stage(view, stage)
    given, refused = Given(), None
    if request.method == "POST":
        given = _read(request, one)
        try:
            done = _send(request, view, one, given)
        except Refused as why:
            refused = trouble(why)
        else:
            messages.success(request, f"“{one.name}”的审查意见已提交。")
            return HttpResponseRedirect(reverse("workbench:case", args=[done]))
    elif waiting(actor, number, (DutyKind.REVIEW,), stage) is None:
        raise NothingToDo(step=one.name)
    else:
        given = Given(officers=(actor.name, ""))
    return _page(request, view, one, given, refused)


def _stage(view: CaseView, key_: str) -> Stage:
    found = next((shown.stage for shown in view.stages if shown.stage.key == key_), None)
    if found is None:
        raise NoSuchStage(matter=view.version.matter.name, stage=key_)
    return found


def _read(request: HttpRequest, stage: Stage) -> Given:
    ticked = set(request.POST.getlist("checked"))
    return Given(
        typed(request, "outcome"),
        typed(request, "opinion"),
        tuple(position for position in range(len(stage.checks)) if str(position) in ticked),
        tuple(request.POST.getlist("grounds")),
        tuple(cleaned(name)[:40] for name in request.POST.getlist("officers")[:MOST_OFFICERS]),
    )


def _send(request: HttpRequest, view: CaseView, stage: Stage, given: Given) -> str:
    outcome = ReviewOutcome.PASS if given.outcome == ReviewOutcome.PASS else ReviewOutcome.FAIL
    if not given.outcome:
        raise OutcomeNeeded
    command = c.Review(
        stage.key,
        outcome,
        words(given.opinion),
        tuple(stage.checks[position] for position in given.checked),
        given.grounds if outcome is ReviewOutcome.FAIL else (),
        given.officers if stage.kind is StageKind.SURVEY else (),
    )
    order = commands.Order((command,), case=view.number, seen=seen(request))
    (done,) = commands.handle([order], actor=access.actor(request), at=clock.now(), key=key(request))
    return done.number


def _page(
    request: HttpRequest, view: CaseView, stage: Stage, given: Given, refused: Trouble | None
) -> HttpResponse:
    shown = parts.materials(view)
    surveys = stage.kind is StageKind.SURVEY
    organ = organ_of(stage, view.version.matter, view.state)
    officers = (*given.officers, *[""] * OFFICERS)[: max(OFFICERS, len(given.officers))]
    own = next(one for one in view.stages if one.stage.key == stage.key)
    return show(
        request,
        "workbench/review.html",
        {
            "view": view,
            "spoken": parts.spoken(view.number),
            "own": own,
            "stage": stage,
            "given": given,
            "phrases": phrases.REVIEW[stage.kind],
            "who": parts.who(view),
            "asked": parts.asked(view),
            "materials": shown,
            "first_file": parts.first_file(shown),
            "others": [one for one in parts.stages(view) if one.view.stage.key != stage.key],
            "grounds": parts.grounds_of(view).values(),
            "officers": officers if surveys else (),
            "colleagues": [one.name for one in colleagues(organ, clock.today()) if Role.REVIEWER in one.roles]
            if surveys
            else (),
            "forwards_to": _above(view) if stage.kind is StageKind.FIRST_REVIEW else "",
            "hearing": view.courses.hearing_record,
        },
        refused,
    )


def _above(view: CaseView) -> str:
    """The organ that decides, to which a first review goes on (行政许可法 Art. 35)."""
    key_ = decider(view.version.matter, view.state)
    found = organ_cards().get(key_)
    return found.name if found else key_
