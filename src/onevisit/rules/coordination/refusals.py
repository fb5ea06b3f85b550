"""Why something is not done when organs consult each other: what, why, and what to do."""

from __future__ import annotations

from typing import ClassVar

from onevisit.rules.basis import Basis
from onevisit.rules.cases.refusals import NotNow, NotYours, Refused

_ORDER = Basis("博政办字〔2017〕90号", "六（二）")


class NoPart(NotYours):
    """Asking, or disagreeing, about a case in which one has no part."""

    what: ClassVar[str] = "您的岗位不能就这个办件{deed}"
    remedy: ClassVar[str] = "请由参与这个办件的部门的审查人员、首席代表，或者收件的窗口办理。"


class NotAsked(NotYours):
    """Answering or passing on what another organ was asked."""

    what: ClassVar[str] = "您的岗位不能对这个询问{deed}"
    remedy: ClassVar[str] = "请由{organ}的{who}办理；不归该部门的，由它转给有职责的部门。"


class NotAsker(NotYours):
    """Withdrawing somebody else's question."""

    what: ClassVar[str] = "您的岗位不能撤回这个询问"
    remedy: ClassVar[str] = "请由提出询问的{organ}办理。"


class NotChief(NotYours):
    """Raising, answering or settling a disagreement without speaking for one of its sides."""

    what: ClassVar[str] = "您的岗位不能代表{organ}{deed}"
    basis: ClassVar[Basis | None] = _ORDER
    remedy: ClassVar[str] = "意见代表整个部门，请由{organ}的首席代表或者主要负责人办理。"


class NotReviewer(NotYours):
    """Giving an organ's opinion again without reviewing for it."""

    what: ClassVar[str] = "您的岗位不能改签这个审查意见"
    remedy: ClassVar[str] = "请由签过不同意见的部门的审查人员改签。"


class NotArbiter(NotYours):
    """Deciding without being the arbiter's head."""

    what: ClassVar[str] = "这个争议由{arbiter}主要负责人{head}协调决定，您的岗位不能{deed}"
    basis: ClassVar[Basis | None] = _ORDER
    remedy: ClassVar[str] = "请等待决定；到期没有决定的，会自动报请上一级。"


class Partial(NotYours):
    """Deciding the quarrel of an organ in which one holds a post oneself."""

    what: ClassVar[str] = "您在{side}任职，不能决定它的争议"
    basis: ClassVar[Basis | None] = _ORDER
    remedy: ClassVar[str] = "请点“报请上一级”，由下一位协调人决定。"


class CaseOver(NotNow):
    """The case has ended: nothing is left to consult about."""

    what: ClassVar[str] = "办件{case}已经办结（{phase}），不能再{deed}"
    remedy: ClassVar[str] = "对已经作出的决定有意见的，请走纠错程序：撤销、撤回由作出决定的部门依法办理。"


class NotNowCoordination(NotNow):
    """It does not stand where this can be done."""

    what: ClassVar[str] = "现在是“{phase}”，不能{deed}"
    remedy: ClassVar[str] = "请刷新页面看现在的情况；记录里写着是谁在什么时候办的。"


class Moved(NotNow):
    """Somebody was quicker."""

    what: ClassVar[str] = "您打开页面之后，情况已经有了变化：{changes}"
    remedy: ClassVar[str] = "您填写的内容还在；请看过新的情况后再提交。"


class PassedEnough(NotNow):
    """A question that was passed on already: nobody thinks it his."""

    what: ClassVar[str] = "这个询问已经转过一次，不能再转"
    basis: ClassVar[Basis | None] = _ORDER
    remedy: ClassVar[str] = "认为不归本部门的，请由首席代表就“归谁管”提请协调，由指定的协调人决定。"


class WordsMissing(Refused):
    """Something that has to be written is missing or cannot be."""

    what: ClassVar[str] = "还不能提交：{missing}"
    remedy: ClassVar[str] = "改好后再提交；已填写的内容都保留着。"


class SameOrgan(Refused):
    """Asking oneself, or disagreeing with oneself."""

    what: ClassVar[str] = "{organ}就是本部门"
    remedy: ClassVar[str] = "请选择另一个部门；本部门里的事请当面商量。"


class NobodyThere(Refused):
    """An organ was named in which nobody holds a post that could answer."""

    what: ClassVar[str] = "还没有选对方部门，或者所选的部门没有办理人员"
    remedy: ClassVar[str] = "请从名单里选择；名单里的部门都有人办理。"


class NoContradiction(Refused):
    """There is nothing to decide: the two organs did not say opposite things."""

    what: ClassVar[str] = "这个办件里{raiser}和{other}的审查意见并不相反"
    basis: ClassVar[Basis | None] = _ORDER
    remedy: ClassVar[str] = (
        "两家都签了意见、一家同意一家不同意时才能以此提请协调；有疑问的，请先向对方提出询问。"
    )


class NoAnswerYet(Refused):
    """A disagreement about an answer needs an answer, given by the other to one's own organ."""

    what: ClassVar[str] = "没有{other}对本部门询问的答复，不能以“对答复有不同意见”提请协调"
    basis: ClassVar[Basis | None] = _ORDER
    remedy: ClassVar[str] = "请先向对方提出询问；到期不答的，会自动报对方的首席代表和主要负责人督办。"


class AlreadyRaised(Refused):
    """The same two organs have an open disagreement about this case."""

    what: ClassVar[str] = "这个办件里{raiser}和{other}的争议已经在协调（{reference}）"
    remedy: ClassVar[str] = "请在那里补充意见，或者等待决定，不用重复提请。"


class NoArbiter(Refused):
    """Everybody who could decide is a side himself, or nobody was named."""

    what: ClassVar[str] = "本区没有可以协调这个争议的部门：指定的协调人都是争议的一方，或者还没有指定"
    basis: ClassVar[Basis | None] = _ORDER
    remedy: ClassVar[str] = "请报请区政府指定协调人，或者依法报上一级人民政府决定。"


class NothingToCarryOut(NotNow):
    """The decision asks for no opinion to be given again, or it has been done."""

    what: ClassVar[str] = "这个争议没有要按协调决定改签的审查意见"
    basis: ClassVar[Basis | None] = _ORDER
    remedy: ClassVar[str] = "可能还没有决定，或者已经改签；请看协调决定和办件上的审查意见。"


class NobodyAbove(Refused):
    """Sending up from the last."""

    what: ClassVar[str] = "{arbiter}是最后一级，不能再往上报"
    basis: ClassVar[Basis | None] = _ORDER
    remedy: ClassVar[str] = "请直接作出决定。"
