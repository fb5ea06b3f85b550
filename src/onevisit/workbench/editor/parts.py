"""One page's part of a definition: taken out to be edited, and put back into the whole where it was."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from typing import Any

from onevisit.workbench.editor import shapes as s
from onevisit.workbench.editor.decode import ordered
from onevisit.workbench.editor.layout import SECTION_OF, SECTIONS, Section
from onevisit.workbench.editor.nodes import PROVENANCE

_CANONICAL = [*(one.name for one in s.MATTER.parts), *PROVENANCE]


def part_of(data: Mapping[str, Any], section: Section) -> dict[str, Any]:
    """The keys of the definition that stand on this page, with their marks. Unknown keys are on the first page."""
    part = {key: value for key, value in data.items() if _belongs(key, section)}
    mark = data.get("assumed")
    if isinstance(mark, list):
        mark = [one for one in mark if _belongs(one, section)]
    elif not _is_first(section):
        mark = None  # the mark of the whole definition is set and taken away on one page only
    if mark or (mark is not None and _is_first(section)):
        part["assumed"] = mark
    if "source" in data:
        part["source"] = data["source"]
    return {key: part[key] for key in data if key in part}


def merged(data: Mapping[str, Any], section: Section, part: Mapping[str, Any]) -> dict[str, Any]:
    """The whole definition with this page as it is now."""
    others = {
        key: value for key, value in data.items() if not _belongs(key, section) and key not in PROVENANCE
    }
    whole = {**others, **{key: value for key, value in part.items() if key not in PROVENANCE}}
    mark = _marks(data.get("assumed"), section, part.get("assumed"))
    if mark:
        whole["assumed"] = mark
    if "source" in part:
        whole["source"] = part["source"]
    return ordered(whole, list(data), _CANONICAL)


def _marks(before: Any, section: Section, now: Any) -> Any:
    if now is True or (before is True and not _is_first(section)):
        return True
    kept = [one for one in before if not _belongs(one, section)] if isinstance(before, list) else []
    mine = now if isinstance(now, list) else []
    stood = [one for one in before if one in kept or one in mine] if isinstance(before, list) else []
    return [*stood, *(one for one in mine if one not in stood)]


def _belongs(key: Any, section: Section) -> bool:
    if key in PROVENANCE:
        return False
    return SECTION_OF.get(key, SECTIONS[0]) is section


def _is_first(section: Section) -> bool:
    return section is SECTIONS[0]


def fingerprint(part: Mapping[str, Any]) -> str:
    """What tells two texts of a page apart; a form carries it to say what it began from."""
    return hashlib.sha256(json.dumps(part, ensure_ascii=True).encode()).hexdigest()[:32]
