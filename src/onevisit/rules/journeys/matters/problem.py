"""From a matter to the problem whose value is its number of visits: everything in hand, or nothing."""

from __future__ import annotations

from dataclasses import replace

from onevisit.rules.journeys.catalogue import Catalogue
from onevisit.rules.journeys.matters.course import write_matter
from onevisit.rules.journeys.matters.showing import e_licence, licence
from onevisit.rules.journeys.matters.writing import Applies, Part, View, Writing, errand, office
from onevisit.rules.journeys.model import ANYBODY, Fact, Problem, Rule
from onevisit.rules.journeys.situations import costs_nothing, situations
from onevisit.rules.matters.conditions import Answers, Condition
from onevisit.rules.matters.definition import Matter


def problem_of(matter: Matter, catalogue: Catalogue, view: View, *, others: bool = False) -> Problem:
    """The problem of one matter, seen in this way.

    From nothing, the matters whose results it needs are written down with it. Of their situations, `others` takes all
    that could apply at once, which can only cost more than any real one; otherwise each is in its own costliest.
    """
    writing = Writing(catalogue)
    goal = write_matter(writing, Part(matter, view))
    if not view.in_hand:
        _licences(writing, matter, view, others=others)
    applicant = _applicant(matter)
    several = {applicant: None, **writing.persons} if writing.persons else {}
    return Problem(
        tuple(writing.places.values()),
        tuple(_by(applicant, rule) for rule in writing.rules) if several else tuple(writing.rules),
        goal,
        frozenset(writing.start),
        tuple(writing.announcements),
        tuple(several) or (ANYBODY,),
        writing.names,
    )


def _applicant(matter: Matter) -> str:
    """Of several who apply together, the one who does what does not need all: the first that is named."""
    return next((name for one in matter.presences for name in one.persons), ANYBODY)


def _by(applicant: str, rule: Rule) -> Rule:
    """The same, done by the applicant where nobody is named, so that two persons never share what one would do."""
    needs_nobody = rule.persons or not rule.place.startswith(("hall:", "office:"))
    return rule if needs_nobody else replace(rule, persons=frozenset({applicant}))


def held(matter: Matter, catalogue: Catalogue, licences: frozenset[str]) -> frozenset[str]:
    """The licence types that the applicant has: everybody's, his own, and the one that he wants changed or renewed."""
    concern = matter.courses.concerns
    return catalogue.held_by(matter) | licences | ({concern.licence} if concern is not None else frozenset())


def _licences(writing: Writing, matter: Matter, view: View, *, others: bool) -> None:
    have = held(matter, writing.catalogue, view.licences)
    for key in have:
        writing.start |= {licence(key), e_licence(key)}
    written, done = {matter.key}, set(have)
    while writing.wanted:
        key = writing.wanted.pop()
        if key in done:
            continue
        done.add(key)
        issuers = [one for one in writing.catalogue.issuers.get(key, ()) if _for_the_same(one, matter)]
        for one in issuers:
            if one.key not in written:
                written.add(one.key)
                applies = _anything if others else costliest(one)
                write_matter(
                    writing,
                    Part(one, replace(view, applies=applies, channel=None, delivery=None), main=False),
                )
        if not issuers:
            _outside(writing, key)


def _for_the_same(one: Matter, matter: Matter) -> bool:
    """Whether somebody who applies for the one may apply for the other."""
    return not set(one.audience).isdisjoint(matter.audience)


def _outside(writing: Writing, key: str) -> None:
    """A licence that no matter of the catalogue issues: its issuer's own counter does, by ways that we do not know."""
    known = writing.catalogue.licences.get(key)
    gives: set[Fact] = {licence(key), e_licence(key)}
    name = writing.catalogue.licence_name(key)
    if key in writing.errands:
        place = errand(writing.errands[key])
        writing.rule(f"outside:{key}", place, (), gives, f"找{place.name}办“{name}”", role=f"errand {key}")
        return
    place = office(writing.catalogue, known.issuer if known is not None else name)
    writing.rule(f"outside:{key}", place, (), gives, f"到{place.name}办理“{name}”", role=f"get {key}")


def _anything(_: Condition) -> bool:
    return True


def costliest(matter: Matter) -> Applies:
    """The situation of a matter in which most papers and acts are asked for, as one for all who need its result."""

    def cost(known: Answers) -> int:
        papers = sum(one.when.holds(known) and not costs_nothing(one) for one in matter.requirements)
        return papers + sum(one.when.holds(known) for one in matter.presences)

    known = max(situations(matter, {}, papers=True), key=cost)
    return lambda condition: condition.holds(known)
