"""How long an official document takes to print, of every kind, once each was printed before."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from django.conf import settings
from django.test import override_settings

from benchmarks import Figure, milliseconds, percentiles
from documents.samples import sample
from onevisit.documents.rendering import TEMPLATES, render

ROUNDS = 20
FONTS = Path(__file__).parents[2] / "var" / "fonts"
"""The data folder of a benchmark is empty; the fonts are those that the set-up collected."""


def run() -> list[Figure]:
    """Print every kind so often, each time about another case."""
    with override_settings(FONTS_ROOT=FONTS if FONTS.is_dir() else settings.FONTS_ROOT):
        cold = milliseconds([partial(_print, 0)])
        taken = milliseconds(
            partial(render, template, sample(template.partition("/")[0], case=f"2611180{number:05}"))
            for number in range(1, ROUNDS + 1)
            for template in TEMPLATES
        )
    return [
        Figure(f"the first document of each of {len(TEMPLATES)} kinds, together", cold[0], "ms"),
        *percentiles("document", taken, "≤ 10"),
    ]


def _print(number: int) -> None:
    for template in TEMPLATES:
        render(template, sample(template.partition("/")[0], case=f"2611180{number:05}"))
