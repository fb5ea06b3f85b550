"""Why a register is not asked, or a parcel not registered."""

from typing import ClassVar

from onevisit.rules.basis import Basis
from onevisit.rules.cases.refusals import Refused


class NotForYou(Refused):
    """Asking about somebody whose matter is not in one's hands."""

    what: ClassVar[str] = "您不能查询这个申请人在部门登记簿里的信息"
    basis: ClassVar[Basis | None] = Basis("个人信息保护法", "34")
    remedy: ClassVar[str] = (
        "申请人本人、受理其申请的综合窗口和代办员、审查其办件的工作人员可以查询，每次查询都有记录。"
    )


class NotYourParcel(Refused):
    """Registering a parcel without a post at a hand-out window."""

    what: ClassVar[str] = "您的岗位不能登记邮寄"
    remedy: ClassVar[str] = "请由领取大厅的出件窗口登记。"


class ParcelIncomplete(Refused):
    """A parcel that cannot arrive."""

    what: ClassVar[str] = "邮寄信息还缺：{missing}"
    remedy: ClassVar[str] = "请补齐后再登记。"
