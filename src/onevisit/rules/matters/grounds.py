"""The grounds on which an application can be refused: the matter's own, and those that the law gives every matter."""

from __future__ import annotations

from onevisit.rules.basis import Basis
from onevisit.rules.matters.courses import MODEL, XKF
from onevisit.rules.matters.definition import Matter, RefusalGround

FALSE_MATERIALS, DEFERRED_MISSING, QUOTA_FULL = "false-materials", "deferred-missing", "quota-full"


def grounds_of(matter: Matter) -> tuple[RefusalGround, ...]:
    """All lawful grounds of refusal of a matter, its own first."""
    general = [RefusalGround(FALSE_MATERIALS, "隐瞒有关情况或者提供虚假材料", Basis(XKF, "78"))]
    if any(one.defer is not None for one in matter.requirements):
        general.append(
            RefusalGround(
                DEFERRED_MISSING, "承诺后补的材料逾期未补或者补交后仍不符合要求", Basis(MODEL, "11")
            )
        )
    if matter.courses.quota is not None:
        general.append(RefusalGround(QUOTA_FULL, "有数量限制的名额已满", matter.courses.quota.basis))
    own = {one.key for one in matter.refusals}
    return (*matter.refusals, *(one for one in general if one.key not in own))
