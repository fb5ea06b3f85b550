"""A composite written down as a matter: every question, field, paper and act once, in the words of the bundle."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, TypeVar

from onevisit.rules.bundles import course, merging
from onevisit.rules.bundles.conditions import NEVER, both, either, opposite, translated
from onevisit.rules.bundles.links import licence_of
from onevisit.rules.bundles.merging import Ref
from onevisit.rules.matters.conditions import ALWAYS, Condition, Is
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

if TYPE_CHECKING:
    from onevisit.rules.bundles.composite import Composite, Placed

T = TypeVar("T")

FROM_AFAR = frozenset({Means.ONLINE_IDENTITY, Means.E_SIGNATURE, Means.VIDEO})
"""What stands in for the body. A proxy comes himself, and officials come to those who cannot: neither saves a visit."""


class Writing:
    """One composite being written down as a matter."""

    def __init__(self, composite: Composite) -> None:
        self.composite = composite
        self.parts = {one.key: one for one in composite.parts}
        self.question = {ref: group.key for group in composite.questions for ref in group.refs}

    def matter(self) -> Matter:
        """All of it."""
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
            asked = next((each for each in part.matter.situations if each.key == one.key), None)
            said: Condition = Is(self.question.get(Ref(part.key, one.key), one.key), one.options)
            if one.key in part.known:
                said = ALWAYS if part.known[one.key] in one.options else NEVER
            # Another part may have asked what this one would not: then it has no answer here.
            return both((self._translated(part, asked.when), said)) if asked is not None else said

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
        licence = licence_of(one)
        if not licence:
            return ALWAYS
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
            office = part.matter.counter if part.matter.counter != self._counter else None
            for one in part.matter.presences:
                place = one.counter or office
                here = replace(one, when=self._when(part, one.when), basis=None, note="", counter=place)
                at = next((number for number, other in enumerate(found) if _one_act(other, here)), None)
                if at is None:
                    found.append(here)
                else:
                    when = either((found[at].when, here.when))
                    found[at] = replace(found[at], means=_shared([found[at].means, here.means]), when=when)
            if office is not None and Channel.ONLINE not in part.matter.channels:
                # Its own office takes it in and nobody else: that is a way of its own.
                means = (Means.IN_PERSON,)
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
    """Whether two are the same act but for when they apply, and what stands in for the body in one does in both.

    Where only one of them can be done from afar they stay two acts, so that whoever needs only that one need not come.
    """
    plain = replace(one, when=ALWAYS, means=()), replace(other, when=ALWAYS, means=())
    shared = _shared([one.means, other.means])
    afar = {FROM_AFAR.isdisjoint(each) for each in (one.means, other.means, shared)}
    return plain[0] == plain[1] and bool(shared) and len(afar) == 1


def _once(each: Iterable[T]) -> tuple[T, ...]:
    return tuple(dict.fromkeys(each))


def _shared(each: Sequence[Sequence[T]]) -> tuple[T, ...]:
    """What all of them have, in the order of the first."""
    return tuple(one for one in each[0] if all(one in other for other in each[1:]))
