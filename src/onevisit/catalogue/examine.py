"""Everything that is wrong with a text before it is published: in itself, and among the other matters."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from onevisit.catalogue.shelf import shelf
from onevisit.catalogue.visits import catalogue_on
from onevisit.platform import clock
from onevisit.rules.catalogue_checks import check_one
from onevisit.rules.district.checks import dangling, miscited
from onevisit.rules.findings import Finding
from onevisit.rules.matters.definition import Matter
from onevisit.rules.matters.parse import Parsed, parse_matter

LONGEST_NAME = 100


def examine(key: str, data: Mapping[str, Any]) -> Parsed:
    """The text of this matter as far as it can be read, with every finding about it."""
    parsed = parse_matter(data)
    found, today = set(parsed.findings), clock.today()
    here = shelf(today)
    found |= {*miscited(data, parsed.provenance, {law.name: law.articles for law in here.laws.values()})}
    if parsed.matter is not None:
        found |= {*check_one(parsed.matter, catalogue_on(today)), *_of_versions(key, parsed.matter)}
        found |= {*dangling(parsed.matter, {"life-event": {one.key for one in here.events}})}
    return replace(parsed, findings=tuple(sorted(found)))


def _of_versions(key: str, matter: Matter) -> Iterator[Finding]:
    if matter.key != key:
        yield Finding("key", "key-changed", f"键应是“{key}”：改了键就是另一个事项，请另行起草")
    if len(matter.name) > LONGEST_NAME:
        yield Finding("name", "too-long", f"名称最多{LONGEST_NAME}个字")
