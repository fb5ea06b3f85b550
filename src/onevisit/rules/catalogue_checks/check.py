"""What a check is: something that can be wrong with a definition, how grave it is, how to mend it, and who says so."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from onevisit.rules.findings import Finding, Severity

ORDER = "博政办字〔2017〕90号"
OPTIMISE = "优化营商环境条例"


class Scope(StrEnum):
    """What has to be looked at: the first letter of a check's id."""

    MATTER = "M"
    """One matter. Some checks ask the registers of organs and licences too."""
    CATALOGUE = "C"
    """Several matters together."""
    FORMAT = "F"
    """Whether a file can be read at all."""
    DISTRICT = "D"
    """The rest of a district pack: organs, halls, staff, licence types …"""

    @property
    def label(self) -> str:
        """What people see."""
        return {"M": "一个事项", "C": "整个目录", "F": "文件格式", "D": "区县的其他数据"}[self.value]


@dataclass(frozen=True)
class Check:
    """One check. `id` never changes (`M-012`); `code` is what findings carry.

    `says` is a sentence that is true where it finds something, `mend` how to mend it, `source` the article, standard
    or clause that it comes from.
    """

    id: str
    code: str
    says: str
    mend: str
    source: str
    severity: Severity = Severity.ERROR

    @property
    def scope(self) -> Scope:
        """What has to be looked at."""
        return Scope(self.id[0])

    def at(self, path: str, message: str, mend: str = "") -> Finding:
        """A finding of this check at a place."""
        return Finding(path, self.code, message, self.severity, mend=mend)


def warns(id_: str, code: str, says: str, mend: str, source: str) -> Check:
    """A check that keeps nothing from being published."""
    return Check(id_, code, says, mend, source, Severity.WARNING)
