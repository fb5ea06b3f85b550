"""What the counter takes down beside its own work: withdrawals, hand-overs, late materials, parcels that came back."""

from __future__ import annotations

from collections.abc import Sequence

from onevisit.platform.ui.values import Fact
from onevisit.rules.calendar import chinese_date
from onevisit.rules.cases import commands as c
from onevisit.rules.district.definition import Role
from onevisit.workbench.acts.act import Act, Desk
from onevisit.workbench.acts.form import Given, Kind, Question
from onevisit.workbench.written import words

_WINDOW = (Role.CLERK, Role.AGENT)
_HANDS_OUT = (Role.HANDOUT, Role.AGENT)

_WITHDRAWN = ("申请人当面提出撤回申请，已签字确认。", "申请人来电后到窗口签字，撤回申请。")
_LATE = ("承诺后补的材料到期没有补齐，经提醒仍未提交。",)
_RETURNED = (
    "无人签收，超过保管期退回。",
    "地址不详，无法投递。",
    "收件人拒收。",
    "电话无人接听，约定投递未成功。",
)


def _withdraw_questions(desk: Desk) -> tuple[Question, ...]:
    return (
        Question(
            "reason", "申请人怎么说的", Kind.WORDS, "由申请人（代理人）当面提出并签字", phrases=_WITHDRAWN
        ),
        Question("signed", "已核对身份证件，申请人已在撤回申请上签字", Kind.YES),
    )


def _withdraw(desk: Desk, given: Given) -> c.Command:
    return c.Withdraw(words(given.text("reason")))


def _hand_over_known(desk: Desk) -> Sequence[Fact]:
    view, organ = desk.view, desk.view.right_organ
    named = Fact("有权部门", organ.name if organ else None, note=organ.phone if organ else "")
    return (Fact("不予受理的理由", view.reasons), named)


def _hand_over_questions(desk: Desk) -> tuple[Question, ...]:
    return (Question("wanted", "申请人要求把材料移送过去", Kind.YES),)


def _hand_over(desk: Desk, given: Given) -> c.Command:
    return c.HandOver()


def _deferred_known(desk: Desk) -> Sequence[Fact]:
    return [
        Fact(one.name, f"承诺{chinese_date(one.until)}前补交", note="没有补交")
        for one in desk.view.courses.deferred
    ]


def _revoke_questions(desk: Desk) -> tuple[Question, ...]:
    help_ = "哪一份没有补交、怎样提醒过；写进撤销受理决定书"
    return (Question("reason", "撤销受理的理由", Kind.WORDS, help_, phrases=_LATE),)


def _revoke(desk: Desk, given: Given) -> c.Command:
    return c.RevokeAcceptance(words(given.text("reason")))


def _sent_known(desk: Desk) -> Sequence[Fact]:
    view = desk.view
    on = view.state.handed_out_on
    return (
        Fact("寄给", view.applicant_name, note=view.applicant_phone),
        Fact("地址", view.post_address or view.applicant_address or None),
        Fact("寄出", chinese_date(on) if on else None),
    )


def _return_questions(desk: Desk) -> tuple[Question, ...]:
    return (Question("reason", "为什么退回", Kind.WORDS, "照退件单上写的填", phrases=_RETURNED),)


def _return(desk: Desk, given: Given) -> c.Command:
    return c.ReturnMail(words(given.text("reason")))


ACTS = (
    Act(
        c.HandOver,
        "hand-over",
        _WINDOW,
        "材料已移送，由有权部门直接与申请人联系。",
        _hand_over_questions,
        _hand_over,
        _hand_over_known,
    ),
    Act(
        c.RevokeAcceptance,
        "revoke-acceptance",
        _WINDOW,
        "已撤销受理，决定书已出具。",
        _revoke_questions,
        _revoke,
        _deferred_known,
        grave=True,
    ),
    Act(
        c.ReturnMail,
        "return-mail",
        _HANDS_OUT,
        "已登记退件。这个办件重新等待送达，可以改用别的方式。",
        _return_questions,
        _return,
        _sent_known,
    ),
    Act(
        c.Withdraw,
        "withdraw",
        _WINDOW,
        "已按申请人的意思撤回，通知书已出具。",
        _withdraw_questions,
        _withdraw,
        grave=True,
    ),
)
