"""Read the files of a district pack from disk. Knows files and YAML; what they mean is decided in `rules.district`."""

from __future__ import annotations

import itertools
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from onevisit.catalogue.yaml_text import MAX_BYTES, read_yaml, too_large
from onevisit.rules.catalogue_checks.packs import check_matters
from onevisit.rules.district.checks import check_pack
from onevisit.rules.district.pack import Pack, parse_pack, provenance_by_organ
from onevisit.rules.findings import Finding, Severity

MAX_FILES = 100_000
"""A district of three thousand matters with ten versions of each has a third of that."""


@dataclass(frozen=True)
class Checked:
    """A pack as read, with every finding, and the raw files for whoever stores them."""

    pack: Pack
    findings: tuple[Finding, ...]
    files: Mapping[str, object]

    @property
    def ok(self) -> bool:
        """Whether it may be loaded: no finding is an error."""
        return not any(finding.severity is Severity.ERROR for finding in self.findings)

    @property
    def provenance(self) -> Mapping[str, tuple[int, int]]:
        """Organ → (values that carry an article, values that are assumed)."""
        return provenance_by_organ(self.pack, self.files)


def check_folder(folder: Path) -> Checked:
    """Read and check a whole pack. Faults of single files do not hide those of the others."""
    files, findings = read_folder(folder)
    pack, found = parse_pack(files)
    # What reading one matter finds, the checks over all of them find again.
    every = {*findings, *found, *check_pack(pack), *check_matters(pack)}
    named = (f if not f.file or f.file.endswith(".yaml") else f.in_file(f"{f.file}.yaml") for f in every)
    return Checked(pack, tuple(sorted(named, key=lambda f: (f.severity, f.file, f))), files)


def read_folder(folder: Path) -> tuple[dict[str, object], list[Finding]]:
    """What the YAML files below a folder say, by their names without `.yaml`, and what could not be read."""
    files: dict[str, object] = {}
    findings: list[Finding] = []
    if not folder.is_dir():
        return files, [Finding("", "missing-folder", f"没有 {folder} 这个文件夹", file=str(folder))]
    paths = list(itertools.islice(folder.rglob("*.yaml"), MAX_FILES + 1))
    if len(paths) > MAX_FILES:
        return files, [
            Finding("", "too-many", f"超过{MAX_FILES}个文件，不会是一个区的目录", file=str(folder))
        ]
    for path in sorted(paths):
        name = path.relative_to(folder).as_posix()
        data, found = _file(path, name, folder)
        findings.extend(found)
        if not found:
            files[name.removesuffix(".yaml")] = data
    return files, findings


def _file(path: Path, name: str, folder: Path) -> tuple[object, tuple[Finding, ...]]:
    # A folder from elsewhere may point at anything: at a device without end, or at what only this machine may read.
    if not path.is_file() or not path.resolve().is_relative_to(folder.resolve()):
        return None, (Finding("", "not-a-file", "不是这个文件夹里的普通文件，不读", file=name),)
    # Measured before it is read: nobody should fill the memory with a file that is refused anyway.
    if path.stat().st_size > MAX_BYTES:
        return None, (too_large(name),)
    try:
        return read_yaml(path.read_text("utf-8"), name)
    except UnicodeDecodeError:
        return None, (Finding("", "not-utf8", "文件不是 UTF-8 编码，请另存为 UTF-8", file=name),)
