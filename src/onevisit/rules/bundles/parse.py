"""Read a bundle's definition from plain data, with a finding for everything that does not fit."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from onevisit.rules.bundles.definition import Bundle
from onevisit.rules.findings import Finding, Findings
from onevisit.rules.matters.provenance import Provenance, provenance_of
from onevisit.rules.reading import read


@dataclass(frozen=True)
class Entry:
    """A bundle of the pack: the file it stands in, its raw data (what is stored), and where its values come from."""

    file: str
    bundle: Bundle
    data: Mapping[str, object]
    provenance: Provenance


def parse_bundle(file: str, data: object) -> tuple[Entry | None, Sequence[Finding]]:
    """The bundle that stands in a file, if it can be read, and what is wrong with it."""
    notes = Findings()
    bundle = read(Bundle, data, "", notes)
    if bundle is None or not isinstance(data, Mapping):
        return None, tuple(one.in_file(file) for one in notes.found)
    if file.rsplit("/", 1)[-1] != bundle.key:
        notes.error("key", "file-name", f"文件名应与键相同：{bundle.key}.yaml")
    found = tuple(one.in_file(file) for one in notes.found)
    return Entry(file, bundle, data, provenance_of(data)), found
