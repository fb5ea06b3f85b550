"""The pages of the levers: the numbers of a matter with their witness, and the ways to bring them down, in words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from onevisit.catalogue.levers import LeversOfMatter
from onevisit.platform.ui.itinerary import picture_of
from onevisit.platform.ui.values import JourneyStep
from onevisit.rules.journeys import Figure, loop_of
from onevisit.rules.journeys.levers import MOST, LeverSet, Way

SHOWN = 8
"""Sets of levers that stand on the page at once; the rest is a click away."""

LOWER = {1: "降到最多来一次", 0: "降到一次都不用来"}
ALREADY = {1: "现在就是最多来一次。", 0: "现在就一次都不用来。"}


@dataclass(frozen=True)
class WayDown:
    """How one figure can be brought down to one target: a verdict in words, and the sets, of which `more` are folded.

    `done` says that nothing is left to do, `closed` that nothing helps.
    """

    title: str
    verdict: str
    sets: tuple[LeverSet, ...]
    more: tuple[LeverSet, ...]
    done: bool
    closed: bool


@dataclass(frozen=True)
class Counted:
    """One of the two figures: its number with the witness, and the ways down. `stuck` says why there is no number."""

    key: str
    title: str
    means: str
    number: str
    beside: tuple[str, ...]
    situation: tuple[tuple[str, str], ...]
    stuck: tuple[str, ...]
    steps: tuple[JourneyStep, ...]
    ways: tuple[WayDown, ...]


def counted(found: LeversOfMatter) -> tuple[Counted, Counted]:
    """材料齐了 and 从零开始, in that order."""
    in_hand, from_nothing = found.figures.in_hand, found.figures.from_nothing
    return (
        _counted("papers", "材料齐了", "材料都在手里。公布的就是这个数。", in_hand, found.levers.in_hand),
        _counted(
            "nothing",
            "从零开始",
            "材料一样也没有，取材料、先办别的证也都算上。",
            from_nothing,
            found.levers.from_nothing,
        ),
    )


def _counted(key: str, title: str, means: str, figure: Figure, ways: Sequence[Way]) -> Counted:
    stuck = tuple(_stuck(figure))
    return Counted(
        key=key,
        title=title,
        means=means,
        number="" if stuck else str(figure.visits),
        beside=() if stuck else tuple(_beside(figure)),
        situation=_situation(figure),
        stuck=stuck,
        steps=() if stuck else tuple(picture_of(figure.steps)),
        ways=tuple(_way(one) for one in ways),
    )


def _stuck(figure: Figure) -> Iterator[str]:
    if figure.missing:
        loop = loop_of(figure.problem)
        yield from (loop.words,) if loop is not None else (f"拿不到“{one}”" for one in figure.missing)


def _beside(figure: Figure) -> Iterator[str]:
    yield f"第{figure.days + 1}天拿到结果" if figure.days else "当天拿到结果"
    if figure.settled > figure.days:
        yield f"第{figure.settled + 1}天手续全部了结"
    if figure.errands:
        yield f"另外自己跑{figure.errands}处，不算到政府跑动"
    if figure.visits.high is None:
        yield "还算不出上限"
    elif not figure.visits.exact:
        yield f"还不能确定，按上限{figure.visits.high}次公布"


def _situation(figure: Figure) -> tuple[tuple[str, str], ...]:
    """The questions and answers of the situation that costs most."""
    return tuple(
        (one.ask, one.options[figure.answers[one.key]])
        for one in figure.matter.situations
        if one.key in figure.answers
    )


def _way(way: Way) -> WayDown:
    return WayDown(
        LOWER[way.target],
        _verdict(way),
        way.sets[:SHOWN],
        way.sets[SHOWN:],
        way.needless,
        not way.sets and not way.needless,
    )


def _verdict(way: Way) -> str:
    if way.needless:
        return ALREADY[way.target]
    if way.impossible:
        return "做不到：这里列得出的改法全部用上，也还是不够。"
    if not way.sets:
        return (
            f"{MOST}处以内没有找到改法；组合太多，没有全部试完，不能说一定做不到。"
            if way.bounded
            else f"只改{MOST}处做不到；要改得更多，这里没有再找。"
        )
    size = len(way.sets[0])
    if len(way.sets) == 1:
        words = f"只有一种改法，{'改这一处就够了' if size == 1 else f'这{size}处都要改'}。"
    else:
        words = f"只要做到其中一组{'' if size == 1 else f'（每组{size}处都要改）'}，就够了。"
    return words + ("组合太多，没有全部试完，可能还有别的改法。" if way.bounded else "")
