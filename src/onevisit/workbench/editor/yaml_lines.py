"""In which line of a YAML text each value of a definition stands, so that a finding can name it."""

from __future__ import annotations

from collections.abc import Mapping

import yaml

from onevisit.workbench.editor.decode import joined
from onevisit.workbench.editor.paths import upwards


def lines_of(text: str) -> dict[str, int]:
    """Path → line, counted from 1. Call only with a text that `read_yaml` has read: that bounds it."""
    found = {"": 1}
    root = yaml.compose(text, Loader=yaml.CSafeLoader)
    if root is not None:
        _walk(root, "", found)
    return found


def line_of(path: str, lines: Mapping[str, int]) -> int:
    """The line of a place, or of what it would lie in."""
    return next(lines[one] for one in upwards(path) if one in lines)


def _walk(node: yaml.Node, path: str, found: dict[str, int]) -> None:
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            at = joined(path, str(key.value))
            found[at] = key.start_mark.line + 1
            _walk(value, at, found)
    elif isinstance(node, yaml.SequenceNode):
        for number, one in enumerate(node.value):
            found[f"{path}[{number}]"] = one.start_mark.line + 1
            _walk(one, f"{path}[{number}]", found)
