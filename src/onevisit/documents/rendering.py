"""The printed form of an official document (文书). The same data give the same bytes, see `platform.typesetting`."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from django.conf import settings

from onevisit.documents.characters import known_in, printable
from onevisit.documents.parts import missing
from onevisit.documents.titles import TITLES
from onevisit.platform.typesetting import NoFonts, Press, without_fonts

FOLDER = Path(__file__).parent / "templates_typst"
TEMPLATES = {f"{kind}/1": f"{kind}.typ" for kind in TITLES}
"""Name and version, as the record keeps it, to the file. A document is never printed by another version."""


class Incomplete(RuntimeError):
    """The data lack what the law wants in a document of this kind: it is not printed without."""


_press = Press(FOLDER, TEMPLATES)


def render(template: str, data: Mapping[str, object], *, press: Press = _press) -> bytes:
    """The PDF of a document; its kind is the template's name without the version.

    `data` holds strings, booleans, and lists of these; days are ISO dates. What is empty or not there and is not
    required (`parts`) is left out of the document.
    Raises `Incomplete`, `NoFonts`, `BadTemplate`, and TypeError for a value of another type.
    """
    fonts = Path(settings.FONTS_ROOT)
    fault = without_fonts(fonts)
    if fault:
        raise NoFonts(fault)
    known, kind = known_in(fonts), template.partition("/")[0]
    clean = {key: _cleaned(value, known) for key, value in data.items()}
    title = clean.get("title") or TITLES.get(kind, "")
    lacking = missing(kind, clean) if kind in TITLES else ()
    if lacking:
        names = "、".join(f"{part.name}（{part.basis}）" for part in lacking)
        raise Incomplete(f"{title}缺少法定内容：{names}。补全以后才能生成。")
    return press.pdf(template, {**clean, "title": title})


def _cleaned(value: object, known: frozenset[int]) -> object:
    if isinstance(value, bool):
        return value
    if isinstance(value, str):
        return printable(value, known)
    if isinstance(value, list | tuple):
        return [_cleaned(one, known) for one in value]
    raise TypeError(f"a document prints strings, booleans and lists of these, not {value!r}")
