"""Papers that ask for each other in a circle, so that nobody can ever begin (clause 5.1c)."""

from __future__ import annotations

from collections.abc import Iterator

from onevisit.rules.catalogue_checks.check import ORDER, Check
from onevisit.rules.findings import Finding
from onevisit.rules.journeys import Catalogue, loops
from onevisit.rules.matters.definition import Matter

CIRCLE = Check(
    "C-105",
    "circular-proof",
    "有的情形下，证明互相循环，或者要的东西没有一个地方能办到：没有的人永远办不成",
    "取消其中一份证明，或者加一种不绕回来的证明方式（申请人自己的材料、告知承诺、部门核查）",
    f"{ORDER} 五（一）清理无谓证明（循环证明）",
)
CHECKS = (CIRCLE,)


def check(matter: Matter, catalogue: Catalogue) -> Iterator[Finding]:
    """Note every circle, in the words of the journey that meets it."""
    return (CIRCLE.at("requirements", loop.words) for loop in loops(matter, catalogue))
