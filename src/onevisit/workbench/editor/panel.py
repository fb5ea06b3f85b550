"""What stands beside the form and changes as one types: what is wrong, and what the definition costs people."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from onevisit.catalogue.examine import examine
from onevisit.catalogue.visits import catalogue_on
from onevisit.rules.differences import condition_words
from onevisit.rules.matters.conditions import BadCondition, parse
from onevisit.rules.matters.definition import Matter
from onevisit.rules.matters.parse import parse_matter
from onevisit.workbench.editor.course import Course, Depth, course_of, depth_of
from onevisit.workbench.editor.faults import Fault, faults_of
from onevisit.workbench.editor.layout import Section
from onevisit.workbench.editor.nodes import questions_of


@dataclass(frozen=True)
class Panel:
    """The side of the page. `course` is None while the definition cannot be read; `said` are conditions by field."""

    faults: tuple[Fault, ...]
    course: Course | None
    said: Mapping[str, str]

    def here(self, section: Section) -> tuple[Fault, ...]:
        """What concerns this page."""
        return tuple(one for one in self.faults if one.section is section)

    def elsewhere(self, section: Section) -> tuple[Fault, ...]:
        """What concerns the others."""
        return tuple(one for one in self.faults if one.section is not section)

    @property
    def errors(self) -> int:
        """How many keep the definition from being published."""
        return sum(one.is_error for one in self.faults)

    @property
    def warnings(self) -> int:
        """How many somebody should look at."""
        return len(self.faults) - self.errors

    @property
    def counts(self) -> Mapping[str, int]:
        """How many concern each page."""
        return dict(Counter(one.section.key for one in self.faults))


def panel_of(key: str, data: Mapping[str, Any], names: Mapping[str, str], on: date) -> Panel:
    """Look at the text of this matter. `names`: path → field, of the fields on the screen."""
    matter = _consistent(data)
    course = course_of(matter, catalogue_on(on, {key: matter})) if matter else None
    return Panel(faults_of(examine(key, data).findings, names), course, _said(data, names))


def depth_for(key: str, data: Mapping[str, Any], on: date) -> Depth | None:
    """What takes longer; None while the definition cannot be read or contradicts itself."""
    matter = _consistent(data)
    return depth_of(matter, catalogue_on(on, {key: matter})) if matter else None


def _consistent(data: Mapping[str, Any]) -> Matter | None:
    """The definition, if it is whole and does not contradict itself: any other has no journey."""
    parsed = parse_matter(data)
    return parsed.matter if parsed.ok else None


def _said(data: Mapping[str, Any], names: Mapping[str, str]) -> dict[str, str]:
    """The conditions on the screen in words, by their fields; "" where one cannot be read."""
    questions, found = tuple(questions_of(data).values()), {}
    for name, rows in data.items():
        if not isinstance(rows, list):
            continue
        for number, row in enumerate(rows):
            path = f"{name}[{number}].when"
            text = row.get("when") if isinstance(row, Mapping) else None
            if path not in names:
                continue
            try:
                said = condition_words(parse(text), questions) if isinstance(text, str) else ""
            except BadCondition:
                said = ""
            found[names[path]] = said
    return found
