"""One document under two names: over all matters together, and in the registers (clause 5.1c)."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from onevisit.rules.catalogue_checks.check import ORDER, warns
from onevisit.rules.catalogue_checks.materials import licences_of
from onevisit.rules.catalogue_checks.names import is_document, mentions, plain, stem
from onevisit.rules.findings import Finding
from onevisit.rules.journeys.catalogue import Catalogue
from onevisit.rules.matters.definition import Requirement
from onevisit.rules.matters.vocabulary import MadeBy

_CLEARED = f"{ORDER} 五（一）清理无谓证明"

TWO_NAMES = warns(
    "C-102",
    "two-names",
    "同一份材料在目录里有两个名字",
    "统一成一个名字；要说明是谁的、哪一处的，写在前面或者括号里：经营场所的不动产权证书",
    f"{_CLEARED}；GB/T 36902-2018",
)
TWO_TYPES = warns(
    "C-103",
    "two-types",
    "同一种证照、同一种数据登记了两次",
    "保留一个键，把引用另一个的地方都改过来",
    f"{_CLEARED}；GB/T 36902-2018",
)
SAME_NAME = warns(
    "C-104",
    "same-name",
    "同一个部门有两个同名的事项",
    "合并成一个事项，用情形区分；确实是两个的，把名称写得分得开",
    "国办函〔2016〕108号（事项名称、编码、依据统一）",
)
CHECKS = (TWO_NAMES, TWO_TYPES, SAME_NAME)


class _Use(NamedTuple):
    matter: str
    path: str
    requirement: Requirement


def check(catalogue: Catalogue) -> Iterator[Finding]:
    """Note every document that has two names, and every name that two matters of an organ share."""
    uses = [
        _Use(matter.key, f"requirements[{number}].name", one)
        for matter in catalogue.matters.values()
        for number, one in enumerate(matter.requirements)
        if one.made_by is MadeBy.ORGAN and not one.kept  # What is handed back is the paper, not what it says.
    ]
    seen: set[tuple[str, str]] = set()
    for finding in (*_not_by_its_name(uses, catalogue), *_almost_alike(uses)):
        if (finding.file, finding.path) not in seen:
            seen.add((finding.file, finding.path))
            yield finding
    yield from _registers(catalogue)
    yield from _matters(catalogue)


def _not_by_its_name(uses: list[_Use], catalogue: Catalogue) -> Iterator[Finding]:
    """What a single licence type shows is called as the licence is, unless it is no document but a fact (…的情况)."""
    for use in uses:
        name = use.requirement.name
        licences = [
            catalogue.licences[key] for key in licences_of(use.requirement) if key in catalogue.licences
        ]
        if len(licences) != 1 or not is_document(name) or "或" in name:
            continue  # One of several documents may be shown: the name is that of none of them.
        licence = licences[0]
        if licence.issuer == use.requirement.issued_by and not mentions(name, licence.name):
            message = f"“{name}”就是证照“{licence.name}”，名称里却看不出来"
            mend = f"名称里写出“{licence.name}”，例如：{_ahead(name)}（{licence.name}）"
            yield TWO_NAMES.at(use.path, message, mend).in_file(use.matter)


def _ahead(name: str) -> str:
    return name.split("（", maxsplit=1)[0]


def _almost_alike(uses: list[_Use]) -> Iterator[Finding]:
    """Names that say the same thing in other words (户口本、户口簿), of documents of the same organ."""
    groups: dict[tuple[str, str], list[_Use]] = defaultdict(list)
    for use in uses:
        groups[use.requirement.issued_by, stem(use.requirement.name)].append(use)
    for group in groups.values():
        counts = Counter(use.requirement.name for use in group)
        if len(counts) == 1:
            continue
        usual = min(counts, key=lambda name: (-counts[name], name))
        for use in group:
            name = use.requirement.name
            if name != usual and not _apart(use, group, usual):
                message = f"“{name}”在别的事项里叫“{usual}”，是同一份材料"
                yield TWO_NAMES.at(use.path, message, f"统一写作“{usual}”").in_file(use.matter)


def _apart(use: _Use, group: list[_Use], usual: str) -> bool:
    """Whether two are certainly two documents, because different licences show them."""
    mine = licences_of(use.requirement)
    theirs = {
        key for other in group if other.requirement.name == usual for key in licences_of(other.requirement)
    }
    return bool(mine and theirs and not mine & theirs)


def _registers(catalogue: Catalogue) -> Iterator[Finding]:
    types = {key: (one.issuer, one.name) for key, one in catalogue.licences.items()}
    yield from _doubles(types, "licence_types", "证照类型")
    yield from _doubles(
        {key: ("", name) for key, name in catalogue.resources.items()}, "resources", "数据资源"
    )


def _doubles(named: Mapping[str, tuple[str, str]], file: str, what: str) -> Iterator[Finding]:
    first: dict[tuple[str, str], str] = {}
    for key, (issuer, name) in named.items():
        other = first.setdefault((issuer, plain(name)), key)
        if other != key:
            yield TWO_TYPES.at(f"{key}.name", f"{what}“{key}”和“{other}”都是“{name}”").in_file(file)


def _matters(catalogue: Catalogue) -> Iterator[Finding]:
    first: dict[tuple[str, str], str] = {}
    for matter in catalogue.matters.values():
        other = first.setdefault((matter.organ, plain(matter.name)), matter.key)
        if other != matter.key:
            yield SAME_NAME.at("name", f"“{matter.name}”和事项“{other}”同名").in_file(matter.key)
