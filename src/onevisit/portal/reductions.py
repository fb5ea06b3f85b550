"""五减公开: what each batch of the catalogue reduced for people, and what it increased. For everybody."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from onevisit.catalogue.reductions import Story, story
from onevisit.platform.access import EVERYBODY, requires
from onevisit.platform.ui.charts import said
from onevisit.platform.ui.reductions import named, of_changes, over_time
from onevisit.portal.past import AsOf, on_a_day
from onevisit.rules.reductions import Chapter, Comparison, Quantity, reduced_words


@requires(EVERYBODY)
@require_safe
@on_a_day
def reductions(request: HttpRequest, as_of: AsOf) -> HttpResponse:
    """Batch by batch, the newest first, with every matter that changed."""
    found = story(as_of.day)
    context = {
        "as_of": as_of,
        "batches": [_batch(found, one) for one in reversed(found.chapters[1:])],
        "start": found.chapters[0] if found.chapters else None,
        "courses": over_time(found.chapters, as_of.day) if len(found.chapters) > 1 else (),
    }
    return render(request, "portal/reductions.html", context)


def _batch(found: Story, chapter: Chapter) -> dict[str, object]:
    assert chapter.summary is not None  # noqa: S101 — only the first chapter has none
    in_force = chapter.point.burdens
    return {
        "name": named(chapter),
        "title": "；".join(found.batches[number].title for number in chapter.point.batches),
        "day": chapter.point.day,
        "words": [(reduction.label, each) for reduction, each in reduced_words(chapter.summary).items()],
        "chart": of_changes(chapter.comparisons, "有变化的事项合计"),
        "matters": [
            (one.now.name, one.now.key if one.now.key in in_force else "", _changes(one))
            for one in chapter.comparisons
            if one.changed
        ],
    }


def _changes(one: Comparison) -> str:
    if one.before is None or one.after is None:
        return "取消" if one.gone else "新增"
    return "；".join(
        f"{quantity.label}{said(one.before[quantity])}→{said(one.after[quantity])}{quantity.unit}"
        for quantity in Quantity
        if one.before[quantity] != one.after[quantity]
    )
