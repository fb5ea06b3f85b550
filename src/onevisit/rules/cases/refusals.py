"""Why a command is not carried out: what, why (the article) and what to do, in words a clerk understands.

The sentence stands in the class; what is special to the moment is filled in when it is raised. Those of the ordinary
course stand here, the others in `refusals_courses.py`, `refusals_hearings.py` and
`refusals_after.py`.
"""

from __future__ import annotations

from onevisit.rules.basis import Basis
from onevisit.rules.cases.refusals_after import *  # noqa: F403 — one name for all refusals.
from onevisit.rules.cases.refusals_courses import *  # noqa: F403
from onevisit.rules.cases.refusals_hearings import *  # noqa: F403
from onevisit.rules.cases.refused import Refused

XKF = "行政许可法"


class NotNow(Refused):
    """The procedure does not have this step at this place."""

    what = "办件现在是“{phase}”，不能{command}"
    remedy = "现在可以：{allowed}。"


class AfterTheEnd(Refused):
    """The file is closed."""

    what = "办件已于{day}办结归档，不能再{command}"
    remedy = "如有新的诉求，请另行提出申请。"


class BackInTime(Refused):
    """The command is dated before what has already happened."""

    what = "这一步的时间{at}早于办件上一步的时间{last}"
    remedy = "请核对电脑时间后重试；记录只能按先后顺序增加。"


class ChannelNotOffered(Refused):
    """The matter is not taken in by this channel."""

    what = "“{matter}”不能通过这种方式申请"
    remedy = "可以：{channels}。"


class DeliveryNotOffered(Refused):
    """The result is not delivered this way."""

    what = "结果不能以“{way}”的方式送达"
    remedy = "请改选：{offered}。"


class HallNeeded(Refused):
    """Collecting at a window needs to know at which hall."""

    what = "选择了窗口领取，还没有选在哪个大厅领取"
    remedy = "请选择一个大厅。"


class TownNeeded(Refused):
    """The matter is handled by the town, and no town was named."""

    what = "“{matter}”由申请人所在的镇（街道）办理，还没有选镇（街道）"
    remedy = "请选择您户籍或经营所在的镇（街道）。"


class ApplicationIncomplete(Refused):
    """The application does not have everything that the guide asks for."""

    what = "申请还缺：{missing}"
    basis = Basis(XKF, "31", 1)
    remedy = "补齐后再提交；已填写的内容都保留着。"


class MaterialsMissing(Refused):
    """It cannot be accepted while something required is missing."""

    what = "还缺必需的材料，不能受理：{missing}"
    basis = Basis(XKF, "32", 1, 4)
    remedy = "请一次性告知申请人补正；列入容缺清单的，申请人书面承诺后可以先受理。"


class UnknownMaterial(Refused):
    """Something was shown that the guide does not ask for in this situation."""

    what = "本情形下不需要“{material}”，不得收取办事指南以外的材料"
    basis = Basis(XKF, "31", 1)
    remedy = "请退还给申请人。"


class DeclineNeedsReason(Refused):
    """Declining without saying why."""

    what = "不予受理要向申请人说明理由"
    basis = Basis(XKF, "32", 2)
    remedy = "请写明理由，申请人会在决定书上看到。"


class DeclineNeedsOrgan(Refused):
    """Declining as not ours without saying whose it is."""

    what = "以“不属于本机关职权”不予受理，要告知申请人该找哪个部门"
    basis = Basis(XKF, "32", 1, 2)
    remedy = "请选择有权办理的部门。"


class DeclineNeedsMissing(Refused):
    """Declining as incomplete although nothing is named as missing."""

    what = "补正后仍不合格而不予受理，要写明哪些材料仍不合格"
    basis = Basis(XKF, "32", 1, 4)
    remedy = "请在材料清单里勾选仍不合格的材料。"


