"""What the files of a catalogue that was written out say, and every fault of theirs. Asks no database."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TypeVar

from onevisit.catalogue import export_format as layout
from onevisit.catalogue import rows
from onevisit.rules.bundles.parse import Entry as BundleEntry
from onevisit.rules.bundles.parse import parse_bundle
from onevisit.rules.district import definition as d
from onevisit.rules.district.checks import check_references
from onevisit.rules.district.pack import Entry, Pack
from onevisit.rules.findings import Finding, Findings, Severity
from onevisit.rules.matters.parse import parse_matter
from onevisit.rules.matters.readers import read_key
from onevisit.rules.reading import read

T = TypeVar("T")

_REGISTERS: Mapping[str, tuple[type, str]] = {
    "divisions": (d.Division, "code"),
    "organs": (d.Organ, "key"),
    "laws": (d.Law, "name"),
    "licence_types": (d.LicenceType, "key"),
    "resources": (d.Resource, "key"),
    "life_events": (d.LifeEvent, "key"),
}


@dataclass(frozen=True)
class Version:
    """A version with its text. `file` is that of the text, `row_file` that of its dates."""

    row: layout.VersionRow
    entry: Entry
    row_file: str

    @property
    def key(self) -> str:
        """The matter's key."""
        return self.entry.matter.key

    @property
    def lasting(self) -> bool:
        """Whether no end of it is known."""
        return self.row.until is None


@dataclass(frozen=True)
class Folder:
    """Everything that could be read. `pack` has the registers, and as matters the texts of all versions."""

    head: layout.Head
    pack: Pack
    versions: tuple[Version, ...]


def parse(files: Mapping[str, object]) -> tuple[Folder | None, tuple[Finding, ...]]:
    """Read the folder's files (name without `.yaml` → value). None where not even the head can be read."""
    reader = _Reader(files)
    head = reader.head()
    if head is None:
        return None, tuple(reader.found)
    registers = {name: reader.register(name) for name in _REGISTERS}
    versions = tuple(reader.versions(head))
    places = {(name, one[0]): name for name, values in registers.items() for one in values}
    pack = Pack(
        district=None,
        words=reader.words(),
        matters=tuple(one.entry for one in versions),
        bundles=tuple(reader.bundles()),
        places=places,
        **{name: tuple(value for _, value in values) for name, values in registers.items()},  # type: ignore[arg-type]
    )
    reader.nothing_else()
    ended = {one.entry.file for one in versions if not one.lasting}
    reader.found.extend(_mild(one, ended) for one in check_references(pack))
    return Folder(head, pack, versions), tuple(reader.found)


def _mild(finding: Finding, ended: set[str]) -> Finding:
    """An article that the law no longer has is no fault of a version that ended."""
    if finding.code == "unknown-article" and finding.file in ended:
        return Finding(finding.path, finding.code, finding.message, Severity.WARNING, finding.file)
    return finding


