"""Why something is not done with a question."""

from typing import ClassVar

from onevisit.casework.refusals import NoSuchCase
from onevisit.rules.basis import Basis
from onevisit.rules.cases.refusals import NotNow, NotYours, Refused


class NoSuchQuestion(NoSuchCase):
    """No question has this reference (or not with this code), or this person may not know that there is one."""

    what: ClassVar[str] = "没有编号为 {reference} 的咨询，或者您无权查看"
    remedy: ClassVar[str] = "请核对咨询编号和查询码；两样都在提问后的页面上。"


class NotYourQuestion(NotYours):
    """Answering, passing on or publishing without a post in the organ that was asked."""

    what: ClassVar[str] = "您的岗位不能对这个咨询{deed}"
    remedy: ClassVar[str] = "请由{organ}的审查人员或者首席代表办理；不归该部门的，由它转给有职责的部门。"


class NotNowQuestion(NotNow):
    """The question does not stand where this can be done."""

    what: ClassVar[str] = "这个咨询现在是“{phase}”，不能{deed}"
    remedy: ClassVar[str] = "请刷新页面看现在的情况；如有新的问题，请另行提问。"


class QuestionMoved(NotNow):
    """Somebody was quicker."""

    what: ClassVar[str] = "您打开页面之后，这个咨询已经有了变化：{changes}"
    remedy: ClassVar[str] = "您填写的内容还在；请看过新的情况后再提交。"


class QuestionIncomplete(Refused):
    """What was written lacks something."""

    what: ClassVar[str] = "咨询还不能提交：{missing}"
    remedy: ClassVar[str] = "改好后再提交；已填写的内容都保留着。"


class WordsNeeded(Refused):
    """An answer, a reason or a public version lacks something."""

    what: ClassVar[str] = "还不能提交：{missing}"
    remedy: ClassVar[str] = "改好后再提交；已填写的内容都保留着。"


class NotForPublic(Refused):
    """The version for everybody holds what belongs to one person."""

    what: ClassVar[str] = "公开版本还不能发布：{missing}"
    basis: ClassVar[Basis | None] = Basis("个人信息保护法", "25")
    remedy: ClassVar[str] = "请改写成任何人都可以看的内容后再公开；已填写的内容都保留着。"


class TownForQuestion(Refused):
    """The matter is the towns', and none was named."""

    what: ClassVar[str] = "“{matter}”由各镇（街道、开发区）办理，还没有选问哪一个"
    remedy: ClassVar[str] = "请选择您户籍或经营所在的镇（街道、开发区）。"


class NobodyAnswers(Refused):
    """An organ was named in which nobody holds a post that answers."""

    what: ClassVar[str] = "所选的部门没有答复咨询的人员"
    remedy: ClassVar[str] = "请选择另一个部门；名单里的部门都有人答复。"


class SameOrgan(Refused):
    """Passing on to oneself."""

    what: ClassVar[str] = "这个咨询已经在{organ}"
    remedy: ClassVar[str] = "请选择另一个部门；归本部门的，请直接答复。"


class NotYourPromise(NotYours):
    """Changing the promise without keeping what the district promises."""

    what: ClassVar[str] = "您的岗位不能改答复期限"
    remedy: ClassVar[str] = "请由事项管理员办理。"


class PromiseRefused(Refused):
    """A promise that cannot be."""

    what: ClassVar[str] = "答复期限没有改：{why}"
    remedy: ClassVar[str] = (
        "期限是1到30个工作日，从今天以后的某一天起对新的提问施行；已经提出的咨询不受影响。"
    )
