"""Find a matter by whatever a person types: Chinese, pinyin, initials, a mixture, with mistakes, in his own words.

How hits are ranked
- Where the query stands, by `Source`: the name (100), what people say for it (95: the words of the pack, the first
  matter of a word before the others), another name (90), the life event it belongs to (60); then results and licences
  (50), the organ under its present or a former name (45), and what has to be shown (25).
- How it stands there: as it is typed (1), by full pinyin (0.9), by initials (0.75), by characters of the same sound
  (0.6); a mixture has the mean over its characters.
- How much of the phrase it is: a query that is only a part loses up to 0.4; one at the beginning gains 0.05.
- A query of several parts (with blanks between them, or a sentence cut into words of the catalogue with its filler
  dropped) has the mean over its parts, each weighted by its rarity. A matter has to answer all of them, one at least
  in its name, words, aliases, event or results. Only where nothing is found by that, nor after mending, the matters
  count that answer at least half of the weight.
- Equal scores: the name with more of the characters first, then the shorter.

Where nothing is found the query is mended by sound (see `search_words`), `corrected` says what was looked for
instead; where that finds nothing either, `suggestions` are the nearest words there are.

The index lies in memory and belongs to the shelf of the day (see `shelf`, which says when it is made anew): a search
is one statement. Input is cut at 60 characters; what is neither a Chinese character, a letter nor a digit separates.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from heapq import nsmallest
from typing import NamedTuple

from onevisit.catalogue.cards import MatterCard
from onevisit.catalogue.search_index import SAID, Gathering, Index, Match, Phrase, Source
from onevisit.catalogue.search_text import MAX_QUERY, fold
from onevisit.catalogue.search_words import Vocabulary
from onevisit.catalogue.shelf import Filters, Item, Shelf, shelf
from onevisit.platform.organs.queries import OrganCard

__all__ = ["MAX_QUERY", "Hit", "Results", "search"]

_MEANT = (*SAID, Source.RESULT)
_ENOUGH = 0.5  # of a query's weight that a matter has to answer where none answers all of it
_ROUNDING = 1 - 1e-9  # sums of the same weights in another order
_IN_PARTS = 0.9  # what a query loses that was found in parts, beside one found in one piece


@dataclass(frozen=True)
class Hit:
    """A matter that was found, and why: “俗语：开饭店”. `score` orders the hits of one search, it has no unit."""

    card: MatterCard
    score: float
    why: str


@dataclass(frozen=True)
class Results:
    """The best hits, how many there are in all, and what was looked for if not what was typed (“” if it was).

    `suggestions` are given only where there is no hit.
    """

    hits: tuple[Hit, ...] = ()
    total: int = 0
    corrected: str = ""
    suggestions: tuple[str, ...] = ()


def search(
    query: str,
    *,
    on: date,
    audience: str = "",
    organ: str = "",
    kind: str = "",
    life_event: str = "",
    hall_level: str = "",
    limit: int = 20,
) -> Results:
    """Find the matters in force on a day. An empty query finds nothing; whatever is typed, nothing raises.

    The filters are those of `Filters`; the towns' common matters belong to each town. At most `limit` hits are given.
    """
    text = fold(query[:MAX_QUERY])
    if not text:
        return Results()
    here = shelf(on)
    engine = _engine(here)
    found = engine.find(text)
    corrected = _swapped(text, found.values())
    if not found and not engine.index.knows(text) and (mended := engine.words.mend(text)):
        found, corrected = engine.find(mended), mended
    if not found:
        found, corrected = engine.find(text, partly=True), ""
    if not found:
        return Results(suggestions=engine.words.nearest(text))
    wanted = Filters(life_event, audience, organ, hall_level, kind)
    admitted = [number for number in found if wanted.admits(here.items[number], here)]
    typed = set(text)

    def order(number: int) -> tuple[float, int, int, str]:
        name = here.items[number].card.name
        return (
            -round(found[number].score, 2),
            -len(typed.intersection(name)),
            len(name),
            here.items[number].pinyin,
        )

    best = nsmallest(max(0, limit), admitted, key=order)
    hits = (Hit(here.items[n].card, round(found[n].score, 2), found[n].why) for n in best)
    return Results(tuple(hits), len(admitted), corrected)


class _Answer(NamedTuple):
    """How a matter answers a whole query: the score, and what matched, the weightiest first."""

    score: float
    matches: tuple[Match, ...]

    @property
    def why(self) -> str:
        phrases = dict.fromkeys(match.phrase for match in self.matches)
        return "；".join(f"{one.source.label}：{one.shown}" for one in phrases)


@dataclass(frozen=True)
class _Engine:
    """The index of a shelf, and its vocabulary."""

    index: Index
    words: Vocabulary

    def find(self, text: str, *, partly: bool = False) -> dict[int, _Answer]:
        """Look for a folded query in one piece, and (where that finds nothing, or it has blanks) in parts.

        For each matter the better of the two counts.
        """
        whole = text.replace(" ", "")
        found = {number: _Answer(match.score, (match,)) for number, match in self.index.find(whole).items()}
        if found and whole == text:
            return found
        parts = tuple(dict.fromkeys(part for chunk in text.split() for part in self._parts(chunk)))
        if parts and parts != (whole,):
            for number, answer in self._in_parts(parts, _ENOUGH if partly else 1).items():
                if number not in found or found[number].score < answer.score:
                    found[number] = answer
        return found

    def _parts(self, chunk: str) -> tuple[str, ...]:
        """The words in a chunk; single characters left over beside longer ones say nothing."""
        if chunk.isascii():
            return (chunk,)
        words = self.words.groups(chunk)
        return tuple(word for word in words if len(word) > 1) or words

    def _in_parts(self, parts: tuple[str, ...], enough: float) -> dict[int, _Answer]:
        """The matters that answer so much of the weight of all parts. What no matter has weighs as the others do."""
        each = [self.index.find(part) for part in parts]
        known = [self.index.weight(matches) for matches in each if matches]
        weights = [
            self.index.weight(matches) if matches else sum(known) / len(known or parts) for matches in each
        ]
        if enough == 1:
            numbers = set.intersection(*(set(matches) for matches in each))
        else:
            numbers = {number for matches in each for number in matches}
        found: dict[int, _Answer] = {}
        for number in numbers:
            mine = [(w, one[number]) for w, one in zip(weights, each, strict=True) if number in one]
            share = sum(weight for weight, _ in mine) / sum(weights)
            if share >= enough * _ROUNDING and any(match.phrase.source in _MEANT for _, match in mine):
                mine.sort(key=lambda one: -one[0] * one[1].score)
                score = _IN_PARTS * sum(weight * match.score for weight, match in mine) / sum(weights)
                found[number] = _Answer(score, tuple(match for _, match in mine))
        return found


@lru_cache(maxsize=4)
def _engine(here: Shelf) -> _Engine:
    index = Index(_phrases(here), len(here.items))
    return _Engine(index, Vocabulary(index))


def _phrases(here: Shelf) -> Iterator[Phrase]:
    gathered = Gathering()
    numbers = {item.matter.key: number for number, item in enumerate(here.items)}
    for word, key in here.words:
        if key in numbers:
            gathered.add(Source.WORD, word, numbers[key])
    handled: dict[str, list[int]] = defaultdict(list)
    for number, item in enumerate(here.items):
        for source, text in _said_of(item, here):
            gathered.add(source, text, number)
        for organ in here.responsible(item):
            handled[organ.key].append(number)
    for organ in here.organs.values():
        # One that handles nothing is known all the same: else 税务局 would be taken for a slip of 水务局.
        for matter in handled[organ.key] or (None,):
            for source, text in _names(organ):
                gathered.add(source, text, matter)
    return gathered.phrases()


def _said_of(item: Item, here: Shelf) -> Iterator[tuple[Source, str]]:
    matter = item.matter
    yield Source.NAME, matter.name
    yield from ((Source.ALIAS, alias) for alias in matter.aliases)
    for event in here.events:
        if event.key in matter.life_events:
            yield from ((Source.EVENT, name) for name in event.name.split("、"))
    for result in matter.results:
        yield Source.RESULT, result.name
        if result.licence in here.licences:
            yield Source.RESULT, here.licences[result.licence].name
    yield from ((Source.REQUIREMENT, requirement.name) for requirement in matter.requirements)


def _names(organ: OrganCard) -> Iterator[tuple[Source, str]]:
    yield Source.ORGAN, organ.short
    yield Source.ORGAN, organ.name
    yield from ((Source.FORMER, former) for former in organ.formerly)


def _swapped(text: str, answers: Iterable[_Answer]) -> str:
    """The query with the characters that the best answer has instead of others of the same sound."""
    best = max(answers, key=lambda answer: answer.score, default=None)
    if best is None or not any(match.instead for match in best.matches):
        return ""
    for match in best.matches:
        if match.instead:
            text = text.replace(match.typed, match.instead)
    return text
