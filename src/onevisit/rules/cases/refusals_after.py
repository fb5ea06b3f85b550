"""Refusals between acceptance and decision, and after it."""

from __future__ import annotations

from onevisit.rules.basis import Basis
from onevisit.rules.cases.refused import Refused

XKF = "行政许可法"
MODEL = "浙江省保障“最多跑一次”改革规定"
LOCAL = "山东省优化营商环境条例"

__all__ = [
    "ActNeedsGround",
    "ActNotPossible",
    "AddressNeeded",
    "AlreadyChecked",
    "AlreadyDecided",
    "AlreadyNoticed",
    "AlreadyPaused",
    "AlreadyProlonged",
    "DeferralNotOverdue",
    "DeferredOpen",
    "EarlierFirst",
    "HarmsPublicInterest",
    "HolderNotHeard",
    "NotInThisStage",
    "NotPaused",
    "NotProlongable",
    "NothingCommitted",
    "NothingGranted",
    "NothingSent",
    "NothingToRepair",
    "NoticeIsGiven",
    "NoticeIsLastResort",
    "PauseNeedsDays",
    "PauseNeedsReason",
    "PauseTooLong",
    "ProcedureOpen",
    "ProcedureWithoutBasis",
    "ProlongationNeedsReason",
    "ProlongedTooLate",
    "ProlongedTooLong",
    "QuotaLeft",
    "QuotaUsedUp",
    "RectifiedOnce",
    "RectifyFirst",
    "SameDelivery",
    "SayWhichCommitment",
    "StillTimeToMend",
    "SuspensionNeedsEnd",
    "TwoOfficers",
]


class AlreadyDecided(Refused):
    """There is one decision."""

    what = "这个办件已于{day}作出决定，不能再作决定"
    basis = Basis(XKF, "38")
    remedy = "请刷新办件页面；决定有误的，依法撤销或变更。"


class TwoOfficers(Refused):
    """The facts are looked at by two."""

    what = "“{stage}”要由两名以上工作人员进行，并写明姓名"
    basis = Basis(XKF, "34", 3)
    remedy = "请填写参加核查的工作人员姓名。"


class ProcedureWithoutBasis(Refused):
    """A pause that the law does not know here."""

    what = "“{matter}”依法不需要{procedure}，所需时间要计入办理期限"
    basis = Basis(XKF, "45")
    remedy = "可以启动的特别程序：{possible}；确需核实的，请在期限内完成。"


class AlreadyPaused(Refused):
    """The same procedure twice at once."""

    what = "{procedure}已经在进行中，时间只扣除一次"
    basis = Basis(XKF, "45")
    remedy = "请等它结束后再启动。"


class NotInThisStage(Refused):
    """A pause for a stage that nobody works on."""

    what = "{procedure}要在正在办理的环节中启动"
    basis = Basis(XKF, "45")
    remedy = "请选择一个正在办理的环节。"


class PauseNeedsReason(Refused):
    """A pause without a reason."""

    what = "启动{procedure}要写明理由，并书面告知申请人"
    basis = Basis(XKF, "45")
    remedy = "请写一两句话说明为什么需要。"


class PauseNeedsDays(Refused):
    """A pause without its time."""

    what = "启动{procedure}要告知申请人所需时间"
    basis = Basis(XKF, "45")
    remedy = "请填写需要几个工作日。"


class PauseTooLong(Refused):
    """Longer than the matter allows."""

    what = "{procedure}最多{most}个工作日（{why}）"
    basis = Basis(XKF, "45")
    remedy = "请填写不超过这个天数的时间。"


class NotPaused(Refused):
    """Nothing to end."""

    what = "{procedure}没有在进行"
    basis = Basis(XKF, "45")
    remedy = "请刷新办件页面。"


class ProcedureOpen(Refused):
    """A decision while a special procedure is open."""

    what = "特别程序还没有结束，不能作决定：{procedures}"
    basis = Basis(XKF, "45")
    remedy = "请先登记特别程序的结果，恢复计时。"


class NotProlongable(Refused):
    """No law prolongs this limit."""

    what = "“{matter}”没有可以延长期限的依据"
    basis = Basis(XKF, "42")
    remedy = "请在期限内作出决定。"


class AlreadyProlonged(Refused):
    """Once only."""

    what = "期限已于{day}延长过一次，不能再延长"
    basis = Basis(XKF, "42", 1)
    remedy = "请在延长后的期限内作出决定。"


class ProlongedTooLong(Refused):
    """Longer than the law allows."""

    what = "最多可以延长{most}（{why}）"
    basis = Basis(XKF, "42", 1)
    remedy = "请填写不超过这个天数的时间。"


class ProlongedTooLate(Refused):
    """The limit is over."""

    what = "法定期限已于{day}届满，不能再延长"
    basis = Basis(XKF, "42", 1)
    remedy = "请立即作出决定，并向申请人说明迟延的原因。"


class ProlongationNeedsReason(Refused):
    """The applicant is told why."""

    what = "延长期限要把理由告知申请人"
    basis = Basis(XKF, "42", 1)
    remedy = "请写明延长的理由。"


class DeferredOpen(Refused):
    """A grant while something deferred has not come."""

    what = "承诺后补的材料还没有补齐，不能准予：{missing}"
    basis = Basis(MODEL, "11")
    remedy = "请等待补交；逾期未补的，按本事项的规定处理。"


