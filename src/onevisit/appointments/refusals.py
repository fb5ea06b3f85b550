"""Why an appointment is not found; the other refusals stand in rules/appointments."""

from __future__ import annotations

from typing import ClassVar

from onevisit.casework.refusals import NoSuchCase
from onevisit.rules.appointments.refusals import JUST_COME
from onevisit.rules.cases.refused import Refused


class NoSuchAppointment(NoSuchCase):
    """There is none, or none that this person may know of."""

    what: ClassVar[str] = "没有找到这个预约，或者您无权查看"
    remedy: ClassVar[str] = f"请对照预约回执核对预约码；{JUST_COME}。"


class KeyUsed(Refused):
    """The key of a request that did something else: of somebody else, or for another appointment."""

    what: ClassVar[str] = "这个页面已经用过一次，这次提交没有执行"
    remedy: ClassVar[str] = "请刷新页面后再提交一次。"
