"""A drawn signature: read from the strokes that the page sends, and made into a picture that is kept as a file.

The strokes are numbers on a grid, so that no picture has to be taken on trust from a browser.
"""

from __future__ import annotations

import json
import struct
import zlib
from collections.abc import Iterator, Sequence
from itertools import pairwise

WIDTH, HEIGHT = 1000, 360
"""The grid of the pad, and the size of the picture."""

POINTS = 5000
"""More points than the longest signature has."""

LENGTH = 100_000
"""Nor is any longer, in units of the grid: what goes to and fro for ever is no name."""

_PEN = 3  # half the width of the line

Strokes = Sequence[Sequence[int]]


class NotDrawn(ValueError):
    """What came is not what a pen draws on the pad."""


def read(text: str) -> list[list[int]]:
    """Each stroke as x, y, x, y …; empty where nothing was drawn. Raises `NotDrawn`."""
    if not text:
        return []
    try:
        drawn = json.loads(text)
    except ValueError as bad:
        raise NotDrawn(text[:20]) from bad
    if (
        not isinstance(drawn, list)
        or not all(_is_stroke(one) for one in drawn)
        or sum(map(len, drawn)) > 2 * POINTS
        or sum(map(_length, drawn)) > LENGTH
    ):
        raise NotDrawn(text[:20])
    return drawn


def _is_stroke(one: object) -> bool:
    return (
        isinstance(one, list)
        and len(one) >= 2
        and len(one) % 2 == 0
        and all(type(value) is int and value >= 0 for value in one)
        and all(value <= WIDTH for value in one[::2])
        and all(value <= HEIGHT for value in one[1::2])
    )


def _length(stroke: Sequence[int]) -> int:
    pairs = zip(stroke[::2], stroke[1::2], strict=True)
    return sum(max(abs(x1 - x0), abs(y1 - y0)) for (x0, y0), (x1, y1) in pairwise(pairs))


def picture(strokes: Strokes) -> bytes:
    """The signature as a black and white PNG, the same bytes for the same strokes."""
    rows = [bytearray(b"\xff" * WIDTH) for _ in range(HEIGHT)]
    for x, y in (dot for stroke in strokes for dot in _dots(stroke)):
        for row in rows[max(y - _PEN, 0) : y + _PEN + 1]:
            left, right = max(x - _PEN, 0), min(x + _PEN + 1, WIDTH)
            row[left:right] = bytes(right - left)
    data = zlib.compress(b"".join(b"\0" + bytes(row) for row in rows), 9)
    head = struct.pack(">IIBBBBB", WIDTH, HEIGHT, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + _chunk(b"IHDR", head) + _chunk(b"IDAT", data) + _chunk(b"IEND", b"")


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def _dots(stroke: Sequence[int]) -> Iterator[tuple[int, int]]:
    """The points of a stroke so near each other that the pen leaves no gap."""
    pairs = list(zip(stroke[::2], stroke[1::2], strict=True))
    yield pairs[0]
    for (x0, y0), (x1, y1) in pairwise(pairs):
        steps = max(abs(x1 - x0), abs(y1 - y0)) // _PEN + 1
        for step in range(1, steps + 1):
            yield x0 + (x1 - x0) * step // steps, y0 + (y1 - y0) * step // steps
