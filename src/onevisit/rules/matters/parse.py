"""From plain data to a matter: every fault of shape and of sense becomes a finding; nothing raises."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from onevisit.rules.findings import Finding, Findings
from onevisit.rules.matters.checks import check_matter
from onevisit.rules.matters.definition import Matter
from onevisit.rules.matters.provenance import Provenance, provenance_of
from onevisit.rules.reading import read


@dataclass(frozen=True)
class Parsed:
    """What came of reading one definition. `matter` is None when the shape itself is broken."""

    matter: Matter | None
    findings: tuple[Finding, ...]
    provenance: Provenance

    @property
    def ok(self) -> bool:
        """Whether it could be published: read whole, and without an error."""
        return self.matter is not None and not any(f.severity == "error" for f in self.findings)


def parse_matter(data: object) -> Parsed:
    """Read one definition as it comes out of YAML or JSON."""
    notes = Findings()
    matter = read(Matter, data, "", notes)
    if matter is not None:
        check_matter(matter, notes)
    raw = data if isinstance(data, Mapping) else {}
    return Parsed(matter, tuple(sorted(notes.found)), provenance_of(raw))
