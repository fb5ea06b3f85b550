"""How long what people handed in has to be kept, before it may be erased.

A file is kept 10 or 30 years, or for good (机关文件材料归档范围和文书档案保管期限规定: 10年, 30年, 永久). Which of
them a matter gets is for the archives of the district to say; until they have, the longer one is taken (assumed):
what was granted 30 years, a confirmation of status or property (行政确认) for good, everything else 10 years. As long
as that lasts nothing may be done with it but keep it safe (个人信息保护法 Art. 47 (2)); after it, it is erased.
"""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from onevisit.rules.basis import Basis
from onevisit.rules.cases.phases import Outcome
from onevisit.rules.cases.refused import Refused
from onevisit.rules.limits.walk import add_months
from onevisit.rules.matters.vocabulary import Kind

GRANTED = 30
"""Years for what led to a licence or another right."""
OTHERWISE = 10
"""Years for what was refused, withdrawn, not accepted or ended."""

_KEEP = Basis("个人信息保护法", "47", 2)


class StillOpen(Refused):
    """What is not over and closed is needed."""

    what: ClassVar[str] = "{number} 还没有办结归档，申请人写的内容不能清除"
    basis: ClassVar[Basis | None] = _KEEP
    remedy: ClassVar[str] = "办结归档、保管期限届满后再清除。"


class StillInForce(Refused):
    """A licence that came of it is relied on: what it was granted on has to be there."""

    what: ClassVar[str] = (
        "{number} 办出的“{licence}”（{licence_number}）仍然有效（{standing}），凭以办理的材料不能清除"
    )
    basis: ClassVar[Basis | None] = _KEEP
    remedy: ClassVar[str] = "证照失效、注销，并且保管期限届满后再清除。"


class KeptUntil(Refused):
    """Its time has not come."""

    what: ClassVar[str] = "{number} 的保管期限到{until}，没有届满，不能清除"
    basis: ClassVar[Basis | None] = _KEEP
    remedy: ClassVar[str] = "在此之前只保存、不作他用；期限届满的第二天起可以清除。"


class KeptForGood(Refused):
    """It is kept for good."""

    what: ClassVar[str] = "{number} 是行政确认，档案永久保管，不能清除"
    basis: ClassVar[Basis | None] = _KEEP
    remedy: ClassVar[str] = "申请人要求更正或者限制使用的，按个人信息保护法第四十六条办理。"


def kept_until(kind: Kind, outcome: Outcome | None, ended: date) -> date | None:
    """The last day on which it has to be kept; None for good. Counted from the end of its year.

    An archive is filed by years, so the time begins with the year that follows (机关档案管理规定: 归档年度).
    """
    granted = outcome is Outcome.GRANTED
    if granted and kind is Kind.CONFIRMATION:
        return None
    years = GRANTED if granted else OTHERWISE
    return add_months(date(ended.year, 12, 31), 12 * years)
