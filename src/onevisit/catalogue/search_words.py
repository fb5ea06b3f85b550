"""The words of the catalogue: how a query is cut into them, and what was meant when one is typed wrongly.

Mending works on sounds. The query becomes the letters of its pinyin; these are cut into words of the catalogue, each of
which, where letters were typed, may have one missing, added, changed or exchanged with its neighbour; as much as
possible is explained with as few and as little changed words as possible. So `shipni jingyng` becomes 食品经营. Who
types characters errs by choosing one of the same sound, so that there no letter may be wrong.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from heapq import nlargest

import rjieba

from onevisit.catalogue.search_index import SAID, Index
from onevisit.catalogue.search_text import pairs, squeeze, syllables, within_one

_FILLER = """
我 我们 我家 咱 俺 你 您 他 她 请问 请 想 想要 我想 我要 要 需要 怎么 怎样 怎么办
咋 咋办 如何 哪里 哪儿 哪个 在哪 去哪 什么 啥 吗 呢 呀 啊 了 的 地 得 一个 一家
一张 一下 开个 个 张 去 到 能 能不能 可以 可不可以 是不是 是否 应该 办 办理 办个
办一个 办一下 弄 搞 申请 申办 手续 流程 材料 准备 多少 多少钱 多久 时间 业务 事项 服务
相关 有关 关于 以及 和 与 或 或者 及 把 给 为 在 从 被 让 就 也 都 还 再 有 没有
没 不 是 谁 几 这 那
"""
STOP_WORDS = frozenset(_FILLER.split())
"""What carries no meaning in a query: left over after the words of the catalogue have been found, it is dropped."""

_LONGEST = 18  # letters of the longest word that is compared with a letter wrong
_MOST_LETTERS = 40  # letters of a query that are mended
_MENDED_FROM = 4  # letters a word must have before one of them may be wrong
# What it costs to explain letters as a word, as a mended one, as a syllable of no word, and as nothing at all.
_WORD, _MENDED, _LOOSE, _LETTER = 1.0, 2.5, 1.6, 4.0
_EXPLAINED = 0.7  # share of the letters that words of the catalogue have to account for
_COMPARED = 20  # characters of a query that suggestions are sought for
_NEAR = 0.25  # share of letter pairs in common from which a word is worth suggesting


class Vocabulary:
    """The words of an index by their sound."""

    def __init__(self, index: Index) -> None:
        """Gather the words of every phrase that people say, of results and of organs."""
        self._index = index
        counted: Counter[str] = Counter()
        for phrase in index.phrases:
            weight = phrase.source.weight
            if phrase.source in SAID:
                counted[phrase.text] += weight
            for word in _compounds(phrase.text):
                counted[word] += weight
        counted.update(STOP_WORDS)
        self._by_sound: dict[str, str] = {}
        for word, _ in counted.most_common():
            if not word.isascii():
                self._by_sound.setdefault("".join(syllables(word)), word)
        self._near: dict[str, list[str]] = defaultdict(list)
        for sound in self._by_sound:
            if _MENDED_FROM <= len(sound) <= _LONGEST:
                for shorter in _shortened(sound):
                    self._near[shorter].append(sound)
        self._said = sorted({phrase.shown for phrase in index.phrases if phrase.source in SAID})
        self._pairs: dict[str, list[int]] = defaultdict(list)
        self._sizes: list[int] = []
        for number, text in enumerate(map(squeeze, self._said)):
            mine = pairs("".join(syllables(text))) | pairs(text)
            self._sizes.append(len(mine))
            for pair in mine:
                self._pairs[pair].append(number)

    def groups(self, chunk: str) -> tuple[str, ...]:
        """The parts of a chunk that mean something: phrases of the catalogue, the longest first, and other words."""
        found: list[str] = []
        rest = ""
        at = 0
        while at < len(chunk):
            ends = range(min(len(chunk), at + self._index.longest), at + 1, -1)
            end = next(
                (end for end in ends if chunk[at:end] in self._index.exact or chunk[at:end] in STOP_WORDS),
                None,
            )
            if end is None:
                rest += chunk[at]
                at += 1
                continue
            found += _meaningful(rest)
            if chunk[at:end] not in STOP_WORDS:
                found.append(chunk[at:end])
            rest, at = "", end
        return (*found, *_meaningful(rest))

    def mend(self, query: str) -> str:
        """What was probably meant, in Chinese where words were recognised; "" where nothing could be made of it."""
        letters = "".join(sound for sound in syllables(query.replace(" ", "")))[:_MOST_LETTERS]
        if not letters.isascii():
            return ""
        # The cheapest way to each place: its cost, its words, and how many letters are in words of the catalogue.
        best: dict[int, tuple[float, tuple[str, ...], int]] = {0: (0.0, (), 0)}
        for at in range(len(letters)):
            cost, words, explained = best[at]
            for end, word, price in self._steps(letters, at, typed=query.isascii()):
                if end not in best or cost + price < best[end][0]:
                    more = 0 if word.isascii() or word in STOP_WORDS else end - at
                    best[end] = (cost + price, (*words, word), explained + more)
        _, words, explained = best[len(letters)]
        if not query.isascii() and not _same_but_for_slips(query.replace(" ", ""), "".join(words)):
            return ""
        spoken = len(letters) - sum(len("".join(syllables(word))) for word in words if word in STOP_WORDS)
        return "".join(words) if explained and explained >= _EXPLAINED * spoken else ""

    def _steps(self, letters: str, at: int, *, typed: bool) -> Iterator[tuple[int, str, float]]:
        """The ways to go on from a place: where each ends, the word it is, and its cost."""
        yield at + 1, letters[at], _LETTER
        for end in range(at + 1, min(len(letters), at + _LONGEST + 1) + 1):
            part = letters[at:end]
            word = self._by_sound.get(part)
            if word:
                yield end, word, _WORD
            elif part in self._index.legal:
                yield end, part, _LOOSE
            if typed and len(part) >= _MENDED_FROM - 1:
                for near in {near for shorter in _shortened(part) for near in self._near.get(shorter, ())}:
                    if near != part and within_one(part, near):
                        yield end, self._by_sound[near], _MENDED

    def nearest(self, query: str, limit: int = 5) -> tuple[str, ...]:
        """The names, words and aliases that look or sound most like a query for which there is nothing."""
        text = query.replace(" ", "")[:_COMPARED]
        mine = pairs("".join(syllables(text))) | pairs(text)
        shared: Counter[int] = Counter()
        for pair in mine:
            shared.update(self._pairs.get(pair, ()))
        shares = ((2 * count / (len(mine) + self._sizes[number]), number) for number, count in shared.items())
        near = nlargest(limit, (one for one in shares if one[0] >= _NEAR))
        return tuple(dict.fromkeys(self._said[number] for _, number in near))


def _same_but_for_slips(query: str, mended: str) -> bool:
    """Whether only characters were changed that are no whole word together."""
    if len(query) != len(mended):
        return False
    at = 0
    for word in rjieba.cut(query, hmm=False):
        if len(word) > 1 and mended[at : at + len(word)] != word:
            return False
        at += len(word)
    return True


def _compounds(text: str) -> Iterator[str]:
    """The words of a phrase, and two or three that follow each other: what is typed without blanks."""
    words = rjieba.cut(text)
    for length in (1, 2, 3):
        for at in range(len(words) - length + 1):
            word = "".join(words[at : at + length])
            if len(word) > 1:
                yield word


def _meaningful(rest: str) -> list[str]:
    return [word for word in rjieba.cut(rest) if word not in STOP_WORDS] if rest else []


def _shortened(sound: str) -> set[str]:
    """The sound, and each text that is left when one letter is taken out."""
    return {sound} | {sound[:at] + sound[at + 1 :] for at in range(len(sound))}
