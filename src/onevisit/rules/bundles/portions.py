"""Taken apart again: what each matter of a bundle gets of what was handed in once.

Everything that was given for a group goes to each of its members that asks for it. What another part will issue is
left open (`coming`): it is filled in with the number of that licence on the day on which the part can begin.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from onevisit.rules.bundles.composite import LICENCE_SOURCE, Composite, Placed
from onevisit.rules.bundles.links import Link
from onevisit.rules.bundles.merging import Ref
from onevisit.rules.cases.application import fields_for, requirements_for, situations_for
from onevisit.rules.cases.command import Shown
from onevisit.rules.matters.conditions import Answers
from onevisit.rules.matters.definition import Matter
from onevisit.rules.matters.vocabulary import Delivery, Way


@dataclass(frozen=True)
class HandedIn:
    """What was handed in for a bundle, in the words of its composite."""

    answers: Answers
    form: Mapping[str, str]
    shown: tuple[Shown, ...]
    delivery: Delivery
    later: tuple[str, ...] = ()
    committed: tuple[str, ...] = ()
    sighted: tuple[str, ...] = ()
    licence: str = ""


@dataclass(frozen=True)
class Coming:
    """What is still to be filled in from the licence of a part before: a requirement, or a field (`requirement` "")."""

    licence: str
    giver: str
    requirement: str = ""
    field: str = ""


@dataclass(frozen=True)
class Portion:
    """What one matter gets, in its own words. It can be handed in once nothing is `coming`.

    `after` are the keys of the parts that it waits for. It is plain data, so that it can be kept until then.
    """

    matter: str
    version: int
    name: str
    after: tuple[str, ...]
    answers: Answers
    form: Mapping[str, str]
    shown: tuple[Shown, ...]
    delivery: Delivery
    later: tuple[str, ...]
    committed: tuple[str, ...]
    sighted: tuple[str, ...]
    licence: str
    coming: tuple[Coming, ...]


def portions(composite: Composite, handed_in: HandedIn) -> tuple[Portion, ...]:
    """What each part that applies gets, in the order of the waves."""
    applying = composite.applying(handed_in.answers)
    keys = {one.key for one in applying}
    return tuple(_portion(composite, one, keys, handed_in) for one in applying)


def _portion(composite: Composite, part: Placed, among: set[str], given: HandedIn) -> Portion:
    answers = answers_of(composite, part, given.answers)
    coming = _coming(composite, part, among, answers)
    awaited = {one.requirement for one in coming}
    paper = {
        ref.key: group.key for group in composite.requirements for ref in group.refs if ref.matter == part.key
    }
    asked = [one for one in requirements_for(part.matter, answers) if one.key not in awaited]
    shown = {one.requirement: one for one in given.shown}
    own = [replace(shown[paper[one.key]], requirement=one.key) for one in asked if paper[one.key] in shown]
    own += [
        Shown(one.key, Way.FORM)
        for one in asked
        if paper[one.key] not in shown and {way.way for way in one.evidence} == {Way.FORM}
    ]

    def mine(keys: Sequence[str]) -> tuple[str, ...]:
        return tuple(one.key for one in asked if paper[one.key] in keys)

    return Portion(
        part.key,
        part.version,
        part.matter.name,
        tuple(sorted(part.after & among)),
        answers,
        _form(composite, part, answers, given.form, {one.field for one in coming}),
        tuple(own),
        _delivery(part.matter, given.delivery),
        mine(given.later),
        mine(given.committed),
        mine(given.sighted),
        given.licence if part.matter.courses.concerns is not None else "",
        coming,
    )


def answers_of(composite: Composite, part: Placed, answers: Answers) -> dict[str, str]:
    """The answers to the questions that this matter asks, with those that the bundle knows."""
    names = {ref: group.key for group in composite.questions for ref in group.refs}
    found: dict[str, str] = {}
    for one in part.matter.situations:
        if not one.when.holds(found):
            continue
        answer = part.known.get(one.key) or answers.get(names[Ref(part.key, one.key)], "")
        if answer:
            found[one.key] = answer
    return found


def _coming(composite: Composite, part: Placed, among: set[str], answers: Answers) -> tuple[Coming, ...]:
    """What parts that are applied for too will make for this one."""
    mine: Sequence[Link] = [
        link for link in composite.links if link.taker == part.key and link.giver in among
    ]
    asked = {one.key for one in requirements_for(part.matter, answers)}
    found = [
        Coming(one.licence, one.giver, requirement=one.requirement)
        for one in mine
        if one.requirement in asked
    ]
    givers = {one.licence: one.giver for one in mine}
    for one in fields_for(part.matter, answers):
        licence = one.source.split(".")[1] if one.source.startswith(LICENCE_SOURCE) else ""
        if licence in givers:
            found.append(Coming(licence, givers[licence], field=one.key))
    return tuple(found)


def _form(
    composite: Composite, part: Placed, answers: Answers, form: Mapping[str, str], awaited: set[str]
) -> dict[str, str]:
    names = {ref.key: group.key for group in composite.fields for ref in group.refs if ref.matter == part.key}
    return {
        one.key: form[names[one.key]]
        for one in fields_for(part.matter, answers)
        if one.key not in awaited and form.get(names[one.key])
    }


def _delivery(matter: Matter, wanted: Delivery) -> Delivery:
    """What was wanted, where each result can come so; else the way that all of them offer and that is the easiest."""
    ways = [set(one.delivery) for one in matter.results]
    common = set.intersection(*ways) if ways else set()
    if wanted in common or not common:
        return wanted
    return min(common, key=tuple(Delivery).index)


def unanswered(composite: Composite, answers: Answers) -> tuple[str, ...]:
    """The questions of the composite that apply and have no answer yet."""
    asked = situations_for(composite.matter, answers)
    return tuple(one.key for one in asked if answers.get(one.key) not in one.options)
