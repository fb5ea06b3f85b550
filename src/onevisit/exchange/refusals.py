"""Why a register is not asked, or a parcel not registered."""

from typing import ClassVar

from onevisit.casework.refusals import NoSuchCase
from onevisit.rules.basis import Basis
from onevisit.rules.cases.refusals import NotNow, NotYours, Refused


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


class NothingToPost(NotNow):
    """Sending originals for a case whose window has seen them, or that has none to show."""

    what: ClassVar[str] = "这个办件现在没有要寄的原件"
    remedy: ClassVar[str] = "材料已由窗口核对，或者本来就不用出示原件；请在办件页面上看现在到了哪一步。"


class PostIncomplete(Refused):
    """A parcel of originals that could not be taken in, or not be given back."""

    what: ClassVar[str] = "邮寄还没有登记：{missing}"
    remedy: ClassVar[str] = "改好后再登记；已填写的内容都保留着。"


class AlreadyPosted(NotNow):
    """The same label a second time."""

    what: ClassVar[str] = "快递单号{number}已经登记过"
    remedy: ClassVar[str] = "不用再登记；如果是另一个邮件，请照面单逐位核对单号。"


class NoSuchParcel(NoSuchCase):
    """No parcel has this number, or this person may not know that there is one."""

    what: ClassVar[str] = "没有编号为 {number} 的邮寄登记，或者您无权查看"
    remedy: ClassVar[str] = "请从办件页面或邮寄登记簿打开。"


class NotYourPost(NotYours):
    """Taking in or giving back a parcel of another hall."""

    what: ClassVar[str] = "您的岗位不能登记这个大厅的邮件"
    remedy: ClassVar[str] = "请由这个大厅的综合窗口或者出件窗口登记。"


class ParcelNotNow(NotNow):
    """The parcel does not stand where this can be told of it."""

    what: ClassVar[str] = "这个邮件现在是“{stand}”，不能再登记为“{wanted}”"
    remedy: ClassVar[str] = "请刷新页面看现在的情况。"
