"""Canonical JSON: one value, one text, so that a hash over the text is a hash over the value.

Keys in order of their code points, no blanks, no escapes but those JSON demands, whole numbers that every
reader can hold, no NaN, no NUL (PostgreSQL cannot store it), no lone surrogate (UTF-8 cannot). A date is
"2026-09-28", an instant "2026-09-28T01:02:03.000000Z"; reading gives them back as text.
"""

import json
from collections.abc import Mapping
from datetime import UTC, date, datetime
from typing import TypeAlias

__all__ = ["JSON", "NotCanonical", "dumps", "loads"]

JSON: TypeAlias = "bool | int | str | list[JSON] | dict[str, JSON] | None"
"""What `loads` gives back."""

# RFC 7493 (I-JSON): the whole numbers that a reader with floating-point numbers still tells apart.
_LARGEST = 2**53 - 1
_DEEPEST = 64


class NotCanonical(ValueError):
    """A value or a text without canonical form. `path` names the place, as in payload.items[2].name."""

    def __init__(self, path: str, why: str) -> None:
        self.path = path
        super().__init__(f"{path or '（整个值）'}：{why}")


def dumps(value: object) -> str:
    """The canonical text of `value`: None, bool, int, str, date, aware datetime, list, tuple or mapping.

    Raises NotCanonical for anything else.
    """
    return json.dumps(_plain(value, "", 0), ensure_ascii=False, separators=(",", ":"), sort_keys=True)


def loads(text: str) -> JSON:
    """The value of a canonical text. Raises NotCanonical for JSON in any other form, or no JSON at all."""
    try:
        value: JSON = _DECODER.decode(text)
    except json.JSONDecodeError as bad:
        raise NotCanonical("", f"第{bad.pos + 1}个字符处不是JSON。") from None
    except RecursionError:
        raise NotCanonical("", f"嵌套超过{_DEEPEST}层。") from None
    if dumps(value) != text:
        raise NotCanonical("", "不是规范形式的JSON（键的顺序、空白、转义或者数字写法不同）。")
    return value


def _plain(value: object, path: str, depth: int) -> JSON:
    if depth > _DEEPEST:
        raise NotCanonical(path, f"嵌套超过{_DEEPEST}层。")
    match value:
        case None | bool():
            return value
        case str():
            return _text(value, path)
        case int():
            if abs(value) > _LARGEST:
                raise NotCanonical(path, f"整数{value}超出±{_LARGEST}，请写成文字。")
            return int(value)
        case datetime():
            return _instant(value, path)
        case date():
            return value.isoformat()
        case list() | tuple():
            return [_plain(each, f"{path}[{at}]", depth + 1) for at, each in enumerate(value)]
        case Mapping():
            return {
                _key(key, path): _plain(each, _below(path, key), depth + 1) for key, each in value.items()
            }
        case float():
            raise NotCanonical(path, f"不能是小数{value}，请用整数（如分）或者文字。")
        case _:
            raise NotCanonical(path, f"不能是{type(value).__name__}类型的值。")


def _key(key: object, path: str) -> str:
    if not isinstance(key, str):
        raise NotCanonical(path, f"键{key!r}不是文字。")
    return _text(key, _below(path, key))


def _below(path: str, key: object) -> str:
    return f"{path}.{key}" if path else str(key)


def _text(text: str, path: str) -> str:
    if "\0" in text:
        raise NotCanonical(path, "文字中有空字符（NUL）。")
    try:
        text.encode()
    except UnicodeEncodeError as bad:
        raise NotCanonical(path, f"第{bad.start + 1}个字符是不成对的代理字符。") from None
    # An enumeration that is a str writes itself by its value.
    return str.__str__(text)


def _instant(value: datetime, path: str) -> str:
    if value.utcoffset() is None:
        raise NotCanonical(path, f"时刻{value}没有时区。")
    return value.astimezone(UTC).replace(tzinfo=None).isoformat(timespec="microseconds") + "Z"


def _unique(pairs: list[tuple[str, JSON]]) -> dict[str, JSON]:
    value: dict[str, JSON] = {}
    for key, each in pairs:
        if key in value:
            raise NotCanonical(key, "这个键出现了两次。")
        value[key] = each
    return value


def _no_float(literal: str) -> JSON:
    raise NotCanonical("", f"不能有小数、NaN或者无穷大：{literal}。")


def _whole(literal: str) -> int:
    # Python itself refuses to read a number of thousands of digits; this refuses it with a sentence.
    if len(literal) > len(str(-_LARGEST)):
        raise NotCanonical("", f"整数超出±{_LARGEST}。")
    return int(literal)


_DECODER = json.JSONDecoder(
    object_pairs_hook=_unique, parse_int=_whole, parse_float=_no_float, parse_constant=_no_float
)
