"""A definition as text: what a pasted one says, what would change by it, and what is wrong with it, line by line."""

from __future__ import annotations

import difflib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from onevisit.catalogue.choices import Choices
from onevisit.catalogue.examine import examine
from onevisit.catalogue.yaml_text import read_yaml, unplain, write_yaml
from onevisit.rules.differences import Names, differences
from onevisit.rules.findings import Finding, Severity
from onevisit.rules.matters.parse import parse_matter
from onevisit.workbench.editor.faults import sentence
from onevisit.workbench.editor.yaml_lines import line_of, lines_of

LONGEST = 300_000
"""Characters that can be pasted: twenty times the longest definition."""


@dataclass(frozen=True)
class LineFault:
    """What is wrong, and in which line (0: the text as a whole)."""

    line: int
    message: str
    severity: str


@dataclass(frozen=True)
class Changed:
    """A line of the text that comes (“+”), goes (“-”) or stands around a change (“ ”)."""

    sign: str
    text: str


@dataclass(frozen=True)
class Pasted:
    """What a pasted text says. `data` is None where it is no definition at all: nothing can be saved then."""

    data: Mapping[str, Any] | None
    faults: tuple[LineFault, ...]
    words: tuple[str, ...] = ()
    lines: tuple[Changed, ...] = ()

    @property
    def same(self) -> bool:
        """Whether nothing would change."""
        return self.data is not None and not self.lines


def read_pasted(key: str, text: str, now: Mapping[str, Any], known: Choices) -> Pasted:
    """Read a text that is to take the place of the draft of this matter."""
    if len(text) > LONGEST:
        # Never a part of it: the beginning of a text can be a definition of its own.
        return Pasted(None, (LineFault(0, "粘贴的文本超过三十万字，不会是一个事项的定义", "error"),))
    data, broken = read_yaml(text, "")
    if broken:
        return Pasted(
            None, tuple(LineFault(0, f"{one.path} {one.message}".strip(), "error") for one in broken)
        )
    if not isinstance(data, dict):
        return Pasted(None, (LineFault(0, "这里应是一个事项的定义：一组“键: 值”，从 key: 开始", "error"),))
    lines = lines_of(text)
    if odd := tuple(unplain(data)):
        message = "YAML 把这里读成了日期或者别的东西，不是文字：请加引号"
        return Pasted(None, tuple(LineFault(line_of(one, lines), message, "error") for one in odd))
    found = [_fault(one, lines) for one in examine(key, data).findings]
    if data.get("key") != key:
        found.insert(0, LineFault(lines.get("key", 1), f"这是“{key}”的草稿，key 要写 {key}", "error"))
    return Pasted(
        data,
        tuple(sorted(found, key=lambda one: one.line)),
        _in_words(now, data, known),
        tuple(_changed(now, data)),
    )


def _fault(finding: Finding, lines: Mapping[str, int]) -> LineFault:
    severity = "error" if finding.severity is Severity.ERROR else "warning"
    return LineFault(line_of(finding.path, lines), sentence(finding), severity)


def _in_words(before: Mapping[str, Any], after: Mapping[str, Any], known: Choices) -> tuple[str, ...]:
    old, new = parse_matter(before).matter, parse_matter(after).matter
    if old is None or new is None:
        return ()
    names = Names(known.organs, known.licences, known.resources, known.events)
    return tuple(one.text for one in differences(old, new, names))


def _changed(before: Mapping[str, Any], after: Mapping[str, Any]) -> list[Changed]:
    old, new = write_yaml(before).splitlines(), write_yaml(after).splitlines()
    return [
        Changed("…", "") if line.startswith("@@") else Changed(line[0], line[1:])
        for line in list(difflib.unified_diff(old, new, lineterm="", n=2))[2:]
    ]
