"""Generated matters in a small catalogue: every field on which a visit can depend, in every combination."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import Field, fields, replace
from typing import Any, NamedTuple

from hypothesis import strategies as st

from factories.matters import matters
from onevisit.rules.journeys import Catalogue, Licence
from onevisit.rules.matters.conditions import ALWAYS, Condition, Is, Not
from onevisit.rules.matters.courses import Courses
from onevisit.rules.matters.definition import (
    Counter,
    Deferral,
    Evidence,
    Matter,
    Presence,
    Requirement,
    Result,
    Situation,
)
from onevisit.rules.matters.vocabulary import Act, Channel, Delivery, Level, MadeBy, Means, Moment, Way

BASE = "food-business-permit"
QUESTIONS = ("one", "two")
OPTIONS = {"a": "甲", "b": "乙"}
LICENCES = ("badge", "deed")
"""Licence types: the first is issued by a matter of the catalogue, the second by a body outside."""
DELIVERIES = (Delivery.ELECTRONIC, Delivery.COURIER, Delivery.WINDOW)


class World(NamedTuple):
    """A matter, and the catalogue that it stands in."""

    matter: Matter
    issuer: Matter

    @property
    def catalogue(self) -> Catalogue:
        """Everything that is needed to compute its figures."""
        audience = frozenset(self.matter.audience)
        return Catalogue(
            {one.key: one for one in (self.matter, self.issuer)},
            {key: Licence(key, key, "外部机关") for key in LICENCES}
            | {"card": Licence("card", "card", "外部机关", audience)},
        )

    @property
    def words(self) -> str:
        """What is particular about it, a line for each part."""
        lines = []
        for matter in self:
            lines.append(
                f"{matter.key}: {_plain(matter.channels)} at {_plain(matter.offered_at)} {matter.counter}"
            )
            lines.append(f"  at once {matter.at_once}")
            for part in (*matter.situations, *matter.requirements, *matter.presences, *matter.results):
                traits = (
                    f"{one.name} {_plain(getattr(part, one.name))}"
                    for one in fields(part)
                    if _tells(part, one)
                )
                lines.append(f"  {type(part).__name__}: {', '.join(traits)}")
        return "\n".join(lines)

    def having(self, **changes: Any) -> World:
        """The same with another definition of the matter."""
        return self._replace(matter=replace(self.matter, **changes))


def some(values: Iterable[object], least: int = 1) -> st.SearchStrategy[tuple[Any, ...]]:
    """Some of these, in any order."""
    return st.lists(st.sampled_from(list(values)), min_size=least, unique=True).map(tuple)


def conditions(questions: tuple[str, ...]) -> st.SearchStrategy[Condition]:
    """A condition on these questions, mostly none."""
    if not questions:
        return st.just(ALWAYS)
    asked = st.builds(Is, st.sampled_from(questions), st.sampled_from([("a",), ("b",)]))
    return st.just(ALWAYS) | asked | asked.map(Not)


def _tells(part: Any, one: Field[Any]) -> bool:
    return one.name not in {"basis", "options", "ask", "name", "note", "kind", "valid"} and (
        getattr(part, one.name) != one.default
    )


def _plain(value: object) -> str:
    return "/".join(map(_plain, value)) if isinstance(value, tuple) else str(value)


counters = st.builds(
    Counter,
    st.sampled_from(["", "", "考场"]),
    st.just("窗口"),
    st.sampled_from([(1,), (2,), (1, 2, 3, 4, 5)]),
)
evidence = st.one_of(
    st.sampled_from([Way.UPLOAD, Way.ORIGINAL, Way.ORIGINAL, Way.FORM, Way.SHARED]).map(Evidence),
    st.sampled_from((*LICENCES, "card")).map(lambda key: Evidence(Way.E_LICENCE, licence=key)),
)


@st.composite
def requirements(draw: st.DrawFn, key: str = "added") -> Requirement:
    """Something that has to be shown."""
    return Requirement(
        key,
        f"材料{key}",
        draw(st.sampled_from(MadeBy)),
        tuple(draw(st.lists(evidence, min_size=1, max_size=2, unique=True))),
        issued_by=draw(st.sampled_from(["外部机关", "另一机关"])),
        when=draw(conditions(QUESTIONS)),
        required=draw(st.sampled_from([True, True, True, False])),
        defer=draw(st.sampled_from([None, None, Deferral(5)])),
        commitment=draw(st.sampled_from([False, False, True])),
        errand=draw(st.sampled_from(["", "", "照相馆"])),
        fresh=draw(st.sampled_from([0, 0, 0, 3, 30])),
        kept=draw(st.sampled_from([False, False, True])),
    )


presences = st.builds(
    Presence,
    st.sampled_from(Act),
    st.sampled_from(Moment),
    st.one_of(st.just((Means.IN_PERSON,)), some(Means)),
    when=conditions(QUESTIONS),
    counter=st.none() | counters,
    announced=st.just(()) | st.lists(counters, min_size=2, max_size=2, unique=True).map(tuple),
    waivable=st.sampled_from([False, False, True]),
)
PAIRS = ((), (), ("男方", "女方"), ("男方",))


def results(draw: st.DrawFn, licences: tuple[str, ...]) -> tuple[Result, ...]:
    """What the applicant is given."""
    base = matters()[BASE].results[0]
    return tuple(
        replace(base, key=f"r{number}", licence=key, delivery=draw(some(DELIVERIES)))
        for number, key in enumerate(licences)
    )


@st.composite
def definitions(draw: st.DrawFn) -> World:
    """A matter with questions, papers, acts and results, and one that issues a licence which it may ask for."""
    base = replace(matters()[BASE], courses=Courses(), counter=None)
    asked = tuple(
        Situation(key, f"{key}？", OPTIONS, draw(conditions(QUESTIONS[:number])))
        for number, key in enumerate(QUESTIONS)
    )
    persons = draw(st.sampled_from(PAIRS))
    acts = tuple(replace(one, persons=persons) for one in draw(st.lists(presences, max_size=2)))
    matter = replace(
        base,
        key="main",
        situations=asked,
        requirements=tuple(draw(requirements(key)) for key in draw(st.sampled_from(["", "p", "pq", "pqr"]))),
        presences=acts,
        channels=draw(some(Channel)),
        offered_at=draw(some(Level)),
        results=results(draw, draw(st.sampled_from([("",), ("", "")]))),
        at_once=draw(st.booleans()),
        counter=draw(st.none() | counters),
    )
    issuer = replace(
        base,
        key="issuer",
        situations=(),
        requirements=tuple(
            replace(draw(requirements(key)), when=ALWAYS) for key in draw(st.sampled_from(["", "u"]))
        ),
        presences=tuple(replace(one, when=ALWAYS) for one in draw(st.lists(presences, max_size=1))),
        channels=draw(some(Channel)),
        results=results(draw, LICENCES[:1]),
        at_once=draw(st.booleans()),
    )
    return World(matter, issuer)


answers = st.dictionaries(st.sampled_from(QUESTIONS), st.sampled_from(list(OPTIONS)))


def completions(matter: Matter, known: dict[str, str]) -> list[dict[str, str]]:
    """Every whole set of answers that begins with these."""
    whole: list[dict[str, str]] = [{}]
    for one in matter.situations:
        longer: list[dict[str, str]] = []
        for each in whole:
            options = [known[one.key]] if one.key in known else list(one.options)
            longer += [{**each, one.key: option} for option in options] if one.when.holds(each) else [each]
        whole = longer
    return whole
