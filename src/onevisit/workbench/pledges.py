"""What an applicant signs at the window: that something will come by a day (容缺), or that it is so (告知承诺)."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from dataclasses import dataclass

from onevisit.platform import clock
from onevisit.rules.calendar import chinese_date
from onevisit.rules.cases.clocks import deferral_limit
from onevisit.rules.cases.contents import Contents
from onevisit.rules.limits import Reading
from onevisit.rules.matters.definition import Matter, Requirement
from onevisit.workbench.counter import told_today

LONGEST_NAME = 60


@dataclass(frozen=True)
class Late:
    """Something that may come late, and until when if it is accepted today."""

    requirement: Requirement
    until: Reading


def late(matter: Matter, keys: Sequence[str]) -> tuple[Late, ...]:
    """Those of the requirements that may come late, in the order of the guide."""
    found = []
    for one in matter.requirements:
        limit = deferral_limit(matter, one.key) if one.key in keys else None
        if limit is not None:
            found.append(Late(one, told_today(limit)))
    return tuple(found)


def may_commit(matter: Matter, requirement: Requirement) -> bool:
    """Whether a signed word can stand for this proof, in this matter."""
    excluded = matter.courses.risks and matter.courses.pledge.statutory is None
    return requirement.commitment and not excluded


def text_of(matter: Matter, later: Sequence[str], committed: Sequence[str]) -> str:
    """The promise, as it is shown and printed before it is signed."""
    parts = []
    coming = late(matter, later)
    if coming:
        named = "；".join(f"“{one.requirement.name}”最迟{chinese_date(one.until.due)}" for one in coming)
        parts.append(
            f"本人（本单位）承诺按期补交下列材料：{named}。"
            f"逾期没有补齐的，知晓本次申请将{matter.courses.deferral_ends.label}。"
        )
    if committed:
        named = "、".join(f"“{one.name}”" for one in matter.requirements if one.key in committed)
        parts.append(f"以告知承诺代替{named}。{matter.courses.pledge.text}")
    return "\n".join(parts)


def signed(text: str, by: str) -> Contents:
    """The promise with the name under it, signed on paper or screen before the clerk."""
    data = {
        "text": text,
        "signed_by": by.strip()[:LONGEST_NAME],
        "signed_on": clock.today().isoformat(),
        "how": "signature",
    }
    return Contents("pledge", data, secrets.token_hex(16))
