"""Keys for what was named but got none: nobody has to invent an English word to write down a material."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from pypinyin import lazy_pinyin

NAMED: Mapping[str, str] = {
    "situations": "ask",
    "fields": "label",
    "requirements": "name",
    "stages": "name",
    "results": "name",
    "fees": "name",
    "refusals": "text",
}
"""The lists whose rows have a key, and the field that it is taken from."""

LONGEST = 40


def key_for(name: str, taken: set[str]) -> str:
    """A key in pinyin that none of these is; "" where the name has no letter and no Chinese character."""
    words = re.findall(r"[a-z0-9]+", " ".join(lazy_pinyin(name[:8])).lower())
    base = ""
    for word in words:
        if len(base) + len(word) >= LONGEST:
            break
        base = f"{base}-{word}" if base else word
    if not base:
        return ""
    base = base if base[0].isalpha() else f"k{base}"
    return next(
        key for n in range(1, len(taken) + 2) if (key := base if n == 1 else f"{base}-{n}") not in taken
    )


def with_keys(part: Mapping[str, Any]) -> dict[str, Any]:
    """The same with a key for every row and option that has a name and no key."""
    return {key: _rows(value, NAMED[key]) if key in NAMED else value for key, value in part.items()}


def _rows(rows: Any, named: str) -> Any:
    if not isinstance(rows, list):
        return rows
    taken = {one["key"] for one in rows if isinstance(one, Mapping) and isinstance(one.get("key"), str)}
    found = []
    for one in rows:
        row = one
        if isinstance(row, Mapping):
            if "key" not in row and isinstance(row.get(named), str):
                key = key_for(row[named], taken)
                row = {"key": key, **row} if key else row
                taken.add(key)
            if isinstance(row.get("options"), list):
                row = {**row, "options": _options(row["options"])}
        found.append(row)
    return found


def _options(pairs: list[Any]) -> Any:
    if not all(
        isinstance(one, list) and len(one) == 2 and all(isinstance(x, str) for x in one) for one in pairs
    ):
        return pairs
    taken = {key for key, _ in pairs}
    found = []
    for key, text in pairs:
        own = key or key_for(text, taken)
        taken.add(own)
        found.append([own, text])
    keys = [key for key, _ in found]
    return dict(found) if len(set(keys)) == len(keys) and all(map(all, found)) else found
