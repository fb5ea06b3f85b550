"""部门协同: what organs ask each other, on what they disagree, and who decides it until when."""

from __future__ import annotations

from dataclasses import dataclass, field

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from onevisit.casework import queries as cases
from onevisit.casework.case_view import CaseView
from onevisit.casework.refusals import NoSuchCase
from onevisit.coordination import arbiters, arbitration, carrying_out, commands, figures, queries
from onevisit.coordination.access import OFFICERS, READS, SPEAKERS, SUPERVISES
from onevisit.coordination.arbitration import Raising
from onevisit.coordination.cards import Line
from onevisit.coordination.queries import DisagreementView, QuestionView
from onevisit.platform import access, clock
from onevisit.platform.access import AT_WORK, holders, requires
from onevisit.platform.organs.queries import organ_cards
from onevisit.platform.people.actors import Actor
from onevisit.platform.ui.listing import Column, Page
from onevisit.platform.ui.values import Event, Link
from onevisit.rules.cases.refusals import Refused
from onevisit.rules.coordination.disagreement import Holds, Issue
from onevisit.rules.coordination.question import Deed
from onevisit.rules.coordination.terms import CLOCK_GOES_ON, NO_PAUSE
from onevisit.rules.coordination.texts import DISAGREEMENT, LONGEST
from onevisit.rules.district.definition import Role
from onevisit.workbench import parts
from onevisit.workbench.web import (
    NotOpen,
    Trouble,
    key,
    page_number,
    says_refusals,
    seen,
    show,
    trouble,
    typed,
)

QUESTIONS = (Column("答复期限"), Column("询问", wide=True), Column("谁问谁"), Column("状态"))
QUARRELS = (Column("到期"), Column("争议", wide=True), Column("双方"), Column("协调人"), Column("状态"))
FIGURES = (
    Column("部门（第一责任人）", wide=True),
    Column("被问", kind="number"),
    Column("未答复", kind="number"),
    Column("已超期", kind="number"),
    Column("超期答复", kind="number"),
    Column("平均工作日", kind="number"),
    Column("争议", kind="number"),
    Column("待协调", kind="number"),
    Column("已协调", kind="number"),
    Column("协调平均工作日", kind="number"),
)
QUARREL_STATES = {"quarrels": "争议", "decided": "已决定的争议"}
ANSWERS = ("经核实，情况如下：", "没有意见。", "需要申请人提供的材料我们自己查得到，不要再问他要。")
WAITS = ("mine", "up", "waiting", "overdue")


@dataclass(frozen=True)
class Given:
    """What was typed, or what the page begins with. `do` says which part it belongs to."""

    do: str = ""
    texts: dict[str, str] = field(default_factory=dict)

    def __getitem__(self, name: str) -> str:
        """One field, "" if nothing was typed into it: what templates ask for."""
        return self.texts.get(name, "")


def _given(request: HttpRequest) -> Given:
    names = (*LONGEST, "to", "other", "issue", "holds")
    return Given(request.POST.get("do", ""), {name: typed(request, name) for name in names})


@require_safe
@requires(holders(*READS))
def coordination(request: HttpRequest) -> HttpResponse:
    """What waits for this person, what his organ asked, and the disagreements of his organs."""
    actor = access.actor(request)
    tabs = _tabs(actor)
    state = request.GET.get("state", next(iter(tabs)))
    state = state if state in tabs else next(iter(tabs))
    organ, arbiter, number = _organ(request, "organ"), _organ(request, "arbiter"), page_number(request)
    questions = quarrels = None
    if state == "mine" or state in QUARREL_STATES:
        # An arbiter's open ones are those that lie before it; a side's are all.
        which = {"mine": "mine", "decided": "decided"}.get(state, "heard" if arbiter else "")
        first = number if state != "mine" else 1
        quarrels = queries.list_disagreements(actor, state=which, organ=organ, arbiter=arbiter, number=first)
    if state not in QUARREL_STATES:
        questions = queries.list_questions(actor, state, organ=organ, number=number)
    found = questions or quarrels
    supervises = actor.holds(*SUPERVISES)
    return show(
        request,
        "workbench/coordination/list.html",
        {
            "tabs": [
                Link(label, f"{request.path}?state={one}", current=one == state)
                for one, label in tabs.items()
            ],
            "narrowed": _narrowed(state, organ, arbiter),
            "all": f"{request.path}?state={state}",
            "questions": questions.items if questions else (),
            "quarrels": quarrels.items if quarrels else (),
            "page": Page(found.number, found.size, found.total) if found else None,
            "question_columns": QUESTIONS,
            "quarrel_columns": QUARRELS,
            "figures": figures.figures(actor) if supervises else (),
            "figure_columns": FIGURES,
            "arbiters": _arbiters() if supervises or actor.holds(*SPEAKERS) else (),
            "terms": queries.terms_today(),
            "clock_goes_on": CLOCK_GOES_ON,
            "no_pause": NO_PAUSE,
        },
    )


