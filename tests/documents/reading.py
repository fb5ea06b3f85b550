"""Reading a printed document back."""

from __future__ import annotations

import io
import re

import pypdf

_FOOTER = re.compile(r"(办件编号\d+)?(联系电话[\d-]+)?第\d+页，共\d+页")


def pages(pdf: bytes) -> list[str]:
    """The text of each page without blanks and line ends."""
    return ["".join(page.extract_text().split()) for page in pypdf.PdfReader(io.BytesIO(pdf)).pages]


def text(pdf: bytes) -> str:
    """The text of the whole document, without what stands at the foot of each page."""
    return "".join(_FOOTER.sub("", page) for page in pages(pdf))
