"""Every check there is, by its code and by its id. What is not here cannot be found by anything."""

from __future__ import annotations

from collections.abc import Mapping

from onevisit.rules.catalogue_checks import (
    bases,
    circles,
    coming,
    district_checks,
    documents,
    format_checks,
    guide,
    materials,
    matter_checks,
    references,
    times,
)
from onevisit.rules.catalogue_checks.check import Check, Scope
from onevisit.rules.findings import Finding

__all__ = ["CHECKS", "by_code", "by_id", "check_of", "mend_of"]

_PARTS = (
    matter_checks,
    bases,
    materials,
    times,
    coming,
    guide,
    references,
    circles,
    documents,
    format_checks,
    district_checks,
)
CHECKS: tuple[Check, ...] = tuple(
    sorted(
        (one for part in _PARTS for one in part.CHECKS),
        key=lambda one: (list(Scope).index(one.scope), one.id),
    )
)
by_code: Mapping[str, Check] = {one.code: one for one in CHECKS}
by_id: Mapping[str, Check] = {one.id: one for one in CHECKS}


def check_of(finding: Finding) -> Check:
    """The check that a finding comes from. A KeyError means a code that was not entered here."""
    return by_code[finding.code]


def mend_of(finding: Finding) -> str:
    """How to mend it: what the finding says itself, otherwise what its check says."""
    return finding.mend or check_of(finding).mend