def _organ(request: HttpRequest, name: str) -> str:
    return request.GET.get(name, "").replace("\0", "")[:60]


def _narrowed(state: str, organ: str, arbiter: str) -> str:
    """To which organ the list is narrowed, in words; "" where it is not, or where there is no such organ."""
    cards = organ_cards() if organ or arbiter else {}
    if arbiter in cards and state in QUARREL_STATES:
        return (
            f"{cards[arbiter].short}已经决定的" if state == "decided" else f"等{cards[arbiter].short}决定的"
        )
    if organ in cards:
        return f"{cards[organ].short}是一方的" if state in QUARREL_STATES else f"问{cards[organ].short}的"
    return ""


def _tabs(actor: Actor) -> dict[str, str]:
    tabs = dict(queries.STATES)
    if not actor.holds(*OFFICERS, Role.HEAD):
        del tabs["mine"]
    if not actor.holds(*SPEAKERS):
        del tabs["up"]
    if actor.holds(*OFFICERS, Role.HEAD, Role.INQUIRY):
        tabs |= QUARREL_STATES
    if not actor.holds(*OFFICERS) and not actor.holds(Role.CLERK, Role.AGENT):
        del tabs["ours"]
    return tabs


def _arbiters() -> list[tuple[str, list[arbiters.ArbiterCard]]]:
    every = arbiters.every()
    return [(issue.label, [one for one in every if one.issue is issue]) for issue in Issue]


@require_http_methods(["GET", "HEAD", "POST"])
@requires(holders(*READS))
@says_refusals
def ask(request: HttpRequest, number: str) -> HttpResponse:
    """Ask another organ about this case."""
    actor, given = access.actor(request), _given(request)
    refused = None
    if request.method == "POST":
        try:
            reference = commands.ask(
                number, given["to"], given["question"], actor=actor, at=clock.now(), key=key(request)
            )
        except NoSuchCase:
            raise
        except Refused as why:
            refused = trouble(why)
        else:
            messages.success(request, f"已提出询问（{reference}），对方收到提醒。")
            return HttpResponseRedirect(f"{reverse('workbench:case', args=[number])}#coordination")
    view = cases.staff_view(actor, number, "询问其他部门")
    return show(
        request,
        "workbench/coordination/ask.html",
        {
            "view": view,
            "given": given,
            "organs": _others(actor),
            "panel": queries.of_case(actor, number),
            "stages": parts.stages(view),
            "clocks": parts.case_clocks(view),
            "longest": LONGEST,
            "terms": queries.terms_today(),
            "clock_goes_on": CLOCK_GOES_ON,
            "no_pause": NO_PAUSE,
        },
        refused,
    )


def _others(actor: Actor) -> list[object]:
    """Whom one can ask, those of the case's kind in the district's order."""
    own = {post.organ for post in actor.posts_as(*OFFICERS)}
    return [one for one in queries.organs_to_ask(clock.today()) if one.key not in own]


@require_http_methods(["GET", "HEAD", "POST"])
@requires(holders(*SPEAKERS))
@says_refusals
def disagree(request: HttpRequest, number: str) -> HttpResponse:
    """Bring a disagreement before its arbiter."""
    actor, given = access.actor(request), _given(request)
    refused = None
    if request.method == "POST":
        raising = Raising(number, given["issue"], given["other"], given["position"], given["articles"])
        try:
            reference = arbitration.raise_it(raising, actor=actor, at=clock.now(), key=key(request))
        except NoSuchCase:
            raise
        except Refused as why:
            refused = trouble(why)
        else:
            messages.success(request, f"已提请协调（{reference}），对方和申请人收到通知。")
            return HttpResponseRedirect(reverse("workbench:consultation", args=[reference]))
    return show(
        request,
        "workbench/coordination/raise.html",
        {
            "number": number,
            "panel": queries.raising_panel(actor, number),
            "given": given,
            "organs": _others(actor),
            "issues": tuple(Issue),
            "arbiters": _arbiters(),
            "longest": LONGEST,
            "terms": queries.terms_today(),
            "clock_goes_on": CLOCK_GOES_ON,
            "no_pause": NO_PAUSE,
        },
        refused,
    )


@require_http_methods(["GET", "HEAD", "POST"])
@requires(holders(*READS), to_change=AT_WORK)
@says_refusals
def one(request: HttpRequest, reference: str) -> HttpResponse:
    """A question or a disagreement with its history, and what this person may do with it now."""
    actor = access.actor(request)
    given, refused = _given(request), None
    if request.method == "POST":
        try:
            done = _carry_out(request, actor, reference, given)
        except NoSuchCase:
            raise
        except Refused as why:
            refused = trouble(why)
        else:
            messages.success(request, done)
            gone = given.do == Deed.PASS_ON  # It is no longer this organ's to see.
            return HttpResponseRedirect(
                reverse("workbench:coordination")
                if gone
                else reverse("workbench:consultation", args=[reference])
            )
    if reference.startswith(DISAGREEMENT):
        return _quarrel(request, actor, queries.disagreement(actor, reference), given, refused)
    return _question(request, queries.question(actor, reference), given, refused)


