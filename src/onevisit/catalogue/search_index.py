"""Every phrase by which a matter can be found, laid end to end so that a query is looked for in all of them at once.

Three views of the same characters run beside each other: the text, the first letter of each character's pinyin, and
its whole syllable. A query is found in the text directly; otherwise its first letters are found in the second view,
and what stands there is compared piece by piece. Looking through 1,000 matters so takes a fraction of a millisecond.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import NamedTuple

from onevisit.catalogue.search_text import Piece, is_word, readings, squeeze, syllables


class Source(Enum):
    """Where a phrase comes from: what the hit says about it, and its weight."""

    NAME = ("名称", 100)
    WORD = ("俗语", 95)
    ALIAS = ("别名", 90)
    EVENT = ("主题", 60)
    RESULT = ("结果", 50)
    ORGAN = ("部门", 45)
    FORMER = ("曾用部门名称", 45)
    REQUIREMENT = ("材料", 25)

    @property
    def label(self) -> str:
        """What people see."""
        return self.value[0]

    @property
    def weight(self) -> int:
        """How much a match in such a phrase counts, beside 100 for the name."""
        return self.value[1]


SAID = (Source.NAME, Source.WORD, Source.ALIAS, Source.EVENT)
"""What people say when they mean a matter; the rest only stands in its papers."""
ORGANS = (Source.ORGAN, Source.FORMER)

_EXACT, _SYLLABLE, _INITIAL, _HOMOPHONE = 1.0, 0.9, 0.75, 0.6
_ABBREVIATED = 0.9
_SHORT_OF_WHOLE = 0.4  # what a phrase loses when the query is only a small part of it
_AT_THE_START = 1.05
_LATER_MEANING = 0.03  # what each further matter loses that a word is said to mean


@dataclass(frozen=True, slots=True)
class Phrase:
    """A phrase as it is shown and as it is compared, and the matters (by number) that it leads to, the first first."""

    source: Source
    shown: str
    text: str
    matters: tuple[int, ...]


class Match(NamedTuple):
    """How well one matter answers a part of a query: a score up to about 100, and the phrase that made it.

    `instead` is what stands in the phrase where `typed`, this part of the query, has characters of the same sound.
    """

    score: float
    phrase: Phrase
    typed: str = ""
    instead: str = ""


Matches = dict[int, Match]


class Index:
    """The phrases of a catalogue."""

    def __init__(self, phrases: Iterable[Phrase], size: int) -> None:
        """Index `phrases` of `size` matters."""
        self.phrases = tuple(phrases)
        self.size = size
        self.exact: dict[str, list[Phrase]] = defaultdict(list)
        sounds: list[str] = []
        self._owner: list[int] = []
        self._start: list[int] = []
        for number, phrase in enumerate(self.phrases):
            self.exact[phrase.text].append(phrase)
            self._start.append(len(sounds))
            sounds += (*syllables(phrase.text), "\n")
            self._owner += [number] * (len(phrase.text) + 1)
        self._weights = [phrase.source.weight for phrase in self.phrases]
        self._organs = [n for n, phrase in enumerate(self.phrases) if phrase.source in ORGANS]
        self._sounds = sounds
        self._text = "".join(f"{phrase.text}\n" for phrase in self.phrases)
        self._initials = "".join(one[0] for one in sounds)
        self.legal = frozenset(sounds) - {"\n"}
        self.longest = max((len(text) for text in self.exact), default=0)

    def find(self, chunk: str) -> Matches:
        """The matters with a phrase that has this chunk of a query in it: as it stands, or else by its sound.

        Characters of the same sound are looked for only in what people say: they have far too many twins. The name of
        an organ may be shortened as people shorten it: 环保局 for 区环境保护局.
        """
        found = self._by_text(chunk) or self._by_short_name(chunk)
        return found if found or self.knows(chunk) else self._by_sound(chunk)

    def knows(self, chunk: str) -> bool:
        """Whether the catalogue has this text, though it may lead to no matter (an organ that handles none)."""
        return len(chunk) > 1 and chunk in self._text

    def weight(self, found: Matches) -> float:
        """How much a part of a query says: the fewer matters have it, the more."""
        return math.log(1 + self.size / max(1, len(found)))

    def _by_text(self, chunk: str) -> Matches:
        found: Matches = {}
        if len(chunk) == 1 and chunk.isascii():
            return found
        before = -1
        for at in _all(self._text, chunk):
            if self._owner[at] != before:
                before = self._owner[at]
                self._note(found, at, len(chunk), _EXACT)
        return found

    def _by_short_name(self, chunk: str) -> Matches:
        found: Matches = {}
        if len(chunk) > 2 and not chunk[0].isascii():
            for number in self._organs:
                text = self.phrases[number].text
                if text[-1] == chunk[-1] and _in_order(chunk, text):
                    self._note(found, self._start[number], len(text), _ABBREVIATED)
        return found

    def _by_sound(self, chunk: str) -> Matches:
        found: Matches = {}
        anywhere = chunk.isascii()
        # Who types a whole word means it: only one that differs in less than half of its characters may be meant.
        stand = 0 if anywhere or not is_word(chunk) else len(chunk) // 2 + 1
        for pieces in readings(chunk, self.legal):
            if len(pieces) == 1 and pieces[0].text:
                continue  # A single character of the same sound is another word.
            for at in _all(self._initials, "".join(piece.syllable[0] for piece in pieces)):
                if not (anywhere and len(pieces) > 1) and not self._is_said(at, begins=len(pieces) == 1):
                    continue
                quality = self._quality(pieces, at)
                if quality and (not stand or self._equal(chunk, at) >= stand):
                    self._note(found, at, len(pieces), quality, typed=chunk)
        return found

    def _is_said(self, at: int, *, begins: bool) -> bool:
        number = self._owner[at]
        return self.phrases[number].source in SAID and (not begins or at == self._start[number])

    def _quality(self, pieces: Sequence[Piece], at: int) -> float:
        """How well the pieces fit the characters from `at` on; 0 if they do not."""
        total = 0.0
        for offset, piece in enumerate(pieces):
            sound = self._sounds[at + offset]
            if piece.text and piece.text == self._text[at + offset]:
                total += _EXACT
            elif sound == piece.syllable:
                total += _HOMOPHONE if piece.text else _SYLLABLE
            elif piece.partial and sound.startswith(piece.syllable):
                total += _INITIAL
            else:
                return 0.0
        return total / len(pieces)

    def _equal(self, chunk: str, at: int) -> int:
        there = self._text[at : at + len(chunk)]
        return sum(one == other for one, other in zip(chunk, there, strict=False))

    def _note(self, found: Matches, at: int, length: int, quality: float, typed: str = "") -> None:
        number = self._owner[at]
        phrase = self.phrases[number]
        score = self._weights[number] * quality
        score *= 1 - _SHORT_OF_WHOLE * (1 - length / len(phrase.text))
        if at == self._start[number]:
            score *= _AT_THE_START
        there = self._text[at : at + length]
        swapped = bool(typed) and typed != there and not any(one.isascii() for one in typed)
        for place, matter in enumerate(phrase.matters):
            mine = score * (1 - min(0.3, _LATER_MEANING * place)) if phrase.source is Source.WORD else score
            if matter not in found or found[matter].score < mine:
                found[matter] = Match(mine, phrase, typed, there if swapped else "")


def _in_order(part: str, text: str) -> bool:
    """Whether the characters of a part stand in a text in this order, with others between them."""
    rest = iter(text)
    return all(one in rest for one in part)


def _all(text: str, part: str) -> Iterator[int]:
    at = text.find(part)
    while at >= 0:
        yield at
        at = text.find(part, at + 1)


class Gathering:
    """Collects phrases, so that one that belongs to many matters is there once."""

    def __init__(self) -> None:
        """Begin with none."""
        self._found: dict[tuple[Source, str], tuple[str, dict[int, None]]] = {}

    def add(self, source: Source, shown: str, matter: int | None) -> None:
        """A phrase that leads to a matter, or (None) to nothing; one without a character to be typed is left out."""
        text = squeeze(shown)
        if text:
            matters = self._found.setdefault((source, text), (shown, {}))[1]
            if matter is not None:
                matters[matter] = None

    def phrases(self) -> Iterator[Phrase]:
        """All of them."""
        for (source, text), (shown, matters) in self._found.items():
            yield Phrase(source, shown, text, tuple(matters))
