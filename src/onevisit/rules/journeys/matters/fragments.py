"""A matter whose result is needed for another, written down once for all who need it."""

from __future__ import annotations

from typing import NamedTuple

from onevisit.rules.journeys.catalogue import Catalogue
from onevisit.rules.journeys.matters.course import write_matter
from onevisit.rules.journeys.matters.writing import Part, View, Writing
from onevisit.rules.journeys.situations import asking, costs_nothing, situations
from onevisit.rules.matters.conditions import Answers, Condition
from onevisit.rules.matters.definition import Matter


class Fragment(NamedTuple):
    """What writing down one matter adds to a world. `varies` says that it asks for more than in any one situation."""

    written: Writing
    varies: bool

    def add_to(self, writing: Writing) -> None:
        """Write it down there too."""
        writing.places |= {
            key: place for key, place in self.written.places.items() if key not in writing.places
        }
        writing.rules += self.written.rules
        writing.announcements += self.written.announcements
        writing.start |= self.written.start
        writing.names |= self.written.names
        writing.wanted += self.written.wanted


def fragment(matter: Matter, catalogue: Catalogue, *, whole: bool) -> Fragment:
    """The matter, from nothing: `whole` with all that it could ask for at once, else in its costliest situation."""
    key = matter.key, whole
    found = catalogue.fragments.get(key)
    if found is None:
        known = None if whole else costliest(matter)
        writing = Writing(catalogue)

        def applies(condition: Condition) -> bool:
            return known is None or condition.holds(known)

        write_matter(writing, Part(matter, View(applies, in_hand=False), main=False, certain=False))
        varies = known is not None and not all(one.holds(known) for one in asking(matter))
        found = catalogue.fragments[key] = Fragment(writing, varies)
    return found


def costliest(matter: Matter) -> Answers:
    """The situation of a matter in which most papers and acts are asked for, as one for all who need its result."""

    def cost(known: Answers) -> int:
        papers = sum(one.when.holds(known) and not costs_nothing(one) for one in matter.requirements)
        return papers + sum(one.when.holds(known) for one in matter.presences)

    return max(situations(matter, {}, papers=True), key=cost)
