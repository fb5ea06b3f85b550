"""How long a search takes: what people type, in characters, pinyin and initials, with typos, and what finds nothing."""

from __future__ import annotations

from datetime import date
from functools import partial

from pypinyin import lazy_pinyin

from benchmarks import Figure, milliseconds, percentiles
from factories.matters import matters
from onevisit.catalogue.search import search

TODAY = date(2026, 11, 23)
COLLOQUIAL = (
    "开饭店",
    "办身份证",
    "生孩子",
    "买房过户",
    "退休",
    "开公司",
    "考驾照",
    "占道",
    "kaifandian",
    "sfz",
)
NOTHING = ("qqqqqq", "火星移民", "a" * 60)


def run() -> list[Figure]:
    """Measure after the first search, which builds the index."""
    (first,) = milliseconds([partial(search, "开饭店", on=TODAY)])
    typed = [*COLLOQUIAL, *NOTHING]
    for matter in matters().values():
        sounds = lazy_pinyin(matter.name)
        typed += [matter.name, matter.name[:4], "".join(sounds)[:12], "".join(one[0] for one in sounds)[:6]]
        typed.append(matter.name[:1] + matter.name[2:5])  # a character left out
    taken = milliseconds(partial(search, text, on=TODAY) for text in typed)
    return [Figure("first search, with the index", first, "ms"), *percentiles("search", taken, "at most 10")]
