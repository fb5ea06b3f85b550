"""The files that the demonstration's applicants upload: made here, small, whole, and plainly no real papers.

A handful of different ones is enough: a stored file is known by its content, so a thousand uploads of the same bytes
cost nothing.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterable, Iterator

from onevisit.platform.files.commands import keep

PAPERS = ("合同", "证明", "申请表", "方案和图纸", "清单和制度", "共享数据核验结果")
"""What the PDF files are called on their one page."""


def keep_all() -> dict[str, str]:
    """Keep every sample; the hash of each by its name (those of PAPERS, 扫描件, 照片)."""
    kept = {name: keep(pdf(name), f"{name}.pdf") for name in PAPERS}
    kept["扫描件"] = keep(scan(), "扫描件.png")
    kept["照片"] = keep(photo(), "照片.jpg")
    return kept


def sample_for(requirement: str) -> str:
    """The name of the sample that fits a requirement of this name."""
    for words, name in _FITTING:
        if any(word in requirement for word in words):
            return name
    return "扫描件"


_FITTING = (
    (("照片", "相片", "登记照"), "照片"),
    (("合同", "协议", "委托书", "授权"), "合同"),
    (("图", "方案", "设计", "规划"), "方案和图纸"),
    (("制度", "清单", "名单", "章程", "目录"), "清单和制度"),
    (("申请", "登记表", "申报", "声明", "承诺"), "申请表"),
    (("证明", "报告", "批准", "意见", "文件", "决议"), "证明"),
)


# --- PDF ------------------------------------------------------------------------------------------------------------


def pdf(title: str) -> bytes:
    """One page with a heading and grey lines, shown in whatever Chinese font the reader has: none is carried along."""
    heading = f"示例材料：{title}（演示用，不是真实文件）".encode("utf-16-be").hex()
    lines = " ".join(
        f"72 {y} {width} 7 re f" for y, width in zip(range(660, 260, -22), _widths(451), strict=False)
    )
    content = f"BT /F 18 Tf 72 720 Td <{heading}> Tj ET 0.82 g {lines}".encode()
    objects = (
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</Font<</F 5 0 R>>>>/Contents 4 0 R>>",
        b"<</Length %d>>stream\n%s\nendstream" % (len(content), content),
        b"<</Type/Font/Subtype/Type0/BaseFont/STSong-Light/Encoding/UniGB-UCS2-H/DescendantFonts[6 0 R]>>",
        _CID_FONT,
        _DESCRIPTOR,
    )
    out = bytearray(b"%PDF-1.4\n%\xe5\x8d\x9a\n")
    places = []
    for number, body in enumerate(objects, start=1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer\n<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, table)
    return bytes(out)


_CID_FONT = (
    b"<</Type/Font/Subtype/CIDFontType0/BaseFont/STSong-Light/FontDescriptor 7 0 R"
    b"/CIDSystemInfo<</Registry(Adobe)/Ordering(GB1)/Supplement 2>>/DW 1000>>"
)
_DESCRIPTOR = (
    b"<</Type/FontDescriptor/FontName/STSong-Light/Flags 6/FontBBox[-25 -254 1000 880]/ItalicAngle 0"
    b"/Ascent 880/Descent -120/CapHeight 880/StemV 93>>"
)


def _widths(full: int) -> Iterator[int]:
    """Lengths of lines of writing: full ones, with the short end of a paragraph now and then."""
    while True:
        yield from (full, full, int(full * 0.93), full, int(full * 0.41))


# --- PNG ------------------------------------------------------------------------------------------------------------


def scan() -> bytes:
    """A page of paper with lines of writing and a round stamp, as a scanner sees it."""
    width, height = 248, 350
    page = [bytearray(b"\xfb\xfa\xf6" * width) for _ in range(height)]
    for top, length in zip(range(40, 300, 14), _widths(184), strict=False):
        for y in range(top, top + 5):
            page[y][32 * 3 : (32 + length) * 3] = b"\x8a\x8d\x92" * length
    for y in range(235, 315):
        for x in range(140, 220):
            if 31**2 < (x - 180) ** 2 + (y - 275) ** 2 < 36**2:
                page[y][x * 3 : x * 3 + 3] = b"\xc8\x3a\x32"
    pixels = b"".join(b"\0" + bytes(row) for row in page)
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    chunks = ((b"IHDR", head), (b"IDAT", zlib.compress(pixels, 9)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(kind, data) for kind, data in chunks)


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


# --- JPEG -----------------------------------------------------------------------------------------------------------

_COLUMNS, _ROWS = 20, 28  # blocks of eight by eight points


def photo() -> bytes:
    """A portrait of nobody: a head and shoulders in three greys, every block of one brightness."""
    size = struct.pack(">BHHB", 8, _ROWS * 8, _COLUMNS * 8, 1)
    quantisation = b"\0" + b"\x08" * 64
    # Brightness differences of 0 to 8 bits get codes of four bits; nothing but “no detail” follows in a block.
    brightness = b"\0" + bytes([0, 0, 0, 9, *[0] * 12]) + bytes(range(9))
    detail = b"\x10" + bytes([1, *[0] * 15]) + b"\0"
    parts = (
        (0xE0, b"JFIF\0\1\1\0\0\1\0\1\0\0"),
        (0xDB, quantisation),
        (0xC0, size + b"\1\x11\0"),
        (0xC4, brightness),
        (0xC4, detail),
        (0xDA, b"\1\1\0\0\x3f\0"),
    )
    head = b"".join(b"\xff" + bytes([kind]) + struct.pack(">H", len(data) + 2) + data for kind, data in parts)
    return b"\xff\xd8" + head + _bits(_differences()) + b"\xff\xd9"


def _differences() -> Iterator[int]:
    before = 0
    for y in range(_ROWS):
        for x in range(_COLUMNS):
            head = ((x - 9.5) / 4.5) ** 2 + ((y - 9.5) / 6.0) ** 2 < 1
            shoulders = ((x - 9.5) / 8.5) ** 2 + ((y - 28) / 10.5) ** 2 < 1
            level = 40 if head else -70 if shoulders else 96
            yield level - before
            before = level


def _bits(differences: Iterable[int]) -> bytes:
    """The Huffman-coded blocks: four bits for the length of the difference, the difference, one bit for no detail."""
    text = ""
    for value in differences:
        length = abs(value).bit_length()
        text += f"{length:04b}"
        if length:
            text += f"{value if value > 0 else value + (1 << length) - 1:0{length}b}"
        text += "0"
    text += "1" * (-len(text) % 8)
    data = bytes(int(text[place : place + 8], 2) for place in range(0, len(text), 8))
    return data.replace(b"\xff", b"\xff\0")
