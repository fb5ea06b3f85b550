"""What being one thing spares an applicant, and in which order it goes: shown before anything is sent."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from onevisit.rules.bundles import course
from onevisit.rules.bundles.composite import Composite, Placed
from onevisit.rules.cases.application import fields_for, requirements_for, situations_for
from onevisit.rules.matters.conditions import Answers
from onevisit.rules.matters.definition import Requirement
from onevisit.rules.matters.vocabulary import Way


@dataclass(frozen=True)
class Wave:
    """Parts that are worked on beside each other. `begins` and `ends` are working days after acceptance."""

    parts: tuple[Placed, ...]
    begins: int
    ends: int


@dataclass(frozen=True)
class Made:
    """A paper that nobody is asked for, because a part makes it for another."""

    paper: str
    giver: str
    taker: str


@dataclass(frozen=True)
class Count:
    """How much is asked, each matter by itself (`apart`) and as one thing (`once`)."""

    apart: int
    once: int

    @property
    def spared(self) -> int:
        """How much less."""
        return self.apart - self.once


@dataclass(frozen=True)
class Plan:
    """A bundle after these answers: its waves, what its parts make for each other, and what is spared."""

    waves: tuple[Wave, ...]
    made: tuple[Made, ...]
    papers: Count
    fields: Count
    questions: Count
    days: int

    @property
    def parts(self) -> tuple[Placed, ...]:
        """Its parts, in their order."""
        return tuple(part for wave in self.waves for part in wave.parts)


def plan(composite: Composite, answers: Answers) -> Plan | None:
    """What follows after these answers; None while none of the parts applies."""
    if not composite.applying(answers):
        return None
    settled = composite.settled(answers)
    matters = {one.key: one.matter for one in settled.parts}
    ends = course.ends({one.key: one.after for one in settled.parts}, matters, course.promised)
    apart = [(one, composite.answers_of(one, answers)) for one in settled.parts]
    whole = composite.within(answers)
    return Plan(
        waves=_waves(settled.parts, ends),
        made=_made(settled),
        papers=Count(
            sum(_papers(requirements_for(part.matter, own)) for part, own in apart),
            _papers(requirements_for(whole, answers)),
        ),
        fields=Count(
            sum(len(fields_for(part.matter, own)) for part, own in apart), len(fields_for(whole, answers))
        ),
        questions=Count(
            sum(len(situations_for(part.matter, own)) for part, own in apart),
            len(situations_for(whole, answers)),
        ),
        days=max(ends.values()),
    )


def _waves(parts: Sequence[Placed], ends: dict[str, int]) -> tuple[Wave, ...]:
    found = []
    for number in sorted({one.wave for one in parts}):
        here = tuple(one for one in parts if one.wave == number)
        begins = min(max((ends[key] for key in one.after), default=0) for one in here)
        found.append(Wave(here, begins, max(ends[one.key] for one in here)))
    return tuple(found)


def _papers(requirements: Sequence[Requirement]) -> int:
    """Those that an applicant has to care about: not what is made from the form, nor what he need not have."""
    return sum(one.required and {way.way for way in one.evidence} != {Way.FORM} for one in requirements)


def _made(composite: Composite) -> tuple[Made, ...]:
    parts = {one.key: one for one in composite.parts}
    found = []
    for link in composite.links:
        taker = parts[link.taker].matter
        paper = next(one.name for one in taker.requirements if one.key == link.requirement)
        found.append(Made(paper, parts[link.giver].matter.name, taker.name))
    return tuple(dict.fromkeys(found))
