"""Refusals that only this capability can know; the others stand in rules/coordination/refusals."""

from __future__ import annotations

from typing import ClassVar

from onevisit.casework.refusals import NoSuchCase


class NoSuchConsultation(NoSuchCase):
    """No question or disagreement has this reference, or this person may not know that there is one."""

    what: ClassVar[str] = "没有编号为 {reference} 的协同事项，或者您无权查看"
    remedy: ClassVar[str] = "请核对编号；编号在办件页面“部门协同”一栏。"
