"""Nothing of a definition can be forgotten: every field stands on a page, in a group, under a name."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

import pytest

from onevisit.workbench.editor import shapes as s
from onevisit.workbench.editor.layout import FOLDED, GROUPS, SECTIONS, TITLES, WIDE
from onevisit.workbench.editor.words import EXAMPLES, HELP, NEW, UNITS_OF
from onevisit.workbench.labels import label


def groups(shape: s.Shape = s.MATTER) -> Iterator[s.Group]:
    """Every group of fields, from the whole definition down."""
    if isinstance(shape, s.Rows):
        yield from groups(shape.of)
    if isinstance(shape, s.Group):
        yield shape
        for part in shape.parts:
            yield from groups(part.shape)


EVERY = {group.cls.__name__: group for group in groups()}


def test_every_key_of_a_definition_is_on_exactly_one_page() -> None:
    assert Counter(key for section in SECTIONS for key in section.keys) == Counter(
        part.name for part in s.MATTER.parts
    )


@pytest.mark.parametrize("name", GROUPS)
def test_every_field_of_a_class_is_in_exactly_one_group(name: str) -> None:
    assert Counter(one for _, names in GROUPS[name] for one in names) == Counter(
        part.name for part in EVERY[name].parts
    )


def test_every_field_has_a_name_in_chinese() -> None:
    for group in EVERY.values():
        for part in group.parts:
            assert any("\u4e00" <= one <= "\u9fff" for one in label(group.cls, part.name)), part


def test_no_word_is_about_a_field_that_there_is_not() -> None:
    fields = {f"{name}.{part.name}" for name, group in EVERY.items() for part in group.parts}
    names = {part.name for group in EVERY.values() for part in group.parts}
    said = {
        *HELP,
        *EXAMPLES,
        *NEW,
        *UNITS_OF,
        *WIDE,
        *(f"{k}.{one}" for k, each in TITLES.items() for one in each),
    }
    assert {one for one in said if one not in (fields if "." in one else names)} == set()
    assert set(FOLDED) <= EVERY.keys()
