"""在线咨询: what waits for an answer, the most urgent first; answering, passing on, and showing it to everybody."""

from __future__ import annotations

from dataclasses import dataclass, field

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from onevisit.platform import access, clock
from onevisit.platform.access import holders, requires
from onevisit.platform.people.actors import Actor
from onevisit.platform.ui.listing import Column, Filter, Page
from onevisit.platform.ui.values import Event, Fact, Link
from onevisit.questions import commands, queries
from onevisit.questions.access import ANSWERS, PROMISES, READS
from onevisit.questions.queries import QuestionView
from onevisit.questions.refusals import PromiseRefused
from onevisit.rules.cases.refusals import Refused
from onevisit.rules.district.definition import Role
from onevisit.rules.questions import LONGEST, Deed, Promise
from onevisit.workbench.web import (
    Trouble,
    cleaned,
    day_in,
    key,
    number_in,
    page_number,
    says_refusals,
    seen,
    show,
    trouble,
    typed,
)

COLUMNS = (Column("答复期限"), Column("问题", wide=True), Column("答复部门"), Column("提问"), Column("状态"))
FIGURES = (
    Column("部门（第一责任人）", wide=True),
    Column("待答复", kind="number"),
    Column("已超期", kind="number"),
    Column("已答复", kind="number"),
    Column("超期答复", kind="number"),
    Column("已公开", kind="number"),
)
ALL = "all"
"""The part of the list that is not narrowed."""

PHRASES = (
    "您好，您咨询的问题答复如下：",
    "可以。办理条件、材料和时限见办事指南，网上申请不用跑。",
    "不需要办理许可，可以直接开展。",
)
REASONS = ("您问的事由上面所列的部门负责，已转给它答复，您不用再问。",)


@require_safe
@requires(holders(*READS))
def questions(request: HttpRequest) -> HttpResponse:
    """What this person's organs still owe, or whatever else he asks for."""
    actor = access.actor(request)
    answers = actor.holds(*ANSWERS)
    state = request.GET.get("state", "waiting" if answers else ALL)
    state = state if state in queries.STATES else ALL
    organ, text = cleaned(request.GET.get("organ", ""))[:60], cleaned(request.GET.get("q", ""))
    narrowed, number = bool(organ or text), page_number(request)
    if answers and state == "waiting" and not narrowed:
        found = queries.to_answer(actor, number)
    else:
        found = queries.questions(actor, state=state, organ=organ, text=text, number=number)
    figures = queries.figures(actor) if actor.holds(Role.INQUIRY, Role.HEAD) else ()
    organs = tuple((one.organ, one.organ_name, None) for one in figures)
    return show(
        request,
        "workbench/questions/list.html",
        {
            "found": found.items,
            "page": Page(found.number, found.size, found.total),
            "columns": COLUMNS,
            "tabs": [
                Link(label, f"{request.path}?state={one}", current=one == state)
                for one, label in {**queries.STATES, ALL: "全部"}.items()
            ],
            "filters": [Filter("organ", "部门", organs, organ)] if organs else [],
            "narrowed": narrowed,
            "urgent": state in ("waiting", "overdue"),
            "owes": answers and state == "waiting",
            "figures": figures,
            "figure_columns": FIGURES,
        },
    )


@dataclass(frozen=True)
class Given:
    """What was typed, or what the page begins with. `do` says which part it belongs to."""

    do: str = ""
    answer: str = ""
    to: str = ""
    reason: str = ""
    public: dict[str, str] = field(default_factory=dict)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(holders(*READS))
@says_refusals
def one(request: HttpRequest, reference: str) -> HttpResponse:
    """A question with its history, and what this person may do with it now."""
    actor = access.actor(request)
    if request.method != "POST":
        view = queries.staff_view(actor, reference)
        return _page(request, actor, view, Given(public={"answer": view.answer}), None)
    if not actor.holds(*ANSWERS):
        raise PermissionDenied
    given = _read(request)
    try:
        done = _carry_out(request, actor, reference, given)
    except Refused as why:
        return _page(request, actor, queries.staff_view(actor, reference), given, trouble(why))
    messages.success(request, done)
    if given.do == Deed.PASS_ON:  # It is no longer this organ's to see.
        return HttpResponseRedirect(reverse("workbench:questions"))
    return HttpResponseRedirect(reverse("workbench:question", args=[reference]))


