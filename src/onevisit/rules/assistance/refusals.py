"""Why something is not done for somebody else: what, why (the article) and what to do."""

from __future__ import annotations

from typing import ClassVar

from onevisit.rules.assistance import authorisation as rules
from onevisit.rules.basis import Basis
from onevisit.rules.cases.refusals import NotNow, NotYours, Refused


class NotAuthorised(NotYours):
    """An agent acts for somebody from whom he has no valid authorisation for this matter."""

    what: ClassVar[str] = "没有{principal}办“{matter}”的有效委托，不能替他{command}"
    basis: ClassVar[Basis | None] = rules.WITHOUT
    remedy: ClassVar[str] = (
        "请先登记委托：拍下签了字的委托书，或者让本人报手机上收到的授权码；已填写的内容都保留着。"
    )


class NeedsHimself(Refused):
    """The matter needs what no agent can do."""

    what: ClassVar[str] = "“{matter}”不能代办：{why}"
    basis: ClassVar[Basis | None] = rules.BY_HIMSELF
    remedy: ClassVar[str] = "{todo}"


class AuthorisationIncomplete(Refused):
    """The written word lacks something."""

    what: ClassVar[str] = "委托还不能登记：{missing}"
    basis: ClassVar[Basis | None] = rules.IN_WRITING
    remedy: ClassVar[str] = "改好后再提交；已填写的内容都保留着。"


class ForHimself(Refused):
    """Somebody as agent of himself."""

    what: ClassVar[str] = "不能由{agent}自己代办自己的事"
    basis: ClassVar[Basis | None] = rules.NOT_WITH_HIMSELF
    remedy: ClassVar[str] = "自己的事用自己的账号申请，或者到上级便民服务中心的窗口办。"


class NoAgentPost(NotYours):
    """Somebody without the post of an agent wants to act for others."""

    what: ClassVar[str] = "您的岗位不能登记代办委托"
    remedy: ClassVar[str] = "请由村（社区）或者镇（街道）的代办员登记。"


class NotTheAgent(NotYours):
    """Somebody else's authorisation."""

    what: ClassVar[str] = "这份委托不是委托给您的"
    remedy: ClassVar[str] = "请由受委托的代办员办，或者请本人另行委托。"


class NoSuchAuthorisation(Refused):
    """No authorisation has this number, or this person may not know that there is one."""

    what: ClassVar[str] = "没有编号为{number}的委托，或者您无权查看"
    remedy: ClassVar[str] = "请核对委托编号。"


class AuthorisationNotNow(NotNow):
    """It does not stand where this can be done."""

    what: ClassVar[str] = "这份委托现在是“{standing}”，不能{deed}"
    remedy: ClassVar[str] = "请刷新页面看现在的情况；需要时另行委托。"


class WrongCode(Refused):
    """The code that was typed is not the one that was sent."""

    what: ClassVar[str] = "授权码不对，还可以试{left}次"
    remedy: ClassVar[str] = "请让本人照着最新一条短信，一位一位地念。"


class CodeDead(NotNow):
    """The code is too old, or was typed wrong too often."""

    what: ClassVar[str] = "这个授权码{why}，不能再用"
    remedy: ClassVar[str] = "请重新发送授权码；也可以改用签了字的委托书。"


class TooManyCodes(Refused):
    """The principal has been sent enough codes for one day."""

    what: ClassVar[str] = "今天已经给{principal}发过{count}次授权码，不能再发"
    remedy: ClassVar[str] = "为免打扰本人，每天最多{count}次。请改用签了字的委托书，或者明天再发。"


class PhoneNotHis(Refused):
    """The telephone number is only what the agent himself typed."""

    what: ClassVar[str] = "不能向这个号码发授权码：{why}"
    basis: ClassVar[Basis | None] = rules.IN_WRITING
    remedy: ClassVar[str] = (
        "授权码只发给本人以前登记过的号码。请改用签了字的委托书；号码由本人登录或者到窗口登记。"
    )


class VisitIncomplete(Refused):
    """What was written about a visit at home lacks something."""

    what: ClassVar[str] = "上门服务还不能登记：{missing}"
    remedy: ClassVar[str] = "改好后再提交；已填写的内容都保留着。"


class NoSuchVisit(Refused):
    """No visit has this number, or this person may not know that there is one."""

    what: ClassVar[str] = "没有编号为{number}的上门服务，或者您无权查看"
    remedy: ClassVar[str] = "请核对编号。"


class VisitNotNow(NotNow):
    """It does not stand where this can be done."""

    what: ClassVar[str] = "这次上门服务现在是“{phase}”，不能{deed}"
    remedy: ClassVar[str] = "请刷新页面看现在的情况。"


class NotYourVisit(NotYours):
    """Planning or recording somebody else's visit."""

    what: ClassVar[str] = "您的岗位不能对这次上门服务{deed}"
    remedy: ClassVar[str] = "请由{who}办。"


class TwoNeeded(Refused):
    """One alone would go where two have to."""

    what: ClassVar[str] = "这次上门要{acts}，须两人同去"
    remedy: ClassVar[str] = "请再安排一名同去的人员，由两人共同证明现场所见（本区规则，待确认）。"
