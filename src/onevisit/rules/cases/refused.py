"""What all refusals have in common."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from onevisit.rules.basis import Basis


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
        return f"{self.what.format(**self.details)}{why}。{self.remedy.format(**self.details)}"
