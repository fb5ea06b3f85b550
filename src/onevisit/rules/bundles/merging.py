"""What several matters ask, asked once: which questions, fields and papers are the same, and what stands for them.

Two are the same when they have the same name and the same shape; papers also when both are shown by the same licence
of the applicant; and whatever the definition of the bundle declares to be one (`Same`). What has no way in common in
which it could be shown to all is left apart.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Generic, TypeVar

from onevisit.rules.bundles.definition import Kind, Same
from onevisit.rules.matters.conditions import uses
from onevisit.rules.matters.definition import Deferral, Evidence, Field, Matter, Requirement, Situation
from onevisit.rules.matters.vocabulary import Way

T = TypeVar("T", Situation, Field, Requirement)

FROM_AFAR = frozenset({Way.FORM, Way.UPLOAD, Way.E_LICENCE, Way.SHARED})
"""Ways of showing for which nobody has to come. Whether a zone was assessed nobody can count on."""


@dataclass(frozen=True)
class Ref:
    """One thing of one matter."""

    matter: str
    key: str

    def __str__(self) -> str:
        return f"{self.matter}.{self.key}"

    @property
    def name(self) -> str:
        """What it is called in the bundle. Two hyphens cannot stand in the key of a matter followed by another's."""
        return f"{self.matter}--{self.key}"


@dataclass(frozen=True)
class Group(Generic[T]):
    """Things of several matters that are one. `key` is its name in the bundle."""

    key: str
    members: tuple[tuple[Ref, T], ...]

    @property
    def refs(self) -> tuple[Ref, ...]:
        """Whose it is."""
        return tuple(ref for ref, _ in self.members)


def questions(matters: Sequence[Matter], same: Sequence[Same]) -> tuple[Group[Situation], ...]:
    """The questions of all situations. Options have to be the same, so that one answer says the same to all."""
    return _grouped(
        _all(matters, lambda one: one.situations),
        _declared(same, Kind.QUESTION),
        lambda one: [("asked", one.ask.strip(), _pairs(one.options))],
        lambda each: len({frozenset(one.options) for one in each}) == 1,
        _ordered,
    )


def fields(matters: Sequence[Matter], same: Sequence[Same]) -> tuple[Group[Field], ...]:
    """What the forms ask."""
    return _grouped(
        _all(matters, lambda one: one.fields),
        _declared(same, Kind.FIELD),
        lambda one: [("label", one.label.strip(), one.type, one.unit, _pairs(one.options))],
        lambda each: len({(one.type, frozenset(one.options)) for one in each}) == 1,
    )


def requirements(matters: Sequence[Matter], same: Sequence[Same]) -> tuple[Group[Requirement], ...]:
    """What has to be shown. An application form that is made from what is typed is each matter's own."""
    return _grouped(
        _all(matters, lambda one: [each for each in one.requirements if not _typed(each)]),
        _declared(same, Kind.REQUIREMENT),
        lambda one: [
            ("name", one.name.strip()),
            *(("licence", way.licence) for way in one.evidence if way.way is Way.E_LICENCE),
        ],
        _joinable,
    ) + tuple(
        Group(ref.name, ((ref, one),))
        for ref, one in _all(matters, lambda one: [each for each in one.requirements if _typed(each)])
    )


def _typed(one: Requirement) -> bool:
    return {way.way for way in one.evidence} == {Way.FORM}


def _all(matters: Sequence[Matter], of: Callable[[Matter], Iterable[T]]) -> list[tuple[Ref, T]]:
    return [(Ref(matter.key, one.key), one) for matter in matters for one in of(matter)]


def _declared(same: Sequence[Same], kind: Kind) -> dict[str, str]:
    return {ref: one.name for one in same if one.kind is kind for ref in one.of}


def _pairs(options: object) -> tuple[object, ...]:
    return tuple(sorted(options.items())) if isinstance(options, dict) else ()


@dataclass
class _Heap(Generic[T]):
    """What was found to be one so far, and by which marks."""

    marks: set[Hashable]
    refs: list[Ref]
    things: list[T]

    def takes(self, ref: Ref) -> bool:
        """Whether nothing of this matter lies here: what one matter asks twice are two things."""
        return all(ref.matter != other.matter for other in self.refs)

    def with_one(self, one: T) -> list[T]:
        """What would lie here."""
        found = list(self.things)
        found.append(one)
        return found


