"""The figures of a matter for `onevisit journey`: as lines to read, and as plain data."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from onevisit.rules.journeys import Figure, Figures, Interval, Step, loop_of, loops
from onevisit.rules.matters.definition import Matter

FIGURES = {
    "in_hand": "材料都在手里",
    "exceptional": "例外情形（补正一次，能听证的去听证）",
    "from_nothing": "从零开始（连同办齐材料）",
}


def as_plain(found: Figures) -> dict[str, object]:
    """The figures as plain data: see the help of the command for what each key means."""
    each = {name: getattr(found, name) for name in FIGURES}
    return {
        "matter": found.matter.key,
        "name": found.matter.name,
        "visits": {name: interval(figure.visits) for name, figure in each.items()},
        **_figure(found.in_hand),
        "unobtainable": list(unobtainable(found)),
        "exceptional": _figure(found.exceptional),
        "from_nothing": _figure(found.from_nothing),
    }


def interval(visits: Interval) -> list[int | None]:
    """Lowest and highest."""
    return [visits.low, visits.high]


def _figure(figure: Figure) -> dict[str, object]:
    return {
        "days": figure.days,
        "settled": figure.settled,
        "errands": figure.errands,
        "situation": dict(figure.answers),
        "bounded": figure.bounded,
        "witness": [_step(step) for step in figure.steps],
    }


def _step(step: Step) -> dict[str, object]:
    return {
        "place": step.place.value,
        "where": step.where,
        "day": step.day,
        "visit": step.visit,
        "text": step.text,
        "details": list(step.details),
        "carried": list(step.carried),
        "why": step.why,
        "persons": list(step.persons),
        "matter": step.matter,
    }


def unobtainable(found: Figures) -> tuple[str, ...]:
    """What nobody can get, in words, with the shortest circle; of the one situation that was asked for, or of any."""
    if found.answers or found.licences:
        loop = loop_of(found.from_nothing.problem)
        return () if loop is None else (loop.words,)
    return tuple(loop.words for loop in loops(found.matter, found.catalogue))


def lines(found: Figures) -> Iterator[str]:
    """The figures, then the itineraries; the one from nothing only where it is another."""
    yield f"{found.matter.name}（{found.matter.key}）"
    for name, title in FIGURES.items():
        yield f"  {title}：{_number(getattr(found, name))}"
    for words in unobtainable(found):
        yield f"  办不成：{words}"
    yield from _course(found, "in_hand")
    if found.from_nothing.steps != found.in_hand.steps:
        yield from _course(found, "from_nothing")


def say(visits: Interval) -> str:
    """来1次; or 来1至2次; or 至少来1次 where no bound was found."""
    if visits.high is None:
        return f"至少来{visits.low}次（没有算出上限）"
    if visits.exact:
        return f"来{visits.low}次" if visits.low else "不用来"
    return f"来{visits.low}至{visits.high}次"


def _number(figure: Figure) -> str:
    if figure.missing:
        return "办不成"
    parts = [say(figure.visits)]
    if figure.errands:
        parts.append(f"自己另跑{figure.errands}处")
    if figure.solution.moves:
        parts.append(f"{figure.days}天后拿到结果" if figure.days else "当天拿到结果")
    if figure.settled > figure.days:
        parts.append(f"{figure.settled}天后全部了结")
    if figure.bounded:
        parts.append("没有全部算完，所以是一个范围")
    return "，".join(parts)


def _course(found: Figures, name: str) -> Iterator[str]:
    figure: Figure = getattr(found, name)
    if not figure.steps:
        return
    yield ""
    yield f"{FIGURES[name]}的行程（来得最多的情形：{situation_words(found.matter, figure.answers)}）"
    day = -1
    for step in figure.steps:
        if step.day != day:
            yield f"  第{step.day + 1}天"
            day = step.day
        yield from _lines(step)


def situation_words(matter: Matter, answers: Mapping[str, str]) -> str:
    """The answers as people read them."""
    told = [f"{one.ask} {one.options[answers[one.key]]}" for one in matter.situations if one.key in answers]
    return "；".join(told) or "什么情形都一样"


def _lines(step: Step) -> Iterator[str]:
    place = f"★第{step.visit}次到现场，{step.where}" if step.visit else step.place.label
    yield f"    {place}：{step.text}"
    for label, words in (
        ("为什么要再来", (step.why,) if step.why else ()),
        ("来的人", step.persons),
        ("带", step.carried if step.visit else ()),
        ("办" if step.visit else "", step.details),
    ):
        if words:
            yield f"        {label}{'：' if label else ''}{'；'.join(one.rstrip('。') for one in words)}"
