"""Definitions as YAML text, both ways. What is written is read back as the same value, and written again as the same.

Reading makes plain values only, whatever the text says, and is bounded: a text may come from anybody (an editor's
paste, a folder from another district). Anchors are refused: no definition needs them, and a few lines of them grow to
gigabytes. This file knows YAML and nothing of what a definition means.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from math import isfinite
from typing import Any

import yaml

from onevisit.rules.findings import Finding

MAX_BYTES = 1_000_000
"""No file of a pack comes near this; a larger one is a mistake or an attack."""
MAX_DEPTH = 24
"""How deep values may lie in each other. A definition needs seven."""
MAX_NODES = 60_000
"""How many values a text may have. The longest file of a district has some six thousand."""

LINE = 100
"""Characters: a list or mapping that is no longer, and not deep, stands in one line."""

_TAG = "tag:yaml.org,2002:"
_PLAIN = re.compile(r"[^\W\d_][^\x00-\x1f\x7f-\xa0\"'#,:=<>\[\]{}|`&*!%@\\\u2028\u2029\ufeff]*(?<! )")
_LINES = re.compile(
    r"(?:[^\s\x00-\x1f\x7f-\xa0\ufeff][^\x00-\x1f\x7f-\xa0\u2028\u2029\ufeff]*(?<! )(?:\n+|$))+"
)
_OTHER = frozenset({"y", "n", "yes", "no", "on", "off", "true", "false", "null", "nan", "inf", "infinity"})
"""Words that one reader of YAML or another takes for something else than text."""

_scalars = yaml.representer.SafeRepresenter()


def write_yaml(data: Mapping[str, object] | Sequence[object]) -> str:
    """The YAML text of plain values: text, bool, int, float, None, and lists and mappings of them.

    Keys stand in the order of the mapping: it is the order of questions and options on the screen. Any text survives,
    also “007”, “yes”, “12:30” and one of several lines. Raises TypeError for any other value, and UnicodeEncodeError
    for half a surrogate pair, which no text file can hold.
    """
    node, _, _ = _node(data, top=True)
    text: str = yaml.serialize(node, Dumper=yaml.CSafeDumper, allow_unicode=True, width=1 << 30)
    return text


def _node(data: object, *, top: bool = False) -> tuple[yaml.Node, int, int]:
    """The node of a value, with the characters that it takes in one line, and how many levels lie in it."""
    if isinstance(data, str):
        return _text(data)
    if data is None or isinstance(data, bool | int | float):
        scalar = _scalars.represent_data(data)
        return scalar, len(scalar.value), 0
    if isinstance(data, Mapping):
        pairs = [(_node(_key(key)), _node(value)) for key, value in data.items()]
        width = sum(key[1] + value[1] + 4 for key, value in pairs)
        height = 1 + max((value[2] for _, value in pairs), default=0)
        flow = _in_one_line(width, height, top=top)
        nodes = [(key[0], value[0]) for key, value in pairs]
        return yaml.MappingNode(f"{_TAG}map", nodes, flow_style=flow), width, height
    if isinstance(data, list | tuple):
        items = [_node(one) for one in data]
        width = sum(item[1] + 2 for item in items)
        height = 1 + max((item[2] for item in items), default=0)
        flow = _in_one_line(width, height, top=top)
        return yaml.SequenceNode(f"{_TAG}seq", [one[0] for one in items], flow_style=flow), width, height
    raise TypeError(f"no plain value: {data!r}")


def _in_one_line(width: int, height: int, *, top: bool) -> bool:
    return width == 0 or (not top and width <= LINE and height <= 2)


def _key(key: object) -> str:
    if not isinstance(key, str):
        raise TypeError(f"no text as key: {key!r}")
    return key


def _text(text: str) -> tuple[yaml.Node, int, int]:
    """Plain where nobody can take it for something else, as lines where it has some, and in quotes otherwise."""
    style: str | None = '"'
    if _PLAIN.fullmatch(text) and text.lower() not in _OTHER:
        style = None
    elif "\n" in text[:-1] and _LINES.fullmatch(text):
        return yaml.ScalarNode(f"{_TAG}str", text, style="|"), LINE + 1, 0
    return yaml.ScalarNode(f"{_TAG}str", text, style=style), len(text) + (2 if style else 0), 0


class _Loader(yaml.CSafeLoader):
    """YAML silently keeps the last of two equal keys; an official who wrote both deserves to be told."""


def _mapping(loader: Any, node: yaml.MappingNode, deep: bool = False) -> dict[str, object]:
    found: dict[str, object] = {}
    for key_node, value_node in node.value:
        key = loader.construct_object(key_node, deep=True)
        if not isinstance(key, str):
            raise yaml.constructor.ConstructorError(None, None, f"键 {key!r} 请加引号", key_node.start_mark)
        if key in found:
            raise yaml.constructor.ConstructorError(None, None, f"键“{key}”写了两次", key_node.start_mark)
        found[key] = loader.construct_object(value_node, deep=True)
    return found


_Loader.add_constructor(f"{_TAG}map", _mapping)


class _TooMuch(yaml.MarkedYAMLError):
    """A text that is beyond the bounds; nothing of it was built."""


def read_yaml(text: str, name: str) -> tuple[Any | None, tuple[Finding, ...]]:
    """The value that a YAML text says, or None and why not. `name` is what the findings call the file."""
    try:
        if len(text.encode()) > MAX_BYTES:
            return None, (too_large(name),)
        _bounded(text)
        # The loader is a SafeLoader: it makes plain values only, whatever the text says.
        return yaml.load(text, Loader=_Loader), ()  # noqa: S506
    except UnicodeEncodeError:
        return None, (Finding("", "not-utf8", "有不成对的代理字符，请删去或者重新输入", file=name),)
    except yaml.YAMLError as error:
        return None, (_broken(error, name),)
    except ValueError as error:
        # A day that the calendar does not have, a number of thousands of digits.
        message = f"YAML 读不懂：{error}（日期和编号请加引号）"
        return None, (Finding("", "broken-yaml", message, file=name),)


def unplain(value: object, path: str = "") -> Iterator[str]:
    """Where a value that was read holds what no definition can: a day, bytes, a set, infinity. The paths of all."""
    if isinstance(value, Mapping):
        for key, one in value.items():
            yield from unplain(one, f"{path}.{key}" if path else str(key))
    elif isinstance(value, list):
        for number, one in enumerate(value):
            yield from unplain(one, f"{path}[{number}]")
    elif not (isinstance(value, str | bool | int | None) or (isinstance(value, float) and isfinite(value))):
        yield path


def too_large(name: str) -> Finding:
    """What is said of a text beyond `MAX_BYTES`."""
    return Finding("", "too-large", "文件超过1 MB，不会是一个事项的定义", file=name)


def _bounded(text: str) -> None:
    """Look at the text once without building anything from it; raise where it is beyond the bounds."""
    depth = 0
    for nodes, event in enumerate(yaml.parse(text, Loader=yaml.CSafeLoader)):
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            raise _TooMuch(None, None, "不能用锚点和引用（& 和 *），请把内容写全", event.start_mark)
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
        if depth > MAX_DEPTH:
            raise _TooMuch(None, None, f"嵌套超过{MAX_DEPTH}层", event.start_mark)
        if nodes > MAX_NODES:
            raise _TooMuch(None, None, f"超过{MAX_NODES}个值，不会是一个事项的定义", event.start_mark)


def _broken(error: yaml.YAMLError, name: str) -> Finding:
    mark = getattr(error, "problem_mark", None)
    problem = getattr(error, "problem", None) or str(error).splitlines()[0]
    place = f"第{mark.line + 1}行第{mark.column + 1}列" if mark else ""
    return Finding(place, "broken-yaml", f"YAML 读不懂：{problem}（检查缩进、冒号后的空格和引号）", file=name)
