"""目录体检: what the checks find in the catalogue in force, narrowed by check, organ and severity; and as a file."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence

from django.http import HttpRequest, HttpResponse, QueryDict, StreamingHttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from onevisit.catalogue.health import Symptom, health
from onevisit.platform import clock, spreadsheet
from onevisit.platform.access import holders, requires
from onevisit.platform.ui.listing import Column, Filter, Page
from onevisit.rules.findings import Severity
from onevisit.workbench.nav import CATALOGUE
from onevisit.workbench.web import cleaned, show

COLUMNS = (Column("发现", wide=True), Column("事项"), Column("怎么改", wide=True), Column("规则"))
HEAD = ("规则", "严重程度", "部门", "事项", "事项键", "位置", "发现", "怎么改", "出处")
SEVERITIES = {Severity.ERROR: "错误", Severity.WARNING: "提醒"}

_OF: dict[str, Callable[[Symptom], str]] = {
    "severity": lambda one: one.check.severity.value,
    "rule": lambda one: one.check.id,
    "organ": lambda one: one.organ,
}
"""What a list can be narrowed by: the name in the query, and the value of a finding."""


@require_safe
@requires(holders(*CATALOGUE))
def overview(request: HttpRequest) -> HttpResponse:
    """Every finding about the catalogue in force, the errors first."""
    every = health(clock.today())
    found = _narrowed(every, request.GET)
    page = Page.read(request.GET, len(found))
    severities = Counter(one.check.severity for one in every)
    return show(
        request,
        "workbench/health.html",
        {
            "rows": found[page.start : page.end],
            "page": page,
            "columns": COLUMNS,
            "filters": _filters(every, request.GET),
            "narrowed": len(found) < len(every),
            "errors": severities[Severity.ERROR],
            "warnings": severities[Severity.WARNING],
            "matters": len({one.matter for one in every if one.matter}),
            "export": f"{reverse('workbench:health-csv')}?{request.GET.urlencode()}",
        },
    )


@require_safe
@requires(holders(*CATALOGUE))
def export(request: HttpRequest) -> StreamingHttpResponse:
    """What the same query shows, whole, for a spreadsheet."""
    found = _narrowed(health(clock.today()), request.GET)
    rows = (
        (
            one.check.id,
            SEVERITIES[one.check.severity],
            one.organ_name,
            one.matter_name,
            one.matter,
            one.path,
            one.message,
            one.mend,
            one.check.source,
        )
        for one in found
    )
    response = StreamingHttpResponse(spreadsheet.lines(HEAD, rows), content_type=spreadsheet.CONTENT_TYPE)
    response["Content-Disposition"] = f'attachment; filename="catalogue-health-{clock.today():%Y%m%d}.csv"'
    response["Cache-Control"] = "no-store"
    return response


def _narrowed(every: Sequence[Symptom], query: QueryDict, but: str = "") -> list[Symptom]:
    """Those that the query admits; `but` leaves one of its filters out of account."""
    text = cleaned(query.get("q", ""))
    wanted = [(value, _OF[name]) for name, value in query.items() if name in _OF and name != but and value]
    return [
        one
        for one in every
        if all(of(one) == value for value, of in wanted)
        and (not text or text in one.matter_name or text in one.message)
    ]


def _filters(every: Sequence[Symptom], query: QueryDict) -> list[Filter]:
    """Each filter with how many are behind each choice, the others in force."""
    labels: dict[str, dict[str, str]] = {
        "severity": {one.value: name for one, name in SEVERITIES.items()},
        "rule": {one.check.id: f"{one.check.id} {one.check.says}" for one in every},
        "organ": {one.organ: one.organ_name for one in every if one.organ},
    }
    found = []
    for name, label in (("severity", "严重程度"), ("rule", "规则"), ("organ", "部门")):
        counts = Counter(_OF[name](one) for one in _narrowed(every, query, but=name))
        chosen = query.get(name, "")
        options = tuple(
            (value, words, counts[value])
            for value, words in sorted(labels[name].items())
            if counts[value] or value == chosen
        )
        found.append(Filter(name, label, options, chosen if chosen in labels[name] else ""))
    return found
