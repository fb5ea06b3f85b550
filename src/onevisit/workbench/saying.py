"""Conditions in words: what an official, or a citizen, is told instead of `premises == rented`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from onevisit.rules.matters.conditions import All, Any, Condition, Is, Not


@dataclass(frozen=True)
class Asked:
    """A situation question: what is asked, and its options in words by their keys."""

    ask: str
    options: Mapping[str, str]


def asked(questions: Iterable[tuple[str, str, Mapping[str, str]]]) -> Mapping[str, Asked]:
    """The questions of a definition by their keys."""
    return {key: Asked(ask, options) for key, ask, options in questions}


def say_condition(condition: Condition, questions: Mapping[str, Asked]) -> str:
    """The condition as a sentence; a question or an option that does not exist stands under its key."""
    if isinstance(condition, Is):
        question = questions.get(condition.key)
        options = "或".join(question.options.get(one, one) if question else one for one in condition.options)
        return f"“{question.ask if question else condition.key}”答“{options}”"
    if isinstance(condition, Not):
        return f"不是（{say_condition(condition.one, questions)}）"
    word = "，并且" if isinstance(condition, All) else "，或者"
    return word.join(
        f"（{said}）" if isinstance(one, (All, Any)) else said
        for one, said in ((one, say_condition(one, questions)) for one in condition.each)
    )
