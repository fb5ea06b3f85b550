"""Pictures of figures with their tables (`onevisit.platform.ui.charts`)."""

from __future__ import annotations

from typing import Any

from django import template

from onevisit.platform.ui import charts

register = template.Library()


@register.inclusion_tag("ui/components/bars.html")
def bars(chart: charts.Bars) -> dict[str, Any]:
    """Bars beside each other, and the same numbers in a table."""
    rows, height = charts.drawn_rows(chart)
    lines = [
        {
            "label": row.label,
            "href": row.href,
            "cells": [
                (name, charts.said(value)) for name, value in zip(chart.series, row.values, strict=True)
            ],
        }
        for row in chart.rows
    ]
    return {"chart": chart, "rows": rows, "height": height, "lines": lines}


@register.inclusion_tag("ui/components/course.html")
def course(chart: charts.Course) -> dict[str, Any]:
    """A figure over time as a line in steps, and the same numbers in a table."""
    lines = [(dot, charts.said(dot.value), charts.said(dot.beside)) for dot in chart.dots]
    return {"chart": chart, "drawing": charts.drawn_course(chart), "lines": lines}
