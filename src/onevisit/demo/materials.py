"""Show what an application needs, in one of the ways that its guide offers."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from onevisit.demo.chance import Chance
from onevisit.demo.samples import sample_for
from onevisit.exchange import queries as exchange
from onevisit.exchange.ports import Known, Purpose
from onevisit.platform.people.actors import Actor
from onevisit.rules.cases.application import requirements_for
from onevisit.rules.cases.commands import Shown
from onevisit.rules.matters.definition import Evidence, Matter, Requirement
from onevisit.rules.matters.vocabulary import Way

OPTIONAL = 0.4
"""The share of the requirements that may be left out and are shown all the same."""

CARRIED = 0.35
"""The share of those at a window who hand over the paper although a register knows."""


class CannotShow(LookupError):
    """A requirement can only be answered by a register, and none knows anything."""


@dataclass(frozen=True)
class Materials:
    """What an applicant has with him. `samples` are the kept files by name; `at_counter`: he stands at a window."""

    samples: Mapping[str, str]
    chance: Chance
    at_counter: bool

    def shown(
        self,
        matter: Matter,
        answers: Mapping[str, str],
        party: int,
        asks: Actor,
        without: Collection[str] = (),
    ) -> tuple[Shown, ...]:
        """How each requirement of the situation is shown; the registers are asked first, as the pages ask them.

        `without` are those that come later or are promised. Raises `CannotShow`.
        """
        needed = tuple(one for one in requirements_for(matter, answers) if one.key not in without)
        evidence = [one for requirement in needed for one in requirement.evidence]
        known: Mapping[Evidence, Known] = {}
        if any(one.way in (Way.SHARED, Way.E_LICENCE) for one in evidence):
            known = exchange.available(party, evidence, Purpose.APPLY, asks, matter=matter.key)
        return tuple(self._all(needed, known))

    def again(self, matter: Matter, keys: Collection[str]) -> tuple[Shown, ...]:
        """These once more, from the applicant himself. Raises `CannotShow`."""
        return tuple(self._one(one, {}) for one in matter.requirements if one.key in keys)

    def _all(self, needed: tuple[Requirement, ...], known: Mapping[Evidence, Known]) -> Iterator[Shown]:
        for one in needed:
            if one.required or self.chance.happens(OPTIONAL):
                yield self._one(one, known)

    def _one(self, requirement: Requirement, known: Mapping[Evidence, Known]) -> Shown:
        ways = {one.way for one in requirement.evidence}
        answer = next((one for one in requirement.evidence if one in known), None)
        carries = self.at_counter and Way.ORIGINAL in ways and self.chance.happens(CARRIED)
        if answer is not None and not carries:
            return Shown(requirement.key, answer.way, (known[answer].ref,))
        order = (
            (Way.FORM, Way.ORIGINAL, Way.UPLOAD) if self.at_counter else (Way.FORM, Way.UPLOAD, Way.ORIGINAL)
        )
        way = next((one for one in order if one in ways), None)
        if way is None:
            raise CannotShow(requirement.key)
        refs = (self.samples[sample_for(requirement.name)],) if way is Way.UPLOAD else ()
        return Shown(requirement.key, way, refs)
