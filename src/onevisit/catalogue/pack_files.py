"""Read the files of a district pack from disk. Knows files and YAML; what they mean is decided in `rules.district`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from onevisit.rules.district.checks import check_pack
from onevisit.rules.district.pack import Pack, parse_pack, provenance_by_organ
from onevisit.rules.findings import Finding, Severity

MAX_FILE_BYTES = 1_000_000
"""No file of a pack comes near this; a larger one is a mistake or an attack."""


class _UniqueKeyLoader(yaml.CSafeLoader):
    """YAML silently keeps the last of two equal keys; an official who wrote both deserves to be told."""


def _mapping(loader: Any, node: Any, deep: bool = False) -> dict[Any, Any]:
    keys = [loader.construct_object(key, deep=True) for key, _ in node.value]
    for (key_node, _), key in zip(node.value, keys, strict=True):
        if not isinstance(key, str):
            raise yaml.constructor.ConstructorError(None, None, f"键 {key!r} 请加引号", key_node.start_mark)
        if keys.count(key) > 1:
            raise yaml.constructor.ConstructorError(None, None, f"键“{key}”写了两次", key_node.start_mark)
    loader.flatten_mapping(node)
    return dict(yaml.constructor.SafeConstructor.construct_mapping(loader, node, deep=True))


_UniqueKeyLoader.add_constructor(yaml.resolver.BaseResolver.DEFAULT_MAPPING_TAG, _mapping)


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
    files, findings = _read(folder)
    pack, found = parse_pack(files)
    findings = [*findings, *found, *check_pack(pack)]
    named = (f if not f.file or f.file.endswith(".yaml") else f.in_file(f"{f.file}.yaml") for f in findings)
    return Checked(pack, tuple(sorted(named, key=lambda f: (f.severity, f.file, f.path))), files)


def _read(folder: Path) -> tuple[dict[str, object], list[Finding]]:
    files: dict[str, object] = {}
    findings: list[Finding] = []
    if not folder.is_dir():
        return files, [Finding("", "missing-folder", f"没有 {folder} 这个文件夹", file=str(folder))]
    for path in sorted(folder.rglob("*.yaml")):
        name = path.relative_to(folder).as_posix()
        try:
            if path.stat().st_size > MAX_FILE_BYTES:
                findings.append(Finding("", "too-large", "文件超过1 MB，不会是一个事项的定义", file=name))
                continue
            # The loader is a SafeLoader: it makes plain values only, whatever the file says.
            files[name.removesuffix(".yaml")] = yaml.load(path.read_text("utf-8"), Loader=_UniqueKeyLoader)  # noqa: S506
        except UnicodeDecodeError:
            findings.append(Finding("", "not-utf8", "文件不是 UTF-8 编码，请另存为 UTF-8", file=name))
        except yaml.YAMLError as error:
            findings.append(_broken(error, name))
    return files, findings


def _broken(error: yaml.YAMLError, name: str) -> Finding:
    mark = getattr(error, "problem_mark", None)
    problem = getattr(error, "problem", None) or str(error).splitlines()[0]
    place = f"第{mark.line + 1}行第{mark.column + 1}列" if mark else ""
    return Finding(place, "broken-yaml", f"YAML 读不懂：{problem}（检查缩进、冒号后的空格和引号）", file=name)
