"""Which icons there are: the names in `icons.txt`, from which the sprite is made."""

from __future__ import annotations

from functools import cache
from pathlib import Path

LIST = Path(__file__).with_name("icons.txt")
SPRITE = "icons/sprite.svg"
"""Static file that tools/frontend.py makes: one <symbol> a name."""

UNKNOWN = "point"
"""What stands where the data names an icon that the sprite does not have."""


@cache
def names() -> frozenset[str]:
    """Every name in the list."""
    lines = (line.strip() for line in LIST.read_text(encoding="utf-8").splitlines())
    return frozenset(line for line in lines if line and not line.startswith("#"))
