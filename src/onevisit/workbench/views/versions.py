"""版本与公布: what is in work and waits for whom; one version with its life, its number, its signatures and history."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from onevisit.catalogue import drafts, publishing, workflow
from onevisit.catalogue.publishing import LONGEST_WORDS
from onevisit.catalogue.versions import NoSuchMatter
from onevisit.catalogue.workflow import ActLine, VersionPage
from onevisit.catalogue.yaml_text import write_yaml
from onevisit.platform import access, clock
from onevisit.platform.access import requires
from onevisit.platform.people.actors import Actor
from onevisit.rules.cases.refusals import Refused
from onevisit.rules.matters.parse import parse_matter
from onevisit.rules.publishing.refusals import SeenAnother
from onevisit.rules.publishing.states import IN_WORK, Move
from onevisit.workbench import publishing as page
from onevisit.workbench.definition import Reader
from onevisit.workbench.views.catalogue import organ_names
from onevisit.workbench.web import Trouble, number_in, says_refusals, show, trouble, typed

PHRASES = {
    "opinion": (
        "设定依据、材料、期限、收费均有法律法规依据，同意公布。",
        "适用“最多跑一次”不违反上位法规定，同意。",
        "下列材料没有法律法规依据，请删除或者补充依据后重新提交：",
    ),
    "verdict": ("同意。", "请与上级目录的名称、编码核对一致后重新提交。"),
}
DONE = {
    Move.CHECK: "已提交，等司法局出具合法性审查意见。",
    Move.AGREE: "意见已出具，等区编办批准。",
    Move.OBJECT: "意见已出具，退回起草的人修改。",
    Move.APPROVE: "已批准，可以编入下一批公布。",
    Move.REFUSE: "已退回起草的人修改。",
    Move.DROP: "已放弃这个草稿；文本和经过都留着。",
}


@require_safe
@requires(page.SEES)
@says_refusals
def versions(request: HttpRequest) -> HttpResponse:
    """What is in work, what waits for this person first."""
    found = workflow.waiting(access.actor(request))
    parts = (
        ("待我出具合法性审查意见", found.opinions, "没有等您出具意见的版本。", "opinions"),
        ("待我批准", found.approvals, "没有等您批准的版本。", "approvals"),
        ("可以编入下一批公布", found.ready, "没有已批准、等公布的版本。", "ready"),
        ("草稿", found.drafts, "没有草稿。从实施清单里打开一个事项，就可以起草新版本。", "drafts"),
    )
    context = {
        "parts": [one for one in parts if one[1] is not None],
        "elsewhere": found.elsewhere,
        "columns": page.COLUMNS,
        "publishes": page.PUBLISHES.admits(access.actor(request)),
        "tones": page.TONES,
    }
    return show(request, "workbench/versions/list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(page.SEES, to_change=page.MOVES)
@says_refusals
def version(request: HttpRequest, matter: str, version: int) -> HttpResponse:
    """One version; a POST makes the move that the button says."""
    actor = access.actor(request)
    found = _page(actor, matter, version)
    if request.method != "POST":
        return _show(request, found, {}, None)
    move = Move(request.POST["do"]) if request.POST.get("do") in set(DONE) else None
    given = {name: typed(request, name) for name in ("words", "mark", "reason")}
    given["do"] = move or ""
    try:
        if move is not None:
            _still_in_work(actor, matter, version)
            _make(request, actor, matter, move)
    except Refused as why:
        return _show(request, _page(actor, matter, version), given, trouble(why))
    if move is not None:
        messages.success(request, DONE[move])
    return HttpResponseRedirect(reverse("workbench:version", args=[matter, version]))


def _still_in_work(actor: Actor, matter: str, version: int) -> None:
    """Raise `SeenAnother` where the page is of another version than the one that a move would be made with."""
    now = drafts.draft(actor, matter)
    if now.number != version:
        name, state = str(now.data.get("name", matter)), now.state.label
        raise SeenAnother(matter=name, revision=str(now.revision), state=state)


def _make(request: HttpRequest, actor: Actor, matter: str, move: Move) -> None:
    words, seen = typed(request, "words")[:LONGEST_WORDS], number_in(request.POST.get("seen", ""))
    if move is Move.CHECK:
        revision = number_in(request.POST.get("revision", ""))
        publishing.check(actor, matter, revision, one_visit=request.POST.get("mark") == "one-visit")
    elif move in (Move.AGREE, Move.OBJECT):
        publishing.opine(actor, matter, seen, agrees=move is Move.AGREE, words=words)
    elif move is Move.APPROVE:
        publishing.approve(actor, matter, seen, words)
    elif move is Move.REFUSE:
        publishing.refuse(actor, matter, seen, words)
    elif move is Move.DROP:
        drafts.drop_draft(actor, matter, typed(request, "reason")[:LONGEST_WORDS])


def _page(actor: Actor, matter: str, number: int) -> VersionPage:
    try:
        return workflow.version_page(actor, matter, number)
    except NoSuchMatter as gone:
        raise Http404 from gone


def _show(
    request: HttpRequest, found: VersionPage, given: dict[str, Any], refused: Trouble | None
) -> HttpResponse:
    actor, today, row = access.actor(request), clock.today(), found.row
    trips = found.facts.trips if found.facts else row.trips
    context = {
        "page": found,
        "row": row,
        "tone": page.TONES[row.state],
        "step": page.step_of(row, today),
        "life": page.LIFE,
        "facts": page.facts(found, today),
        "in_force": page.in_force(row, today),
        "trips": trips,
        "findings": found.facts.findings if found.facts else (),
        "in_work": row.state in IN_WORK,
        "timeline": page.history(found.acts),
        "sent_back": _sent_back(found),
        "opined": any(one.move in (Move.AGREE, Move.OBJECT) for one in found.acts),
        "may": {one.name.lower() for one in found.moves},
        "others": [(one, page.in_force(one, today)) for one in workflow.versions_of(actor, row.key)],
        "given": given,
        "phrases": PHRASES,
        "longest": LONGEST_WORDS,
    }
    return show(request, "workbench/versions/one.html", context, refused)


def _sent_back(found: VersionPage) -> ActLine | None:
    """Why the draft came back, as long as nothing else has been done with it."""
    last = found.acts[-1] if found.acts else None
    return last if last is not None and last.move in (Move.OBJECT, Move.REFUSE) else None


@require_safe
@requires(page.SEES)
def full(request: HttpRequest, matter: str, version: int) -> HttpResponse:
    """The whole definition of a version, value by value, each with its basis: what is read before it is signed."""
    found = _page(access.actor(request), matter, version)
    parsed = parse_matter(found.data)
    context: dict[str, Any] = {"row": found.row, "sha256": found.sha256, "yaml": "", "sections": ()}
    if parsed.matter is None:
        context["yaml"] = write_yaml(found.data)
    else:
        reader = Reader(parsed.matter, parsed.provenance, organ_names(), parsed.findings)
        context |= {"head": reader.head(), "sections": reader.sections(), "findings": parsed.findings}
        context["articles"], context["assumed"] = (
            len(parsed.provenance.articles),
            len(parsed.provenance.assumed),
        )
    return show(request, "workbench/versions/full.html", context)


@require_safe
@requires(page.SEES)
def text(request: HttpRequest, matter: str, version: int, text: int) -> HttpResponse:
    """A text that was saved for a version, as YAML."""
    try:
        line, data = workflow.text_of(access.actor(request), matter, version, text)
    except NoSuchMatter as gone:
        raise Http404 from gone
    context = {
        "matter": matter,
        "version": version,
        "line": line,
        "yaml": write_yaml(data),
        "name": data.get("name"),
    }
    return show(request, "workbench/versions/text.html", context)


@require_safe
@requires(page.SEES)
def opinion(request: HttpRequest, matter: str, version: int) -> HttpResponse:
    """The last opinion of the legal office on a version, to be printed and filed."""
    found = _page(access.actor(request), matter, version)
    opinions = [one for one in found.acts if one.move in (Move.AGREE, Move.OBJECT)]
    if not opinions:
        raise Http404
    act = opinions[-1]
    context = {"page": found, "row": found.row, "act": act, "agrees": act.move is Move.AGREE, "today": clock.today(),
               "stands": act.sha256 == found.sha256}  # fmt: skip
    return show(request, "workbench/versions/opinion.html", context)
