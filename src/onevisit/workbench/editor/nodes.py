"""A definition as the fields of a page. What no field can hold is shown as text, so that nothing is lost or hidden."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum
from typing import Any

from onevisit.rules.differences import condition_words
from onevisit.rules.limits import Limit, Unit
from onevisit.rules.matters.conditions import BadCondition, parse
from onevisit.rules.matters.definition import Situation
from onevisit.workbench.editor import shapes as s
from onevisit.workbench.editor.decode import chosen_in, joined
from onevisit.workbench.editor.fits import fits, raw_text
from onevisit.workbench.editor.layout import FOLDED, GROUPS, TITLES, WIDE
from onevisit.workbench.editor.node import Block, Marks, Node, Option
from onevisit.workbench.editor.registers import Registers
from onevisit.workbench.editor.words import EXAMPLES, HELP, NEW, UNITS_OF
from onevisit.workbench.labels import label, word

PROVENANCE = ("assumed", "source")


@dataclass(frozen=True)
class Maker:
    """Makes nodes. `questions` are the situation questions of the definition, which conditions ask for."""

    registers: Registers
    questions: Mapping[str, Situation] = field(default_factory=dict)

    def parts(self, data: Mapping[str, Any], groups: Sequence[tuple[str, tuple[str, ...]]]) -> Node:
        """The fields of one page: these keys of the definition, in groups."""
        names = [name for _, each in groups for name in each]
        shape = s.Group(s.MATTER.cls, tuple(one for one in s.MATTER.parts if one.name in names))
        return self._group(shape, data, "", "", groups=groups)

    def make(self, shape: s.Shape, data: Any, name: str, path: str) -> Node:
        """The node of a value; of nothing where `data` is None."""
        if data is None or fits(shape, data):
            return _MAKERS[type(shape)](self, shape, data, name, path)
        return Node(kind="raw", name=name, path=path, value=raw_text(data))

    def _part(self, cls: type[Any], part: s.Part, data: Any, name: str, path: str) -> Node:
        node = self.make(part.shape, data, name, path)
        own = f"{cls.__name__}.{part.name}"
        node.label = label(cls, part.name)
        node.help = HELP.get(own) or HELP.get(part.name, "")
        node.required = part.required
        node.wide = own in WIDE
        node.unit = UNITS_OF.get(own) or UNITS_OF.get(part.name, "")
        node.placeholder = EXAMPLES.get(own) or EXAMPLES.get(part.name, "")
        if data is None and not part.required:
            self._default(node, part.default)
        if isinstance(part.shape, s.Rows | s.Pairs):
            node.new = NEW.get(own) or NEW.get(part.name, "加一项")
        return node

    def _default(self, node: Node, default: Any) -> None:
        """Show what holds where nothing is written."""
        if node.kind == "flag":
            node.on = bool(default)
        elif node.kind == "picks":
            chosen = {str(one) for one in default}
            node.options = tuple(Option(o.value, o.label, o.value in chosen) for o in node.options)
        elif node.kind == "choice":
            said = word(default) if isinstance(default, Enum) else dict(_pairs_of(node)).get(str(default), "")
            node.options = (Option("", f"通常：{said}", chosen=True), *node.options[1:])
        elif isinstance(default, Limit):
            node.placeholder = f"通常：{default.unit.say(default.length)}"
        elif default and node.kind in ("text", "number"):
            node.placeholder = f"通常：{default}"

    def _text(self, shape: s.Text, data: Any, name: str, path: str) -> Node:
        value = self.registers.name_of(shape.register, str(data)) if data is not None else ""
        lines = max(shape.lines, 2) if "\n" in value or len(value) > 60 else shape.lines
        return Node(kind="text", name=name, path=path, value=value, lines=lines, register=shape.register)

    def _number(self, _shape: s.Shape, data: Any, name: str, path: str) -> Node:
        return Node(kind="number", name=name, path=path, value="" if data is None else str(data))

    def _flag(self, _shape: s.Shape, data: Any, name: str, path: str) -> Node:
        return Node(kind="flag", name=name, path=path, on=bool(data))

    def _choice(self, shape: s.Choice, data: Any, name: str, path: str) -> Node:
        options = self._options(shape, [] if data is None else [data])
        none = Option("", "请选择", data is None)
        return Node(kind="choice", name=name, path=path, options=(none, *options))

    def _picks(self, shape: s.Picks, data: Any, name: str, path: str) -> Node:
        chosen = [str(one) for one in data or ()]
        options = self._options(shape, chosen)
        first = {value: number for number, value in enumerate(chosen)}
        # Those chosen stand first, in the order of the definition: a form says its boxes in the order of the page.
        ordered = sorted(options, key=lambda one: first.get(one.value, len(first)))
        return Node(kind="picks", name=name, path=path, options=tuple(ordered), register=shape.register)

    def _options(self, shape: s.Choice | s.Picks, chosen: Sequence[Any]) -> list[Option]:
        if shape.kind is not None:
            known = {str(one.value): word(one) for one in shape.kind}
        else:
            known = dict(self.registers.of(shape.register))
        unknown = {one: f"{one}（不认识的值）" for one in chosen if one not in known}
        return [Option(value, said, value in chosen) for value, said in {**known, **unknown}.items()]

    def _lines(self, _shape: s.Shape, data: Any, name: str, path: str) -> Node:
        return Node(kind="text", name=name, path=path, value="\n".join(data or ()), lines=3)

    def _when(self, _shape: s.Shape, data: Any, name: str, path: str) -> Node:
        chosen, says = _read_condition(data, self.questions)
        asked_for = {} if chosen is None else chosen
        by = "always" if data is None else "text" if chosen is None else "choose"
        known = {(key, option) for key, one in self.questions.items() for option in one.options}
        if any((key, option) not in known for key, options in asked_for.items() for option in options):
            by = "text"
        labels = {"always": "一直需要", "choose": "看申请人怎么答", "text": "用条件式写"}
        return Node(
            kind="when", name=name, path=path, value=data or "", says=says,
            options=tuple(Option(value, text, value == by) for value, text in labels.items()),
            questions=tuple(
                (one.ask, tuple(
                    Option(f"{key}={option}", text, by == "choose" and option in asked_for.get(key, ()))
                    for option, text in _in_order(one.options, asked_for.get(key, ()))
                ))
                for key, one in _in_order(self.questions, tuple(asked_for))
            ),
        )  # fmt: skip

    def _pairs(self, _shape: s.Shape, data: Any, name: str, path: str) -> Node:
        pairs = data.items() if isinstance(data, Mapping) else data or ()
        nodes = tuple(
            Node(kind="pair", name=f"{name}.{row}", path=joined(path, key), value=text, title=key)
            for row, (key, text) in enumerate(pairs)
        )
        return Node(kind="pairs", name=name, path=path, nodes=nodes)

    def _measure(self, shape: s.Measure, data: Any, name: str, path: str) -> Node:
        unit = next((one for one in s.UNITS if one in (data or {})), Unit.WORKING_DAYS)
        length = "" if data is None or unit is Unit.AT_ONCE else str(data.get(unit, ""))
        options = tuple(Option(one.value, said, one is unit) for one, said in s.UNITS.items())
        note = self.make(s.Text(), (data or {}).get("note"), f"{name}.note", joined(path, "note"))
        note.label = "说明"
        basis = self.make(shape.basis, (data or {}).get("basis"), f"{name}.basis", joined(path, "basis"))
        basis.label = "依据"
        node = Node(kind="measure", name=name, path=path, value=length, options=options, nodes=(note, basis))
        known = {unit.value: "期限", "note": "说明", "basis": "依据"}
        return self._grouped(node, data, {unit.value: "length"}, known)

    def _rows(self, shape: s.Rows, data: Any, name: str, path: str) -> Node:
        rows = tuple(
            self.row(shape.of, one, f"{name}.{number}", f"{path}[{number}]")
            for number, one in enumerate(data or ())
        )
        return Node(kind="rows", name=name, path=path, nodes=rows, folded=any(one.folded for one in rows))

    def row(self, shape: s.Shape, data: Any, name: str, path: str) -> Node:
        """One row of a list, with what it is known by."""
        if isinstance(shape, s.Text):
            data = data or None
        node = self.make(shape, data, name, path)
        if isinstance(shape, s.Group):
            node.folded = shape.cls.__name__ in FOLDED
            said = [self._said(shape, one, data) for one in TITLES.get(shape.cls.__name__, ())]
            node.title, node.more = (said[0] if said else ""), " · ".join(one for one in said[1:] if one)
            if node.kind == "group":
                node.kind = "inline"
        return node

    def _said(self, shape: s.Group, name: str, data: Any) -> str:
        part, value = shape.part(name), data.get(name) if isinstance(data, Mapping) else None
        if part is None or not isinstance(value, str):
            return ""
        if isinstance(part.shape, s.Choice):
            return next((one.label for one in self._options(part.shape, [value]) if one.chosen), value)
        return self.registers.name_of(part.shape.register, value) if isinstance(part.shape, s.Text) else value

    def _group(
        self, shape: s.Group, data: Any, name: str, path: str,
        groups: Sequence[tuple[str, tuple[str, ...]]] | None = None,
    ) -> Node:  # fmt: skip
        values = data or {}
        nodes = {
            one.name: self._part(
                shape.cls, one, values.get(one.name), joined(name, one.name), joined(path, one.name)
            )
            for one in shape.parts
        }
        layout = groups or GROUPS.get(shape.cls.__name__) or (("", tuple(nodes)),)
        blocks = tuple(Block(title, tuple(nodes[one] for one in names)) for title, names in layout)
        kind = "basis" if shape == s.BASIS else "group"
        if shape == s.BASIS:
            for one in nodes.values():
                one.required = False  # the article as a whole is required, or not
        node = Node(
            kind=kind, name=name, path=path, blocks=blocks, optional=shape.optional, on=data is not None
        )
        known = {one.name: nodes[one.name].label for one in shape.parts}
        return self._grouped(node, data, {}, known, own_source=shape.part("source") is not None)

    def _grouped(
        self, node: Node, data: Any, names: Mapping[str, str], known: Mapping[str, str], *, own_source: bool = False
    ) -> Node:  # fmt: skip
        """Add what every mapping has: the order of its keys, its marks, and keys that nobody knows."""
        values = dict(data or {})
        mark = values.get("assumed")
        marked = (
            [one for one in mark if isinstance(one, str) and one in values] if isinstance(mark, list) else []
        )
        listed = list(dict.fromkeys([*marked, *(one for one in known if one in values)]))
        options = tuple(
            Option(names.get(one, one), known.get(one, one), one in marked)
            for one in listed
            if one not in PROVENANCE
        )
        source = values.get("source")
        source = source if not own_source and isinstance(source, str) and _is_mark("source", source) else ""
        node.keys = " ".join(str(one) for one in values if isinstance(one, str) and " " not in one)
        node.marks = Marks(options, mark is True, source, own_source)
        strange = {
            key: value for key, value in values.items() if key not in known and not _is_mark(key, value)
        }
        node.other = raw_text(strange) if strange else ""
        return node


_MAKERS: Mapping[type[s.Shape], Callable[[Maker, Any, Any, str, str], Node]] = {
    s.Text: Maker._text, s.Number: Maker._number, s.Flag: Maker._flag, s.Choice: Maker._choice,
    s.Picks: Maker._picks, s.Lines: Maker._lines, s.When: Maker._when, s.Pairs: Maker._pairs,
    s.Measure: Maker._measure, s.Rows: Maker._rows, s.Group: Maker._group,
}  # fmt: skip


def _is_mark(key: str, value: Any) -> bool:
    if key == "assumed":
        return value is True or value is None or isinstance(value, list)
    return key == "source" and (value is None or (isinstance(value, str) and "\n" not in value))


def _pairs_of(node: Node) -> list[tuple[str, str]]:
    return [(one.value, one.label) for one in node.options]


def _in_order(entries: Mapping[str, Any], first: Sequence[str]) -> list[tuple[str, Any]]:
    """Those named first, in that order, then the others: a form says its boxes in the order of the page."""
    keys = [*(one for one in first if one in entries), *(one for one in entries if one not in first)]
    return [(one, entries[one]) for one in keys]


def _read_condition(
    data: Any, questions: Mapping[str, Situation]
) -> tuple[dict[str, tuple[str, ...]] | None, str]:
    """The options by question (None where the condition says more than that), and the condition in words."""
    if data is None:
        return {}, ""
    try:
        return chosen_in(data), condition_words(parse(data), tuple(questions.values()))
    except BadCondition:
        return None, ""


def questions_of(data: Mapping[str, Any], before: int | None = None) -> Mapping[str, Situation]:
    """The situation questions of a definition as far as they can be read; `before`: only those that come earlier."""
    rows = data.get("situations")
    found: dict[str, Situation] = {}
    for one in (rows if isinstance(rows, list) else [])[:before]:
        if not isinstance(one, Mapping) or not isinstance(one.get("options"), Mapping):
            continue
        key, ask = one.get("key"), one.get("ask")
        options = {option: str(text) for option, text in one["options"].items()}
        if isinstance(key, str) and isinstance(ask, str) and "=" not in key:
            found[key] = Situation(key, ask, options)
    return found
