"""利害关系人: telling them, and taking down what anybody says (行政许可法 Art. 36)."""

from __future__ import annotations

from collections.abc import Sequence

from onevisit.platform.ui.values import Fact
from onevisit.rules.cases import commands as c
from onevisit.rules.district.definition import Role
from onevisit.workbench.acts.act import DESKS, Act, Desk
from onevisit.workbench.acts.form import Given, Kind, Option, Question
from onevisit.workbench.written import proof, words

_HOW = ("当面送达告知书", "邮寄告知书", "在现场张贴公告")
_WHO = ("申请人", "利害关系人")


def _options(labels: Sequence[str]) -> tuple[Option, ...]:
    return tuple(Option(one, one) for one in labels)


def _tell_questions(desk: Desk) -> tuple[Question, ...]:
    return (
        Question("names", "告知了谁", Kind.LINES, "一行写一个人或者单位；人数由系统数"),
        Question("how", "怎样告知", Kind.ONE, "", _options(_HOW)),
        Question("about", "告知的内容", Kind.WORDS, "申请的是什么，哪些地方关系到他们"),
    )


def _tell_known(desk: Desk) -> Sequence[Fact]:
    rule = desk.view.version.matter.courses.interested
    if rule is None:
        return ()
    return (Fact("本事项要告知", rule.note or "直接关系其重大利益的人", note=rule.basis.cite()),)


def _tell(desk: Desk, given: Given) -> c.Command:
    names = given.lines("names")
    parties = proof("parties", {"names": names, "text": given.text("about"), "how": given.text("how")})
    return c.TellInterested(parties, len(names))


def _view_questions(desk: Desk) -> tuple[Question, ...]:
    return (
        Question("who", "谁的意见", Kind.ONE, "", _options(_WHO)),
        Question("name", "姓名或者单位", Kind.LINE, required=False),
        Question("words", "意见", Kind.WORDS, "照他说的写；决定时要考虑，当事人看得到"),
    )


def _view(desk: Desk, given: Given) -> c.Command:
    who = f"{given.text('who')}{given.text('name')}"
    return c.RecordView(words(f"{who}：{given.text('words')}"))


ACTS = (
    Act(
        c.TellInterested, "tell-interested", (Role.CHIEF,), "已告知利害关系人，告知书已出具。", _tell_questions,
        _tell, _tell_known,
    ),
    Act(c.RecordView, "record-view", DESKS, "意见已记入办件。", _view_questions, _view),
)  # fmt: skip
