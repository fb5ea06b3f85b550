"""Findings at the fields that they are about, in the words of the form."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from onevisit.rules.findings import Finding, Severity
from onevisit.workbench.editor import shapes as s
from onevisit.workbench.editor.layout import SECTION_OF, SECTIONS, Section
from onevisit.workbench.editor.moves import shape_at
from onevisit.workbench.editor.node import Node
from onevisit.workbench.editor.paths import steps_of, top, upwards
from onevisit.workbench.labels import label


@dataclass(frozen=True)
class Fault:
    """A finding as the editor shows it: the sentence, how to mend it, its page and the field there."""

    message: str
    mend: str
    severity: str
    path: str
    section: Section
    name: str = ""

    @property
    def is_error(self) -> bool:
        """Whether it keeps the definition from being published."""
        return self.severity == Severity.ERROR

    @property
    def anchor(self) -> str:
        """The id of the field; that of the page's fields where no field is meant."""
        return f"f-{self.name}"


def faults_of(findings: Iterable[Finding], names: Mapping[str, str]) -> tuple[Fault, ...]:
    """The findings in the order of the pages, errors first. `names`: path → field, of the fields on the screen."""
    found = []
    for one in findings:
        section = SECTION_OF.get(top(one.path), SECTIONS[0])
        name = next((names[path] for path in upwards(one.path) if path in names), "")
        mend = getattr(one, "mend", "")
        found.append(Fault(sentence(one), mend, one.severity.value, one.path, section, name))
    order = {one.key: number for number, one in enumerate(SECTIONS)}
    return tuple(
        sorted(found, key=lambda one: (not one.is_error, order[one.section.key], steps_key(one.path)))
    )


def steps_key(path: str) -> list[tuple[int, str]]:
    """Sorts places as they stand in the list: row 2 before row 10."""
    return [(one, "") if isinstance(one, int) else (-1, one) for one in steps_of(path)]


def sentence(finding: Finding) -> str:
    """What is wrong, with the name that the form gives the field instead of its key."""
    holder, _, name = finding.path.rpartition(".")
    group = shape_at(holder)
    known = isinstance(group, s.Group) and group.part(name) is not None
    called = label(group.cls, name) if isinstance(group, s.Group) and known and group is not s.BASIS else ""
    if group == s.BASIS and known:
        called = {"law": "法律法规", "article": "第几条", "paragraph": "第几款", "item": "第几项"}[name]
    if finding.code in ("missing", "empty") and called and "缺少“" in finding.message:
        return f"请填写“{called}”"
    if finding.code == "wrong-type" and isinstance(shape_at(finding.path), s.Pairs):
        return "选项的代号不能重复，选项和代号都要填写"
    if finding.code == "wrong-type" and isinstance(shape_at(finding.path), s.Number):
        return f"“{called}”要填整数"
    return finding.message


def attach(root: Node, faults: Iterable[Fault]) -> dict[str, Node]:
    """Put each fault at its field, open and count what it lies in; gives the nodes of the page by their paths."""
    nodes: dict[str, Node] = {}
    _walk(root, nodes)
    inside: Counter[str] = Counter()
    for one in faults:
        if one.name == "":
            continue
        place = next((path for path in upwards(one.path) if path in nodes), "")
        nodes[place].faults.append(one)
        for path in upwards(place):
            inside[path] += 1
            if path in nodes and one.is_error:
                nodes[path].opened = True
    for path, node in nodes.items():
        node.inside = inside[path]
    return nodes


def _walk(node: Node, found: dict[str, Node]) -> None:
    found.setdefault(node.path, node)
    for one in node.inner:
        _walk(one, found)


def names_in(root: Node) -> dict[str, str]:
    """Path → field, of everything on the page."""
    nodes: dict[str, Node] = {}
    _walk(root, nodes)
    return {path: node.name for path, node in nodes.items() if path}
