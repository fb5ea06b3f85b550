"""What all commands have in common."""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import date
from typing import ClassVar

from onevisit.rules.cases.contents import Contents
from onevisit.rules.matters.vocabulary import Way


@dataclass(frozen=True)
class Shown:
    """How one requirement was shown. `refs` are the hashes of the files, or of the register's answer."""

    requirement: str
    way: Way
    refs: tuple[str, ...] = ()


@dataclass(frozen=True)
class IssuedResult:
    """One result as it is issued. `document` refers to the data that the certificate was made from."""

    result: str
    number: str
    identifier: str
    valid_from: date
    document: str
    template: str
    valid_to: date | None = None


@dataclass(frozen=True)
class Command:
    """Base of all commands. `label` is the button; subclasses are the verbs of the procedure."""

    label: ClassVar[str] = ""

    @property
    def contents(self) -> tuple[Contents, ...]:
        """Whatever in this command a person wrote, to be stored beside the log."""
        values = (getattr(self, one.name) for one in fields(self))
        return tuple(value for value in values if isinstance(value, Contents))
