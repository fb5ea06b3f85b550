"""A definition nobody changed comes back from its own form as the same text: every matter, every page, in order."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.template.loader import render_to_string

from factories.matters import checked
from onevisit.workbench.editor import shapes as s
from onevisit.workbench.editor.layout import SECTIONS, Section
from onevisit.workbench.editor.page import fields_of, read_form, stages_of
from onevisit.workbench.editor.posted import Form
from onevisit.workbench.editor.registers import Registers
from workbench.editor.browsing import pairs_in


def registers_for(data: dict[str, Any]) -> Registers:
    pack = checked().pack
    return Registers(
        {
            s.ORGANS: {one.key: one.short for one in pack.organs} | {"town": "镇（街道、开发区）"},
            s.LAWS: {one.name: one.name for one in pack.laws},
            s.LICENCES: {one.key: one.name for one in pack.licence_types},
            s.RESOURCES: {one.key: one.name for one in pack.resources},
            s.EVENTS: {one.key: one.name for one in pack.life_events},
            s.STAGES: stages_of(data),
        }
    )


def sent(data: dict[str, Any], section: Section, registers: Registers) -> list[tuple[str, str]]:
    node = fields_of(data, section, registers)
    first = section is SECTIONS[0]
    return pairs_in(render_to_string("workbench/editor/node/body.html", {"node": node, "page_first": first}))


def came_back(data: dict[str, Any], section: Section) -> dict[str, Any]:
    registers = registers_for(data)
    return read_form(Form(sent(data, section, registers)), data, section, registers).whole


@pytest.mark.parametrize("key", [entry.matter.key for entry in checked().pack.matters])
def test_a_matter_comes_back_as_it_was(key: str) -> None:
    (data,) = (entry.data for entry in checked().pack.matters if entry.matter.key == key)
    text = json.dumps(data, ensure_ascii=False)
    for section in SECTIONS:
        assert json.dumps(came_back(data, section), ensure_ascii=False) == text, section.key
