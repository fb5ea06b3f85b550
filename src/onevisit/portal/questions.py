"""在线咨询: what others asked and were answered, and asking oneself, signed in or not."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from onevisit.catalogue.versions import NoSuchMatter, in_force
from onevisit.platform import clock
from onevisit.platform.access import EVERYBODY, actor, requires
from onevisit.platform.organs.queries import OrganCard, organ_cards, towns
from onevisit.platform.ui.listing import Page
from onevisit.platform.ui.values import Control
from onevisit.portal import my_questions, parking, throttle, web
from onevisit.portal.writing import STALE
from onevisit.questions import commands, queries
from onevisit.questions.commands import Asking
from onevisit.rules import questions as rules
from onevisit.rules.cases.refusals import Refused
from onevisit.rules.district.checks import TOWN
from onevisit.rules.matters.definition import Matter
from onevisit.rules.matters.vocabulary import FieldType

_LIKELY = 3
"""Published answers shown before one asks: perhaps it has been asked already."""

_OFTEN = {
    "what": "短时间内提的问题太多了，这次没有提交",
    "why": "",
    "todo": f"内容都还在下面，请等{throttle.WINDOW // 60}分钟再提交；登录以后提问不受这个限制。",
}


@requires(EVERYBODY)
@require_safe
def published(request: HttpRequest) -> HttpResponse:
    """What everybody may read, narrowed by words and by a matter."""
    words = web.cleaned(request.GET.get("q", ""))[:60]
    key = web.cleaned(request.GET.get("matter", ""))[:60]
    found = queries.published(words, key, web.page_number(request))
    context = {
        "found": found.items,
        "page": Page(found.number, found.size, found.total),
        "words": words,
        "matter": _matter_or_none(key),
        "narrowed": bool(words or key),
    }
    return render(request, "portal/questions/published.html", context)


def _matter_or_none(key: str) -> Matter | None:
    try:
        return in_force(key, clock.today()).matter if key else None
    except NoSuchMatter:
        return None


@dataclass(frozen=True)
class Whom:
    """Whom one asks: settled by the matter, or to be chosen. `empty` says what no choice means."""

    settled: OrganCard | None
    choices: tuple[OrganCard, ...]
    value: str
    empty: str
    required: bool = False
    error: str = ""

    @property
    def possible(self) -> bool:
        """Whether what was chosen can be chosen."""
        if self.settled or not (self.value or self.required):
            return True
        return self.value in {one.key for one in self.choices}

    @property
    def id(self) -> str:
        """The id of the choice, for the summary of what is wrong."""
        return "id_organ"


@require_http_methods(["GET", "HEAD", "POST"])
def _ask(request: HttpRequest) -> HttpResponse:
    given = request.POST if request.method == "POST" else request.GET
    key = web.cleaned(given.get("matter", ""))[:60]
    matter = in_force(key, clock.today()).matter if key else None
    if request.method != "POST":
        return _show(request, matter)
    if parking.is_stale(request):
        return _show(request, matter, status=403, refusal=STALE)
    nameless = actor(request).person is None
    if nameless and throttle.too_many(request, "ask"):
        return _show(request, matter, status=429, refusal=_OFTEN)
    typed = _typed(request)
    faults = {one.field: one.message for one in rules.check_question(typed["title"], typed["text"])}
    whom = _whom(matter, typed["organ"])
    if not whom.possible:
        faults["organ"] = "请选择问哪一个，由它答复"
    if faults:
        return _show(request, matter, faults, status=web.UNPROCESSABLE)
    asking = Asking(typed["title"], typed["text"], key, typed["organ"])
    try:
        asked = commands.ask(asking, actor=actor(request), at=clock.now(), key=web.key_of(request))
    except Refused as refused:
        return _show(request, matter, status=web.status_of(refused), refusal=web.words_of(refused))
    if not nameless:
        messages.success(request, "问题已经提交，答复后会通知您。")
        return HttpResponseRedirect(reverse("portal:my-question", args=[asked.reference]))
    throttle.count(request, "ask")
    my_questions.remember(request, asked.reference, asked.code)
    messages.success(request, "问题已经提交。请记下编号和查询码，凭这两样看答复。")
    return HttpResponseRedirect(reverse("portal:question-tracked"))


ask = parking.keeps_typing(requires(EVERYBODY)(web.says_refusals(_ask)))
"""Ask a question. A form that cannot be taken comes back with everything in it."""


def _typed(request: HttpRequest) -> dict[str, str]:
    return {name: web.cleaned(request.POST.get(name, "")) for name in ("title", "text", "organ")}


def _show(
    request: HttpRequest,
    matter: Matter | None,
    faults: Mapping[str, str] | None = None,
    *,
    status: int = 200,
    refusal: Mapping[str, str] | None = None,
) -> HttpResponse:
    typed, wrong = _typed(request), faults or {}
    controls = [
        Control(
            "title",
            "想问什么",
            FieldType.TEXT,
            typed["title"],
            wrong.get("title", ""),
            "用一句话写，例如：接水管挖路面要交哪些材料",
            max=rules.LONGEST["title"],
        ),
        Control(
            "text",
            "具体情况",
            FieldType.LONG_TEXT,
            typed["text"],
            wrong.get("text", ""),
            "写得越具体，答复越准。请不要写身份证号、银行卡号。",
            max=rules.LONGEST["text"],
        ),
    ]
    whom = replace(_whom(matter, typed["organ"]), error=wrong.get("organ", ""))
    likely = queries.published(matter=matter.key).items[:_LIKELY] if matter else ()
    context = {
        "matter": matter,
        "whom": whom,
        "controls": controls,
        "faulty": [one for one in (*controls, whom) if one.error],
        "refusal": refusal,
        "promise": queries.promise_today(),
        "likely": likely,
    }
    return render(request, "portal/questions/ask.html", context, status=status)


def _whom(matter: Matter | None, value: str) -> Whom:
    if matter is None:
        first = queries.organ_that_passes_on()
        empty = f"不清楚，请{first.short}帮我转"
        return Whom(None, queries.organs_to_ask(clock.today()), value, empty)
    if matter.organ == TOWN:
        return Whom(None, towns(), value, "请选择您户籍或经营所在的镇（街道、开发区）", required=True)
    return Whom(organ_cards()[matter.organ], (), "", "")
