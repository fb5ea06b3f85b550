"""Taken apart again: what each matter of a bundle gets of what was handed in once.

Everything that was given for a group goes to each of its members that asks for it. What another part will issue is
left open (`coming`): it is filled in with the number of that licence on the day on which the part can begin.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from onevisit.rules.bundles.composite import Composite, Placed
from onevisit.rules.bundles.links import Link, licence_of
from onevisit.rules.cases import refusals
from onevisit.rules.cases.application import (
    Fault,
    check_answers,
    check_form,
    check_shown,
    fields_for,
    requirements_for,
    situations_for,
)
from onevisit.rules.cases.command import Shown
from onevisit.rules.cases.deciding.intake import TOWN
from onevisit.rules.matters.conditions import Answers
from onevisit.rules.matters.definition import Matter
from onevisit.rules.matters.vocabulary import Channel, Delivery, Way


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
    needed = composite.needed(handed_in.answers)
    settled = composite.settled(handed_in.answers)
    return tuple(_portion(composite, one, needed, handed_in) for one in settled.parts)


def _portion(composite: Composite, part: Placed, needed: Sequence[Link], given: HandedIn) -> Portion:
    answers = composite.answers_of(part, given.answers)
    coming = _coming(part, needed, answers)
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
        tuple(sorted({one.giver for one in coming})),
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


def _coming(part: Placed, needed: Sequence[Link], answers: Answers) -> tuple[Coming, ...]:
    """What parts that are applied for too will make for this one: for each thing one."""
    found: dict[tuple[str, str], Coming] = {}
    asked = {one.key for one in requirements_for(part.matter, answers)}
    for link in needed:
        if link.taker != part.key:
            continue
        if link.requirement in asked:
            coming = Coming(link.licence, link.giver, requirement=link.requirement)
            found.setdefault(("requirement", link.requirement), coming)
        for one in fields_for(part.matter, answers):
            if licence_of(one) == link.licence:
                found.setdefault(("field", one.key), Coming(link.licence, link.giver, field=one.key))
    return tuple(found.values())


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
    """What was wanted, where each result can come so; else the easiest way that all of them offer, or one of them."""
    ways = [set(one.delivery) for one in matter.results]
    common, any_ = (set.intersection(*ways), set.union(*ways)) if ways else (set(), set())
    if wanted in common or not any_ or (not common and wanted in any_):
        return wanted
    return min(common or any_, key=tuple(Delivery).index)


def check_later(
    composite: Composite,
    parts: Sequence[Portion],
    *,
    channel: Channel,
    town: str,
    signed: bool,
    today: date,
) -> None:
    """Look at what begins later as the write path will look at it then, but for what is still coming.

    Raises what it would raise: `ApplicationIncomplete`, `TownNeeded`, `PledgeNeeded`.
    """
    for one in parts:
        if not one.coming:
            continue
        matter = composite.part(one.matter).matter
        if TOWN in (matter.organ, *(stage.organ for stage in matter.stages)) and not town:
            raise refusals.TownNeeded(matter=matter.name)
        if (one.later or one.committed) and not signed:
            raise refusals.PledgeNeeded
        faults = _faults(matter, one, today, complete=channel is Channel.ONLINE)
        if faults:
            raise refusals.ApplicationIncomplete(missing="；".join(fault.message for fault in faults))


def _faults(matter: Matter, given: Portion, today: date, *, complete: bool) -> tuple[Fault, ...]:
    excused = (*given.later, *given.committed, *(one.requirement for one in given.coming))
    awaited = {one.field for one in given.coming}
    return (
        *check_answers(matter, given.answers),
        *(one for one in check_form(matter, given.answers, given.form, today) if one.field not in awaited),
        *check_shown(matter, given.answers, given.shown, excused=excused, complete=complete),
    )


def unanswered(composite: Composite, answers: Answers) -> tuple[str, ...]:
    """The questions of the composite that apply and have no answer yet."""
    asked = situations_for(composite.matter, answers)
    return tuple(one.key for one in asked if answers.get(one.key) not in one.options)


def shared(composite: Composite, parts: Sequence[Portion]) -> tuple[tuple[str, ...], ...]:
    """The papers that are one in several of these parts, each as `matter.key`."""
    among = {one.matter for one in parts}
    groups = (
        tuple(str(ref) for ref in group.refs if ref.matter in among) for group in composite.requirements
    )
    return tuple(one for one in groups if len(one) > 1)
