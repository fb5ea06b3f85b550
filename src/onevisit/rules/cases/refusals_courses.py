"""Refusals around correction, deferral, commitment and acceptance."""

from __future__ import annotations

from onevisit.rules.basis import Basis
from onevisit.rules.cases.refused import Refused

XKF = "行政许可法"
MODEL = "浙江省保障“最多跑一次”改革规定"
LOCAL = "山东省优化营商环境条例"

__all__ = [
    "AlreadyAsked",
    "AlreadyHandedOver",
    "AskedTwice",
    "Barred",
    "BringOriginal",
    "ChecklistIncomplete",
    "CommitmentBarred",
    "CommitmentExcluded",
    "CorrectionAfterAcceptance",
    "DeclineWithoutNotice",
    "DeferralStillOpen",
    "LicenceLapsed",
    "LicenceNeeded",
    "LicenceNotInForce",
    "LicenceUnknown",
    "NotAskedFor",
    "NotCommittable",
    "NotDeferrable",
    "NotRevokedButOtherwise",
    "NothingAsked",
    "NothingDeferred",
    "NothingMoreAfterAcceptance",
    "NothingSupplied",
    "NothingToHandOver",
    "NothingToTakeOver",
    "PledgeNeeded",
    "Refused",
    "SayWhatIsWrong",
]


class AlreadyAsked(Refused):
    """Whoever asked once may not ask again."""

    what = "已于{day}一次性告知过补正内容，不能再次要求补正"
    basis = Basis(XKF, "32", 1, 4)
    remedy = "申请人按告知内容补齐的，应当受理；仍不合格的，写明哪些仍不合格后不予受理。"


class CorrectionAfterAcceptance(Refused):
    """After acceptance nothing may be asked for any more."""

    what = "办件已于{day}受理，受理后不能再要求补正"
    basis = Basis(XKF, "32", 1, 4)
    remedy = "请按已收到的材料审查；需要核实的，由部门之间共享或依职权核查。"


class NothingAsked(Refused):
    """A notice that asks for nothing."""

    what = "补正告知里没有列出任何需要补正的内容"
    basis = Basis(XKF, "32", 1, 4)
    remedy = "材料齐全的请直接受理；否则请逐项勾选需要补正的内容。"


class AskedTwice(Refused):
    """The same thing is in order and asked for, or asked for twice."""

    what = "“{items}”同时被标为合格和需要补正，或重复列出"
    remedy = "请逐项核对后重新提交。"


class ChecklistIncomplete(Refused):
    """A requirement was not looked at: it could never be asked for again."""

    what = "补正只能告知一次，还有材料没有核对：{forgotten}"
    basis = Basis(XKF, "32", 1, 4)
    remedy = "请把每一项都标为“合格”或写明问题，避免遗漏。"


class SayWhatIsWrong(Refused):
    """A fault without a word about it."""

    what = "“{item}”标为“{fault}”，要写明具体问题和怎样改正"
    basis = Basis(XKF, "32", 1, 4)
    remedy = "请写一句话，让申请人知道怎样改。"


class NothingSupplied(Refused):
    """An answer with nothing in it."""

    what = "没有补交任何材料或内容"
    remedy = "请至少补交一项；已填写的内容都保留着。"


class BringOriginal(Refused):
    """An original cannot come over the line."""

    what = "“{material}”的原件需要在窗口核对"
    remedy = "请到窗口出示或邮寄原件；也可以改选其他证明方式。"


class NotAskedFor(Refused):
    """Something that was not asked for in the one notice."""

    what = "“{material}”不在一次性告知（或容缺、整改）的范围内"
    basis = Basis(XKF, "32", 1, 4)
    remedy = "只能补交已列明的材料；没有告知过的材料，不能作为不合格的理由。"


class NothingMoreAfterAcceptance(Refused):
    """After acceptance only what was deferred comes in."""

    what = "办件已于{day}受理，受理后只能补交承诺后补的材料"
    basis = Basis(XKF, "32", 1, 5)
    remedy = "如申请内容要变更，请撤回后重新申请，或在决定后申请变更。"