def _grouped(
    things: Sequence[tuple[Ref, T]],
    declared: dict[str, str],
    marks: Callable[[T], list[Hashable]],
    fits: Callable[[Sequence[T]], bool],
    arranged: Callable[[list[Group[T]]], list[Group[T]]] = list,
) -> tuple[Group[T], ...]:
    """Put each into the first group whose marks it shares and with whose members it fits."""
    heaps: list[_Heap[T]] = []
    for ref, one in things:
        mine = set(marks(one))
        if str(ref) in declared:
            mine.add(("declared", declared[str(ref)]))
        for heap in heaps:
            if heap.marks & mine and heap.takes(ref) and fits(heap.with_one(one)):
                heap.marks |= mine
                heap.refs.append(ref)
                heap.things.append(one)
                break
        else:
            heaps.append(_Heap(mine, [ref], [one]))
    return tuple(arranged([_group(list(zip(heap.refs, heap.things, strict=True))) for heap in heaps]))


def _group(members: Sequence[tuple[Ref, T]]) -> Group[T]:
    return Group(members[0][0].name, tuple(members))


def _ordered(groups: list[Group[Situation]]) -> list[Group[Situation]]:
    """Every question after those on whose answers it depends, else in the order in which they stand.

    Two matters may ask the same two questions in opposite order. What would then wait for itself is left apart.
    """
    left, found = list(groups), list[Group[Situation]]()
    while left:
        open_ = {ref for group in left for ref in group.refs}
        ready = next((one for one in left if not _depends(one) & open_), None)
        if ready is None:
            merged = next((one for one in left if len(one.members) > 1), None)
            if merged is None:
                return found + left
            at = groups.index(merged)
            return _ordered([*groups[:at], *(_group([one]) for one in merged.members), *groups[at + 1 :]])
        left.remove(ready)
        found.append(ready)
    return found


def _depends(group: Group[Situation]) -> set[Ref]:
    found: set[Ref] = set()
    for ref, one in group.members:
        found |= {Ref(ref.matter, key) for key, _ in uses(one.when)}
    return found - set(group.refs)


def _joinable(each: Sequence[Requirement]) -> bool:
    """Whether there is a way that all take; one from afar, where those that can be shown from afar are several.

    So nobody has to come because two papers were made one, whichever of them applies in the end.
    """
    light = [one for one in each if any(way.way in FROM_AFAR for way in one.evidence)]
    return bool(_common(each)) and (not light or any(way.way in FROM_AFAR for way in _common(light)))


def _common(each: Sequence[Requirement]) -> tuple[Evidence, ...]:
    """The ways in which all of these can be shown at once, in the order of the first."""
    others = [set(one.evidence) for one in each[1:]]
    return tuple(way for way in each[0].evidence if all(way in other for other in others))


def one_question(group: Group[Situation]) -> Situation:
    """The question that stands for all."""
    (_, first), *_ = group.members
    return replace(first, key=group.key)


def one_field(group: Group[Field]) -> Field:
    """The field that stands for all: what one needs has to be there, and what one keeps short stays short."""
    each = [one for _, one in group.members]
    return replace(
        each[0],
        key=group.key,
        required=any(one.required for one in each),
        max=min(one.max for one in each),
        help=next((one.help for one in each if one.help), ""),
        source=next((one.source for one in each if one.source), ""),
    )


def one_requirement(group: Group[Requirement]) -> Requirement:
    """The paper that stands for all: shown in a way that all take, and late only where all may wait."""
    each = [one for _, one in group.members]
    late = [one.defer for one in each if one.defer is not None]
    ages = [one.fresh for one in each if one.fresh]
    return replace(
        each[0],
        key=group.key,
        evidence=_common(each),
        required=any(one.required for one in each),
        copies=sum(one.copies for one in each)
        if any(one.kept for one in each)
        else max(o.copies for o in each),
        note="；".join(dict.fromkeys(one.note.rstrip("。") for one in each if one.note)),
        defer=min(late, key=_days) if len(late) == len(each) else None,
        commitment=all(one.commitment for one in each),
        errand=next((one.errand for one in each if one.errand), ""),
        fresh=min(ages, default=0),
        kept=any(one.kept for one in each),
        held=all(one.held for one in each),
    )


def _days(deferral: Deferral) -> int:
    return deferral.days
