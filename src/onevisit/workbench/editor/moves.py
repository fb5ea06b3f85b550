"""Rows of a list added, moved, taken out and put back, for browsers without a script: on the values that were sent."""

from __future__ import annotations

import copy
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from onevisit.catalogue.yaml_text import read_yaml, write_yaml
from onevisit.workbench.editor import shapes as s
from onevisit.workbench.editor.fits import fits
from onevisit.workbench.editor.paths import steps_of
from onevisit.workbench.editor.posted import FormRefused, shortened


@dataclass(frozen=True)
class Removed:
    """A row that was taken out, so that it can be put back: from which list, where, and what it was called."""

    path: str
    at: int
    value: Any
    title: str

    @property
    def text(self) -> str:
        """What the form carries meanwhile."""
        return write_yaml([self.path, self.at, self.value, self.title])


def removed_in(text: str) -> Removed | None:
    """What the form carried, if it is whole."""
    values, _ = read_yaml(text, "")
    if not isinstance(values, list) or len(values) != 4:
        return None
    path, at, value, title = values
    whole = isinstance(path, str) and isinstance(at, int) and isinstance(title, str)
    return Removed(path, at, value, title) if whole else None


@dataclass(frozen=True)
class Moved:
    """The part as it is then, the path of the row to go to, and what was taken out."""

    part: dict[str, Any]
    focus: str = ""
    removed: Removed | None = None


def move(part: Mapping[str, Any], paths: Mapping[str, str], do: str, undo: str = "") -> Moved:
    """Do what a button says: `add:list`, `up:row`, `down:row`, `remove:row` or `undo`. `paths`: field → path.

    Raises `FormRefused` for a row that is not there.
    """
    changed = copy.deepcopy(dict(part))
    what, _, name = do.partition(":")
    if what == "undo":
        removed = removed_in(undo)
        if removed is None or removed.path not in paths.values():
            raise FormRefused(fault="已经没有可以撤销的删除")
        return _put_back(changed, removed)
    path = paths.get(name)
    if path is None:
        raise FormRefused(fault=f"没有“{shortened(name)}”这一行")
    if what == "add":
        return _add(changed, path)
    steps = steps_of(path)
    rows = _rows(changed, path[: path.rindex("[")]) if steps and isinstance(steps[-1], int) else None
    if rows is None:
        return _move_pair(changed, name, paths, what)
    return _on_rows(changed, rows, path, int(steps[-1]), what)


def _on_rows(part: dict[str, Any], rows: list[Any], path: str, at: int, what: str) -> Moved:
    parent = path[: path.rindex("[")]
    if what == "remove":
        value = rows.pop(at)
        return Moved(part, parent, Removed(parent, at, value, titled(value)))
    to = at + {"up": -1, "down": 1}.get(what, 0)
    if 0 <= to < len(rows):
        rows.insert(to, rows.pop(at))
    return Moved(part, f"{parent}[{min(max(to, 0), len(rows) - 1)}]")


def _move_pair(part: dict[str, Any], name: str, paths: Mapping[str, str], what: str) -> Moved:
    """Options lie in a mapping: the row is known by its number among the rows that were sent."""
    parent = paths.get(name.rpartition(".")[0], "")
    options = _at(part, parent)
    pairs = [list(one) for one in options.items()] if isinstance(options, Mapping) else options
    at = next((number for number, one in enumerate(pairs or []) if f"{parent}.{one[0]}" == paths[name]), None)
    if not isinstance(pairs, list) or at is None:
        raise FormRefused(fault=f"没有“{shortened(name)}”这一行")
    moved = _on_rows(part, pairs, f"{parent}[{at}]", at, what)
    _set(part, parent, dict(pairs) if isinstance(options, Mapping) else pairs)
    return moved


def _add(part: dict[str, Any], path: str) -> Moved:
    shape = shape_at(path)
    if isinstance(shape, s.Pairs):
        options = _at(part, path)
        pairs = (
            [list(one) for one in options.items()] if isinstance(options, Mapping) else list(options or [])
        )
        _set(part, path, [*pairs, ["", ""]])
        return Moved(part, f"{path}.")
    if not isinstance(shape, s.Rows):
        raise FormRefused(fault=f"“{shortened(path)}”不是列表")
    rows = _at(part, path)
    if rows is not None and not fits(shape, rows):
        raise FormRefused(fault=f"“{shortened(path)}”的内容不合格式，请先改好或者清空")
    rows = [*(rows or []), "" if isinstance(shape.of, s.Text) else {}]
    _set(part, path, rows)
    return Moved(part, f"{path}[{len(rows) - 1}]")


def _put_back(part: dict[str, Any], removed: Removed) -> Moved:
    shape = shape_at(removed.path)
    if not isinstance(shape, s.Rows | s.Pairs):
        raise FormRefused(fault="已经没有可以撤销的删除")
    rows = _at(part, removed.path)
    pairs = isinstance(shape, s.Pairs) and isinstance(rows, Mapping)
    listed = [list(one) for one in rows.items()] if pairs else list(rows or [])
    listed.insert(max(0, min(removed.at, len(listed))), removed.value)
    whole = isinstance(shape, s.Pairs) and all(isinstance(one, list) and len(one) == 2 for one in listed)
    _set(part, removed.path, dict(map(tuple, listed)) if whole and pairs else listed)
    return Moved(part, f"{removed.path}[{removed.at}]")


def titled(value: Any) -> str:
    """What a row is called, for the sentence that it was taken out."""
    if isinstance(value, Mapping):
        for key in ("name", "label", "ask", "text", "law", "act", "kind", "way"):
            if isinstance(value.get(key), str) and value[key].strip():
                return shortened(value[key], 30)
    if isinstance(value, list) and len(value) == 2:
        return shortened(str(value[1]), 30)
    return shortened(value, 30) if isinstance(value, str) and value else "这一行"


def shape_at(path: str) -> s.Shape | None:
    """The shape of the value at a path of the definition, or None where there is no such field."""
    shape: s.Shape | None = s.MATTER
    for step in steps_of(path):
        if isinstance(step, int):
            shape = shape.of if isinstance(shape, s.Rows) else None
        elif isinstance(shape, s.Group):
            part = shape.part(step)
            shape = part.shape if part else None
        else:
            return None
    return shape


def _at(part: Any, path: str) -> Any:
    for step in steps_of(path):
        if isinstance(step, int):
            part = part[step] if isinstance(part, list) and step < len(part) else None
        else:
            part = part.get(step) if isinstance(part, Mapping) else None
    return part


def _rows(part: Any, path: str) -> list[Any] | None:
    rows = _at(part, path)
    return rows if isinstance(rows, list) else None


def _set(part: dict[str, Any], path: str, value: Any) -> None:
    *before, last = steps_of(path)
    holder = part
    for step in before:
        holder = holder[step]  # type: ignore[index]  # a path of `paths` exists, or lies in what does
    holder[last] = value  # type: ignore[index]
