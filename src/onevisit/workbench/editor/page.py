"""One page of the editor put together: the draft, its part as fields, and what stands beside it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from onevisit.catalogue.choices import choices
from onevisit.workbench.editor import shapes as s
from onevisit.workbench.editor.decode import Decoded, read_parts
from onevisit.workbench.editor.faults import attach, names_in
from onevisit.workbench.editor.layout import SECTIONS, Section
from onevisit.workbench.editor.moves import Removed
from onevisit.workbench.editor.node import Node
from onevisit.workbench.editor.nodes import Maker, questions_of
from onevisit.workbench.editor.panel import Panel, panel_of
from onevisit.workbench.editor.parts import merged, part_of
from onevisit.workbench.editor.posted import Form
from onevisit.workbench.editor.registers import Registers

LISTED = (s.LAWS, s.ORGANS, s.LICENCES, s.RESOURCES, s.SOURCES)
"""The lists that fields suggest values from, by typing."""


@dataclass(frozen=True)
class Suggestion:
    """One entry of a list: what stands in the field, and what helps to recognise it."""

    value: str
    hint: str


def registers_on(day: date, data: Mapping[str, Any]) -> Registers:
    """The district's registers, and the stages of this definition."""
    given = choices(day)
    return Registers(
        {
            s.ORGANS: given.organs,
            s.LAWS: given.laws,
            s.LICENCES: given.licences,
            s.RESOURCES: given.resources,
            s.EVENTS: given.events,
            s.STAGES: stages_of(data),
        }
    )


def stages_of(data: Mapping[str, Any]) -> dict[str, str]:
    """The stages of a definition by their keys, as far as they can be read."""
    rows = data.get("stages")
    found = {}
    for one in rows if isinstance(rows, list) else []:
        if isinstance(one, Mapping) and isinstance(one.get("key"), str):
            name = one.get("name")
            found[one["key"]] = name if isinstance(name, str) and name else one["key"]
    return found


def suggestions(day: date, registers: Registers) -> list[tuple[str, list[Suggestion]]]:
    """The lists of the page, each once."""
    hints = choices(day).hints
    return [
        (
            register,
            [
                Suggestion(registers.name_of(register, key), hints.get(register, {}).get(key, ""))
                for key in registers.of(register)
            ],
        )
        for register in LISTED
    ]


def fields_of(data: Mapping[str, Any], section: Section, registers: Registers) -> Node:
    """The fields of this page of the definition."""
    return Maker(registers, questions_of(data)).parts(part_of(data, section), section.groups)


@dataclass(frozen=True)
class Read:
    """What a form said: its part of the definition, the whole with it, and the field of each place."""

    part: dict[str, Any]
    whole: dict[str, Any]
    names: Mapping[str, str]


def read_form(form: Form, data: Mapping[str, Any], section: Section, registers: Registers) -> Read:
    """Read the form of this page over the draft. Raises `FormRefused`."""
    found = Decoded(registers)
    parts = [one for one in s.MATTER.parts if one.name in section.keys]
    part = read_parts(form, parts, found)
    form.finish()
    names = {path: name for path, name in found.names.items() if path}
    return Read(part, merged(data, section, part), names)


def shown(
    key: str,
    data: Mapping[str, Any],
    section: Section,
    day: date,
    focus: str = "",
    removed: Removed | None = None,
) -> dict[str, Any]:
    """Everything that the page of this part shows. `focus` is the place that was changed just now."""
    registers = registers_on(day, data)
    root = fields_of(data, section, registers)
    panel = panel_of(key, data, names_in(root), day)
    nodes = attach(root, [one for one in panel.here(section) if one.name])
    focused = _focused(nodes, focus)
    return {
        "root": root,
        "panel": panel,
        "here": panel.here(section),
        "elsewhere": panel.elsewhere(section),
        "section": section,
        "sections": [(one, panel.counts.get(one.key, 0)) for one in SECTIONS],
        "suggestions": suggestions(day, registers),
        "focus": focused,
        "undo": removed,
        "page_first": section is SECTIONS[0],
        "is_empty": bool(section.empty) and not data.get(section.keys[0]),
    }


def _focused(nodes: Mapping[str, Node], focus: str) -> str:
    """The id of the first field of the row to go to; that row is open."""
    if focus.endswith("."):  # a pair that has no key yet: the last of its list
        holder = nodes.get(focus[:-1])
        return f"{holder.nodes[-1].id}.text" if holder and holder.nodes else ""
    node = nodes.get(focus) if focus else None
    if node is None:
        return ""
    node.opened = True
    return next((one.id for one in _leaves(node)), "")


def _leaves(node: Node) -> Iterator[Node]:
    if node.kind in ("text", "number", "choice"):
        yield node
    for one in node.inner:
        yield from _leaves(one)


def panel_for(key: str, read: Read, day: date) -> Panel:
    """What stands beside a form that is being typed."""
    return panel_of(key, read.whole, read.names, day)
