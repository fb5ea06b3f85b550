"""Which values the fields of a shape can hold; any other is shown as YAML, so that nothing is lost or hidden."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from onevisit.catalogue.yaml_text import read_yaml, write_yaml
from onevisit.rules.limits import Unit
from onevisit.workbench.editor import shapes as s


def fits(shape: s.Shape, data: Any) -> bool:
    """Whether the fields of this shape can hold the value."""
    return _FITS[type(shape)](shape, data)


def _is_text(shape: s.Shape, data: Any) -> bool:
    return isinstance(data, str) and not (isinstance(shape, s.When) and "\n" in data)


def _is_number(_shape: s.Shape, data: Any) -> bool:
    return isinstance(data, str) or (type(data) is int and abs(data) < 10**9)


def _is_list(shape: s.Shape, data: Any) -> bool:
    if not isinstance(data, list):
        return False
    match shape:
        case s.Picks(numbers=numbers):
            return all(type(one) is int if numbers else isinstance(one, str) for one in data) and _once(data)
        case s.Lines():
            return all(isinstance(one, str) and one.strip() and "\n" not in one for one in data)
    return True


def _once(data: Sequence[Any]) -> bool:
    return len(set(data)) == len(data)


def _is_pairs(_shape: s.Shape, data: Any) -> bool:
    if isinstance(data, Mapping):
        return all(isinstance(one, str) and "\n" not in one for one in data.values())
    return isinstance(data, list) and all(
        isinstance(one, list)
        and len(one) == 2
        and all(isinstance(part, str) and "\n" not in part for part in one)
        for one in data
    )


def _is_measure(_shape: s.Shape, data: Any) -> bool:
    if not isinstance(data, Mapping) or not isinstance(data.get("note", ""), str):
        return False
    units = [one for one in s.UNITS if one in data]
    if len(units) > 1 or ("at_once" in data and data["at_once"] is not True):
        return False
    return all(one is Unit.AT_ONCE or _is_number(_shape, data[one]) for one in units)


def _is_mapping(_shape: s.Shape, data: Any) -> bool:
    return isinstance(data, Mapping)


_FITS: Mapping[type[s.Shape], Callable[[Any, Any], bool]] = {
    s.Text: _is_text, s.Number: _is_number, s.Flag: lambda _, data: isinstance(data, bool), s.Choice: _is_text,
    s.Picks: _is_list, s.Lines: _is_list, s.When: _is_text, s.Pairs: _is_pairs, s.Measure: _is_measure,
    s.Rows: _is_list, s.Group: _is_mapping,
}  # fmt: skip


def raw_text(data: Any) -> str:
    """A value as YAML; a text that is no YAML as it is."""
    if isinstance(data, str) and read_yaml(data, "")[1]:
        return data
    return write_yaml(data)