class _Reader:
    """Takes file after file, so that what nobody took is known at the end."""

    def __init__(self, files: Mapping[str, object]) -> None:
        self.files = files
        self.taken: set[str] = set()
        self.found: list[Finding] = []

    def error(self, file: str, path: str, code: str, message: str) -> None:
        self.found.append(Finding(path, code, message, file=file))

    def take(self, name: str) -> object:
        self.taken.add(name)
        return self.files.get(name)

    def read(self, kind: type[T], data: object, path: str, file: str) -> T | None:
        """A value that the program wrote itself, text as it stands."""
        notes = Findings()
        value = read(kind, data, path, notes, own=True)
        self.found.extend(one.in_file(file) for one in notes.found)
        return value

    def rows(self, name: str, kind: type[T]) -> Iterator[tuple[int, T]]:
        data = self.take(name)
        if not isinstance(data, list):
            self.error(
                name,
                "",
                "wrong-type" if name in self.files else "missing-file",
                "应有这个文件，内容是一个列表",
            )
            return
        for number, one in enumerate(data):
            value = self.read(kind, one, f"[{number}]", name)
            if value is not None:
                yield number, value

    def head(self) -> layout.Head | None:
        if layout.HEAD not in self.files:
            message = "没有 catalogue.yaml，不是写出来的目录；要载入一个区的目录包，用 onevisit load"
            self.error(layout.HEAD, "", "missing-file", message)
            return None
        head = self.read(layout.Head, self.take(layout.HEAD), "", layout.HEAD)
        if head is None:
            return None
        if head.format != layout.FORMAT:
            message = f"格式是第{head.format}号，这个程序只会读第{layout.FORMAT}号"
            self.error(layout.HEAD, "format", "unknown-format", message)
            return None
        numbers = [one.number for one in head.batches]
        for number in sorted({one for one in numbers if numbers.count(one) > 1}):
            self.error(layout.HEAD, "batches", "duplicate", f"第{number}批写了两次")
        return head

    def register(self, name: str) -> list[tuple[str, object]]:
        kind, key = _REGISTERS[name]
        found: dict[str, object] = {}
        for number, value in self.rows(name, kind):
            identity = str(getattr(value, key))
            if identity in found:
                self.error(name, f"[{number}].{key}", "duplicate", f"“{identity}”写了两次")
            found[identity] = value
        return list(found.items())

    def bundles(self) -> Iterator[BundleEntry]:
        for name in sorted(one for one in self.files if one.startswith("bundles/")):
            entry, found = parse_bundle(name, self.take(name))
            self.found.extend(found)
            if entry is not None:
                yield entry

    def words(self) -> dict[str, tuple[str, ...]]:
        data = self.take("words")
        if not isinstance(data, Mapping):
            self.error("words", "", "wrong-type", "应有这个文件，内容是“说法: [事项键]”")
            return {}
        found = {}
        for word, keys in data.items():
            if isinstance(keys, list) and all(isinstance(key, str) for key in keys):
                found[str(word)] = tuple(dict.fromkeys(keys))
            else:
                self.error("words", str(word), "wrong-type", "应写成“说法: [事项键, 事项键]”")
        return found

    def versions(self, head: layout.Head) -> Iterator[Version]:
        batches = {one.number for one in head.batches}
        plain = {name.rsplit("/", 1)[-1]: name for name in self.files if name.startswith("matters/")}
        for name in sorted(self.files):
            folder, _, key = name.partition("/")
            if folder != "versions" or "/" in key:
                continue
            notes = Findings()
            if read_key(key, "", notes) is None:
                self.found.extend(one.in_file(name) for one in notes.found)
                continue
            each = [row for _, row in self.rows(name, layout.VersionRow)]
            self._in_order(each, name)
            for row in each:
                if row.batch is not None and row.batch not in batches:
                    message = f"第{row.number}版说的第{row.batch}批，catalogue.yaml 里没有"
                    self.error(name, "batch", "unknown-batch", message)
                text = plain.get(key, f"matters/{key}") if head.day else f"versions/{key}/{row.number}"
                entry = self._entry(text, key, row)
                if entry is not None:
                    yield Version(row, entry, name)

    def _in_order(self, each: Sequence[layout.VersionRow], file: str) -> None:
        """One after the other, each ending before the next begins."""
        if not each:
            self.error(file, "", "empty", "没有一个版本")
        for number, one in enumerate(each):
            path = f"[{number}]"
            if one.until is not None and one.until < one.since:
                self.error(file, f"{path}.until", "bad-order", f"第{one.number}版在施行以前就失效了")
            if one.withdrawn and one.until is None:
                self.error(file, f"{path}.until", "missing", f"第{one.number}版撤下了，要写最后有效的一天")
            if one.number < 1:
                self.error(file, f"{path}.number", "bad-number", "版本号从1起")
            if one.one_visit and (one.visits_high is None or one.visits_high > 1):
                message = f"第{one.number}版的跑动次数不是至多一次，不能按“最多跑一次”公布"
                self.error(file, f"{path}.one_visit", "not-one-visit", message)
            if one.visits_high is not None and (one.visits_low is None or one.visits_high < one.visits_low):
                self.error(file, f"{path}.visits_high", "bad-order", "跑动次数上界要有下界，并且不小于它")
        for number, (former, later) in enumerate(pairwise(each), 1):
            if later.number <= former.number:
                self.error(file, f"[{number}].number", "bad-order", "版本要按版本号从小到大写")
            if former.until is None or former.until >= later.since:
                message = f"第{former.number}版没有在第{later.number}版施行（{later.since}）以前失效"
                self.error(file, f"[{number}].since", "overlap", message)

    def _entry(self, file: str, key: str, row: layout.VersionRow) -> Entry | None:
        if file not in self.files:
            self.error(f"versions/{key}", "", "missing-file", f"没有第{row.number}版的内容 {file}.yaml")
            return None
        data = self.take(file)
        try:
            written = rows.written(data) if isinstance(data, Mapping) else ""
        except (TypeError, ValueError, RecursionError):
            self.error(file, "", "not-plain", "只能有文字、整数、true、false、列表和键值；日期请加引号")
            return None
        parsed = parse_matter(data)
        if rows.digest(written) != row.sha256:
            message = "内容与公布时的摘要不符：公布过的版本不能改，要改请另起草一个版本"
            self.error(file, "", "changed", message)
        # What ended was lawful in its time: it has to be readable, and no more.
        readable = row.until is not None and parsed.matter is not None
        for one in parsed.findings:
            if one.severity is Severity.ERROR:
                severity = Severity.WARNING if readable else Severity.ERROR
                self.found.append(Finding(one.path, one.code, one.message, severity, file))
        if parsed.matter is None or not isinstance(data, Mapping):
            return None
        if parsed.matter.key != key:
            self.error(file, "key", "file-name", f"这里应是事项“{key}”，写的是“{parsed.matter.key}”")
            return None
        return Entry(file, parsed.matter, data, parsed.provenance)

    def nothing_else(self) -> None:
        for name in sorted(self.files.keys() - self.taken):
            self.error(name, "", "unknown-file", "没有哪个版本用到这个文件")
