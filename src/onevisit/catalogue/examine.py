"""Everything that is wrong with a text before it is published: in itself, and among the other matters."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from onevisit.catalogue.visits import catalogue_on
from onevisit.platform import clock
from onevisit.platform.organs.queries import organ_cards
from onevisit.rules.catalogue_checks import check_one
from onevisit.rules.district.checks import TOWN
from onevisit.rules.findings import Finding
from onevisit.rules.matters.parse import Parsed, parse_matter

LONGEST_NAME = 100


def examine(key: str, data: Mapping[str, Any]) -> Parsed:
    """The text of this matter as far as it can be read, with every finding about it."""
    parsed = parse_matter(data)
    found = {*parsed.findings, *_about_columns(key, parsed)}
    if parsed.matter is not None:
        found |= {*check_one(parsed.matter, catalogue_on(clock.today()))}
    return replace(parsed, findings=tuple(sorted(found)))


def _about_columns(key: str, parsed: Parsed) -> list[Finding]:
    matter = parsed.matter
    if matter is None:
        return []
    found = []
    if matter.key != key:
        found.append(Finding("key", "key-changed", f"键应是“{key}”：改了键就是另一个事项，请另行起草"))
    if matter.organ != TOWN and matter.organ not in organ_cards():
        found.append(Finding("organ", "unknown-organ", f"没有“{matter.organ}”这个部门"))
    if len(matter.name) > LONGEST_NAME:
        found.append(Finding("name", "too-long", f"名称最多{LONGEST_NAME}个字"))
    return found
