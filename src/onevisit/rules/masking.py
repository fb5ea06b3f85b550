"""A person's name for the eyes of others."""

from __future__ import annotations

MARK = "示例·"
"""Stands before the name of every invented person: no part of the name, so never masked."""


def masked_name(name: str, *, is_person: bool) -> str:
    """A person's name for the eyes of others: 示例·王桂兰 as 示例·王**. An enterprise's name is public."""
    if not is_person:
        return name
    mark = MARK if name.startswith(MARK) else ""
    rest = name.removeprefix(mark)
    return mark + rest[:1] + "*" * (len(rest) - 1)
