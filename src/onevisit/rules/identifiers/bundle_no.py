"""一件事编号: a case number whose sequence begins at 90001, so that it can be read out, typed and checked like one.

Twelve digits as in `case_no`; the sequence numbers 90001…99999 of a day are those of bundles.
"""

from datetime import date

from onevisit.rules.identifiers.case_no import CaseNo, check, make

__all__ = ["FIRST", "is_bundle", "make_bundle_no"]

FIRST = 90_000
"""Sequence numbers above this are those of bundles."""


def make_bundle_no(day: date, seq: int) -> CaseNo:
    """The number of the `seq`-th bundle of `day`. Raises BadCaseNo where no number is left."""
    return make(day, FIRST + seq)


def is_bundle(text: str) -> bool:
    """Whether a number that is right is that of a bundle. Raises BadCaseNo."""
    return check(text).seq > FIRST
