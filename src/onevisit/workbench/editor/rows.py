"""An empty row for a list that is on the page already."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from onevisit.workbench.editor import shapes as s
from onevisit.workbench.editor.layout import Section
from onevisit.workbench.editor.moves import shape_at
from onevisit.workbench.editor.node import Node
from onevisit.workbench.editor.nodes import Maker, questions_of
from onevisit.workbench.editor.paths import steps_of
from onevisit.workbench.editor.posted import FormRefused, shortened
from onevisit.workbench.editor.registers import Registers

_NAME = re.compile(r"[a-z_]{1,30}(?:\.(?:[a-z_]{1,30}|[0-9]{1,4})){1,6}")


def new_row(path: str, name: str, here: Section, data: Mapping[str, Any], registers: Registers) -> Node:
    """The row that will stand in the field `name` of the list at `path`. Raises `FormRefused` for another place."""
    shape = shape_at(path) if len(path) < 200 else None
    mine = bool(steps_of(path)) and steps_of(path)[0] in here.keys
    if not _NAME.fullmatch(name) or not mine or not isinstance(shape, s.Rows | s.Pairs):
        raise FormRefused(fault=f"“{shortened(path)}”不是这一页的列表")
    if isinstance(shape, s.Pairs):
        return Node(kind="pair", name=name, path=f"{path}.")
    row = Maker(registers, questions_of(data)).row(shape.of, {}, name, f"{path}[0]")
    row.opened = True
    return row
