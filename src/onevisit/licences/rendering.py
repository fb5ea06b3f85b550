"""The printed form of a licence. The same data give the same bytes, see `platform.typesetting`."""

from __future__ import annotations

import io
from dataclasses import asdict, dataclass
from pathlib import Path

import segno

from onevisit.platform.typesetting import FONTS, BadTemplate, NoFonts, Press

__all__ = ["FONTS", "TEMPLATES", "BadTemplate", "NoFonts", "Printed", "render"]

FOLDER = Path(__file__).parent / "templates_typst"
TEMPLATES = {"certificate/1": "certificate.typ"}
"""Name and version, as the record keeps it, to the file. A certificate is never printed by another version."""


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


_press = Press(FOLDER, TEMPLATES)


def render(template: str, printed: Printed) -> bytes:
    """The PDF. Raises `NoFonts` and `BadTemplate`."""
    return _press.pdf(template, asdict(printed) | {"qr": _qr(printed.address)})


def _qr(address: str) -> str:
    out = io.BytesIO()
    segno.make_qr(address, error="m").save(out, kind="svg", border=0, xmldecl=False, dark="#17232b")
    return out.getvalue().decode()
