"""A signature as strokes of a pen, and as the picture that is kept."""

from __future__ import annotations

import zlib

import pytest

from onevisit.platform.files.inspection import PNG, inspect
from onevisit.workbench import signature
from onevisit.workbench.signature import HEIGHT, LENGTH, POINTS, WIDTH, NotDrawn


def pixels(data: bytes) -> list[bytes]:
    """The rows of the picture, without their filter byte."""
    start = data.index(b"IDAT") + 4
    size = int.from_bytes(data[start - 8 : start - 4])
    raw = zlib.decompress(data[start : start + size])
    return [raw[row * (WIDTH + 1) + 1 : (row + 1) * (WIDTH + 1)] for row in range(HEIGHT)]


def test_the_picture_is_a_whole_png_that_shows_the_strokes() -> None:
    data = signature.picture(signature.read("[[100,50,300,50],[0,0],[1000,360]]"))
    assert inspect(data, "签名.png") is PNG
    rows = pixels(data)
    assert all(rows[50][x] == 0 for x in range(100, 301)), "without a gap"
    assert rows[60][200] == 255
    assert (rows[0][0], rows[HEIGHT - 1][WIDTH - 1]) == (0, 0), "also at the edge"
    assert data == signature.picture([[100, 50, 300, 50], [0, 0], [1000, 360]]), "the same bytes"


def test_what_no_pen_draws_on_the_pad_is_refused() -> None:
    long = [[0, 0, *[1000, 0, 0, 0] * (LENGTH // 2000 + 1)]]
    for text in (
        "{}",
        "[[",
        "[[1]]",
        "[[1,2,3]]",
        "[[-1,2]]",
        f"[[{WIDTH + 1},1]]",
        f"[[1,{HEIGHT + 1}]]",
        "[[1.5,2]]",
        "[[true,2]]",
        '[["1","2"]]',
        str([[1, 2] * (POINTS + 1)]),
        str(long),
    ):
        with pytest.raises(NotDrawn):
            signature.read(text)
    assert signature.read("") == []
