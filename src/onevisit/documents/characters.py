"""What can be printed: nothing invisible, and nothing that our fonts have no picture of.

typst prints an empty box where a font lacks a character, and says nothing. In a name that would be a lie by omission,
so such a character is printed as its number, 〔U+20BB7〕, which a reader can look up.
"""

from __future__ import annotations

import struct
import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path

from onevisit.platform.typesetting import FONTS, NoFonts

_BREAKS = {"\r\n": "\n", "\r": "\n", "\v": "\n", "\f": "\n", "\x85": "\n", "\u2028": "\n", "\u2029": "\n"}
_SELECTORS = (*range(0xFE00, 0xFE10), *range(0xE0100, 0xE01F0))
"""Variation selectors: they choose between pictures of the character before, and have none of their own."""


def printable(text: str, known: frozenset[int]) -> str:
    """The text as it is printed with fonts that know these code points.

    Line ends become one kind, blanks become plain; control characters and those that turn the direction of writing go.
    """
    if known.issuperset(map(ord, text)):
        return text
    for old, new in _BREAKS.items():
        text = text.replace(old, new)
    return "".join(_printed(character, known) for character in text)


def _printed(character: str, known: frozenset[int]) -> str:
    if character == "\n" or ord(character) in known:
        return character
    if character == "\t" or unicodedata.category(character) == "Zs":
        return " "
    return "" if _invisible(ord(character)) else f"〔U+{ord(character):04X}〕"


def _invisible(code: int) -> bool:
    return unicodedata.category(chr(code)) in {"Cc", "Cf"} or code in _SELECTORS


@lru_cache(maxsize=4)
def known_in(folder: Path) -> frozenset[int]:
    """The code points that every font in the folder has a visible picture or a blank of.

    Raises `NoFonts` for a damaged file.
    """
    known = []
    for name in FONTS:
        try:
            known.append(set(_mapped((folder / name).read_bytes())))
        except (struct.error, KeyError) as fault:
            raise NoFonts(
                f"{folder / name} 不是完整的字体文件。请运行 python3 tools/bootstrap.py install。"
            ) from fault
    return frozenset(code for code in set.intersection(*known) if not _invisible(code))


def _mapped(font: bytes) -> Iterable[int]:
    """The code points of a font's table `cmap` in its format 12, which covers all planes (OpenType 1.9, cmap)."""
    (tables,) = struct.unpack_from(">H", font, 4)
    offsets = {tag: offset for tag, _, offset, _ in struct.iter_unpack(">4sIII", font[12 : 12 + 16 * tables])}
    start = offsets[b"cmap"]
    (subtables,) = struct.unpack_from(">H", font, start + 2)
    for _, _, offset in struct.iter_unpack(">HHI", font[start + 4 : start + 4 + 8 * subtables]):
        (form,) = struct.unpack_from(">H", font, start + offset)
        if form == 12:
            (groups,) = struct.unpack_from(">I", font, start + offset + 12)
            begin = start + offset + 16
            for first, last, _ in struct.iter_unpack(">III", font[begin : begin + 12 * groups]):
                yield from range(first, last + 1)
            return
