"""Why something is not done with a payment."""

from typing import ClassVar

from onevisit.casework.refusals import NoSuchCase
from onevisit.rules.basis import Basis
from onevisit.rules.cases.refusals import NotNow, NotYours, Refused
from onevisit.rules.payments.costs import PUBLISHED


class NoSuchOrder(NoSuchCase):
    """No order has this number, or this person may not know that there is one."""

    what: ClassVar[str] = "没有编号为 {number} 的缴款单，或者您无权查看"
    remedy: ClassVar[str] = "请从办件页面的“缴费”打开。"


class NoSuchCharge(NoSuchCase):
    """The case does not have this fee."""

    what: ClassVar[str] = "办件 {case} 没有这个收费项目"
    basis: ClassVar[Basis | None] = PUBLISHED
    remedy: ClassVar[str] = "只能收办事指南公布的项目；请刷新页面。"


class FeeUnpaid(NotNow):
    """Handing out at a window what has not been paid for."""

    what: ClassVar[str] = "{cases}还有费用没有缴清，暂时不能发证：{due}"
    remedy: ClassVar[str] = (
        "请当事人扫码缴费，或者在窗口刷卡、交现金后再发；符合减免规定的，请决定部门的首席代表办理减免。"
    )


class AlreadyPaid(NotNow):
    """Paying a second time."""

    what: ClassVar[str] = "缴款单 {number} 已经缴过，不能再收"
    remedy: ClassVar[str] = "请刷新页面看缴款凭证；刚才多收的，请当场退还。"


class OrderNotNow(NotNow):
    """The order does not stand where this can be done."""

    what: ClassVar[str] = "缴款单 {number} 现在是“{stand}”，不能{deed}"
    remedy: ClassVar[str] = "请刷新页面看现在的情况。"


class ChargeNotNow(NotNow):
    """The fee does not stand where this can be done."""

    what: ClassVar[str] = "“{name}”现在是“{stand}”，不能{deed}"
    remedy: ClassVar[str] = "已经缴了的，多缴部分由财政部门退付；没有缴的，请刷新页面后再办。"


class FixedFee(Refused):
    """Working out another amount than the one that was published."""

    what: ClassVar[str] = "“{name}”的标准是公布的（{standard}），不能另行核定"
    basis: ClassVar[Basis | None] = PUBLISHED
    remedy: ClassVar[str] = "按公布的标准收；申请人符合减免规定的，请首席代表依据具体条款减免。"


class PaymentIncomplete(Refused):
    """What was typed lacks something."""

    what: ClassVar[str] = "还没有登记：{missing}"
    basis: ClassVar[Basis | None] = PUBLISHED
    remedy: ClassVar[str] = "改好后再登记；已填写的内容都保留着。"


class OtherAmount(Refused):
    """Taking another amount than was fixed."""

    what: ClassVar[str] = "应收{due}元，登记的是{given}元"
    basis: ClassVar[Basis | None] = PUBLISHED
    remedy: ClassVar[str] = "只能按缴款单的金额收，不能多也不能少；金额有误的，请决定部门重新核定。"


class SlipUsed(NotNow):
    """The same slip for two payments."""

    what: ClassVar[str] = "凭证号 {slip} 已经登记在另一张缴款单上"
    remedy: ClassVar[str] = "请核对小票或者收据上的编号。"


class NotYourFee(NotYours):
    """Assessing, exempting, taking or giving back money without the post for it."""

    what: ClassVar[str] = "您的岗位不能{deed}"
    remedy: ClassVar[str] = "请由{who}办理。"
