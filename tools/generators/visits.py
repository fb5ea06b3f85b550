# ruff: noqa: E501 — a row of a table is one line.
"""The page that sets our computed numbers of visits beside those that somebody published."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

from onevisit.catalogue.pack_files import read_folder
from onevisit.rules.catalogue_checks.packs import catalogue_of
from onevisit.rules.district.pack import parse_pack
from onevisit.rules.journeys import figures

ROOT = Path(__file__).resolve().parents[2]
PUBLISHED = ROOT / "docs/reference/visits-published.yaml"
SOURCES = (PUBLISHED.name,)
HEAD = (
    "# Numbers of visits: computed here, published elsewhere",
    "",
    "Generated from `visits-published.yaml` and the district; `make check` compares it.",
    "",
    "*Ours* is computed from the definition, in the worst situation, with everything in hand and in the ordinary course",
    "([what that means](../theory/visits.md)). *Published* is the number in the field “到现场次数” of a guide of another city, where",
    "officials typed it. No guide of Zibo that could be found gives one.",
)


def generate() -> dict[str, str]:
    """Return docs/reference/visits-compared.md."""
    return {"docs/reference/visits-compared.md": "\n".join(_page()) + "\n"}


def _page() -> list[str]:
    rows: list[dict[str, Any]] = yaml.safe_load(PUBLISHED.read_text(encoding="utf-8"))
    pack, _ = parse_pack(read_folder(ROOT / "districts/boshan")[0])
    catalogue = catalogue_of(pack)
    lines = [*HEAD, *_table("Ten flagship matters"), *_rows(rows, catalogue, flagship=True)]
    lines += [*_table("Others, where the difference says something"), *_rows(rows, catalogue, flagship=False)]
    return [*lines, *_sources(rows)]


def _table(title: str) -> list[str]:
    return ["", f"## {title}", "", "| matter | ours | published | why |", "|---|---|---|---|"]


def _rows(rows, catalogue, *, flagship: bool) -> list[str]:
    found = []
    for row in rows:
        if row["flagship"] is flagship:
            matter = catalogue.matters[row["matter"]]
            ours = figures(matter, catalogue).in_hand.visits
            found.append(f"| {matter.name} `{matter.key}` | {ours} | {row['number']} | {row['difference']} |")
    return found


def _sources(rows) -> list[str]:
    lines = ["", "## Where the published numbers stand", "", "| matter | guide | seen |", "|---|---|---|"]
    lines += [
        f"| `{row['matter']}` | [{row['where']}：{row['title']}]({row['page']}) | {row['quoted_on']} |"
        for row in rows
    ]
    return lines
