"""Data to PDF with typst: the data go in as JSON, so that no name, address or sentence can ever be markup.

The same data give the same bytes, on any machine and any day: only our own fonts, no date of making.
"""

from __future__ import annotations

import json
import threading
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

import typst
from django.conf import settings

FONTS = ("NotoSerifSC-Regular.ttf", "NotoSerifSC-Bold.ttf", "NotoSansSC-Regular.ttf")
"""What the templates are set in; tools/frontend.py collects them."""


class NoFonts(RuntimeError):
    """The fonts are not there. typst would print blanks instead of Chinese and say nothing."""


class BadTemplate(RuntimeError):
    """There is no such template, or typst had something to say about it."""


class Press:
    """The templates of one capability: a folder, and its files by the name and version that a record keeps."""

    def __init__(self, folder: Path, templates: Mapping[str, str]) -> None:
        self._folder, self._templates = folder, templates

    def pdf(self, template: str, data: Mapping[str, object]) -> bytes:
        """Print `data`, which the template reads from `sys.inputs.data`. Raises `NoFonts` and `BadTemplate`."""
        if template not in self._templates:
            raise BadTemplate(f"没有版式“{template}”，无法生成文件；这份文件可能是由更新的版本制发的")
        compiler = _compiler(self._folder, Path(settings.FONTS_ROOT))
        try:
            made, warnings = compiler.compile_with_warnings(
                input=self._folder / self._templates[template],
                format="pdf",
                sys_inputs={"data": json.dumps(data, ensure_ascii=False)},
            )
        except typst.TypstError as fault:
            raise BadTemplate(f"版式“{template}”排版出错：{fault}") from fault
        if warnings:
            raise BadTemplate(f"版式“{template}”排版有警告：{'；'.join(map(str, warnings))}")
        return bytes(made)


def without_fonts(folder: Path) -> str | None:
    """Say which fonts are missing and what to run; None if all are there."""
    missing = [one for one in FONTS if not (folder / one).is_file()]
    if not missing:
        return None
    return (
        f"{folder} 里没有字体 {'、'.join(missing)}，不能生成证照和文书文件。"
        "请运行 python3 tools/bootstrap.py install 收集字体；等待生成的文件之后会自动补做。"
    )


_of_this_thread = threading.local()


def _compiler(folder: Path, fonts: Path) -> typst.Compiler:
    """One compiler a thread, folder and font folder: it is not thread-safe, and it remembers what it has laid out."""
    compilers: dict[tuple[Path, Path], typst.Compiler] = vars(_of_this_thread).setdefault("compilers", {})
    key = (folder, fonts)
    if key not in compilers:
        fault = without_fonts(fonts)
        if fault:
            raise NoFonts(fault)
        compilers[key] = typst.Compiler(root=folder, font_paths=_fonts(fonts))
    return compilers[key]


@lru_cache(maxsize=4)
def _fonts(folder: Path) -> typst.Fonts:
    """The fonts, read once for all threads: they are 40 MB."""
    return typst.Fonts(include_system_fonts=False, font_paths=[folder])
