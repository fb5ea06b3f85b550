"""From a matter to the problem whose value is its number of visits: everything in hand, or nothing."""

from __future__ import annotations

from dataclasses import dataclass

from onevisit.rules.journeys.catalogue import Catalogue
from onevisit.rules.journeys.matters.course import write_matter
from onevisit.rules.journeys.matters.fragments import fragment
from onevisit.rules.journeys.matters.showing import e_licence, licence
from onevisit.rules.journeys.matters.writing import Part, View, Writing, office
from onevisit.rules.journeys.model import ANYBODY, Fact, Problem, Rule
from onevisit.rules.matters.definition import Matter


@dataclass(frozen=True)
class Written:
    """A problem, and whether a matter that it needs first could ask for more than in the situation that it is in."""

    problem: Problem
    varies: bool


def problem_of(matter: Matter, catalogue: Catalogue, view: View, *, others: bool = False) -> Problem:
    """The problem of one matter, seen in this way: see `written`."""
    return written(matter, catalogue, view, others=others).problem


def written(matter: Matter, catalogue: Catalogue, view: View, *, others: bool = False) -> Written:
    """The problem of one matter, seen in this way.

    From nothing, the matters whose results it needs are written down with it. Of their situations, `others` takes all
    that could apply at once, which can only cost more than any real one; otherwise each is in its own costliest.
    """
    writing = Writing(catalogue)
    goal = write_matter(writing, Part(matter, view, certain=not others))
    varies = not view.in_hand and _licences(writing, matter, view, others=others)
    return Written(_problem(matter, writing, goal), varies)


def _problem(matter: Matter, writing: Writing, goal: frozenset[Fact]) -> Problem:
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
    return rule if needs_nobody else rule._replace(persons=frozenset({applicant}))


def held(matter: Matter, catalogue: Catalogue, licences: frozenset[str]) -> frozenset[str]:
    """The licence types that the applicant has: everybody's, his own, and the one that he wants changed or renewed."""
    concern = matter.courses.concerns
    return catalogue.held_by(matter) | licences | ({concern.licence} if concern is not None else frozenset())


def _licences(writing: Writing, matter: Matter, view: View, *, others: bool) -> bool:
    """Write down where the licences come from; says whether a matter could ask for more than what is written."""
    varies = False
    have = held(matter, writing.catalogue, view.licences)
    for key in have:
        writing.start |= {licence(key), e_licence(key)}
    parts, done = {matter.key}, set(have)
    while writing.wanted:
        key = writing.wanted.pop()
        if key in done:
            continue
        done.add(key)
        issuers = [one for one in writing.catalogue.issuers.get(key, ()) if _for_the_same(one, matter)]
        for one in issuers:
            if one.key not in parts:
                parts.add(one.key)
                part = fragment(one, writing.catalogue, whole=others)
                part.add_to(writing)
                varies = varies or part.varies
        if not issuers:
            _outside(writing, key)
    return varies


def _for_the_same(one: Matter, matter: Matter) -> bool:
    """Whether somebody who applies for the one may apply for the other."""
    return not set(one.audience).isdisjoint(matter.audience)


def _outside(writing: Writing, key: str) -> None:
    """A licence that no matter of the catalogue issues: its issuer's own counter does, by ways that we do not know."""
    known = writing.catalogue.licences.get(key)
    gives: set[Fact] = {licence(key), e_licence(key)}
    name = writing.catalogue.licence_name(key)
    place = office(writing.catalogue, known.issuer if known is not None else name)
    writing.rule(f"outside:{key}", place, (), gives, f"到{place.name}办理“{name}”", role=f"get {key}")