def _read(request: HttpRequest) -> Given:
    public = {part: typed(request, f"public_{part}") for part in ("title", "text", "answer")}
    return Given(
        request.POST.get("do", ""),
        typed(request, "answer"),
        typed(request, "to")[:60],
        typed(request, "reason"),
        public,
    )


def _carry_out(request: HttpRequest, actor: Actor, reference: str, given: Given) -> str:
    """Do what the button says; returns what is said of it."""
    who = {"actor": actor, "at": clock.now(), "seen": seen(request), "key": key(request)}
    if given.do == Deed.PASS_ON:
        commands.pass_on(reference, given.to, given.reason, **who)
        return "已转给有职责的部门，提问人收到通知；答复期限不变。"
    if given.do == Deed.PUBLISH:
        parts = (given.public["title"], given.public["text"], given.public["answer"])
        commands.publish(reference, *parts, **who)
        return "已公开，“大家问过的”里可以查到。"
    if given.do == Deed.TAKE_DOWN:
        commands.take_down(reference, given.reason, **who)
        return "已撤下，别人不再看得到。"
    commands.answer(reference, given.answer, **who)
    return "已答复，提问人收到通知。可以改写后公开，方便别人查到。"


def _page(
    request: HttpRequest, actor: Actor, view: QuestionView, given: Given, refused: Trouble | None
) -> HttpResponse:
    mine = queries.may_answer(actor, view)
    return show(
        request,
        "workbench/questions/one.html",
        {
            "view": view,
            "card": view.card,
            "facts": _facts(view),
            "timeline": _timeline(view),
            "given": given,
            "may": {deed.name.lower() for deed in view.possible} if mine else set(),
            "organs": [one for one in queries.organs_to_ask(clock.today()) if one.key != view.organ.key],
            "longest": LONGEST,
            "phrases": PHRASES,
            "reasons": REASONS,
        },
        refused,
    )


def _facts(view: QuestionView) -> list[Fact]:
    card, organ = view.card, view.organ
    guide = reverse("portal:guide", args=[card.matter]) if card.matter else ""
    return [
        Fact("提问人", view.asker or "没有登录，凭编号和查询码看答复"),
        *([Fact("事项", card.matter_name, href=guide)] if card.matter else []),
        Fact("答复部门", organ.name, note=f"第一责任人 {organ.head_name}（{organ.head_title}）"),
        Fact(
            "答复期限",
            f"{view.promise.days}个工作日",
            assumed=view.promise.assumed,
            note=_model(view.promise),
        ),
    ]


def _model(promise: Promise) -> str:
    return f"参照{promise.source}" if promise.source else ""


def _timeline(view: QuestionView) -> list[Event]:
    events = []
    for line in view.history:
        text = f"转给{line.organ}" if line.deed is Deed.PASS_ON else line.deed.label
        who = line.as_what if line.deed in (Deed.ASK, Deed.WITHDRAW) else f"{line.as_what} {line.who}"
        events.append(Event(text, line.at, who, line.words))
    return events


@require_http_methods(["GET", "HEAD", "POST"])
@requires(holders(*PROMISES))
def promises(request: HttpRequest) -> HttpResponse:
    """Within how many working days questions are answered: what was promised since when, and another promise."""
    given = {name: typed(request, name) for name in ("days", "since", "source")}
    given["confirmed"] = request.POST.get("confirmed", "")
    refused = None
    if request.method == "POST":
        try:
            _promise(request, given)
        except Refused as why:
            refused = trouble(why)
        else:
            messages.success(request, "已登记，到施行日期起对新的提问生效。")
            return HttpResponseRedirect(reverse("workbench:question-promise"))
    return show(
        request,
        "workbench/questions/promise.html",
        {"promised": queries.promised(), "given": given, "today": clock.today()},
        refused,
    )


def _promise(request: HttpRequest, given: dict[str, str]) -> None:
    since = day_in(given["since"])
    if since is None:
        raise PromiseRefused(why="还没有填写从哪一天起施行")
    commands.set_promise(
        number_in(given["days"]),
        since,
        given["source"],
        assumed=not given["confirmed"],
        actor=access.actor(request),
        at=clock.now(),
    )