class DeferralNotOverdue(Refused):
    """The day for the deferred material has not passed."""

    what = "承诺后补的材料还没有到期，不能以此为由不予许可"
    basis = Basis(MODEL, "11")
    remedy = "请等期限届满。"


class QuotaUsedUp(Refused):
    """No number is left."""

    what = "名额{number}个已经用完（{why}），不能再准予"
    basis = Basis(XKF, "57")
    remedy = "请以“名额已满”作出不予许可决定。"


class EarlierFirst(Refused):
    """Others were accepted earlier."""

    what = "有数量限制的许可按受理先后决定，前面还有先受理的办件：{cases}"
    basis = Basis(XKF, "57")
    remedy = "请先对先受理的办件作出决定。"


class QuotaLeft(Refused):
    """Numbers are left."""

    what = "名额还剩{left}个，不能以名额已满为由不予许可"
    basis = Basis(XKF, "57")
    remedy = "请改选其他理由，或作出准予决定。"


class NoticeIsGiven(Refused):
    """A public notice takes effect by time."""

    what = "公告送达在公告期满时自动生效，不用登记出件"
    basis = Basis("民事诉讼法", "95", 1)
    remedy = "请使用“公告送达”。"


class NoticeIsLastResort(Refused):
    """Only where nothing else reached him."""

    what = "公告送达只用于其他方式都送不到的情形"
    basis = Basis("民事诉讼法", "95", 1)
    remedy = "请先邮寄或通知领取；邮件退回后登记退件。"


class AlreadyNoticed(Refused):
    """Published once."""

    what = "已于{day}发出公告"
    basis = Basis("民事诉讼法", "95", 1)
    remedy = "公告期满视为送达。"


class AddressNeeded(Refused):
    """It shall be sent, and nobody says where to."""

    what = "改为快递，还没有填写寄到哪里"
    basis = Basis(XKF, "44")
    remedy = "请写明收件地址：区、镇（街道）、村（社区）、门牌号。"


class SameDelivery(Refused):
    """It comes this way already."""

    what = "现在就是“{way}”，没有改变"
    basis = Basis(XKF, "44")
    remedy = "请选择另一种领取方式，或者另一个大厅。"


class NothingSent(Refused):
    """Nothing was sent that could come back."""

    what = "结果是以“{way}”送达的，没有邮件可退"
    basis = Basis(XKF, "44")
    remedy = "请核对送达方式。"


class NothingCommitted(Refused):
    """There is no commitment."""

    what = "这个办件没有采用告知承诺"
    basis = Basis(LOCAL, "29")
    remedy = "请按一般监管处理。"


class AlreadyChecked(Refused):
    """Checked."""

    what = "承诺核查已有结论：{outcome}"
    basis = Basis(LOCAL, "29")
    remedy = "不用重复核查。"


class RectifiedOnce(Refused):
    """One time to mend."""

    what = "已经责令整改过一次"
    basis = Basis(LOCAL, "29")
    remedy = "请根据整改结果选择“与承诺一致”或“逾期未整改或仍不符”。"


class RectifyFirst(Refused):
    """A chance to mend comes first."""

    what = "发现与承诺不符的，应当先责令限期整改"
    basis = Basis(LOCAL, "29")
    remedy = "请先选择“限期整改”；整改后仍不符合的，再作处理。"


class StillTimeToMend(Refused):
    """The time to mend is not over."""

    what = "整改期限到{until}，还没有届满"
    basis = Basis(LOCAL, "29")
    remedy = "请等期限届满或收到整改材料后再核查。"


class SayWhichCommitment(Refused):
    """Which commitment?"""

    what = "要写明哪些承诺事项不符"
    basis = Basis(LOCAL, "29")
    remedy = "请勾选不符的事项。"


class NothingToRepair(Refused):
    """Nothing is broken."""

    what = "没有需要修复的失信记录"
    basis = Basis(LOCAL, "29")
    remedy = "不用办理。"


class NothingGranted(Refused):
    """Nothing was granted."""

    what = "这个办件没有作出准予决定，没有可以处理的许可"
    basis = Basis(XKF, "69")
    remedy = "请核对办件编号。"


class ActNotPossible(Refused):
    """It does not stand so."""

    what = "许可现在的状态是“{standing}”，不能{act}"
    basis = Basis(XKF, "70")
    remedy = "可以：{possible}。"


class ActNeedsGround(Refused):
    """A ground from the closed list."""

    what = "{act}要选择法定的理由"
    basis = Basis(XKF, "69")
    remedy = "请从清单中选择一条。"


class HolderNotHeard(Refused):
    """He has to be heard first."""

    what = "{act}之前应当听取被许可人的陈述和申辩"
    basis = Basis(XKF, "7")
    remedy = "请听取并记录意见后再作决定。"


class HarmsPublicInterest(Refused):
    """It would do more harm than good."""

    what = "撤销许可可能对公共利益造成重大损害的，不予撤销"
    basis = Basis(XKF, "69", 3)
    remedy = "请采取其他补救措施。"


class SuspensionNeedsEnd(Refused):
    """Until when?"""

    what = "暂扣要写明期限"
    basis = Basis("行政处罚法", "9", None, 3)
    remedy = "请填写暂扣到哪一天。"
