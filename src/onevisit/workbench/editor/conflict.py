"""Two editors wrote on the same page: both texts side by side, and what is taken of each."""

from __future__ import annotations

import difflib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from onevisit.catalogue.yaml_text import read_yaml, write_yaml
from onevisit.workbench.editor import shapes as s
from onevisit.workbench.editor.layout import Section
from onevisit.workbench.editor.nodes import PROVENANCE
from onevisit.workbench.editor.posted import FormRefused
from onevisit.workbench.labels import label


@dataclass(frozen=True)
class Line:
    """A line of both texts: "" where one has none."""

    mine: str
    theirs: str
    same: bool


@dataclass(frozen=True)
class Choice:
    """One key of the definition that both wrote differently."""

    key: str
    label: str
    lines: tuple[Line, ...]


def conflict_of(here: Section, mine: Mapping[str, Any], theirs: Mapping[str, Any]) -> dict[str, Any]:
    """What the page shows: each part that is not the same, and one's own text, which the form carries on."""
    return {"choices": _choices(here, mine, theirs), "mine": write_yaml(mine)}


def _choices(here: Section, mine: Mapping[str, Any], theirs: Mapping[str, Any]) -> list[Choice]:
    keys = dict.fromkeys([*here.keys, *mine, *theirs])
    return [
        Choice(key, _label(key), side_by_side(_text(mine, key), _text(theirs, key)))
        for key in keys
        if mine.get(key) != theirs.get(key)
    ]


def chosen(
    here: Section, posted: Mapping[str, str], theirs: Mapping[str, Any]
) -> tuple[dict[str, Any], dict[str, Any]]:
    """One's own text again, and the text that was put together. Raises `FormRefused`."""
    mine, faults = read_yaml(posted.get("mine", ""), "")
    if faults or not isinstance(mine, dict):
        raise FormRefused(fault="您的文本没有传回来")
    values = dict(theirs)
    for one in _choices(here, mine, theirs):
        if posted.get(f"take.{one.key}") != "mine":
            continue
        if one.key in mine:
            values[one.key] = mine[one.key]
        else:
            values.pop(one.key, None)
    return mine, values


def side_by_side(mine: str, theirs: str) -> tuple[Line, ...]:
    """The lines of two texts, those that are the same beside each other."""
    left, right = mine.splitlines(), theirs.splitlines()
    lines = []
    for kind, a, b, c, d in difflib.SequenceMatcher(None, left, right, autojunk=False).get_opcodes():
        for number in range(max(b - a, d - c)):
            one = left[a + number] if a + number < b else ""
            other = right[c + number] if c + number < d else ""
            lines.append(Line(one, other, kind == "equal"))
    return tuple(lines)


def _text(part: Mapping[str, Any], key: str) -> str:
    return write_yaml({key: part[key]}) if key in part else ""


def _label(key: str) -> str:
    if key in PROVENANCE:
        return "待确认" if key == "assumed" else "出处"
    return label(s.MATTER.cls, key) if s.MATTER.part(key) else key
