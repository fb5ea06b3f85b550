"""The printed form of a licence: typst, with the data as JSON, so that no name or address can ever be markup.

The same data give the same bytes, on any machine and any day: only our own fonts, no date of making.
"""

from __future__ import annotations

import io
import json
import threading
from dataclasses import asdict, dataclass
from pathlib import Path

import segno
import typst
from django.conf import settings

FOLDER = Path(__file__).parent / "templates_typst"
TEMPLATES = {"certificate/1": "certificate.typ"}
"""Name and version, as the record keeps it, to the file. A certificate is never printed by another version."""

FONTS = ("NotoSerifSC-Regular.ttf", "NotoSerifSC-Bold.ttf", "NotoSansSC-Regular.ttf")
"""What the templates are set in; tools/frontend.py collects them."""


class NoFonts(RuntimeError):
    """The fonts are not there. typst would print blanks instead of Chinese and say nothing."""


class BadTemplate(RuntimeError):
    """There is no such template, or typst had something to say about it."""


@dataclass(frozen=True)
class Printed:
    """What a certificate prints. `rows` are labels with their values; `record` is the hash that the case's log has."""

    title: str
    number: str
    rows: tuple[tuple[str, str], ...]
    organ: str
    day: str
    record: str
    address: str


_of_this_thread = threading.local()


def render(template: str, printed: Printed) -> bytes:
    """The PDF. Raises `NoFonts` and `BadTemplate`."""
    if template not in TEMPLATES:
        raise BadTemplate(f"没有版式“{template}”，无法生成文件；这个证照可能是由更新的版本制发的")
    inputs = {"data": json.dumps(asdict(printed) | {"qr": _qr(printed.address)}, ensure_ascii=False)}
    try:
        data, warnings = _compiler(TEMPLATES[template]).compile_with_warnings(format="pdf", sys_inputs=inputs)
    except typst.TypstError as fault:
        raise BadTemplate(f"版式“{template}”排版出错：{fault}") from fault
    if warnings:
        raise BadTemplate(f"版式“{template}”排版有警告：{'；'.join(map(str, warnings))}")
    return bytes(data)


def _compiler(name: str) -> typst.Compiler:
    """One compiler a thread, template and font folder: it is not thread-safe, and reading the fonts takes time."""
    compilers: dict[tuple[str, Path], typst.Compiler] = vars(_of_this_thread).setdefault("compilers", {})
    key = (name, Path(settings.FONTS_ROOT))
    if key not in compilers:
        compilers[key] = _make(*key)
    return compilers[key]


def _make(name: str, fonts: Path) -> typst.Compiler:
    missing = [one for one in FONTS if not (fonts / one).is_file()]
    if missing:
        raise NoFonts(
            f"{fonts} 里没有字体 {'、'.join(missing)}，不能生成证照文件。"
            "请运行 python3 tools/bootstrap.py install 收集字体，之后会自动补做。"
        )
    return typst.Compiler(FOLDER / name, root=FOLDER, font_paths=[fonts], ignore_system_fonts=True)


def _qr(address: str) -> str:
    out = io.BytesIO()
    segno.make_qr(address, error="m").save(out, kind="svg", border=0, xmldecl=False, dark="#17232b")
    return out.getvalue().decode()
