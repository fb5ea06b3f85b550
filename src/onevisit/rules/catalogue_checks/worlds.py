"""Which conditions can hold together, walked through over the questions that they speak of."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import islice

from onevisit.rules.matters.conditions import Condition, uses
from onevisit.rules.matters.definition import Matter

MOST = 4096
"""So many situations are walked through; the questions on which a pair of conditions depends never come near."""


def worlds(matter: Matter, conditions: Sequence[Condition]) -> Iterator[Mapping[str, str]]:
    """Every set of answers, as far as these conditions depend on answers; at most `MOST`."""
    asked = {key for one in conditions for key, _ in uses(one)}
    # A question can only depend on earlier ones, so that one walk from the last to the first finds them all.
    for one in reversed(matter.situations):
        if one.key in asked:
            asked |= {key for key, _ in uses(one.when)}
    questions = [one for one in matter.situations if one.key in asked]

    def walk(number: int, known: dict[str, str]) -> Iterator[dict[str, str]]:
        if number == len(questions):
            yield known
            return
        one = questions[number]
        if not one.when.holds(known):
            yield from walk(number + 1, known)
            return
        for option in one.options:
            yield from walk(number + 1, known | {one.key: option})

    return islice(walk(0, {}), MOST)


def together(matter: Matter, *conditions: Condition) -> bool:
    """Whether there is a situation in which all these conditions hold."""
    return any(all(one.holds(known) for one in conditions) for known in worlds(matter, conditions))
