"""Limits that do not fit each other: the stages into the promise. (That a promise keeps to the law is in `matters`.)"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from onevisit.rules.catalogue_checks.check import warns
from onevisit.rules.catalogue_checks.worlds import worlds
from onevisit.rules.findings import Finding
from onevisit.rules.journeys.catalogue import Catalogue
from onevisit.rules.limits import Limit, Unit
from onevisit.rules.limits.span import span
from onevisit.rules.matters.definition import Matter, Stage
from onevisit.rules.matters.vocabulary import Since, StageKind

STAGES = warns(
    "M-142",
    "stages-exceed-promise",
    "各环节的期限加起来（同时进行的取最长）超过了承诺时限",
    "缩短环节的期限，让能同时办的同时办，或者放宽承诺时限（不得超过法定时限）",
    "浙江省保障“最多跑一次”改革规定第十二条；DB33/T 2036-2017",
)
CHECKS = (STAGES,)

_Path = tuple[Stage, ...]


def check(matter: Matter, catalogue: Catalogue) -> Iterator[Finding]:
    """Note where the stages, each taking all its time, cannot end in the promised limit."""
    del catalogue  # What a matter promises is its own.
    promised = matter.limits.promised
    if promised.unit is Unit.AT_ONCE:
        return
    longest: _Path = ()
    for known in worlds(matter, [stage.when for stage in matter.stages]):
        stages = [stage for stage in matter.stages if stage.when.holds(known)]
        for path in _paths(stages, matter.limits.since):
            if _too_long(path, promised) and _weight(path) > _weight(longest):
                longest = path
    if longest:
        sum_ = "＋".join(
            f"{stage.name}{stage.limit.unit.say(stage.limit.length)}"
            for stage in longest
            if stage.limit is not None
        )
        says = promised.unit.say(promised.length)
        yield STAGES.at("limits.promised", f"承诺{says}，而最长的一路是{sum_}")


def _paths(stages: Sequence[Stage], since: Since) -> Iterator[_Path]:
    """Every road through the stages that take time within the limits, from the last one back.

    What a matter counts from its acceptance does not hold the time that the acceptance takes.
    """
    counted = {one.key: one for one in stages if since is Since.RECEIPT or one.kind is not StageKind.ACCEPT}

    def back(one: Stage, behind: _Path) -> Iterator[_Path]:
        path = (one, *behind)
        earlier = [counted[key] for key in one.after if key in counted and counted[key] not in path]
        if not earlier:
            yield path
        for each in earlier:
            yield from back(each, path)

    for stage in counted.values():
        if stage.kind is StageKind.DECIDE:
            yield from back(stage, ())


def _too_long(path: _Path, promised: Limit) -> bool:
    """Whether the stages of a road certainly do not fit, whatever the calendar."""
    limits = [
        stage.limit for stage in path if stage.limit is not None and stage.limit.unit is not Unit.AT_ONCE
    ]
    if all(one.unit is promised.unit for one in limits):
        return sum(one.length for one in limits) > promised.length
    return sum(span(one).shortest for one in limits) > span(promised).longest


def _weight(path: _Path) -> int:
    return sum(span(stage.limit).longest for stage in path if stage.limit is not None)
