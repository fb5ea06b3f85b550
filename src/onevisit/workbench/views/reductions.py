"""减事项、减材料、减环节、减时间、减收费 (5.10b): over time, by batch, organ and matter, as pictures and as a file."""

from __future__ import annotations

from collections.abc import Iterator

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from onevisit.catalogue.reductions import Story, story
from onevisit.platform import clock, spreadsheet
from onevisit.platform.access import holders, requires
from onevisit.platform.ui.charts import said
from onevisit.platform.ui.listing import Filter
from onevisit.platform.ui.reductions import named, of_changes, over_time
from onevisit.platform.ui.values import Link
from onevisit.rules.calendar import chinese_date
from onevisit.rules.reductions import Chapter, Comparison, Quantity, compare, reduced_words
from onevisit.workbench import reductions as page
from onevisit.workbench.nav import REDUCTIONS
from onevisit.workbench.reductions import View
from onevisit.workbench.web import day_in, show

HEAD = ("批次", "自", "部门", "第一责任人", "事项", "变化")
_SIDES = tuple(f"{one.label}（{one.unit}）{side}" for one in Quantity for side in ("之前", "之后"))


@require_safe
@requires(holders(*REDUCTIONS))
def reductions(request: HttpRequest) -> HttpResponse:
    """What became less, and what became more; every number computed from the versions."""
    today = clock.today()
    found = story(today)
    given = request.GET
    view = View(given["by"]) if given.get("by") in set(View) else View.TIME
    of = Quantity(given["of"]) if given.get("of") in set(Quantity) else Quantity.MATERIALS
    organ = given.get("organ", "")
    organ = organ if organ in _organs(found) else ""
    span = page.span_of(found, day_in(given.get("day", "")))
    context: dict[str, object] = {
        "view": view,
        "tabs": [Link(one.label, f"?by={one}", current=one is view) for one in View],
        "story": found,
        "span": span,
        "filters": list(_filters(found, view, organ, given.get("day", ""))),
        "quantities": _quantities(request, of) if view in (View.ORGAN, View.MATTER) else (),
        "head": page.head_of(organ, found.organs) if organ else "",
        "organ": page.organ_name(organ, found.organs) if organ else "",
    }
    if view is View.TIME:
        context["courses"] = over_time(found.of_organ(organ) if organ else found.chapters, today)
    elif view is View.BATCH:
        context["batches"] = [_batch(found, one) for one in reversed(found.chapters[1:])]
    elif view is View.ORGAN:
        context["chart"] = page.chart_of_organs(span, found.organs, of)
        context["lines"] = page.lines_of_organs(span, found.organs)
    else:
        own = [one for one in span.comparisons if not organ or one.now.organ == organ]
        hrefs = {
            one.now.key: reverse("workbench:catalogue-matter", args=[one.now.key]) for one in own if one.after
        }
        context["chart"] = page.chart_of_matters(span, own, of)
        context["lines"] = page.lines_of_matters(own, found.organs, hrefs)
    return show(request, "workbench/reductions.html", context)


def _organs(found: Story) -> dict[str, str]:
    """Those that have or had matters, in the district's order; the towns together last."""
    used = {each.organ for point in found.points for each in point.burdens.values()}
    keys = [key for key in found.organs if key in used] + sorted(used - set(found.organs))
    return {key: page.organ_name(key, found.organs) for key in keys}


def _filters(found: Story, view: View, organ: str, day: str) -> Iterator[Filter]:
    if view in (View.ORGAN, View.MATTER):
        days = tuple(
            (one.point.day.isoformat(), f"{named(one)}（{chinese_date(one.point.day)}）", None)
            for one in reversed(found.chapters[1:])
        )
        yield Filter("day", "哪一批", days, day)
    if view in (View.TIME, View.MATTER):
        yield Filter("organ", "部门", tuple((key, name, None) for key, name in _organs(found).items()), organ)


def _quantities(request: HttpRequest, chosen: Quantity) -> list[Link]:
    query = request.GET.copy()
    links = []
    for one in Quantity:
        query["of"] = one.value
        links.append(Link(one.label, f"?{query.urlencode()}", current=one is chosen))
    return links


def _batch(found: Story, chapter: Chapter) -> dict[str, object]:
    assert chapter.summary is not None  # noqa: S101 — only the first chapter has none
    titles = [found.batches[number].title for number in chapter.point.batches]
    return {
        "name": named(chapter),
        "title": "；".join(titles),
        "day": chapter.point.day,
        "changed": chapter.summary.changed,
        "words": [
            (reduction.label, "；".join(each)) for reduction, each in reduced_words(chapter.summary).items()
        ],
        "chart": of_changes(chapter.comparisons, "有变化的事项合计"),
    }


@require_safe
@requires(holders(*REDUCTIONS))
def export(request: HttpRequest) -> HttpResponse:
    """Every change of every matter in every batch, with the numbers before and after; the first batch as the start."""
    rows = _rows(story(clock.today()))
    lines = spreadsheet.lines((*HEAD, *_SIDES), rows)
    response = HttpResponse("".join(lines), content_type=spreadsheet.CONTENT_TYPE)
    response["Content-Disposition"] = f'attachment; filename="reductions-{clock.today():%Y%m%d}.csv"'
    return response


def _rows(found: Story) -> Iterator[tuple[str, ...]]:
    for number, chapter in enumerate(found.chapters):
        comparisons = chapter.comparisons if number else compare({}, chapter.point.burdens)
        for one in comparisons:
            if one.changed:
                kind = "起点" if not number else "取消" if one.gone else "新增" if one.new else "改动"
                yield tuple(_values(found, chapter, one, kind))


def _values(found: Story, chapter: Chapter, one: Comparison, kind: str) -> Iterator[str]:
    yield named(chapter)
    yield chapter.point.day.isoformat()
    yield page.organ_name(one.now.organ, found.organs)
    yield page.head_of(one.now.organ, found.organs)
    yield one.now.name
    yield kind
    for quantity in Quantity:
        for side in (one.before, one.after):
            yield said(side[quantity]) if side is not None else ""
