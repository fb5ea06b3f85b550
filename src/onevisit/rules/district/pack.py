"""A whole district pack: every file read, every reference followed, every fault named with its file."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from onevisit.rules.bundles.parse import Entry as BundleEntry
from onevisit.rules.bundles.parse import parse_bundle
from onevisit.rules.district.definition import (
    Applicant,
    Arbitration,
    Division,
    Hall,
    Law,
    LicenceType,
    LifeEvent,
    Member,
    Organ,
    Resource,
)
from onevisit.rules.findings import Finding, Findings
from onevisit.rules.matters.definition import Matter
from onevisit.rules.matters.parse import parse_matter
from onevisit.rules.matters.provenance import Provenance, provenance_of
from onevisit.rules.reading import read


@dataclass(frozen=True)
class District:
    """Who this district is. `government` and `hall` are the keys of its government and its main hall."""

    name: str
    division: str
    phone_area: str
    complaint_phone: str
    government: str
    hall: str


@dataclass(frozen=True)
class Entry:
    """A matter of the pack: the file it stands in, its raw data (what is stored) and where its values come from."""

    file: str
    matter: Matter
    data: Mapping[str, object]
    provenance: Provenance


@dataclass(frozen=True)
class Pack:
    """Everything that a district is made of, as far as it could be read."""

    district: District | None
    divisions: tuple[Division, ...] = ()
    laws: tuple[Law, ...] = ()
    organs: tuple[Organ, ...] = ()
    halls: tuple[Hall, ...] = ()
    staff: tuple[Member, ...] = ()
    licence_types: tuple[LicenceType, ...] = ()
    resources: tuple[Resource, ...] = ()
    life_events: tuple[LifeEvent, ...] = ()
    applicants: tuple[Applicant, ...] = ()
    arbiters: tuple[Arbitration, ...] = ()
    words: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    matters: tuple[Entry, ...] = ()
    bundles: tuple[BundleEntry, ...] = ()
    places: Mapping[tuple[str, str], str] = field(default_factory=dict)
    """(`organs`, key) to the file, so that a check over the whole can say where a thing stands."""


_LISTS: Mapping[str, tuple[type, str]] = {
    "divisions": (Division, "code"),
    "laws": (Law, "name"),
    "organs": (Organ, "key"),
    "halls": (Hall, "key"),
    "staff": (Member, "login"),
    "licence_types": (LicenceType, "key"),
    "resources": (Resource, "key"),
    "life_events": (LifeEvent, "key"),
    "applicants": (Applicant, "login"),
    "arbiters": (Arbitration, "issue"),
}


def parse_pack(files: Mapping[str, object]) -> tuple[Pack, tuple[Finding, ...]]:
    """Read the files of a pack (relative name without `.yaml` → data). The references are checked separately."""
    notes = Findings()
    places: dict[tuple[str, str], str] = {}
    lists = {name: _list(name, cls, key, files, places, notes) for name, (cls, key) in _LISTS.items()}
    pack = Pack(
        district=_district(files, notes),
        words=_words(files, notes),
        matters=_matters(files, places, notes),
        bundles=_bundles(files, places, notes),
        places=places,
        **lists,  # type: ignore[arg-type]
    )
    known = {*_LISTS, "district", "words", "calendar", "matters", "bundles"}
    for name in files:
        if name.split("/")[0] not in known:
            notes.extend(
                [
                    Finding(
                        "",
                        "unknown-file",
                        "不认识的文件；可用的文件见 docs/editors/matter-format.md",
                        file=name,
                    )
                ]
            )
    return pack, tuple(notes.found)


def _of(name: str, files: Mapping[str, object]) -> Iterable[tuple[str, object]]:
    return (
        (file, data) for file, data in sorted(files.items()) if file == name or file.startswith(f"{name}/")
    )


def _district(files: Mapping[str, object], notes: Findings) -> District | None:
    if "district" not in files:
        notes.extend([Finding("", "missing-file", "缺少 district.yaml", file="district")])
        return None
    mine = Findings()
    district = read(District, files["district"], "", mine)
    notes.extend(finding.in_file("district") for finding in mine.found)
    return district


def _list(
    name: str,
    cls: type,
    key: str,
    files: Mapping[str, object],
    places: dict[tuple[str, str], str],
    notes: Findings,
) -> tuple[object, ...]:
    values: list[object] = []
    for file, data in _of(name, files):
        mine = Findings()
        if not isinstance(data, list):
            mine.error("", "wrong-type", "这个文件应是一个列表")
        for number, item in enumerate(data if isinstance(data, list) else ()):
            value: object = read(cls, item, f"[{number}]", mine)
            if value is None:
                continue
            identity = str(getattr(value, key))
            if (name, identity) in places:
                mine.error(
                    f"[{number}].{key}", "duplicate", f"“{identity}”在 {places[name, identity]} 里已经有了"
                )
                continue
            places[name, identity] = file
            values.append(value)
        notes.extend(finding.in_file(file) for finding in mine.found)
    return tuple(values)


def _words(files: Mapping[str, object], notes: Findings) -> Mapping[str, tuple[str, ...]]:
    words: dict[str, tuple[str, ...]] = {}
    for file, data in _of("words", files):
        mine = Findings()
        if not isinstance(data, Mapping):
            mine.error("", "wrong-type", "这个文件应是“说法: [事项键]”")
        for word, keys in data.items() if isinstance(data, Mapping) else ():
            if isinstance(word, str) and isinstance(keys, list) and all(isinstance(key, str) for key in keys):
                words[word] = (*words.get(word, ()), *(key for key in keys if key not in words.get(word, ())))
            else:
                mine.error(str(word), "wrong-type", "应写成“说法: [事项键, 事项键]”")
        notes.extend(finding.in_file(file) for finding in mine.found)
    return words


def _matters(
    files: Mapping[str, object], places: dict[tuple[str, str], str], notes: Findings
) -> tuple[Entry, ...]:
    entries: list[Entry] = []
    for file, data in _of("matters", files):
        parsed = parse_matter(data)
        mine = Findings(list(parsed.findings))
        if parsed.matter is not None and isinstance(data, Mapping):
            matter = parsed.matter
            if file.rsplit("/", 1)[-1] != matter.key:
                mine.error("key", "file-name", f"文件名应与键相同：{matter.key}.yaml")
            if ("matters", matter.key) in places:
                mine.error("key", "duplicate", f"“{matter.key}”在 {places['matters', matter.key]} 里已经有了")
            else:
                places["matters", matter.key] = file
                entries.append(Entry(file, matter, data, parsed.provenance))
        notes.extend(finding.in_file(file) for finding in mine.found)
    return tuple(entries)


def _bundles(
    files: Mapping[str, object], places: dict[tuple[str, str], str], notes: Findings
) -> tuple[BundleEntry, ...]:
    entries: list[BundleEntry] = []
    for file, data in _of("bundles", files):
        entry, found = parse_bundle(file, data)
        notes.extend(found)
        if entry is not None and ("bundles", entry.bundle.key) not in places:
            places["bundles", entry.bundle.key] = file
            entries.append(entry)
    return tuple(entries)


def provenance_by_organ(pack: Pack, files: Mapping[str, object]) -> Mapping[str, tuple[int, int]]:
    """Organ → how many values of its matters and its own entry carry an article, and how many are assumed."""
    counts: dict[str, tuple[int, int]] = {}

    def add(organ: str, provenance: Provenance) -> None:
        articles, assumed = counts.get(organ, (0, 0))
        counts[organ] = (articles + len(provenance.articles), assumed + len(provenance.assumed))

    for entry in pack.matters:
        add(entry.matter.organ, entry.provenance)
    organs = files.get("organs")
    for item in organs if isinstance(organs, list) else ():
        if isinstance(item, Mapping) and isinstance(item.get("key"), str):
            add(item["key"], provenance_of(item))
    return counts
