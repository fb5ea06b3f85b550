"""A definition nobody changed comes back from its own form as the same text: every matter, every page, in order."""

from __future__ import annotations

import copy
import json
from collections.abc import Iterator
from typing import Any

import pytest
from django.template.loader import render_to_string
from hypothesis import given, settings
from hypothesis import strategies as st

from factories.matters import checked
from onevisit.workbench.editor import shapes as s
from onevisit.workbench.editor.layout import SECTIONS, Section
from onevisit.workbench.editor.page import fields_of, read_form, stages_of
from onevisit.workbench.editor.posted import Form, cleaned
from onevisit.workbench.editor.registers import Registers
from workbench.editor.browsing import pairs_in


@pytest.fixture(autouse=True)
def noon() -> None:
    """Stands in the place of the workbench's own: a form is text, and asks no database."""


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


KEYS = sorted(entry.matter.key for entry in checked().pack.matters)
DATA = {entry.matter.key: entry.data for entry in checked().pack.matters}
TEXT = st.text(
    st.characters(exclude_categories=("Cs", "Cc", "Zl", "Zp"), include_characters="\n"),
    min_size=1,
    max_size=40,
).filter(lambda text: text == cleaned(text) and text)
PLAIN = st.recursive(
    st.none() | st.booleans() | st.integers(-(10**12), 10**12) | TEXT,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXT, inner, max_size=3),
    max_leaves=6,
)


def places(node: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Every place of a definition, by the steps that lead there."""
    if path:
        yield path
    entries = node.items() if isinstance(node, dict) else enumerate(node) if isinstance(node, list) else ()
    for step, value in entries:
        yield from places(value, (*path, step))


def holder_of(data: Any, path: tuple[Any, ...]) -> Any:
    for step in path[:-1]:
        data = data[step]
    return data


@settings(max_examples=60)
@given(st.data())
def test_whatever_texts_and_orders_are_written_they_come_back(given_data: st.DataObject) -> None:
    """Texts anywhere, also where a closed list, a number or a condition belongs; lists in another order, or shorter."""
    data = copy.deepcopy(DATA[given_data.draw(st.sampled_from(KEYS))])
    for _ in range(given_data.draw(st.integers(1, 4))):
        # What is still assumed is named by the keys beside it: the form has a box for each, and none for other words.
        free = [one for one in places(data) if "assumed" not in one]
        path = given_data.draw(st.sampled_from(sorted(free, key=str)))
        holder = holder_of(data, path)
        value = holder[path[-1]]
        if isinstance(value, str):
            holder[path[-1]] = given_data.draw(TEXT)
        elif isinstance(value, list) and value:
            holder[path[-1]] = given_data.draw(st.permutations(value))[
                : given_data.draw(st.integers(1, len(value)))
            ]
    for section in SECTIONS:
        assert json.dumps(came_back(data, section), ensure_ascii=False) == json.dumps(
            data, ensure_ascii=False
        )


@settings(max_examples=60)
@given(st.data())
def test_whatever_a_text_holds_is_in_the_form_and_no_second_saving_changes_it(
    given_data: st.DataObject,
) -> None:
    """Values of any shape in any place: nothing raises, and what was saved once is what is saved from then on."""
    data = copy.deepcopy(DATA[given_data.draw(st.sampled_from(KEYS))])
    path = given_data.draw(st.sampled_from(sorted(places(data), key=str)))
    holder_of(data, path)[path[-1]] = given_data.draw(PLAIN)
    for section in SECTIONS:
        once = came_back(data, section)
        assert came_back(once, section) == once
