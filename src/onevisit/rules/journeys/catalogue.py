"""What one matter has to know of all the others: who issues what, and what everybody holds from the start."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING

from onevisit.rules.matters.definition import Matter
from onevisit.rules.matters.vocabulary import Audience

if TYPE_CHECKING:
    from onevisit.rules.journeys.matters.fragments import Fragment


@dataclass(frozen=True)
class Licence:
    """A licence type, who issues it (an organ's key, or a body outside), and who holds it from the start."""

    key: str
    name: str
    issuer: str
    held_by: frozenset[Audience] = frozenset()


@dataclass(frozen=True)
class Catalogue:
    """All matters that are in force together. `organs` and `resources` are the names of keys, for sentences."""

    matters: Mapping[str, Matter] = field(default_factory=dict)
    licences: Mapping[str, Licence] = field(default_factory=dict)
    organs: Mapping[str, str] = field(default_factory=dict)
    resources: Mapping[str, str] = field(default_factory=dict)

    @cached_property
    def issuers(self) -> Mapping[str, tuple[Matter, ...]]:
        """Licence type → the matters that give it to somebody who does not have it yet."""
        found: dict[str, tuple[Matter, ...]] = {}
        for matter in self.matters.values():
            concern = matter.courses.concerns
            for result in matter.results:
                if result.licence and (concern is None or concern.licence != result.licence):
                    found[result.licence] = (*found.get(result.licence, ()), matter)
        return found

    def having(self, matter: Matter) -> Catalogue:
        """The same with this definition of the matter, also where it is a draft."""
        if self.matters.get(matter.key) is matter:
            return self
        return self.changed({matter.key: matter})

    def changed(self, matters: Mapping[str, Matter]) -> Catalogue:
        """The same with these definitions, in the place of theirs or beside them."""
        other = replace(self, matters={**self.matters, **matters})
        other.fragments.update({key: one for key, one in self.fragments.items() if key[0] not in matters})
        return other

    @cached_property
    def fragments(self) -> dict[tuple[str, bool], Fragment]:
        """What was written down of its matters, kept because many need the same ones first."""
        return {}

    def held_by(self, matter: Matter) -> frozenset[str]:
        """The licence types that everybody who may apply for this matter holds from the start."""
        audience = set(matter.audience)
        return frozenset(one.key for one in self._anyones if audience and audience <= one.held_by)

    @cached_property
    def _anyones(self) -> tuple[Licence, ...]:
        """The licence types that somebody holds from the start."""
        return tuple(one for one in self.licences.values() if one.held_by)

    def licence_name(self, key: str) -> str:
        """What people call a licence type; its key where the register does not have it."""
        return self.licences[key].name if key in self.licences else key

    def organ_name(self, key: str) -> str:
        """What people call an organ; one outside the district stands under its own name."""
        return self.organs.get(key, key)
