"""A bundle as if it were one matter: asked, shown, answered, visited and waited for like one.

From the definition of a bundle and those of its matters follows one `Matter`, in which every question, field and paper
stands once. Whatever works on a matter (forms, checks, journeys, guides) works on it, so that a bundle needs none of
its own; `portions` takes apart again what was handed in.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TypeVar

from onevisit.rules.bundles import merging
from onevisit.rules.bundles.definition import Bundle
from onevisit.rules.bundles.links import Circle, Link, givers, licence_of, links, waves
from onevisit.rules.bundles.merging import Group, Ref
from onevisit.rules.bundles.refusals import CannotJoin
from onevisit.rules.bundles.writing import Writing
from onevisit.rules.matters.conditions import ALWAYS, Answers, Condition
from onevisit.rules.matters.definition import Field, Matter, Requirement, Situation


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
        return Writing(self).matter()

    def applying(self, answers: Answers) -> tuple[Placed, ...]:
        """The parts that belong to it after these answers."""
        return tuple(one for one in self.parts if one.when.holds(answers))

    def settled(self, answers: Answers) -> Composite:
        """The same with only the parts that belong to it after these answers: what was in fact applied for."""
        applying = self.applying(answers)
        keys = {one.key for one in applying}
        found = self.needed(answers)
        return Composite(
            replace(self.bundle, questions=()),
            _placed([replace(one, when=ALWAYS) for one in applying], found),
            found,
            _among(keys, self.questions),
            _among(keys, self.fields),
            _among(keys, self.requirements),
        )

    def within(self, answers: Answers) -> Matter:
        """What is asked after these answers, and nothing else: what does not apply binds nobody.

        A paper that two parts could ask for may be shown here as the one that asks for it takes it. Where no part
        belongs to it, only the questions are left.
        """
        settled = self.settled(answers)
        if not settled.parts:
            return replace(self.matter, requirements=(), fields=(), presences=(), fees=(), stages=())
        made = {(one.taker, one.requirement) for one in settled.links}
        taken = {(one.taker, one.licence) for one in settled.links}
        own = {one.key: self.answers_of(one, answers) for one in settled.parts}
        cut = replace(
            settled,
            fields=_where(
                settled.fields,
                lambda ref, one: (
                    one.when.holds(own[ref.matter]) and (ref.matter, licence_of(one)) not in taken
                ),
            ),
            requirements=_where(
                settled.requirements,
                lambda ref, one: one.when.holds(own[ref.matter]) and (ref.matter, ref.key) not in made,
            ),
        )
        return replace(cut.matter, situations=self.matter.situations)

    def answers_of(self, part: Placed, answers: Answers) -> dict[str, str]:
        """The answers to the questions that this matter asks, with those that the bundle knows."""
        names = {ref: group.key for group in self.questions for ref in group.refs}
        found: dict[str, str] = {}
        for one in part.matter.situations:
            answer = part.known.get(one.key) or answers.get(names[Ref(part.key, one.key)], "")
            if answer and one.when.holds(found):
                found[one.key] = answer
        return found

    def needed(self, answers: Answers) -> tuple[Link, ...]:
        """What parts make for each other after these answers. What is not asked for is not waited for.

        Each requirement and each field is filled by one part: the first of those that could.
        """
        applying = {one.key: one for one in self.applying(answers)}
        own = {key: self.answers_of(one, answers) for key, one in applying.items()}
        found: dict[tuple[str, str], Link] = {}
        for link in self.links:
            if link.giver in applying and link.taker in applying:
                matter = applying[link.taker].matter
                for name in _wanted(matter, own[link.taker], link):
                    found.setdefault((link.taker, name), link)
        return tuple(dict.fromkeys(found.values()))


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


def _wanted(matter: Matter, own: Answers, link: Link) -> Iterable[str]:
    """What of this link is asked for in this situation: its requirement, and fields that its licence fills in."""
    for one in matter.requirements:
        if one.key == link.requirement and one.when.holds(own):
            yield f"requirement {one.key}"
    for each in matter.fields:
        if licence_of(each) == link.licence and each.when.holds(own):
            yield f"field {each.key}"


G = TypeVar("G", Situation, Field, Requirement)


def _where(groups: Iterable[Group[G]], asked: Callable[[Ref, G], bool]) -> tuple[Group[G], ...]:
    """The groups as far as this is so of their members."""
    cut = (Group(one.key, tuple(each for each in one.members if asked(*each))) for one in groups)
    return tuple(one for one in cut if one.members)


def _among(keys: set[str], groups: Iterable[Group[G]]) -> tuple[Group[G], ...]:
    """The groups as far as they are those of these parts, under the names that they have."""
    return _where(groups, lambda ref, _: ref.matter in keys)


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
