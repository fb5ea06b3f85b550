"""What all refusals have in common."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from typing import ClassVar

from onevisit.rules.basis import Basis
from onevisit.rules.calendar import chinese_date


class Refused(Exception):
    """Base of all refusals. `what` may have places in braces; `basis` the article; `remedy` what to do now."""

    what: ClassVar[str] = ""
    basis: ClassVar[Basis | None] = None
    remedy: ClassVar[str] = ""

    def __init__(self, **details: str) -> None:
        self.details: Mapping[str, str] = details
        super().__init__(self.sentence)

    @property
    def code(self) -> str:
        """A stable name for machines: the name of the class."""
        return type(self).__name__

    @property
    def sentence(self) -> str:
        """All of it, for a person."""
        why = f"（{self.basis.cite()}）" if self.basis else ""
        return f"{self.said(self.what)}{why}。{self.said(self.remedy)}"

    def said(self, sentence: str) -> str:
        """The sentence with its places filled in; a day as people say it."""
        return sentence.format(**{name: _day(value) for name, value in self.details.items()})


def _day(value: str) -> str:
    return chinese_date(date.fromisoformat(value)) if _ISO_DAY.fullmatch(value) else value


_ISO_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
