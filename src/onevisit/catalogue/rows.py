"""What the columns of a version hold: they follow its definition, as far as that can be read."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from typing import Any

from pypinyin import lazy_pinyin

from onevisit.catalogue.models import MatterVersion
from onevisit.platform.organs.queries import organ_cards
from onevisit.rules.district.checks import TOWN
from onevisit.rules.matters.definition import Matter
from onevisit.rules.matters.parse import Parsed
from onevisit.rules.matters.provenance import Provenance


def written(data: Mapping[str, Any]) -> str:
    """A definition as it is stored: in the order in which it was written, which is the order on the screen.

    Raises TypeError, ValueError or RecursionError for what is no plain value.
    """
    text = json.dumps(data, ensure_ascii=False, allow_nan=False)
    text.encode()  # half a character of a broken paste is found here, and not by the database
    return text


def digest(definition: str) -> str:
    """What the text is known by: signatures name it."""
    return hashlib.sha256(definition.encode()).hexdigest()


def fill(row: MatterVersion, definition: str, matter: Matter, provenance: Provenance) -> None:
    """Set the text, and the columns that lists and constraints ask for."""
    row.definition, row.sha256 = definition, digest(definition)
    row.name = matter.name
    row.pinyin = " ".join(lazy_pinyin(matter.name))[:300]
    row.kind = matter.kind.value
    row.organ_id = None if matter.organ == TOWN else matter.organ
    row.window_class = matter.window_class.value
    row.basic_code = matter.codes.basic
    row.articles, row.assumed = len(provenance.articles), len(provenance.assumed)


def fill_draft(row: MatterVersion, definition: str, parsed: Parsed) -> None:
    """The same for a text that may not be readable yet: what cannot be read stays as it was."""
    matter = parsed.matter
    known = matter is not None and (matter.organ == TOWN or matter.organ in organ_cards())
    if matter is not None and known and _fits(matter):
        fill(row, definition, matter, parsed.provenance)
        return
    row.definition, row.sha256 = definition, digest(definition)
    row.name = row.name or row.matter
    row.articles, row.assumed = len(parsed.provenance.articles), len(parsed.provenance.assumed)


def _fits(matter: Matter) -> bool:
    """Whether the columns hold it; a longer name or code is a finding, and kept in the text alone."""
    field = MatterVersion._meta.get_field
    return (
        len(matter.name) <= (field("name").max_length or 0)
        and len(matter.codes.basic) <= (field("basic_code").max_length or 0)
        and "\0" not in matter.name + matter.codes.basic
    )
