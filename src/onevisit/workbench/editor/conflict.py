"""Two editors wrote on the same page: both texts side by side, and what is taken of each."""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from onevisit.catalogue.yaml_text import read_yaml, write_yaml
from onevisit.workbench.editor import shapes as s
from onevisit.workbench.editor.layout import Section
from onevisit.workbench.editor.moves import titled
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
    """One key of the definition, or one row of its list, that both wrote differently."""

    key: str
    row: int | None
    label: str
    lines: tuple[Line, ...]

    @property
    def at(self) -> str:
        """What its choice is sent as."""
        return self.key if self.row is None else f"{self.key}.{self.row}"


def conflict_of(here: Section, mine: Mapping[str, Any], theirs: Mapping[str, Any]) -> dict[str, Any]:
    """What the page shows: each part that is not the same, and one's own text, which the form carries on."""
    return {"choices": _choices(here, mine, theirs), "mine": write_yaml(mine)}


def _choices(here: Section, mine: Mapping[str, Any], theirs: Mapping[str, Any]) -> list[Choice]:
    keys = dict.fromkeys([*here.keys, *mine, *theirs])
    return [
        choice
        for key in keys
        if mine.get(key) != theirs.get(key)
        for choice in _choices_of(key, mine, theirs)
    ]


def _choices_of(key: str, mine: Mapping[str, Any], theirs: Mapping[str, Any]) -> Iterator[Choice]:
    """One for each row that differs where both have the same rows; one for the whole otherwise."""
    ours, others = mine.get(key), theirs.get(key)
    if not _same_rows(ours, others):
        yield Choice(key, None, _label(key), side_by_side(_text(mine, key), _text(theirs, key)))
        return
    for row, (one, other) in enumerate(zip(ours or (), others or (), strict=True)):
        if one != other:
            called = f"{_label(key)}：{titled(other)}"
            yield Choice(key, row, called, side_by_side(write_yaml([one]), write_yaml([other])))


def _same_rows(ours: Any, others: Any) -> bool:
    if not isinstance(ours, list) or not isinstance(others, list) or len(ours) != len(others):
        return False
    rows = [*ours, *others]
    return all(isinstance(one, dict) for one in rows) and all(
        one.get("key") == other.get("key") for one, other in zip(ours, others, strict=True)
    )


def chosen(
    here: Section, posted: Mapping[str, str], theirs: Mapping[str, Any]
) -> tuple[dict[str, Any], dict[str, Any]]:
    """One's own text again, and the text that was put together. Raises `FormRefused`."""
    mine, faults = read_yaml(posted.get("mine", ""), "")
    if faults or not isinstance(mine, dict):
        raise FormRefused(fault="您的文本没有传回来")
    values = dict(theirs)
    for one in _choices(here, mine, theirs):
        if posted.get(f"take.{one.at}") != "mine":
            continue
        if one.row is not None:
            rows = list(values[one.key])
            rows[one.row] = mine[one.key][one.row]
            values[one.key] = rows
        elif one.key in mine:
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
