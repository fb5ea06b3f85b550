"""A form back as a definition: plain values as in its YAML, also where they cannot be parsed. Nothing typed is lost.

What a form cannot say by its fields alone comes with it unseen: `~` of a group lists the keys that were there and
their order, so that a definition nobody changed comes back as the same text.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from onevisit.catalogue.yaml_text import read_yaml, unplain
from onevisit.rules.limits import Unit
from onevisit.rules.matters.conditions import Is, parse
from onevisit.workbench.editor import shapes as s
from onevisit.workbench.editor.posted import MAX_TEXT, Form, FormRefused
from onevisit.workbench.editor.registers import Registers

ABSENT: Final = object()
"""Nothing was written."""

_NUMBER = re.compile(r"-?[0-9]{1,9}", re.ASCII)


@dataclass
class Decoded:
    """What a form is read with, and what is collected meanwhile: in which field each value of the definition stands."""

    registers: Registers = field(default_factory=Registers)
    names: dict[str, str] = field(default_factory=dict)

    def note(self, path: str, name: str) -> None:
        """The value at this path stands in this field."""
        self.names[path] = name


def joined(path: str, key: str) -> str:
    """The path of a value in a group."""
    return f"{path}.{key}" if path else key


def read_parts(form: Form, parts: Sequence[s.Part], found: Decoded) -> dict[str, Any]:
    """The top-level keys of one part of the definition. Raises `FormRefused`."""
    return _group(form, s.Group(dict, tuple(parts)), "", "", found)


def read(form: Form, shape: s.Shape, name: str, path: str, found: Decoded) -> Any:
    """One value, or `ABSENT`. Raises `FormRefused`."""
    found.note(path, name)
    raw = form.raw(f"{name}.~raw")
    return _raw(raw) if raw is not None else _READERS[type(shape)](form, shape, name, path, found)


def _raw(text: str) -> Any:
    """A value that no field can hold: YAML, kept as text where it is none."""
    if not text.strip():
        return ABSENT
    value, findings = read_yaml(text, "")
    return text.strip() if findings or tuple(unplain(value)) else value


def _number(text: str) -> Any:
    if not text:
        return ABSENT
    return int(text) if _NUMBER.fullmatch(text) else text


def _text(form: Form, shape: s.Text, name: str, _path: str, found: Decoded) -> Any:
    return found.registers.key_of(shape.register, form.one(name)) or ABSENT


def _choice(form: Form, _shape: s.Shape, name: str, _path: str, _found: Decoded) -> Any:
    return form.one(name) or ABSENT


def _whole(form: Form, _shape: s.Shape, name: str, _path: str, _found: Decoded) -> Any:
    return _number(form.one(name))


def _flag(form: Form, _shape: s.Shape, name: str, _path: str, _found: Decoded) -> Any:
    return form.has(name)


def _picks(form: Form, shape: s.Picks, name: str, _path: str, _found: Decoded) -> Any:
    return [_number(one) if shape.numbers else one for one in form.many(name)]


def _lines(form: Form, _shape: s.Shape, name: str, _path: str, _found: Decoded) -> Any:
    return [line for one in form.one(name).split("\n") if (line := one.strip())]


def _when(form: Form, _shape: s.Shape, name: str, _path: str, _found: Decoded) -> Any:
    by, chosen, text = form.one(f"{name}.~by"), form.many(f"{name}.~is"), form.one(name)
    if by == "choose":
        return composed(one.partition("=")[::2] for one in chosen) or ABSENT
    return ABSENT if by == "always" else text or ABSENT


def composed(chosen: Iterable[Sequence[str]]) -> str:
    """The condition that each of these questions was answered with one of the options chosen for it."""
    questions: dict[str, list[str]] = {}
    for key, option in chosen:
        questions.setdefault(key, []).append(option)
    return " and ".join(
        f"{key} == {options[0]}" if len(options) == 1 else f"{key} in ({', '.join(options)})"
        for key, options in questions.items()
    )


def chosen_in(condition: str) -> dict[str, tuple[str, ...]] | None:
    """The options that a condition asks for by question, or None where it says more than `composed` can."""
    found = parse(condition)
    each = (found,) if isinstance(found, Is) else getattr(found, "each", ())
    if not all(isinstance(one, Is) for one in each):
        return None
    chosen = {one.key: one.options for one in each}
    said = composed((key, option) for key, options in chosen.items() for option in options)
    return chosen if said == condition else None


def _pairs(form: Form, _shape: s.Shape, name: str, path: str, found: Decoded) -> Any:
    rows = []
    for row in form.rows(name):
        key, text = form.one(f"{name}.{row}.key"), form.one(f"{name}.{row}.text")
        found.note(joined(path, key), f"{name}.{row}")
        if key or text:
            rows.append((key, text))
    if len({key for key, _ in rows}) == len(rows) and all(map(all, rows)):
        return dict(rows)
    # No mapping can hold two equal keys or none: what was typed is kept as a list, which the checks refuse.
    return [list(row) for row in rows]


def _measure(form: Form, shape: s.Measure, name: str, path: str, found: Decoded) -> Any:
    keys = _keys(form, name)
    length, unit, note = form.one(f"{name}.length"), form.one(f"{name}.unit"), form.one(f"{name}.note")
    data: dict[str, Any] = {}
    if unit not in s.UNITS:
        unit = Unit.WORKING_DAYS.value
    if unit == Unit.AT_ONCE:
        data[unit] = True
    elif length:
        data[unit] = _number(length)
    for one in s.UNITS:
        found.note(joined(path, one), f"{name}.length")
    if note:
        data["note"] = note
    found.note(joined(path, "note"), f"{name}.note")
    basis = read(form, shape.basis, f"{name}.basis", joined(path, "basis"), found)
    if basis is not ABSENT and basis != {}:
        data["basis"] = basis
    _provenance(form, name, data, {"length": unit})
    _others(form, name, data)
    return ordered(data, [unit if key in s.UNITS else key for key in keys], (unit, "note", "basis"))


def _rows(form: Form, shape: s.Rows, name: str, path: str, found: Decoded) -> Any:
    values = []
    for number, row in enumerate(form.rows(name)):
        value = read(form, shape.of, f"{name}.{row}", f"{path}[{number}]", found)
        values.append("" if value is ABSENT else value)
    return values


def _group(form: Form, shape: s.Group, name: str, path: str, found: Decoded) -> dict[str, Any]:
    keys = _keys(form, name)
    data: dict[str, Any] = {}
    for part in shape.parts:
        value = read(form, part.shape, joined(name, part.name), joined(path, part.name), found)
        if value is ABSENT or (part.name not in keys and _goes_without_saying(part, value)):
            continue
        data[part.name] = value
    _provenance(form, name, data, {}, own_source=shape.part("source") is not None)
    _others(form, name, data)
    return ordered(data, keys, [part.name for part in shape.parts])


def _ticked(form: Form, shape: s.Group, name: str, path: str, found: Decoded) -> Any:
    """A group; what was typed in one whose box is not ticked does not count."""
    ticked = form.has(f"{name}.~on")
    value = _group(form, shape, name, path, found)
    return value if ticked or not shape.optional else ABSENT


_READERS: Mapping[type[s.Shape], Callable[[Form, Any, str, str, Decoded], Any]] = {
    s.Text: _text,
    s.Number: _whole,
    s.Flag: _flag,
    s.Choice: _choice,
    s.Picks: _picks,
    s.Lines: _lines,
    s.When: _when,
    s.Pairs: _pairs,
    s.Measure: _measure,
    s.Rows: _rows,
    s.Group: _ticked,
}


def _goes_without_saying(part: s.Part, value: Any) -> bool:
    if isinstance(part.shape, s.Group) and part.shape.optional:
        return False
    if value in ({}, []):
        return True
    default = list(part.default) if isinstance(part.default, tuple) else part.default
    return isinstance(value, (bool, list)) and value == (False if part.required else default)


def _keys(form: Form, name: str) -> list[str]:
    return form.one(joined(name, "~")).split()


def _provenance(
    form: Form, name: str, data: dict[str, Any], names: Mapping[str, str], *, own_source: bool = False
) -> None:
    """Set `assumed` and `source`. `names` translates fields whose key depends on what was typed."""
    whole = form.has(joined(name, "~all"))
    marked = [names.get(one, one) for one in form.many(joined(name, "~assumed"))]
    marked = [one for one in marked if one in data]
    if whole:
        data["assumed"] = True
    elif marked:
        data["assumed"] = marked
    source = "" if own_source else form.one(joined(name, "source"))
    if source:
        data["source"] = source


def _others(form: Form, name: str, data: dict[str, Any]) -> None:
    """Keys that the definition does not have stay as they were, until somebody takes them out."""
    others = _raw(form.raw(joined(name, "~other")) or "")
    if isinstance(others, dict):
        data.update((key, value) for key, value in others.items() if key not in data)
    elif others is not ABSENT:
        raise FormRefused(fault=f"“不认识的内容”不是一组“键: 值”（最多{MAX_TEXT}个字）")


def ordered(data: Mapping[str, Any], before: Sequence[str], canonical: Sequence[str]) -> dict[str, Any]:
    """The keys in the order in which they were; a new one after the one that usually stands before it."""
    keys = [key for key in dict.fromkeys(before) if key in data]
    for at, key in enumerate(canonical):
        if key not in data or key in keys:
            continue
        earlier = next((one for one in reversed(canonical[:at]) if one in keys), None)
        keys.insert(keys.index(earlier) + 1 if earlier else 0, key)
    keys += [key for key in data if key not in keys]
    return {key: data[key] for key in keys}
