"""Readers for the values in a definition that are written shorter than they are: articles, limits, conditions."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from onevisit.rules.basis import Basis
from onevisit.rules.findings import Findings
from onevisit.rules.limits import Limit, Unit
from onevisit.rules.matters.conditions import BadCondition, Condition, parse
from onevisit.rules.reading import PROVENANCE_KEYS

_KEY = re.compile(r"[a-z][a-z0-9]*(?:[-_][a-z0-9]+)*")
_BASIS_KEYS = {"law", "article", "paragraph", "item", "says"}
_LIMIT_UNITS = {"working_days": Unit.WORKING_DAYS, "days": Unit.DAYS, "months": Unit.MONTHS}
_LIMIT_KEYS = {*_LIMIT_UNITS, "at_once", "basis", "note"}


def read_key(data: Any, path: str, notes: Findings) -> str | None:
    """A key: lower-case Latin letters, digits, hyphens or underscores. It appears in addresses and never changes."""
    if isinstance(data, str) and _KEY.fullmatch(data):
        return data
    notes.error(path, "bad-key", f"键“{data}”只能用小写字母、数字、连字符或下划线，并以字母开头")
    return None


def read_basis(data: Any, path: str, notes: Findings) -> Basis | None:
    """An article: `{law: 行政许可法, article: "42", paragraph: 1, item: 2}`."""
    if not isinstance(data, Mapping):
        notes.error(path, "not-a-basis", '依据应写成 {law: 法律简称, article: "条"}')
        return None
    for key in data:
        if key not in _BASIS_KEYS and key not in PROVENANCE_KEYS:
            notes.error(
                f"{path}.{key}",
                "unknown-key",
                f"不认识的键“{key}”；依据可用：{'、'.join(sorted(_BASIS_KEYS))}",
            )
    law, article = data.get("law"), data.get("article")
    if not isinstance(law, str) or not law.strip():
        notes.error(f"{path}.law", "missing", "缺少法律名称")
        return None
    if not isinstance(article, str) or not re.fullmatch(r"\d+(?:-\d+)?", article):
        notes.error(
            f"{path}.article", "bad-article", f'条号请写成带引号的数字，例如 "42"；实际是 {article!r}'
        )
        return None
    numbers: dict[str, int | None] = {}
    for part in ("paragraph", "item"):
        number = data.get(part)
        if number is not None and (not isinstance(number, int) or isinstance(number, bool) or number < 1):
            notes.error(f"{path}.{part}", "bad-number", f"款、项请写成正整数；实际是 {number!r}")
            return None
        numbers[part] = number
    return Basis(law, article, numbers["paragraph"], numbers["item"])


def read_limit(data: Any, path: str, notes: Findings) -> Limit | None:
    """A limit: `{working_days: 20, basis: {...}}`, `{days: 30}`, `{months: 2}` or `{at_once: true}`."""
    if not isinstance(data, Mapping):
        notes.error(path, "not-a-limit", "时限应写成 {working_days: 20, basis: {...}}")
        return None
    for key in data:
        if key not in _LIMIT_KEYS and key not in PROVENANCE_KEYS:
            notes.error(
                f"{path}.{key}",
                "unknown-key",
                f"不认识的键“{key}”；时限可用：{'、'.join(sorted(_LIMIT_KEYS))}",
            )
    named = [key for key in (*_LIMIT_UNITS, "at_once") if key in data]
    if len(named) != 1:
        notes.error(path, "bad-limit", "working_days、days、months、at_once 必须而且只能写一个")
        return None
    basis = read_basis(data["basis"], f"{path}.basis", notes) if data.get("basis") is not None else None
    if named == ["at_once"]:
        return Limit(0, Unit.AT_ONCE, basis, "当场办结")
    length = data[named[0]]
    if not isinstance(length, int) or isinstance(length, bool) or not 0 < length <= 1000:
        notes.error(f"{path}.{named[0]}", "bad-length", f"时限应是 1 到 1000 的整数，实际是 {length!r}")
        return None
    return Limit(length, _LIMIT_UNITS[named[0]], basis, str(data.get("note") or "期限"))


def read_condition(data: Any, path: str, notes: Findings) -> Condition | None:
    """A condition in the language of `conditions`."""
    if not isinstance(data, str):
        notes.error(path, "not-a-condition", "条件应是一句话，例如 premises == rented")
        return None
    try:
        return parse(data)
    except BadCondition as bad:
        notes.error(path, "bad-condition", f"条件“{data}”读不懂：{bad}")
        return None
