"""What is wrong with a piece of data, where it stands, and how grave it is.

Definitions are written by officials, not by programmers: a parser that stops at the first fault would cost them a
day. So nothing here raises; every fault becomes a `Finding`, and whoever asked decides what to do with the list.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from enum import StrEnum


class Severity(StrEnum):
    """How grave a finding is: an error keeps a definition from being published, a warning does not."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, order=True)
class Finding:
    """One fault. `path` is the place in the data (`requirements[2].basis.law`), `file` the file it was read from.

    `code` is that of a check in `catalogue_checks.registry`, which says how to mend any finding of its kind; `mend`
    says it for this one, where it can be said more precisely.
    """

    path: str
    code: str
    message: str
    severity: Severity = Severity.ERROR
    file: str = ""
    mend: str = ""

    def in_file(self, file: str) -> Finding:
        """The same finding, with the name of the file that it was found in."""
        return replace(self, file=file)


@dataclass
class Findings:
    """A list being collected. The only mutable value of the rules: it lives for the length of one check."""

    found: list[Finding] = field(default_factory=list)

    def error(self, path: str, code: str, message: str) -> None:
        """Note a fault that keeps the definition from being published."""
        self.found.append(Finding(path, code, message))

    def warning(self, path: str, code: str, message: str) -> None:
        """Note something that somebody should look at."""
        self.found.append(Finding(path, code, message, Severity.WARNING))

    def extend(self, findings: Iterable[Finding]) -> None:
        """Take over what another check found."""
        self.found.extend(findings)

    @property
    def errors(self) -> tuple[Finding, ...]:
        """Those that keep the definition from being published."""
        return tuple(f for f in self.found if f.severity is Severity.ERROR)
