"""The questions of a form and what was answered; nothing typed is lost when the rules refuse it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import ClassVar

from onevisit.rules.cases.refusals import Refused
from onevisit.workbench.web import cleaned, day_in, number_in


class Kind(StrEnum):
    """How a question is answered."""

    WORDS = "words"
    LINE = "line"
    LINES = "lines"
    DAY = "day"
    NUMBER = "number"
    ONE = "one"
    MANY = "many"
    YES = "yes"


@dataclass(frozen=True)
class Option:
    """Something to choose. `why_not` says why it is shown and cannot be chosen."""

    value: str
    label: str
    note: str = ""
    why_not: str = ""


@dataclass(frozen=True)
class Question:
    """One question. `least` and `most` bound a number or a day, as the browser writes them."""

    name: str
    label: str
    kind: Kind
    help: str = ""
    options: tuple[Option, ...] = ()
    value: str = ""
    phrases: tuple[str, ...] = ()
    required: bool = True
    unit: str = ""
    least: str = ""
    most: str = ""


class Incomplete(Refused):
    """Something that has to be chosen or filled in was left out."""

    what: ClassVar[str] = "还没有填写：{fields}"
    remedy: ClassVar[str] = "请补上后再提交；其他内容都还在。"


@dataclass(frozen=True)
class Given:
    """What was sent, by the names of the questions."""

    values: Mapping[str, Sequence[str]]

    def text(self, name: str) -> str:
        """Words, cleaned."""
        return cleaned((*self.values.get(name, ()), "")[0])

    def lines(self, name: str) -> list[str]:
        """One entry a line, without blanks and without what was written twice."""
        return list(dict.fromkeys(line.strip() for line in self.text(name).splitlines() if line.strip()))

    def many(self, name: str) -> tuple[str, ...]:
        """Everything that was ticked."""
        return tuple(cleaned(one) for one in self.values.get(name, ()))

    def yes(self, name: str) -> bool:
        """Whether the box was ticked."""
        return bool(self.text(name))

    def number(self, name: str) -> int:
        """A whole number; 0 for anything else."""
        return number_in(self.text(name))

    def day(self, name: str) -> date | None:
        """A day, or None."""
        return day_in(self.text(name))


@dataclass(frozen=True)
class Asked:
    """A question with its answer, as the page shows it."""

    question: Question
    value: str
    values: tuple[str, ...]


def asked(questions: Sequence[Question], given: Given | None) -> list[Asked]:
    """The questions, empty or with what was typed."""
    if given is None:
        return [Asked(one, one.value, (one.value,) if one.value else ()) for one in questions]
    return [Asked(one, given.text(one.name), given.many(one.name)) for one in questions]


def need(questions: Sequence[Question], given: Given) -> None:
    """Raise `Incomplete` for what is required and missing, or chosen from outside the list."""
    missing = [one.label for one in questions if _lacks(one, given)]
    if missing:
        raise Incomplete(fields="、".join(missing))


def _lacks(question: Question, given: Given) -> bool:
    if question.kind in (Kind.ONE, Kind.MANY):
        possible = {one.value for one in question.options if not one.why_not}
        chosen = [one for one in given.many(question.name) if one]
        return not set(chosen) <= possible or (question.required and not chosen)
    if not question.required:
        return False
    match question.kind:
        case Kind.DAY:
            return given.day(question.name) is None
        case Kind.NUMBER:
            return given.number(question.name) == 0
    return not given.text(question.name)
