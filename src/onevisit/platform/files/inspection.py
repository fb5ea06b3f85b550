"""What a file is, by its bytes. Its name and what the browser says of it are not believed."""

from __future__ import annotations

import re
from dataclasses import dataclass

MAX_BYTES = 10 * 1024 * 1024
"""The largest single file, as the refusal says."""


class BadFile(ValueError):
    """A file that is not taken; the sentence says why and what to do instead."""


@dataclass(frozen=True)
class FileKind:
    """A kind of file that may be uploaded."""

    media_type: str
    extension: str
    label: str


PDF = FileKind("application/pdf", "pdf", "PDF")
JPEG = FileKind("image/jpeg", "jpg", "JPEG 照片")
PNG = FileKind("image/png", "png", "PNG 图片")
ALLOWED = (PDF, JPEG, PNG)

_SIGNATURES = ((b"%PDF-", PDF), (b"\xff\xd8\xff", JPEG), (b"\x89PNG\r\n\x1a\n", PNG))
_REFUSED_NAMES = (
    b"JavaScript",
    b"JS",
    b"Launch",
    b"EmbeddedFile",
    b"EmbeddedFiles",
    b"RichMedia",
    b"XFA",
    b"SubmitForm",
    b"ImportData",
    b"GoToR",
    b"GoToE",
)
"""Scripts, attachments, forms that are programs (XFA, 12.7.8), and actions that start programs, send or import data,
or open another file.

ISO 32000-1, 12.6.4. Links to pages on the web (URI) are not among them: ordinary papers have those."""


def _spelled(name: bytes) -> bytes:
    """A pattern of the name; each character may be written as # and two hexadecimal digits (ISO 32000-1, 7.3.5)."""
    return b"".join(b"(?:%c|#(?i:%02x))" % (one, one) for one in name)


# Escapes are part of the pattern, so that a large file is read once and copied never. A name goes as far as the next
# blank or delimiter (7.2.2); to ask for one keeps the bytes of a compressed picture from passing for a short name.
_DANGEROUS_PDF = re.compile(
    rb"/(?:" + b"|".join(map(_spelled, _REFUSED_NAMES)) + rb")(?=[\0\t\n\f\r ()<>\[\]{}/%]|\Z)"
)


def inspect(data: bytes, name: str) -> FileKind:
    """The kind of these bytes. Raises `BadFile` for anything that is not wholly one of the allowed kinds."""
    shown = name[-60:] or "未命名"
    if not data:
        raise BadFile(f"“{shown}”是空文件，请重新选择")
    if len(data) > MAX_BYTES:
        raise BadFile(f"“{shown}”有 {len(data) / 1048576:.1f} MB，超过了 10 MB；请降低照片分辨率或分开扫描")
    kind = next((kind for signature, kind in _SIGNATURES if data.startswith(signature)), None)
    if kind is None:
        raise BadFile(f"“{shown}”不是 PDF、JPEG 或 PNG 文件（只改扩展名不算数）；请上传照片或扫描件")
    if not _whole(data, kind):
        raise BadFile(f"“{shown}”不完整，可能传输中断；请重新选择文件上传")
    if kind is PDF and _DANGEROUS_PDF.search(data):
        raise BadFile(
            f"“{shown}”含有脚本、附件、动态表单或者自动提交数据、打开别的文件的动作，不能接收；"
            "请用“打印”另存为普通 PDF，附件单独上传，或者上传扫描件、照片"
        )
    return kind


def _whole(data: bytes, kind: FileKind) -> bool:
    tail = data[-2048:]
    if kind is PDF:
        return b"%%EOF" in tail
    if kind is JPEG:
        return b"\xff\xd9" in tail
    return b"IEND" in tail