class NoSuchStage(Refused):
    """The matter does not have this stage, or not in this situation."""

    what = "“{matter}”在本情形下没有“{stage}”这个环节"
    remedy = "请刷新办件页面后重试。"


class StageNotOpen(Refused):
    """A stage whose predecessors are not done."""

    what = "“{stage}”还没有开始，要等：{waiting}"
    remedy = "前面的环节办结后会出现在您的待办里。"


class AlreadyReviewed(Refused):
    """Every organ says its opinion once."""

    what = "“{stage}”的审查意见已经在{day}提交，不能再改"
    remedy = "如意见有误，请由首席代表在决定时写明。"


class OpinionNeeded(Refused):
    """An opinion, a decision or a refusal without words."""

    what = "“{command}”要写明意见"
    basis = Basis(XKF, "38")
    remedy = "请写一两句话说明依据和结论。"


class FailNeedsGround(Refused):
    """An organ says no without one of the lawful grounds."""

    what = "审查意见为“不同意”，要选择法定的理由"
    basis = Basis(XKF, "38", 2)
    remedy = "请从清单中选择一条或多条。"


class UnknownGround(Refused):
    """A ground that the matter's definition does not have."""

    what = "“{ground}”不在本事项公布的不予许可理由之内"
    basis = Basis("优化营商环境条例", "35")
    remedy = "请从清单中选择；清单以外的条件不得作为理由。"


class ReviewsOpen(Refused):
    """A decision while an organ's review is open."""

    what = "还有审查环节没有办完，不能作决定：{open}"
    basis = Basis(XKF, "34", 1)
    remedy = "请催办这些环节，或等它们办结。"


class ReviewFailed(Refused):
    """Granting what an organ said no to."""

    what = "“{stages}”的审查意见是不同意，不能准予"
    basis = Basis(XKF, "38", 1)
    remedy = "请作出不予许可决定，并写明理由和救济途径。"


class RefusalNeedsGround(Refused):
    """A refusal without one of the lawful grounds."""

    what = "不予许可要选择法定理由并说明"
    basis = Basis(XKF, "38", 2)
    remedy = "请从清单中选择一条或多条理由。"


class RefusalNeedsRemedies(Refused):
    """A refusal that does not tell the rights."""

    what = "不予许可要告知申请人可以申请行政复议或提起行政诉讼"
    basis = Basis(XKF, "38", 2)
    remedy = "请写明复议机关、受诉法院和期限。"


class ResultsIncomplete(Refused):
    """The results issued are not those that the matter has."""

    what = "制证的结果与事项规定的不一致：{results}"
    remedy = "请按事项规定的结果逐一制证。"


class NoSuchResult(Refused):
    """A printed form for a result that was not issued."""

    what = "没有制发过“{result}”"
    remedy = "请刷新办件页面后重试。"


class AlreadyRendered(Refused):
    """A printed form is made once; another would have another hash."""

    what = "“{result}”的文件已经生成"
    remedy = "请使用已有的文件。"


class ProofNeeded(Refused):
    """Handing out without a signature or waybill."""

    what = "{way}要留下送达凭证"
    basis = Basis(XKF, "44")
    remedy = "窗口领取请领取人签名；快递送达请填写运单号。"


class NotRenderedYet(Refused):
    """Nothing to hand out: the printed form is still being made."""

    what = "证照文件还在生成，暂时不能送达"
    remedy = "通常几秒钟内完成，请稍候刷新。"


class AlreadyRated(Refused):
    """One case, one rating."""

    what = "这个办件已经评价过了"
    remedy = "如有新的意见，请拨打投诉电话。"


class BadRatingNeedsWords(Refused):
    """A bad rating without a word."""

    what = "选择“{level}”时，请告诉我们哪里不好"
    remedy = "勾选一个选项或写一句话，我们会回访。"


class NotYours(Refused):
    """Used by the doors of the house: the person may not do this to this case."""

    what = "您的岗位不能对这个办件{command}"
    remedy = "请找：{who}。"
