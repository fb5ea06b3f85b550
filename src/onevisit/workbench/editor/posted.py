"""A form as it was sent: names with their values in the order of the page, bounded before anything is made of it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import ClassVar

from onevisit.rules.cases.refused import Refused

MAX_VALUES = 5_000
"""Fields of one form. The longest part of a definition of a district needs some nine hundred."""
MAX_LENGTH = 10_000
"""Characters of one value."""
MAX_ROWS = 200
"""Rows of one list."""
MAX_DEPTH = 8
"""Names in a name: `requirements.3.evidence.1.way` has five."""
MAX_TEXT = 60_000
"""Characters of a value that is a text as a whole: YAML, or what no field can hold."""

_STEP = r"(?:[a-z][a-z0-9_]{0,30}|[0-9]{1,4}|~[a-z]{0,10})"
_NAME = re.compile(rf"{_STEP}(?:\.{_STEP})*")
_ROW = re.compile(r"[0-9]{1,4}")


class FormRefused(Refused):
    """The form is none of ours: nothing of it was saved."""

    what: ClassVar[str] = "表单没有保存：{fault}"
    remedy: ClassVar[str] = "请回到编辑页，刷新后再改；要整篇替换的，请用“文本（YAML）”页粘贴。"


def cleaned(text: str) -> str:
    """What was typed, with one kind of line end and without characters that nobody can see."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return "".join(one for one in text if one in "\n\t" or (ord(one) >= 32 and one != "\x7f")).strip()


class Form:
    """What was sent. Every name is read once; what nobody has read in the end belongs to no field."""

    def __init__(self, pairs: Iterable[tuple[str, str]]) -> None:
        """Raises `FormRefused` for a form beyond the bounds."""
        self._values: dict[str, list[str]] = {}
        self._rows: dict[str, dict[str, None]] = {}
        for number, (name, value) in enumerate(pairs):
            if number >= MAX_VALUES:
                raise FormRefused(fault=f"栏目超过{MAX_VALUES}个")
            if not _NAME.fullmatch(name) or name.count(".") >= MAX_DEPTH:
                raise FormRefused(fault=f"有不认识的栏目“{shortened(name)}”")
            longest = MAX_TEXT if name.rpartition(".")[2].startswith("~") else MAX_LENGTH
            if len(value) > longest:
                raise FormRefused(fault=f"有一栏超过{longest}个字")
            self._values.setdefault(name, []).append(value)
            self._count(name)

    def _count(self, name: str) -> None:
        steps = name.split(".")
        for at, step in enumerate(steps):
            if _ROW.fullmatch(step):
                rows = self._rows.setdefault(".".join(steps[:at]), {})
                rows[step] = None
                if len(rows) > MAX_ROWS:
                    raise FormRefused(fault=f"一个列表最多{MAX_ROWS}行")

    def has(self, name: str) -> bool:
        """Whether the form has this field; it is read by that."""
        return self._values.pop(name, None) is not None

    def raw(self, name: str) -> str | None:
        """The one value of a field as it was sent, or None. Raises `FormRefused` where it was sent twice."""
        values = self._values.pop(name, None)
        if values is not None and len(values) > 1:
            raise FormRefused(fault=f"栏目“{shortened(name)}”出现了{len(values)}次")
        return values[0] if values else None

    def one(self, name: str) -> str:
        """The one value of a field, cleaned; "" where it was not sent."""
        return cleaned(self.raw(name) or "")

    def many(self, name: str) -> list[str]:
        """All values of a field, cleaned, each once, in their order."""
        return list(dict.fromkeys(one for one in map(cleaned, self._values.pop(name, [])) if one))

    def rows(self, name: str) -> list[str]:
        """The numbers of the rows of a list, in the order in which they stand on the page."""
        return list(self._rows.get(name, {}))

    def finish(self) -> None:
        """Raise `FormRefused` if something was sent that belongs to no field."""
        if self._values:
            raise FormRefused(fault=f"有不认识的栏目“{shortened(next(iter(self._values)))}”")


def shortened(text: str, longest: int = 60) -> str:
    """The beginning of a text that may be anything."""
    text = cleaned(text)
    return text if len(text) <= longest else f"{text[:longest]}…"
