"""The references of authorisations (WT, 委托) and of visits at home (SM, 上门): told apart at sight from cases."""

from __future__ import annotations

import unicodedata
from datetime import date

from onevisit.rules.identifiers import BadIdentifier, case_no

AUTHORISATION, HOME_VISIT = "WT", "SM"


class BadReference(BadIdentifier):
    """A reference that cannot be right."""

    kind = "编号"


def make(prefix: str, day: date, seq: int) -> str:
    """The reference of the `seq`-th of a day: two letters, then digits with a check as in the number of a case."""
    return f"{prefix}{case_no.make(day, seq)}"


def check(prefix: str, text: str) -> str:
    """The canonical form of a reference as somebody typed it. Raises BadReference."""
    plain = "".join(unicodedata.normalize("NFKC", text).split()).upper()
    if not plain.startswith(prefix):
        raise BadReference(f"以{prefix}开头，请对照单子上的编号核对。")
    try:
        return f"{prefix}{case_no.check(plain.removeprefix(prefix))}"
    except case_no.BadCaseNo as bad:
        raise BadReference("可能输错了一位，请逐位核对。") from bad


def spoken(reference: str) -> str:
    """A reference in groups, as it is printed and read out: WT 261123 00001 7."""
    return f"{reference[:2]} {case_no.check(reference[2:]).spoken}"
