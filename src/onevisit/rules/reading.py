"""Turn plain data (from YAML or JSON) into frozen values, with a finding for everything that does not fit.

The shape is taken from the dataclass itself: a key that the class does not have is a finding, so is a missing one,
so is a value of another type. Two keys may stand in any mapping and belong to none: `assumed` (true, or the list of
keys beside it that still have to be confirmed) and `source` (where an assumed value was taken from).
"""

from __future__ import annotations

import dataclasses
import types
import typing
from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from functools import cache
from typing import Any, TypeVar

from onevisit.rules.findings import Findings

T = TypeVar("T")

PROVENANCE_KEYS = frozenset({"assumed", "source"})

Reader = Callable[[Any, str, Findings], Any]
"""Reads one value: the data, its path, and where to note findings. Returns None where it noted an error."""


def read(cls: type[T], data: object, path: str, notes: Findings, *, own: bool = False) -> T | None:
    """Read a mapping into the dataclass `cls`; None when a needed key is missing or wrong (each noted).

    `own` is for what the program itself wrote: texts are taken as they stand, and `assumed` is a key like others.
    """
    if not isinstance(data, Mapping):
        notes.error(path, "not-a-mapping", f"这里应是一组“键: 值”，实际是{_name(data)}")
        return None
    hints, fields = _shape(typing.cast("Any", cls))
    for key in data:
        if key not in fields and (own or key not in PROVENANCE_KEYS):
            notes.error(
                _join(path, str(key)), "unknown-key", f"不认识的键“{key}”；可用：{'、'.join(sorted(fields))}"
            )
    if not own:
        _check_provenance(data, path, notes)
    values: dict[str, Any] = {}
    complete = True
    for name, field in fields.items():
        at = _join(path, name)
        if name not in data or data[name] is None:
            if field.default is dataclasses.MISSING and field.default_factory is dataclasses.MISSING:
                notes.error(at, "missing", f"缺少“{name}”")
                complete = False
            continue
        reader: Reader | None = field.metadata.get("read")
        value = reader(data[name], at, notes) if reader else _value(hints[name], data[name], at, notes, own)
        if value is None:
            complete = False
        else:
            values[name] = value
    return cls(**values) if complete else None


@cache
def _shape(cls: type[Any]) -> tuple[Mapping[str, Any], Mapping[str, dataclasses.Field[Any]]]:
    """Types and fields of a dataclass, worked out once: a case's state is read at each command."""
    return typing.get_type_hints(cls), {one.name: one for one in dataclasses.fields(cls)}


def _check_provenance(data: Mapping[Any, Any], path: str, notes: Findings) -> None:
    assumed = data.get("assumed")
    if assumed is None or assumed is True:
        return
    if isinstance(assumed, list) and all(isinstance(key, str) for key in assumed):
        for key in assumed:
            if key not in data:
                notes.error(_join(path, "assumed"), "assumed-unknown", f"assumed 提到的“{key}”在这里并不存在")
        return
    notes.error(_join(path, "assumed"), "bad-assumed", "assumed 只能是 true，或同一层里待确认的键的列表")


def _value(  # noqa: PLR0911 — one line a kind of value.
    kind: Any, data: Any, path: str, notes: Findings, own: bool
) -> Any:
    origin = typing.get_origin(kind)
    if origin in (types.UnionType, typing.Union):
        (kind,) = [option for option in typing.get_args(kind) if option is not types.NoneType]
        return _value(kind, data, path, notes, own)
    if origin is tuple:
        return _items(typing.get_args(kind)[0], data, path, notes, own)
    if origin is not None and issubclass(origin, Mapping):
        return _mapping(typing.get_args(kind)[1], data, path, notes, own)
    if dataclasses.is_dataclass(kind):
        return read(typing.cast("type[Any]", kind), data, path, notes, own=own)
    if isinstance(kind, type) and issubclass(kind, StrEnum):
        return _choice(kind, data, path, notes)
    if kind is Decimal:
        return _decimal(data, path, notes)
    if kind is date:
        return _date(data, path, notes)
    if kind is str and isinstance(data, str):
        return data if own else _text(data, path, notes)
    if kind is int and isinstance(data, int) and not isinstance(data, bool):
        return data
    if kind is bool and isinstance(data, bool):
        return data
    notes.error(path, "wrong-type", f"这里应是{_NAMES.get(kind, str(kind))}，实际是{_name(data)}（{data!r}）")
    return None


def _items(kind: Any, data: Any, path: str, notes: Findings, own: bool) -> tuple[Any, ...] | None:
    if not isinstance(data, list):
        notes.error(path, "wrong-type", f"这里应是列表，实际是{_name(data)}")
        return None
    values = [_value(kind, item, f"{path}[{number}]", notes, own) for number, item in enumerate(data)]
    return tuple(values) if all(value is not None for value in values) else None


def _mapping(kind: Any, data: Any, path: str, notes: Findings, own: bool) -> Mapping[str, Any] | None:
    if not isinstance(data, Mapping) or not all(isinstance(key, str) for key in data):
        notes.error(path, "wrong-type", "这里应是一组“键: 值”（数字和 yes/no 请加引号）")
        return None
    values = {key: _value(kind, value, _join(path, key), notes, own) for key, value in data.items()}
    return values if all(value is not None for value in values.values()) else None


def _choice(kind: type[StrEnum], data: Any, path: str, notes: Findings) -> StrEnum | None:
    try:
        return kind(data)
    except ValueError:
        notes.error(path, "unknown-choice", f"“{data}”不在可选值之内：{'、'.join(kind)}")
        return None


def _decimal(data: Any, path: str, notes: Findings) -> Decimal | None:
    try:
        if isinstance(data, (str, int)) and not isinstance(data, bool):
            return Decimal(data)
    except InvalidOperation:
        notes.error(path, "not-a-number", f"“{data}”不是金额")
        return None
    notes.error(path, "not-a-number", '金额请写成带引号的文字，例如 "80"')
    return None


def _date(data: Any, path: str, notes: Findings) -> date | None:
    try:
        if isinstance(data, str):
            return date.fromisoformat(data)
    except ValueError:
        notes.error(path, "not-a-date", f'“{data}”不是日期，应写成 "2026-11-23"')
        return None
    notes.error(path, "not-a-date", '日期应写成带引号的文字 "2026-11-23"')
    return None


def _text(data: str, path: str, notes: Findings) -> str | None:
    if not data.strip():
        notes.error(path, "empty", "不能为空")
        return None
    if any(ord(character) < 32 and character not in "\n\t" for character in data):
        notes.error(path, "control-character", "含有不可见的控制字符")
        return None
    return data.strip()


_NAMES: Mapping[Any, str] = {str: "文字", int: "整数", bool: "true 或 false", list: "列表", dict: "一组键值"}


def _name(data: object) -> str:
    return _NAMES.get(type(data), type(data).__name__ if data is not None else "空")


def _join(path: str, key: str) -> str:
    return f"{path}.{key}" if path else key
