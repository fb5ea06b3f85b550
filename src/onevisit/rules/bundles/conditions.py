"""Conditions of several matters in the words of one: questions renamed, what is known put in."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from onevisit.rules.matters.conditions import ALWAYS, All, Any, Condition, Is, Not

NEVER: Condition = Any(())
"""What holds in no situation."""


def translated(condition: Condition, word: Callable[[Is], Condition]) -> Condition:
    """The same with every statement about a question replaced by what `word` says of it."""
    if isinstance(condition, Is):
        return word(condition)
    if isinstance(condition, Not):
        return opposite(translated(condition.one, word))
    each = (translated(one, word) for one in condition.each)
    return both(each) if isinstance(condition, All) else either(each)


def opposite(condition: Condition) -> Condition:
    """The opposite, as short as it can be said."""
    if condition == ALWAYS:
        return NEVER
    if condition == NEVER:
        return ALWAYS
    return condition.one if isinstance(condition, Not) else Not(condition)


def both(each: Iterable[Condition]) -> Condition:
    """All of them: what always holds is left out, and one that never does settles it."""
    left: list[Condition] = []
    for one in each:
        if one == NEVER:
            return NEVER
        left += [part for part in (one.each if isinstance(one, All) else (one,)) if part not in left]
    return left[0] if len(left) == 1 else All(tuple(left))


def either(each: Iterable[Condition]) -> Condition:
    """One of them: what never holds is left out, and one that always does settles it."""
    left: list[Condition] = []
    for one in each:
        if one == ALWAYS:
            return ALWAYS
        left += [part for part in (one.each if isinstance(one, Any) else (one,)) if part not in left]
    return left[0] if len(left) == 1 else Any(tuple(left))
