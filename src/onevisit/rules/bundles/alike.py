"""What a bundle seems to ask twice: labels that say nearly the same, of things that were not made one.

Two labels are alike when, without brackets and small words, one has all the characters of the other in the same
order and is hardly longer: 从业人员人数 and 从业人数, but not 用餐人数 and 容纳人数. Of what cannot be one answer
(another type, unit or list of options) nothing is said. Whether the law means the same, a person decides.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from onevisit.rules.bundles.composite import Composite
from onevisit.rules.bundles.definition import Kind
from onevisit.rules.bundles.merging import Group, T
from onevisit.rules.findings import Finding, Severity
from onevisit.rules.matters.definition import Field, Requirement, Situation
from onevisit.rules.matters.vocabulary import Way

SHORTEST = 3
"""Characters that a label must have left before anything is said of it: 姓名 stands in too many."""
SHARE = 0.6
"""How much of the longer label the shorter one has to be."""

_ASIDE = re.compile(r"（[^）]*）|\([^)]*\)|[\s，。、：；？！“”《》·/-]")
_SMALL = re.compile("[的您是哪种个吗呢请了]")


def check_alike(composite: Composite) -> Iterator[Finding]:
    """A warning for each pair of things that one answer could stand for, and that are asked apart."""
    yield from _pairs(composite.fields, Kind.FIELD, lambda one: one.label, _shape)
    yield from _pairs(composite.questions, Kind.QUESTION, lambda one: one.ask, _choices)
    papers = [group for group in composite.requirements if not _typed(group.members[0][1])]
    yield from _pairs(papers, Kind.REQUIREMENT, lambda one: one.name, lambda one: ())


def _pairs(
    groups: Sequence[Group[T]], kind: Kind, label: Callable[[T], str], shape: Callable[[T], object]
) -> Iterator[Finding]:
    for number, group in enumerate(groups):
        for other in groups[number + 1 :]:
            if {ref.matter for ref in group.refs} & {ref.matter for ref in other.refs}:
                continue  # What one matter asks twice are two things.
            one, another = group.members[0][1], other.members[0][1]
            if shape(one) == shape(another) and alike(label(one), label(another)):
                both = f"“{label(one)}”（{group.refs[0]}）和“{label(another)}”（{other.refs[0]}）"
                message = f"{both}说法相近，却要分别{_ASKED[kind]}"
                yield Finding("same", "bundle-alike", message, Severity.WARNING)


_ASKED = {Kind.FIELD: "填写", Kind.QUESTION: "回答", Kind.REQUIREMENT: "提交"}


def alike(one: str, other: str) -> bool:
    """Whether two labels say nearly the same."""
    short, long = sorted((_core(one), _core(other)), key=len)
    if len(short) < SHORTEST or len(short) < SHARE * len(long):
        return False
    rest = iter(long)
    return all(character in rest for character in short)


def _core(label: str) -> str:
    return _SMALL.sub("", _ASIDE.sub("", label))


def _shape(one: Field) -> object:
    return one.type, one.unit, frozenset(one.options)


def _choices(one: Situation) -> object:
    return frozenset(one.options)


def _typed(one: Requirement) -> bool:
    return {way.way for way in one.evidence} == {Way.FORM}
