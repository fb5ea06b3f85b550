"""What stands in somebody's way before he applies: told at the beginning, and asked again by `decide` at the end."""

from __future__ import annotations

from datetime import date

from onevisit.casework.models import Bar
from onevisit.rules.basis import Basis
from onevisit.rules.cases.context import BarKind
from onevisit.rules.cases.refusals import Barred, CommitmentBarred, CommitmentExcluded, Refused
from onevisit.rules.matters.definition import Matter


def from_applying(party: int, matter: Matter, today: date) -> Refused | None:
    """Why this party may not apply for this matter today (行政许可法 Art. 78, 79); None if it may. One statement."""
    rows = Bar.objects.filter(party=party, kind=BarKind.APPLY.value, matter=matter.key, until__gt=today)
    row = rows.select_related("case").order_by("-until").first()
    if row is None or row.until is None:
        return None
    why = Basis(row.law, row.article).cite()
    return Barred(matter=matter.name, case=row.case.number, until=row.until.isoformat(), why=why)


def from_commitments(party: int, matter: Matter, today: date) -> Refused | None:
    """Why this party may promise nothing here instead of proving it; None if it may. At most one statement."""
    if matter.courses.risks and matter.courses.pledge.statutory is None:
        risks = "、".join(risk.label for risk in matter.courses.risks)
        return CommitmentExcluded(matter=matter.name, risks=risks)
    rows = Bar.objects.filter(party=party, kind=BarKind.COMMIT.value).select_related("case").order_by("id")
    standing = next((row for row in rows if row.until is None or today < row.until), None)
    return CommitmentBarred(case=standing.case.number) if standing else None
