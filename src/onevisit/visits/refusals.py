"""Why an appearance is not written down, corrected or judged."""

from typing import ClassVar

from onevisit.casework.refusals import NoSuchCase
from onevisit.rules.cases.refusals import NotNow, NotYours, Refused


class NotYourRecord(NotYours):
    """Somebody who sees no applicants."""

    what: ClassVar[str] = "您的岗位不能登记到场"
    remedy: ClassVar[str] = "请由当时接待的窗口人员、代办员，或者通知申请人到场的审查人员登记。"


class NotYourRuling(NotYours):
    """Correcting the record without watching over it."""

    what: ClassVar[str] = "您的岗位不能更正到场记录"
    remedy: ClassVar[str] = "请由收件大厅的负责人或者督查人员更正；更正不改动原来的记录。"


class NotYourFinding(NotYours):
    """Judging a case of another hall, or one's own."""

    what: ClassVar[str] = "您的岗位不能认定这个办件多跑的原因"
    remedy: ClassVar[str] = "请由收件大厅的负责人或者督查人员认定。"


class NoSuchAppearance(NoSuchCase):
    """There is none, or not in a case that this person may see."""

    what: ClassVar[str] = "没有这条到场记录，或者您无权查看"
    remedy: ClassVar[str] = "请从办件页面的“跑动”里打开。"


class NoSuchExcess(NoSuchCase):
    """There is no such case, or it kept its promise, or this person may not see it."""

    what: ClassVar[str] = "{number} 没有超过承诺次数，或者您无权查看"
    remedy: ClassVar[str] = "请从“多跑的办件”里打开。"


class RecordIncomplete(Refused):
    """Something is missing in what was written."""

    what: ClassVar[str] = "还不能提交：{missing}"
    remedy: ClassVar[str] = "改好后再提交；已填写的内容都保留着。"


class VisitsMoved(NotNow):
    """Somebody was quicker, or the applicant came once more."""

    what: ClassVar[str] = "您打开页面之后，这里已经有了变化：{changes}"
    remedy: ClassVar[str] = "您填写的内容还在；请看过新的情况后再提交。"
