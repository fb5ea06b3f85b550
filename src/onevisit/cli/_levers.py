"""The levers of a matter and their ranking for `onevisit levers`: as lines to read, and as plain data."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict

from onevisit.cli._catalogue_read import Cases
from onevisit.rules.journeys import Catalogue, Gain, Lever, Levers
from onevisit.rules.journeys.levers import Way

FIGURES = {"in_hand": "材料都在手里", "from_nothing": "从零开始（连同办齐材料）"}
TARGETS = {1: "最多来一次", 0: "一次都不用来"}
MOST_HELPED = 5
"""Matters named in a line; how many more there are is said."""
UNLAWFUL = "（法律规定要来，得先改法律）"


def as_plain(found: Levers) -> dict[str, object]:
    """For each figure and each target, the smallest sets of changes."""
    return {
        "matter": found.matter.key,
        "name": found.matter.name,
        **{name: [_way(one) for one in getattr(found, name)] for name in FIGURES},
    }


def _way(way: Way) -> dict[str, object]:
    return {
        "target": way.target,
        "needless": way.needless,
        "impossible": way.impossible,
        "bounded": way.bounded,
        "sets": [[_lever(one) for one in chosen] for chosen in way.sets],
    }


def _lever(lever: Lever) -> dict[str, object]:
    return {**asdict(lever), "kind": lever.kind.value}


def lines(found: Levers) -> Iterator[str]:
    """For each figure and each target, the smallest sets of changes."""
    yield f"{found.matter.name}（{found.matter.key}）"
    for name, title in FIGURES.items():
        for way in getattr(found, name):
            yield f"  {title}，{TARGETS[way.target]}：{_verdict(way)}"
            for number, chosen in enumerate(way.sets, 1):
                yield f"    {number}. " + "；".join(
                    one.words + ("" if one.lawful else UNLAWFUL) for one in chosen
                )


def _verdict(way: Way) -> str:
    if way.needless:
        return "现在就是"
    if way.impossible:
        return "能改的全改了也做不到"
    if not way.sets:
        more = "，组合太多，没有全部试完" if way.bounded else ""
        return f"改三处以内做不到{more}"
    size = len(way.sets[0])
    head = f"改{size}处，" + (f"有{len(way.sets)}种办法" if len(way.sets) > 1 else "只有一种办法")
    return head + ("（组合太多，没有全部试完）" if way.bounded else "")


def ranking_as_plain(gains: Sequence[Gain], cases: Cases) -> dict[str, object]:
    """Every change that saves something, the most first, with what the savings were counted by."""
    return {
        "counted_by": "one case of each matter" if cases.since is None else "cases received",
        "since": None if cases.since is None else cases.since.isoformat(),
        "until": None if cases.until is None else cases.until.isoformat(),
        "cases": sum(cases.volumes.values()),
        "levers": [
            {
                "words": gain.words,
                "kind": gain.kind.value,
                "lawful": gain.lawful,
                "matters": list(gain.matters),
                "visits": gain.visits,
                "days": gain.days,
                "visits_from_nothing": gain.visits_from_nothing,
                "days_from_nothing": gain.days_from_nothing,
                "changes": [_lever(one) for one in gain.levers],
            }
            for gain in gains
        ],
    }


def ranking_lines(gains: Sequence[Gain], cases: Cases, catalogue: Catalogue) -> Iterator[str]:
    """Every change that saves something, the most first."""
    if cases.since is None or cases.until is None:
        yield "文件夹里没有办件：每个事项按一件计算。"
    else:
        number = sum(cases.volumes.values())
        yield f"按{cases.since}至{cases.until}收到的{number}件计算，一年能少跑多少。"
    if not gains:
        yield "没有一处改动能省下什么。"
    for number, gain in enumerate(gains, 1):
        yield f"{number}. {gain.words}{'' if gain.lawful else UNLAWFUL}"
        yield f"   {_saved(gain)}"
        helped = [catalogue.matters[key].name for key in gain.matters]
        more = f"等{len(helped)}个事项" if len(helped) > MOST_HELPED else ""
        yield f"   用得上的：{'、'.join(helped[:MOST_HELPED])}{more}"


def _saved(gain: Gain) -> str:
    told = (
        ("材料都在手里的", gain.visits, gain.days),
        ("从零开始的", gain.visits_from_nothing, gain.days_from_nothing),
    )
    parts = [
        f"{who}{_amount(visits, '次')}{'、' if visits and days else ''}{_amount(days, '天')}"
        for who, visits, days in told
        if visits or days
    ]
    return "；".join(parts)


def _amount(number: int, unit: str) -> str:
    if not number:
        return ""
    return f"少{number}{unit}" if number > 0 else f"多{-number}{unit}"
