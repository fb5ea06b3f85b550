"""What a person typed, as search sees it: folded characters, runs, and the pinyin of each character. No database."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

import rjieba
from pypinyin import lazy_pinyin

MAX_QUERY = 60
"""Characters of a query that are looked at. No name of a matter is longer, and nobody types more into a search box."""
_MOST_READINGS = 6  # ways to cut one run of letters into syllables
_RUN = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff\U00020000-\U0003ffff]+|[a-z]+|[0-9]+")
_DOUBLE_INITIALS = ("zh", "ch", "sh")


def fold(text: str) -> str:
    """Lower case, half width, ü as v; whatever is neither a Chinese character, a letter nor a digit is a blank."""
    folded = unicodedata.normalize("NFKC", text).lower().replace("ü", "v")
    return " ".join("".join(chunk) for chunk in _chunks(folded))


def _chunks(text: str) -> Iterator[list[str]]:
    """The runs of a text, those that touch each other together."""
    chunk: list[str] = []
    end = -1
    for match in _RUN.finditer(text):
        if match.start() != end and chunk:
            yield chunk
            chunk = []
        chunk.append(match.group())
        end = match.end()
    if chunk:
        yield chunk


def squeeze(text: str) -> str:
    """A folded text without its blanks: what phrases of the catalogue are compared in."""
    return fold(text).replace(" ", "")


@lru_cache(maxsize=65536)
def syllables(text: str) -> tuple[str, ...]:
    """The pinyin of each character of a squeezed text, without tones; a letter or digit is its own."""
    return tuple(lazy_pinyin(text, errors=list))


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a query that stands for one character: the character itself, its syllable, or the start of one.

    `partial` says that more letters may follow: a typed initial, or the last letters of somebody still typing.
    """

    text: str
    syllable: str
    partial: bool = False


def readings(chunk: str, legal: frozenset[str]) -> tuple[tuple[Piece, ...], ...]:
    """The ways to read a chunk of a query as characters, the likeliest first. `legal` are the syllables there are."""
    found: list[tuple[Piece, ...]] = [()]
    for run in _RUN.findall(chunk):
        if run[0].isascii() and run[0].isalpha():
            ways = _cut(run, legal)
        else:
            ways = (tuple(Piece(one, syllable) for one, syllable in zip(run, syllables(run), strict=True)),)
        found = [before + way for before in found for way in ways][:_MOST_READINGS]
    return tuple(found)


@lru_cache(maxsize=8)
def _beginnings(legal: frozenset[str]) -> tuple[frozenset[str], frozenset[str]]:
    """What may stand for a whole character: its first letter or double initial; and what may begin its syllable."""
    initials = frozenset({one[0] for one in legal} | set(_DOUBLE_INITIALS))
    return initials, frozenset(one[:end] for one in legal for end in range(1, len(one) + 1))


def _cut(letters: str, legal: frozenset[str]) -> tuple[tuple[Piece, ...], ...]:
    """Letters as syllables and initials, those with the fewest pieces first. Empty if they cannot be that."""
    initials, beginnings = _beginnings(legal)
    ways: list[list[tuple[str, ...]]] = [[()]]  # from each place to the end, the last place first
    for at in range(len(letters) - 1, -1, -1):
        last = [letters[at:]] if letters[at:] in beginnings else []
        parts = {
            part
            for length in range(1, min(6, len(letters) - at) + 1)
            if (part := letters[at : at + length]) in legal or part in initials
        }
        here = [(part, *rest) for part in {*parts, *last} for rest in ways[-len(part)]]
        ways.append(sorted(here, key=lambda way: (len(way), way))[:_MOST_READINGS])
    return tuple(
        tuple(
            Piece("", part, partial=n == len(way) - 1 or len(part) == 1 or part not in legal)
            for n, part in enumerate(way)
        )
        for way in ways[-1]
    )


def is_word(text: str) -> bool:
    """Whether a text is one word of the language. Who typed it meant it, and not another of the same sound."""
    return len(rjieba.cut(text, hmm=False)) == 1


def within_one(left: str, right: str) -> bool:
    """Whether one letter added, left out or changed, or two neighbours exchanged, make one text of the other."""
    if len(left) > len(right):
        left, right = right, left
    if len(right) - len(left) > 1:
        return False
    at = next((n for n, (a, b) in enumerate(zip(left, right, strict=False)) if a != b), len(left))
    if len(left) < len(right):
        return left[at:] == right[at + 1 :]
    if left[at + 1 :] == right[at + 1 :]:
        return True
    return left[at : at + 2] == right[at : at + 2][::-1] and left[at + 2 :] == right[at + 2 :]


def pairs(text: str) -> frozenset[str]:
    """The pairs of neighbouring letters, by which texts are compared that share little."""
    return frozenset(a + b for a, b in pairwise(f"^{text}$"))
