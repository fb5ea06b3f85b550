"""Small matters in few words, alone and as random ones that ask for each other's results."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from random import Random
from typing import TypeVar

from factories.matters import matters
from onevisit.rules.bundles.composite import Composite, compose
from onevisit.rules.bundles.definition import Bundle, Kind, Part, Same
from onevisit.rules.bundles.refusals import CannotJoin
from onevisit.rules.cases.application import situations_for
from onevisit.rules.matters.conditions import ALWAYS, All, Any, Condition, Is, Not
from onevisit.rules.matters.courses import Courses
from onevisit.rules.matters.definition import (
    Counter,
    Deferral,
    Evidence,
    Field,
    Matter,
    Presence,
    Requirement,
    Result,
    Situation,
)
from onevisit.rules.matters.vocabulary import (
    Act,
    Audience,
    Channel,
    Delivery,
    FieldType,
    MadeBy,
    Means,
    Moment,
    ResultKind,
    Way,
    WindowClass,
)

T = TypeVar("T")

OPTIONS = {"a": "甲", "b": "乙"}
BOTH = (Channel.ONLINE, Channel.WINDOW)
EASY = (Delivery.ELECTRONIC, Delivery.WINDOW)


def evidence(*ways: str) -> tuple[Evidence, ...]:
    """`upload`, `original`, or a licence by its key after `e:`."""
    return tuple(
        Evidence(Way.E_LICENCE, licence=one[2:]) if one.startswith("e:") else Evidence(Way(one))
        for one in ways
    )


def paper(key: str, *ways: str, name: str = "", **more: object) -> Requirement:
    """A requirement, called as its key if nothing else is said."""
    made = Requirement(key, name or key, MadeBy.APPLICANT, evidence(*(ways or ("upload",))))
    return replace(made, **more)  # type: ignore[arg-type]


def ask(
    key: str, text: str = "", when: Condition = ALWAYS, options: Mapping[str, str] = OPTIONS
) -> Situation:
    """A question."""
    return Situation(key, text or f"{key}？", options, when)


def entry(key: str, label: str = "", **more: object) -> Field:
    """A line of the form."""
    return replace(Field(key, label or key, FieldType.TEXT), **more)  # type: ignore[arg-type]


def matter(key: str, *, gives: Sequence[str] = (), days: int = 3, **more: object) -> Matter:
    """A matter that asks for nothing but what is said, and gives these licences."""
    like = matters()["food-business-permit"]
    results = tuple(
        Result(f"r{at}", f"{one}证", ResultKind.LICENCE, EASY, one) for at, one in enumerate(gives)
    ) or (Result("r", "结果", ResultKind.OTHER, EASY),)
    values: dict[str, object] = {
        "key": key,
        "name": f"事项{key}",
        "audience": (Audience.PERSON,),
        "requirements": (),
        "situations": (),
        "fields": (),
        "presences": (),
        "fees": (),
        "channels": BOTH,
        "results": results,
        "courses": Courses(),
        "counter": None,
        "at_once": False,
        "limits": replace(like.limits, promised=replace(like.limits.promised, length=days)),
    }
    return replace(like, **{**values, **more})


def bundle(*parts: Part | str, **more: object) -> Bundle:
    """A bundle of these."""
    each = tuple(Part(one) if isinstance(one, str) else one for one in parts)
    made = Bundle("whole", "一件事", "", (Audience.PERSON,), WindowClass("商事登记"), each, ())
    return replace(made, **more)  # type: ignore[arg-type]


def together(*each: Matter, of: Bundle | None = None) -> Composite:
    """These as one."""
    found = of or bundle(*(one.key for one in each))
    return compose(found, {one.key: (one, 1) for one in each})


def complete(asked: Matter, most: int = 12) -> Iterator[dict[str, str]]:
    """Sets of answers to exactly the questions that apply: all, if they are not many."""
    yield from itertools.islice(_complete(asked), most)


def _complete(asked: Matter) -> Iterator[dict[str, str]]:
    open_: list[dict[str, str]] = [{}]
    while open_:
        given = open_.pop()
        left = next((one for one in situations_for(asked, given) if one.key not in given), None)
        if left is None:
            yield given
        else:
            open_ += [{**given, left.key: option} for option in left.options]


QUESTIONS = ("q0", "q1", "q2")
NAMES = ("身份证明", "租赁合同", "照片")
LABELS = ("地址", "名称")


def chance(seed: int, *, most: int = 4, visiting: bool = False) -> Composite:
    """Two to four matters that ask partly the same, give each other licences, and belong to it by its own question.

    The same for the same seed; those that wait for each other are passed over.
    """
    random = Random(seed)
    while True:
        try:
            return _Chance(random, visiting=visiting).composite(random.randint(2, most))
        except CannotJoin as refused:
            if "互相等" not in refused.sentence:
                raise


class _Chance:
    def __init__(self, random: Random, *, visiting: bool) -> None:
        self.random, self.visiting = random, visiting

    def condition(self, known: Sequence[str], deep: int = 2) -> Condition:
        if not known or self.random.random() < 0.35:
            return ALWAYS
        if deep and self.random.random() < 0.4:
            inner = [self.condition(known, deep - 1) for _ in range(self.random.randint(1, 2))]
            return self.random.choice((Not(inner[0]), All(tuple(inner)), Any(tuple(inner))))
        return Is(self.random.choice(known), self.random.choice((("a",), ("b",), ("a", "b"))))

    def some(self, of: Sequence[T], least: int = 1, most: int = 3) -> list[T]:
        return self.random.sample(list(of), self.random.randint(least, min(most, len(of))))

    def composite(self, number: int) -> Composite:
        made = [self.matter(at) for at in range(number)]
        own = (ask("who", "谁来办？"), ask("more", "还要什么？", Is("who", ("a",))))
        parts = [
            Part(
                one.key,
                self.condition(["who", "more"]),
                {each.key: self.random.choice("ab") for each in one.situations if self.random.random() < 0.2},
            )
            for one in self.random.sample(made, number)
        ]
        first = tuple(f"{one.key}.{one.requirements[0].key}" for one in made if one.requirements)
        same = (Same(Kind.REQUIREMENT, "同一样", first),) if self.random.random() < 0.5 else ()
        return together(*made, of=bundle(*parts, questions=own, same=same))

    def matter(self, at: int) -> Matter:
        below = [f"licence{number}" for number in range(at)]
        keys = self.some(QUESTIONS, 0)
        one = matter(
            f"m{at}",
            gives=self.random.choice(((), (f"licence{at}",), (f"licence{at}", "licence0"))),
            days=self.random.randint(1, 9),
            # The same three questions in all matters, in any order, each resting on those before it.
            situations=tuple(ask(key, when=self.condition(keys[:at])) for at, key in enumerate(keys)),
            requirements=(*self.papers(keys), *self.licences(keys, below)),
            fields=tuple(self.field(f"f{at}", keys, below) for at in range(self.random.randint(0, 2))),
            channels=self.random.choice((BOTH, BOTH, (Channel.WINDOW,))),
        )
        if not self.visiting:
            return one
        ways = self.random.choice((EASY, (Delivery.WINDOW,), (Delivery.COURIER,)))
        return replace(
            one,
            results=tuple(replace(each, delivery=ways) for each in one.results),
            presences=tuple(self.act(keys) for _ in range(self.random.randint(0, 2))),
            counter=self.random.choice((None, None, None, Counter("police", "派出所"))),
        )

    def papers(self, keys: Sequence[str]) -> list[Requirement]:
        return [
            paper(
                f"p{at}",
                *self.some(("upload", "original", "shared", "form")),
                name=name,
                when=self.condition(keys),
                required=self.random.random() < 0.7,
                commitment=self.random.random() < 0.5,
                defer=self.random.choice((None, Deferral(3), Deferral(5))),
            )
            for at, name in enumerate(self.random.choices(NAMES, k=self.random.randint(0, 3)))
        ]

    def licences(self, keys: Sequence[str], below: Sequence[str]) -> list[Requirement]:
        found = []
        for at, licence in enumerate(self.some(below, 0, 2) if below else ()):
            more = self.random.choice(((), ("upload",), (f"e:{below[0]}",)))
            ways = dict.fromkeys((f"e:{licence}", *more))
            found.append(paper(f"l{at}", *ways, name=f"{licence}证", when=self.condition(keys)))
        return found

    def field(self, key: str, keys: Sequence[str], below: Sequence[str]) -> Field:
        return entry(
            key,
            self.random.choice(LABELS),
            when=self.condition(keys),
            required=self.random.random() < 0.5,
            max=self.random.choice((20, 200)),
            source=self.random.choice(("", "applicant.name", *(f"licence.{one}.number" for one in below))),
        )

    def act(self, keys: Sequence[str]) -> Presence:
        means = (Means.ONLINE_IDENTITY, Means.VIDEO, Means.AGENT, Means.IN_PERSON)
        return Presence(
            self.random.choice((Act.IDENTITY, Act.SIGNATURE)),
            self.random.choice((Moment.SUBMIT, Moment.REVIEW, Moment.COLLECT)),
            tuple(self.some(means)),
            when=self.condition(keys),
        )
