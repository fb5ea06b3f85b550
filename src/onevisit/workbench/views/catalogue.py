"""The matters as their owners see them: what rests on an article, what is still assumed, what the checks found."""

from __future__ import annotations

from collections import Counter

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from onevisit.catalogue.health import health
from onevisit.catalogue.versions import NoSuchMatter, all_in_force, in_force
from onevisit.catalogue.visits import catalogue_on
from onevisit.platform import access, clock
from onevisit.platform.access import holders, requires
from onevisit.platform.organs.queries import organ_cards
from onevisit.platform.ui.listing import Column, Filter
from onevisit.rules.catalogue_checks import check_one
from onevisit.rules.district.checks import TOWN
from onevisit.workbench.definition import Reader
from onevisit.workbench.editor.who import WRITERS
from onevisit.workbench.nav import CATALOGUE
from onevisit.workbench.web import cleaned, show

COLUMNS = (
    Column("事项", wide=True),
    Column("实施主体"),
    Column("综合窗口"),
    Column("有条文", kind="number"),
    Column("待确认", kind="number"),
    Column("校验", kind="number"),
)
TOWN_NAME = "镇（街道、开发区）"


@require_safe
@requires(holders(*CATALOGUE))
def catalogue(request: HttpRequest) -> HttpResponse:
    """Every matter in force, with how much of it is certain."""
    names = organ_names()
    text, organ = cleaned(request.GET.get("q", "")), request.GET.get("organ", "")
    every = all_in_force(clock.today())
    found = Counter(symptom.matter for symptom in health(clock.today()))
    rows = [
        {
            "matter": one.matter,
            "organ": names.get(one.matter.organ, one.matter.organ),
            "version": one.number,
            "articles": len(one.provenance.articles),
            "assumed": len(one.provenance.assumed),
            "findings": found[one.matter.key],
        }
        for one in every
        if (not text or text in one.matter.name) and (not organ or organ == one.matter.organ)
    ]
    owners = tuple(
        (key, name, None) for key, name in names.items() if any(v.matter.organ == key for v in every)
    )
    return show(
        request,
        "workbench/catalogue.html",
        {
            "rows": rows,
            "columns": COLUMNS,
            "filters": [Filter("organ", "实施主体", owners, organ)],
            "articles": sum(row["articles"] for row in rows),
            "assumed": sum(row["assumed"] for row in rows),
            "writes": WRITERS.admits(access.actor(request)),
        },
    )


@require_safe
@requires(holders(*CATALOGUE))
def matter(request: HttpRequest, matter: str) -> HttpResponse:
    """One definition, value by value."""
    try:
        today = clock.today()
        found = in_force(matter, today)
    except NoSuchMatter as gone:
        raise Http404 from gone
    findings = check_one(found.matter, catalogue_on(today))
    reader = Reader(found.matter, found.provenance, organ_names(), findings)
    return show(
        request,
        "workbench/matter.html",
        {
            "matter": found.matter,
            "version": found,
            "writes": WRITERS.admits(access.actor(request)),
            "head": reader.head(),
            "sections": reader.sections(),
            "findings": reader.findings,
            "articles": len(found.provenance.articles),
            "assumed": len(found.provenance.assumed),
        },
    )


def organ_names() -> dict[str, str]:
    """What organs are called on these pages; the towns' common matters are handled by each of them."""
    return {key: card.short for key, card in organ_cards().items()} | {TOWN: TOWN_NAME}
