"""A bundle as if it were one matter: asked, shown, answered, visited and waited for like one.

From the definition of a bundle and those of its matters follows one `Matter`, in which every question, field and paper
stands once. Whatever works on a matter (forms, checks, journeys, guides) works on it, so that a bundle needs none of
its own; `portions` takes apart again what was handed in.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TypeVar

from onevisit.rules.bundles import course, merging
from onevisit.rules.bundles.conditions import NEVER, both, either, opposite, translated
from onevisit.rules.bundles.definition import Bundle
from onevisit.rules.bundles.links import Circle, Link, givers, links, waves
from onevisit.rules.bundles.merging import Group, Ref
from onevisit.rules.bundles.refusals import CannotJoin
from onevisit.rules.matters.conditions import ALWAYS, Answers, Condition, Is
from onevisit.rules.matters.courses import Courses, Handling, Pledge
from onevisit.rules.matters.definition import (
    Codes,
    Counter,
    Field,
    Limits,
    Matter,
    Presence,
    Requirement,
    Result,
    Situation,
    Stage,
)
from onevisit.rules.matters.vocabulary import Act, Channel, Level, Means, Moment, StageKind

T = TypeVar("T")

LICENCE_SOURCE = "licence."
"""What the `source` of a field begins with that is taken from a licence: `licence.business-licence.number`."""


@dataclass(frozen=True)
class Placed:
    """A matter in its place, in a version. `after` are the keys of the parts that give it something."""

    matter: Matter
    version: int
    when: Condition
    known: Mapping[str, str]
    after: frozenset[str]
    wave: int

    @property
    def key(self) -> str:
        """The key of its matter."""
        return self.matter.key


@dataclass(frozen=True)
class Composite:
    """A bundle with everything that follows from it. Made by `compose`; `parts` stand in the order of their waves."""

    bundle: Bundle
    parts: tuple[Placed, ...]
    links: tuple[Link, ...]
    questions: tuple[Group[Situation], ...]
    fields: tuple[Group[Field], ...]
    requirements: tuple[Group[Requirement], ...]

    def part(self, key: str) -> Placed:
        """One part by the key of its matter; raises KeyError."""
        for one in self.parts:
            if one.key == key:
                return one
        raise KeyError(key)

    @cached_property
    def matter(self) -> Matter:
        """What is asked of the applicant, as one matter."""
        return _Writing(self).matter()

    def applying(self, answers: Answers) -> tuple[Placed, ...]:
        """The parts that belong to it after these answers."""
        return tuple(one for one in self.parts if one.when.holds(answers))

    def settled(self, answers: Answers) -> Composite:
        """The same with only the parts that belong to it after these answers: what was in fact applied for."""
        applying = self.applying(answers)
        keys = {one.key for one in applying}
        placed = _placed([replace(one, when=ALWAYS) for one in applying], self.links)
        return Composite(
            replace(self.bundle, questions=()),
            placed,
            tuple(one for one in self.links if {one.giver, one.taker} <= keys),
            _among(keys, self.questions),
            _among(keys, self.fields),
            _among(keys, self.requirements),
        )


Versions = Mapping[str, tuple[Matter, int]]
"""The definitions that a bundle is made of, by key, each with the number of its version."""


def compose(bundle: Bundle, versions: Versions) -> Composite:
    """Everything that follows from a bundle. Raises `CannotJoin` where its matters cannot be one thing."""
    missing = [one.matter for one in bundle.parts if one.matter not in versions]
    if missing or not bundle.parts:
        raise CannotJoin.gone(missing)
    matters = [versions[one.matter][0] for one in bundle.parts]
    found = links(matters)
    parts = [Placed(*versions[one.matter], one.when, one.known, frozenset(), 0) for one in bundle.parts]
    placed = _placed(parts, found)
    _joinable(matters)
    return Composite(
        bundle,
        placed,
        found,
        merging.questions(matters, bundle.same),
        merging.fields(matters, bundle.same),
        merging.requirements(matters, bundle.same),
    )


def _placed(parts: Sequence[Placed], found: Iterable[Link]) -> tuple[Placed, ...]:
    """These parts in their places: what each waits for among them, in the order in which they can begin."""
    waits = givers(found, (one.key for one in parts))
    try:
        ordered = waves(waits)
    except Circle as circle:
        names = {one.key: one.matter.name for one in parts}
        raise CannotJoin.around([names[key] for key in circle.around]) from circle
    wave = {key: number for number, keys in enumerate(ordered) for key in keys}
    placed = [replace(one, after=waits[one.key], wave=wave[one.key]) for one in parts]
    return tuple(sorted(placed, key=lambda one: one.wave))


G = TypeVar("G", Situation, Field, Requirement)


def _among(keys: set[str], groups: Iterable[Group[G]]) -> tuple[Group[G], ...]:
    """The groups as far as they are those of these parts, under the names that they have."""
    cut = (
        Group(one.key, tuple((ref, each) for ref, each in one.members if ref.matter in keys))
        for one in groups
    )
    return tuple(one for one in cut if one.members)


def _joinable(matters: Sequence[Matter]) -> None:
    """Raise `CannotJoin` where no one could apply for all of these at once."""
    if len({one.key for one in matters}) < len(matters):
        raise CannotJoin.twice()
    if not set(matters[0].audience).intersection(*(one.audience for one in matters)):
        raise CannotJoin.audience(matters)
    if not set(matters[0].channels).intersection(*(one.channels for one in matters)):
        raise CannotJoin.channels(matters)
    changing = [one for one in matters if one.courses.concerns is not None]
    if len(changing) > 1:
        raise CannotJoin.changing(changing)


class _Writing:
    """One composite being written down as a matter."""

    def __init__(self, composite: Composite) -> None:
        self.composite = composite
        self.parts = {one.key: one for one in composite.parts}
        self.question = {ref: group.key for group in composite.questions for ref in group.refs}

    def matter(self) -> Matter:
        bundle, parts = self.composite.bundle, list(self.composite.parts)
        matters = [one.matter for one in parts]
        first = matters[0]
        return Matter(
            key=bundle.key,
            name=bundle.name,
            codes=Codes("", test=True),
            kind=first.kind,
            organ=first.organ,
            audience=bundle.audience,
            window_class=bundle.window_class,
            offered_at=_shared([one.offered_at for one in matters]) or (Level.DISTRICT,),
            basis=bundle.basis,
            conditions=_once(text for one in matters for text in one.conditions),
            requirements=tuple(self._requirements()),
            stages=tuple(self._stages()),
            results=tuple(self._results()),
            limits=self._limits(),
            channels=_shared([one.channels for one in matters]) or (Channel.WINDOW,),
            summary=bundle.summary,
            at_once=all(one.at_once for one in matters),
            aliases=bundle.aliases,
            life_events=bundle.life_events,
            situations=(*bundle.questions, *self._situations()),
            fields=tuple(self._fields()),
            presences=self._presences(),
            fees=tuple(
                replace(fee, key=Ref(one.key, fee.key).name, when=self._when(one, fee.when))
                for one in parts
                for fee in one.matter.fees
            ),
            courses=self._courses(matters),
            counter=self._counter,
        )

    @property
    def _counter(self) -> Counter | None:
        """Where one comes, if it is the same for all and not the comprehensive window."""
        each = {one.matter.counter for one in self.composite.parts}
        return next(iter(each)) if len(each) == 1 else None

    def _when(self, part: Placed, condition: Condition) -> Condition:
        """A condition of a part in the words of the bundle, and that the part belongs to it at all."""
        return both((part.when, self._translated(part, condition)))

    def _translated(self, part: Placed, condition: Condition) -> Condition:
        def word(one: Is) -> Condition:
            if one.key in part.known:
                return ALWAYS if part.known[one.key] in one.options else NEVER
            asked = next((each for each in part.matter.situations if each.key == one.key), None)
            renamed = Is(self.question.get(Ref(part.key, one.key), one.key), one.options)
            # Another part may have asked what this one would not: then it has no answer here.
            return both((self._translated(part, asked.when), renamed)) if asked is not None else renamed

        return translated(condition, word)

    def _situations(self) -> Iterable[Situation]:
        for group in self.composite.questions:
            when = either(
                self._when(self.parts[ref.matter], one.when)
                for ref, one in group.members
                if ref.key not in self.parts[ref.matter].known
            )
            if when != NEVER:
                yield replace(merging.one_question(group), when=when)

    def _fields(self) -> Iterable[Field]:
        for group in self.composite.fields:
            when = either(
                both((self._when(self.parts[ref.matter], one.when), self._untaken(ref.matter, one)))
                for ref, one in group.members
            )
            if when != NEVER:
                yield replace(merging.one_field(group), when=when)

    def _untaken(self, taker: str, one: Field) -> Condition:
        """That no part will fill this field in from what it issues."""
        if not one.source.startswith(LICENCE_SOURCE):
            return ALWAYS
        licence = one.source.split(".")[1]
        given = {
            link.giver for link in self.composite.links if link.taker == taker and link.licence == licence
        }
        return both(opposite(self.parts[giver].when) for giver in sorted(given))

    def _requirements(self) -> Iterable[Requirement]:
        for group in self.composite.requirements:
            when = either(
                both((self._when(self.parts[ref.matter], one.when), self._unmade(ref)))
                for ref, one in group.members
            )
            if when != NEVER:
                yield replace(merging.one_requirement(group), when=when)

    def _unmade(self, ref: Ref) -> Condition:
        """That no part makes what this requirement asks for."""
        given = {
            one.giver for one in self.composite.links if (one.taker, one.requirement) == (ref.matter, ref.key)
        }
        return both(opposite(self.parts[giver].when) for giver in sorted(given))

    def _presences(self) -> tuple[Presence, ...]:
        """Acts in person, each once: who proves who he is at one window has proved it to all.

        What stands in for the body has to do so for every part; where nothing would, they are acts of their own.
        """
        found: list[Presence] = []
        for part in self.composite.parts:
            for one in part.matter.presences:
                here = replace(one, when=self._when(part, one.when), basis=None, note="")
                at = next((number for number, other in enumerate(found) if _one_act(other, here)), None)
                if at is None:
                    found.append(here)
                else:
                    when = either((found[at].when, here.when))
                    found[at] = replace(found[at], means=_shared([found[at].means, here.means]), when=when)
            if part.matter.counter not in (None, self._counter):
                # Its own office takes it in and nobody else: that is a way of its own.
                means, office = (Means.IN_PERSON,), part.matter.counter
                found.append(Presence(Act.IDENTITY, Moment.SUBMIT, means, when=part.when, counter=office))
        return tuple(found)

    def _stages(self) -> Iterable[Stage]:
        for part in self.composite.parts:
            length = course.promised(part.matter)
            yield Stage(
                key=part.key,
                name=part.matter.name,
                kind=StageKind.DECIDE,
                organ=part.matter.organ,
                limit=course.limit(length, "承诺期限"),
                after=tuple(sorted(part.after)),
                when=part.when,
            )

    def _results(self) -> Iterable[Result]:
        for part in self.composite.parts:
            for one in part.matter.results:
                yield replace(one, key=Ref(part.key, one.key).name)

    def _limits(self) -> Limits:
        waits = {one.key: one.after for one in self.composite.parts}
        matters = {one.key: one.matter for one in self.composite.parts}
        long, law = (
            max(course.ends(waits, matters, how).values()) for how in (course.promised, course.statutory)
        )
        return Limits(course.limit(law, "法定期限"), course.limit(long, "承诺期限"))

    def _courses(self, matters: Sequence[Matter]) -> Courses:
        pledges = _once(
            one.courses.pledge.text for one in matters if any(each.commitment for each in one.requirements)
        )
        return Courses(
            handling=Handling.JOINT,
            deferral_ends=matters[0].courses.deferral_ends,
            pledge=Pledge(text="\n".join(pledges)) if pledges else Pledge(),
            concerns=next((one.courses.concerns for one in matters if one.courses.concerns), None),
        )


def _one_act(one: Presence, other: Presence) -> bool:
    """Whether two are the same act but for when they apply, and something can stand in for the body in both."""
    plain = replace(one, when=ALWAYS, means=()), replace(other, when=ALWAYS, means=())
    return plain[0] == plain[1] and bool(_shared([one.means, other.means]))


def _once(each: Iterable[T]) -> tuple[T, ...]:
    return tuple(dict.fromkeys(each))


def _shared(each: Sequence[Sequence[T]]) -> tuple[T, ...]:
    """What all of them have, in the order of the first."""
    return tuple(one for one in each[0] if all(one in other for other in each[1:]))
