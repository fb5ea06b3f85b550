"""Why something is not done with a version: what, why, and what to do."""

from __future__ import annotations

from typing import ClassVar

from onevisit.rules.basis import Basis
from onevisit.rules.cases.refusals import NotNow, NotYours
from onevisit.rules.cases.refused import Refused
from onevisit.rules.publishing.transitions import BATCHES, LEGALITY, ORDER

_KEPT = "；已填写的内容都保留着"
ONE_VISIT = Basis(ORDER, "一（“最多跑一次”）")
LAWFUL = Basis(ORDER, "二（一）（依法行政，合法有效）")


class PublishingRefused(Refused):
    """Base of these refusals."""


class NotForYourPost(PublishingRefused, NotYours):
    """The post does not let its holder do this."""

    what = "您的岗位不能{move}（{matter}）"
    remedy = "请由{who}办理。"


class OwnWork(PublishingRefused, NotYours):
    """Who wrote or signed it may not sign it again in another office."""

    what = "您{did}了“{matter}”的这一版，不能再{move}"
    basis: ClassVar[Basis | None] = LAWFUL
    remedy = "起草、合法性审查、批准要由不同的人办理，请由{who}中的另一位办理。"


class NotNowVersion(PublishingRefused, NotNow):
    """The version does not stand where this can be done."""

    what = "“{matter}”第{number}版现在是“{state}”，不能{move}"
    remedy = "现在可以：{allowed}。请刷新页面看最新情况。"


class NothingInWork(PublishingRefused, NotNow):
    """The matter has no version in work."""

    what = "“{matter}”没有正在起草或者送审的版本"
    remedy = "请先从实施清单里起草一个新版本。"


class BadMatterKey(PublishingRefused):
    """The key of a new matter cannot be one."""

    what = "“{key}”不能作为事项的键"
    remedy = "键由小写字母、数字和连字符组成，以字母开头，最多60个字符，例如 food-business-permit。"


class StaleDraft(PublishingRefused, NotNow):
    """Somebody else saved meanwhile. Both texts are kept: his is the draft, one's own lies beside it."""

    what = "您打开之后，{who}已于{when}保存了“{matter}”的第{revision}次修订，您这次的修改没有覆盖它"
    remedy = "两份文本都保留着：请对照{who}保存的文本，把您的修改合并进去后再保存。"


class UnstorableDraft(PublishingRefused):
    """The text holds something that is no plain value, or is far too long."""

    what = "草稿没有保存：{fault}"
    remedy = "请改正后再保存。"


class SeenAnother(PublishingRefused, NotNow):
    """What one is about to sign is not what one has read."""

    what = "您打开页面之后，“{matter}”又有了变化（现在是第{revision}次修订，{state}）"
    basis: ClassVar[Basis | None] = LAWFUL
    remedy = f"签署的必须是看过的那一份文本；请看过新的文本后再办理{_KEPT}。"


class HasErrors(PublishingRefused):
    """An error finding keeps it from being checked."""

    what = "“{matter}”有{count}处错误，不能提交：{first}"
    basis: ClassVar[Basis | None] = LAWFUL
    remedy = "请按校验结果逐条改正后再提交。"


class ReasonNeeded(PublishingRefused):
    """An objection, a refusal or a withdrawal without its reason."""

    what = "{move}要写明理由"
    basis: ClassVar[Basis | None] = LEGALITY
    remedy = f"请写明理由，起草的人要据此修改{_KEPT}。"


class OpinionNeeded(PublishingRefused):
    """An opinion without a word."""

    what = "合法性审查意见不能是空的"
    basis: ClassVar[Basis | None] = LEGALITY
    remedy = "请写明审查了哪些内容、结论是什么。"


class NotOneVisit(PublishingRefused):
    """The computed number is above one, or no bound is known."""

    what = "“{matter}”计算出的跑动次数是{visits}，不能按“最多跑一次”公布：{steps}"
    basis: ClassVar[Basis | None] = ONE_VISIT
    remedy = (
        "可以先作为一般的权力事项或者公共服务事项公布；要列入“最多跑一次”，请看事项页面上有哪些改法"
        "（例如共享数据、告知承诺、邮寄送达）能省去多出的一次。"
    )


class NotReady(PublishingRefused):
    """The gate is closed for at least one version of the batch; each reason names its own article."""

    what = "这一批不能公布：{reasons}"
    remedy = "请先解决，或者把它从这一批里去掉。"


class EmptyBatch(PublishingRefused):
    """Nothing was chosen."""

    what = "没有选择要公布的事项"
    basis: ClassVar[Basis | None] = BATCHES
    remedy = "请至少勾选一个已批准的版本。"


class BatchIncomplete(PublishingRefused):
    """The batch lacks its title or its day."""

    what = "批次还缺：{missing}"
    basis: ClassVar[Basis | None] = BATCHES
    remedy = f"请填好后再公布{_KEPT}。"


class DayNeeded(PublishingRefused):
    """No day was given, or none that can be read."""

    what = "{move}还没有填写从哪一天起"
    remedy = f"请填写日期{_KEPT}。"


class DayInThePast(PublishingRefused):
    """What was in force on a past day cannot be changed afterwards."""

    what = "{move}的日期{day}已经过去：过去哪天施行的是什么，不能事后改变"
    basis: ClassVar[Basis | None] = BATCHES
    remedy = f"请选择今天（{{today}}）或者以后的一天{_KEPT}。"


class DayTooEarly(PublishingRefused):
    """The version before it, or the version itself, would never have been in force."""

    what = "“{matter}”第{number}版自{since}起施行，{move}的日期必须晚于这一天"
    basis: ClassVar[Basis | None] = BATCHES
    remedy = f"请选择{{since}}以后的一天{_KEPT}。"


class StillInForce(PublishingRefused):
    """The version before it was withdrawn for a later day than this one would begin."""

    what = "“{matter}”第{number}版要到{until}才失效，新版不能自{day}起施行"
    basis: ClassVar[Basis | None] = BATCHES
    remedy = f"请选择{{until}}以后的一天{_KEPT}。"


class NothingPublished(PublishingRefused, NotNow):
    """There is nothing to withdraw."""

    what = "“{matter}”没有已公布且没有终止日期的版本，不能撤下"
    remedy = "请核对事项；已定好终止日期的，到日自动失效。"
