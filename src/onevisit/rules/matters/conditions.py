"""When does a requirement apply? A small language over the answers to the situation questions.

    premises == rented
    premises == rented and not (staff in (one, two) or online == yes)

A name on the left is the key of a situation question, a name on the right one of its options. Nothing else can be
said, so that every combination of answers can be walked through.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

Answers = Mapping[str, str]


class BadCondition(ValueError):
    """The text is not a condition; the message says where it stops making sense."""


@dataclass(frozen=True)
class Is:
    """The question `key` was answered with one of `options`."""

    key: str
    options: tuple[str, ...]

    def holds(self, answers: Answers) -> bool:
        """A question that was not asked (because it did not apply) has no answer, and so does not hold."""
        return answers.get(self.key) in self.options


@dataclass(frozen=True)
class Not:
    """The opposite of a condition."""

    one: Condition

    def holds(self, answers: Answers) -> bool:
        """Whether the inner one does not hold."""
        return not self.one.holds(answers)


@dataclass(frozen=True)
class All:
    """Every one of them."""

    each: tuple[Condition, ...]

    def holds(self, answers: Answers) -> bool:
        """Whether all hold; nothing at all always does."""
        return all(one.holds(answers) for one in self.each)


@dataclass(frozen=True)
class Any:
    """At least one of them."""

    each: tuple[Condition, ...]

    def holds(self, answers: Answers) -> bool:
        """Whether one holds; nothing at all never does."""
        return any(one.holds(answers) for one in self.each)


Condition = Is | Not | All | Any
ALWAYS = All(())


def uses(condition: Condition) -> Iterator[tuple[str, str]]:
    """Each (question, option) that the condition speaks of, so that a checker can look whether it exists."""
    if isinstance(condition, Is):
        yield from ((condition.key, option) for option in condition.options)
    elif isinstance(condition, Not):
        yield from uses(condition.one)
    else:
        for one in condition.each:
            yield from uses(one)


_TOKEN = re.compile(r"\s*(==|!=|\(|\)|,|[A-Za-z0-9_\-\u4e00-\u9fff]+)")


def parse(text: str) -> Condition:
    """Read a condition; raises `BadCondition` with a sentence for the person who wrote it."""
    tokens: list[str] = []
    position = 0
    while position < len(text.rstrip()):
        match = _TOKEN.match(text, position)
        if match is None:
            raise BadCondition(f"第{position + 1}个字符“{text[position:].strip()[:1]}”不认识")
        tokens.append(match.group(1))
        position = match.end()
    parser = _Parser(tokens)
    condition = parser.any()
    if parser.rest:
        raise BadCondition(f"“{parser.rest[0]}”之前的部分已经完整，多出了后面的内容")
    return condition


@dataclass
class _Parser:
    rest: list[str]

    def take(self, expected: str | None = None) -> str:
        if not self.rest:
            raise BadCondition(f"到这里就断了，还缺“{expected or '一个词'}”")
        word = self.rest.pop(0)
        if expected is not None and word != expected:
            raise BadCondition(f"这里应是“{expected}”，实际是“{word}”")
        return word

    def any(self) -> Condition:
        each = [self.all()]
        while self.rest[:1] == ["or"]:
            self.take()
            each.append(self.all())
        return each[0] if len(each) == 1 else Any(tuple(each))

    def all(self) -> Condition:
        each = [self.one()]
        while self.rest[:1] == ["and"]:
            self.take()
            each.append(self.one())
        return each[0] if len(each) == 1 else All(tuple(each))

    def one(self) -> Condition:
        word = self.take()
        if word == "not":
            return Not(self.one())
        if word == "(":
            inner = self.any()
            self.take(")")
            return inner
        if word in ("==", "!=", ")", ",", "and", "or", "in"):
            raise BadCondition(f"“{word}”前面缺少问题的键")
        operator = self.take()
        if operator == "==":
            return Is(word, (self.take(),))
        if operator == "!=":
            return Not(Is(word, (self.take(),)))
        if operator == "in":
            return Is(word, self.options())
        raise BadCondition(f"“{word}”后面应是 ==、!= 或 in，实际是“{operator}”")

    def options(self) -> tuple[str, ...]:
        self.take("(")
        options = [self.take()]
        while self.rest[:1] == [","]:
            self.take()
            options.append(self.take())
        self.take(")")
        return tuple(options)
