"""What an adverse decision tells about rights (行政许可法 Art. 38 (2)): before whom, until when, which article."""

from __future__ import annotations

from onevisit.rules.basis import Basis
from onevisit.rules.district.definition import OrganKind

RECONSIDERATION = Basis("行政复议法", "20", 1)
"""Sixty days from knowing of the act."""

LAWSUIT = Basis("行政诉讼法", "46", 1)
"""Six months from knowing of the act."""

TO_THE_GOVERNMENT = Basis("行政复议法", "24", 1)
"""Against a department of the district, or a town's government: before the district's government."""

TO_THE_NEXT_ABOVE = Basis("行政复议法", "27")
"""Against an organ led from above alone: before the one above it."""


def remedies(organ: OrganKind, government: str) -> str:
    """The sentence for a decision of such an organ; `government` is the name of the district's."""
    before, article = _before(organ, government)
    return (
        f"如不服本决定，可以自知道本决定之日起六十日内向{before}申请行政复议"
        f"（{RECONSIDERATION.cite()}、{article.cite()}）；"
        f"也可以自知道本决定之日起六个月内依法向有管辖权的人民法院提起行政诉讼（{LAWSUIT.cite()}）。"
    )


def _before(organ: OrganKind, government: str) -> tuple[str, Basis]:
    if organ is OrganKind.GOVERNMENT:
        return "上一级人民政府", TO_THE_GOVERNMENT
    if organ is OrganKind.VERTICAL:
        return "上一级主管部门", TO_THE_NEXT_ABOVE
    return government, TO_THE_GOVERNMENT