class DeclineWithoutNotice(Refused):
    """Incomplete is no reason to decline before the one notice."""

    what = "材料不齐全或不符合法定形式的，应当先一次性告知补正，不能直接不予受理"
    basis = Basis(XKF, "32", 1, 4)
    remedy = "请使用“一次性告知补正”。"


class NothingToHandOver(Refused):
    """There is no right organ to hand the materials to."""

    what = "这个办件没有可以移送的有权部门"
    basis = Basis(XKF, "32", 1, 2)
    remedy = "只有以“不属于本机关职权”不予受理并写明有权部门的，才能移送材料。"


class AlreadyHandedOver(Refused):
    """Handed over once."""

    what = "材料已于{day}移送"
    remedy = "请等待有权部门接收。"


class NothingToTakeOver(Refused):
    """Nothing is waiting to be taken over."""

    what = "没有等待接收的移送材料"
    remedy = "请刷新办件页面。"


class NotDeferrable(Refused):
    """Only listed materials may come later."""

    what = "“{material}”不在容缺受理清单内，不能后补"
    basis = Basis(MODEL, "11")
    remedy = "请先提交该材料，或等待一次性告知后补正。"


class NotCommittable(Refused):
    """Only listed materials may be promised instead of proved."""

    what = "“{material}”不适用告知承诺"
    basis = Basis(LOCAL, "29")
    remedy = "请提交该材料，或改选其他证明方式。"


class CommitmentExcluded(Refused):
    """A field in which a word may not stand for a proof."""

    what = "“{matter}”涉及{risks}，不适用告知承诺"
    basis = Basis(LOCAL, "29")
    remedy = "请按一般程序提交材料。"


class PledgeNeeded(Refused):
    """A promise that nobody signed."""

    what = "容缺或告知承诺需要申请人签署书面承诺"
    basis = Basis(MODEL, "11")
    remedy = "请阅读承诺内容，由申请人或其代理人签名确认。"


class CommitmentBarred(Refused):
    """Whoever broke a commitment uses none until it is repaired."""

    what = "因办件{case}的承诺不实，在信用修复之前不能再使用告知承诺"
    basis = Basis(LOCAL, "29")
    remedy = "请按一般程序提交材料，或先到原决定部门申请信用修复。"


class Barred(Refused):
    """A lie bars for one year, fraud for three."""

    what = (
        "因办件{case}隐瞒情况、提供虚假材料或以不正当手段取得许可，{until}之前不能再次申请“{matter}”（{why}）"
    )
    remedy = "到期之后可以重新申请；对原决定不服的，可以申请行政复议或提起行政诉讼。"


class LicenceNeeded(Refused):
    """A change or renewal of what?"""

    what = "“{matter}”要写明针对哪一个证照"
    basis = Basis(XKF, "49")
    remedy = "请选择您要变更或延续的证照。"


class LicenceUnknown(Refused):
    """No such licence of this person."""

    what = "没有查到申请人名下的这个证照，或证照种类不符"
    basis = Basis(XKF, "50", 1)
    remedy = "请核对证照编号；不是本人（本单位）的证照不能变更或延续。"


class LicenceNotInForce(Refused):
    """It cannot be changed or renewed any more."""

    what = "这个证照已经失效，不能办理{act}"
    basis = Basis(XKF, "50", 1)
    remedy = "请按新办事项重新申请。"


class LicenceLapsed(Refused):
    """The licence that was to be changed ended while its change was being decided."""

    what = "要变更的证照已经在{until}到期，不能再准予变更"
    basis = Basis(XKF, "70")
    remedy = "请以“申请办理的对象已不存在”终止办理，并告知申请人按新办事项重新申请，已有的材料不用再交。"


class NothingDeferred(Refused):
    """Nothing was deferred."""

    what = "这个办件没有容缺的材料"
    basis = Basis(MODEL, "11")
    remedy = "请按一般程序办理。"


class DeferralStillOpen(Refused):
    """The day has not passed."""

    what = "容缺材料的补齐期限到{until}，期限届满之前不能撤销受理"
    basis = Basis(MODEL, "11")
    remedy = "请等待申请人补交，或提醒申请人。"


class NotRevokedButOtherwise(Refused):
    """The rule of the matter is another."""

    what = "本事项规定容缺材料逾期未补的后果是“{otherwise}”，不是撤销受理"
    remedy = "请按事项规定办理。"