def _carry_out(request: HttpRequest, actor: Actor, reference: str, given: Given) -> str:
    """Do what the button says; returns what is said of it."""
    who = {"actor": actor, "at": clock.now(), "seen": seen(request), "key": key(request)}
    if given.do == Deed.PASS_ON:
        commands.pass_on(reference, given["to"], given["reason"], **who)
        return "已转给有职责的部门，答复期限重新起算一次。"
    if given.do == Deed.WITHDRAW:
        commands.withdraw(reference, **who)
        return "已撤回，对方不用再答。"
    if given.do == Deed.STATE:
        arbitration.state(reference, given["position"], given["articles"], **who)
        return "本部门的意见已提交，等协调决定。"
    if given.do == Deed.DECIDE:
        arbitration.decide(reference, given["holds"], given["decision"], given["binding"], **who)
        return "已作出协调决定，双方和申请人收到通知。"
    if given.do == Deed.SEND_UP:
        arbitration.send_up(reference, given["reason"], **who)
        return "已报请上一级协调。"
    if given.do == Deed.CARRY_OUT:
        carrying_out.carry_out(reference, given["opinion"], **who)
        return "已按协调决定改签，原来的意见还在办件记录里。"
    if given.do == Deed.SETTLE:
        arbitration.settle(reference, given["reason"], **who)
        return "已记录双方协商一致。"
    commands.answer(reference, given["answer"], **who)
    return "已答复，提出询问的部门收到提醒。"


def _question(
    request: HttpRequest, view: QuestionView, given: Given, refused: Trouble | None
) -> HttpResponse:
    others = {view.card.asked.key, view.card.asker.key}
    return show(
        request,
        "workbench/coordination/question.html",
        {
            "view": view,
            "card": view.card,
            "given": given,
            "timeline": _timeline(view.history),
            "sees_case": _sees(access.actor(request), view.card.case),
            "speaks": access.actor(request).holds(*SPEAKERS),
            "organs": [one for one in queries.organs_to_ask(clock.today()) if one.key not in others],
            "longest": LONGEST,
            "phrases": ANSWERS,
        },
        refused,
    )


def _quarrel(
    request: HttpRequest, actor: Actor, view: DisagreementView, given: Given, refused: Trouble | None
) -> HttpResponse:
    card = view.card
    case = _file(actor, card.case, decides=view.may.decide)
    holds = (
        (Holds.RAISER.value, f"支持{card.raiser.organ.short}的意见"),
        (Holds.OTHER.value, f"支持{card.other.organ.short}的意见"),
        (Holds.NEITHER.value, "双方意见都不采纳，按本决定办理"),
    )
    return show(
        request,
        "workbench/coordination/disagreement.html",
        {
            "view": view,
            "card": card,
            "given": given,
            "case": case,
            "sees_case": case is not None,
            "stages": parts.stages(case) if case else (),
            "clocks": parts.case_clocks(case) if case else None,
            "materials": parts.materials(case) if case else (),
            "timeline": _timeline(view.history),
            "holds": holds,
            "longest": LONGEST,
            "clock_goes_on": CLOCK_GOES_ON,
            "no_pause": NO_PAUSE,
        },
        refused,
    )


def _file(actor: Actor, number: str, *, decides: bool) -> CaseView | None:
    """The case, for who may see it; that he looked is written down. The sides and the arbiter may, others may not."""
    try:
        return cases.staff_view(actor, number, "协调决定" if decides else "部门争议")
    except NoSuchCase:
        return None


def _sees(actor: Actor, number: str) -> bool:
    """Whether a link to the case leads somewhere for this person."""
    return bool(cases.cases(actor, cases.Filters(text=number)).total)


def _timeline(lines: tuple[Line, ...]) -> list[Event]:
    """The history with who was told of what."""
    return [
        Event(
            line.deed.label
            if line.deed not in (Deed.ASK, Deed.PASS_ON)
            else f"{line.deed.label}：{line.organ}",
            line.at,
            f"{line.as_what} {line.who}".strip(),
            "。".join([*([line.words.rstrip("。")] if line.words else []), *_told(line)]),
        )
        for line in lines
    ]


def _told(line: Line) -> list[str]:
    return [f"已告知{'、'.join(line.told)}"] if line.told else []


@require_safe
@requires(holders(*READS))
@says_refusals
def sheet(request: HttpRequest, reference: str) -> HttpResponse:
    """协调意见书: the decision of a disagreement, to be printed and signed. Raises `NotOpen` before there is one."""
    view = queries.disagreement(access.actor(request), reference)
    if view.card.holds is None:
        raise NotOpen(why="这个争议还没有决定，没有协调意见书可以打印")
    return render(request, "workbench/coordination/sheet.html", {"card": view.card, "history": view.history})
