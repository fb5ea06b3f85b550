"""The matters of a district pack, checked together: every finding with the file that it stands in."""

from __future__ import annotations

from onevisit.rules.catalogue_checks.checking import check_catalogue
from onevisit.rules.district.pack import Pack
from onevisit.rules.findings import Finding
from onevisit.rules.journeys.catalogue import Catalogue, Licence

__all__ = ["catalogue_of", "check_matters"]


def catalogue_of(pack: Pack) -> Catalogue:
    """The matters and registers of a pack as one catalogue."""
    return Catalogue(
        matters={entry.matter.key: entry.matter for entry in pack.matters},
        licences={
            one.key: Licence(one.key, one.name, one.issuer, frozenset(one.held_by))
            for one in pack.licence_types
        },
        organs={one.key: one.short for one in pack.organs},
        resources={one.key: one.name for one in pack.resources},
    )


def check_matters(pack: Pack) -> tuple[Finding, ...]:
    """What is wrong with the matters of a pack; also what reading each of them has found, if its shape was right."""
    return tuple(finding.in_file(_file(pack, finding)) for finding in check_catalogue(catalogue_of(pack)))


def _file(pack: Pack, finding: Finding) -> str:
    """A matter's own file; for a register, the one of its files that has the key which the path begins with."""
    register = finding.path.split(".", maxsplit=1)[0]
    return pack.places.get(("matters", finding.file)) or pack.places.get(
        (finding.file, register), finding.file
    )
