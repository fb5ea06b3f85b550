"""What stands around a long list: headings that sort, pages, filters."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import template
from django.template import Context

from onevisit.platform.ui.listing import Column, Filter, Page, Sorting

register = template.Library()


@register.inclusion_tag("ui/components/table_head.html", takes_context=True)
def table_head(context: Context, columns: Sequence[Column], sorting: Sorting | None = None) -> dict[str, Any]:
    """The headings of a table; those with a key sort it."""
    heads = [
        {
            "column": column,
            "href": _query(context, sort=sorting.by(column.key), page=None) if sorting and column.key else "",
            "aria": sorting.aria(column.key) if sorting and column.key else "",
        }
        for column in columns
    ]
    return {"heads": heads}


@register.inclusion_tag("ui/components/pager.html", takes_context=True)
def pager(context: Context, page: Page, noun: str = "条") -> dict[str, Any]:
    """How many there are, exactly, and the other pages."""
    numbers = [
        {"number": n, "href": _query(context, page=n) if n else "", "here": n == page.number}
        for n in page.near
    ]
    return {
        "page": page, "noun": noun, "numbers": numbers,
        "before": _query(context, page=page.number - 1) if page.number > 1 else "",
        "after": _query(context, page=page.number + 1) if page.number < page.pages else "",
    }  # fmt: skip


@register.inclusion_tag("ui/components/filters.html", takes_context=True)
def filters(
    context: Context, choices: Sequence[Filter], search: str = "", placeholder: str = "编号、姓名、事项"
) -> dict[str, Any]:
    """Choices above a list. `search` is the name of the field for words, "" for none."""
    query = context["request"].GET
    own = {choice.name for choice in choices} | {search, "page"}
    return {
        "filters": choices, "search": search, "words": query.get(search, ""), "placeholder": placeholder,
        "kept": [(name, value) for name, values in query.lists() if name not in own for value in values],
        "chips": [(choice, _query(context, page=None, **{choice.name: None})) for choice in choices if choice.chosen],
        "clear": _query(context, **dict.fromkeys(own - {""})),
    }  # fmt: skip


def _query(context: Context, **changes: object) -> str:
    """The present query string with some values changed, or left out where they are None."""
    query = context["request"].GET.copy()
    for name, value in changes.items():
        if value is None:
            query.pop(name, None)
        else:
            query[name] = str(value)
    return f"?{query.urlencode()}"
