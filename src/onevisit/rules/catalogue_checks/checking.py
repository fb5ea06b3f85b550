"""What is wrong with one matter, or with a whole catalogue. Pure: the same values give the same findings."""

from __future__ import annotations

from dataclasses import replace

from onevisit.rules.catalogue_checks import (
    bases,
    circles,
    coming,
    documents,
    guide,
    materials,
    references,
    times,
)
from onevisit.rules.findings import Finding, Findings
from onevisit.rules.journeys.catalogue import Catalogue
from onevisit.rules.matters.checks import check_matter
from onevisit.rules.matters.definition import Matter

__all__ = ["check_catalogue", "check_one"]

_OF_ONE = (bases, times, coming, guide, references)


def check_one(matter: Matter, catalogue: Catalogue) -> tuple[Finding, ...]:
    """Everything that is wrong with a matter, among the others in force; it stands in for its own version there.

    Also what `parse_matter` finds once the shape is right: whoever has both takes the findings of both as a set.
    """
    among = replace(catalogue, matters={**catalogue.matters, matter.key: matter})
    found = {*_of_one(matter, among, materials.shared_in(among))}
    found |= {one.in_file("") for one in documents.check(among) if one.file == matter.key}
    return tuple(sorted(found))


def check_catalogue(catalogue: Catalogue) -> tuple[Finding, ...]:
    """Everything that is wrong with the matters and registers. `file` is the key of the matter, or the register."""
    shared = materials.shared_in(catalogue)
    found = {
        finding.in_file(matter.key)
        for matter in catalogue.matters.values()
        for finding in _of_one(matter, catalogue, shared)
    }
    return tuple(sorted({*found, *documents.check(catalogue)}, key=lambda one: (one.file, one)))


def _of_one(matter: Matter, catalogue: Catalogue, shared: materials.Shared) -> tuple[Finding, ...]:
    notes = Findings()
    check_matter(matter, notes)
    for part in _OF_ONE:
        notes.extend(part.check(matter, catalogue))
    notes.extend(materials.check(matter, catalogue, shared))
    # What contradicts itself has no journey in which papers could go round.
    if not notes.errors:
        notes.extend(circles.check(matter, catalogue))
    return tuple(notes.found)
