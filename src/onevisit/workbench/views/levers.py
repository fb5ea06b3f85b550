"""减跑动: the single changes that would save most in a year, and what would have to change for one matter."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence

from django.http import Http404, HttpRequest, HttpResponse, QueryDict, StreamingHttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from onevisit.casework import volumes
from onevisit.catalogue import workflow
from onevisit.catalogue.levers import LeverRow, LeversOfMatter, levers_of, levers_of_text, ranking_on
from onevisit.catalogue.versions import NoSuchMatter
from onevisit.platform import access, clock, spreadsheet
from onevisit.platform.access import holders, requires
from onevisit.platform.ui.listing import Column, Filter, Page
from onevisit.rules.calendar import chinese_range
from onevisit.rules.journeys.levers import LeverKind
from onevisit.rules.matters.parse import parse_matter
from onevisit.workbench.levers import counted
from onevisit.workbench.nav import CATALOGUE, LEVERS
from onevisit.workbench.publishing import SEES
from onevisit.workbench.views.catalogue import organ_names
from onevisit.workbench.web import number_in, says_refusals, show, year_before

COLUMNS = (
    Column("改什么", wide=True),
    Column("材料齐了，一年", kind="number"),
    Column("从零开始，一年", kind="number"),
    Column("用得上的事项", wide=True),
)
HEAD = ("次序", "改什么", "种类", "要改的部门", "先要改法律", "材料齐了少跑（次）", "材料齐了少等（天）",
        "从零开始少跑（次）", "从零开始少等（天）", "用得上的事项", "这些事项的办件", "统计期间")  # fmt: skip

_OF: dict[str, Callable[[LeverRow], frozenset[str]]] = {
    "kind": lambda one: frozenset({one.gain.kind.value}),
    "organ": lambda one: one.organs,
}
"""What a list can be narrowed by: the name in the query, and the values of a lever."""


@require_safe
@requires(holders(*LEVERS))
def levers(request: HttpRequest) -> HttpResponse:
    """Every single change that would have saved something, the most first."""
    every, cases, period = _ranking()
    found = _narrowed(every, request.GET)
    page = Page.read(request.GET, len(found))
    context = {
        "rows": list(enumerate(found[page.start : page.end], page.start + 1)),
        "page": page,
        "columns": COLUMNS,
        "filters": _filters(every, request.GET),
        "narrowed": len(found) < len(every),
        "cases": cases,
        "period": period,
        "unlawful": sum(not one.gain.lawful for one in every),
        "export": f"{reverse('workbench:levers-csv')}?{request.GET.urlencode()}",
    }
    return show(request, "workbench/levers.html", context)


@require_safe
@requires(holders(*LEVERS))
def export(request: HttpRequest) -> StreamingHttpResponse:
    """What the same query shows, whole, for a spreadsheet."""
    every, _, period = _ranking()
    rows = (_line(number, one, period) for number, one in enumerate(_narrowed(every, request.GET), 1))
    response = StreamingHttpResponse(spreadsheet.lines(HEAD, rows), content_type=spreadsheet.CONTENT_TYPE)
    response["Content-Disposition"] = f'attachment; filename="levers-{clock.today():%Y%m%d}.csv"'
    response["Cache-Control"] = "no-store"
    return response


@require_safe
@requires(holders(*LEVERS))
@says_refusals
def of_matter(request: HttpRequest, matter: str) -> HttpResponse:
    """All smallest sets of changes for one matter; with `version`, of that version's text."""
    version = number_in(request.GET.get("version", ""))
    found = _of_version(request, matter, version) if version else _in_force(matter)
    actor = access.actor(request)
    context = {
        "key": matter,
        "version": version,
        "name": found.matter.name if found else matter,
        "counted": counted(found) if found else (),
        "reads": actor.holds(*CATALOGUE),
    }
    return show(request, "workbench/levers_of_matter.html", context)


def _in_force(key: str) -> LeversOfMatter:
    try:
        return levers_of(key, clock.today())
    except NoSuchMatter as gone:
        raise Http404 from gone


def _of_version(request: HttpRequest, key: str, number: int) -> LeversOfMatter | None:
    """None for a draft that cannot be read as a matter yet. What is not published is for those who see drafts."""
    actor = access.actor(request)
    if not SEES.admits(actor):
        raise Http404
    try:
        page = workflow.version_page(actor, key, number)
    except NoSuchMatter as gone:
        raise Http404 from gone
    parsed = parse_matter(page.data)
    return levers_of_text(parsed.matter, clock.today()) if parsed.matter is not None else None


def _ranking() -> tuple[tuple[LeverRow, ...], int, str]:
    """The levers, the cases that they were counted by, and the period of these in words."""
    today = clock.today()
    since = year_before(today)
    received = volumes.received(since, today)
    return ranking_on(today, received), sum(received.values()), chinese_range(since, today)


def _line(number: int, row: LeverRow, period: str) -> tuple[str, ...]:
    gain = row.gain
    saved = (gain.visits, gain.days, gain.visits_from_nothing, gain.days_from_nothing)
    return (
        str(number),
        gain.words,
        gain.kind.label,
        row.by_name,
        "否" if gain.lawful else "是",
        *(str(one) for one in saved),
        "、".join(one.name for one in row.helped),
        str(sum(one.cases for one in row.helped)),
        period,
    )


def _narrowed(every: Sequence[LeverRow], query: QueryDict, but: str = "") -> list[LeverRow]:
    """Those that the query admits; `but` leaves one of its filters out of account."""
    wanted = [(value, _OF[name]) for name, value in query.items() if name in _OF and name != but and value]
    return [one for one in every if all(value in of(one) for value, of in wanted)]


def _filters(every: Sequence[LeverRow], query: QueryDict) -> list[Filter]:
    """Each filter with how many are behind each choice, the other in force."""
    names = organ_names() | {one.gain.by: one.by_name for one in every}
    labels = {"kind": {one.value: one.label for one in LeverKind}, "organ": names}
    found = []
    for name, label in (("kind", "种类"), ("organ", "部门（要改的、用得上的）")):
        counts = Counter(value for one in _narrowed(every, query, but=name) for value in _OF[name](one))
        chosen = query.get(name, "")
        options = tuple(
            (value, words, counts[value])
            for value, words in labels[name].items()
            if counts[value] or value == chosen
        )
        found.append(Filter(name, label, options, chosen if chosen in labels[name] else ""))
    return found
