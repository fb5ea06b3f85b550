"""Every course of the procedure, from its beginning to its end, through the one write path."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import timedelta

from casework.driving import Drive, driven, in_parts
from factories import cases as make
from onevisit.rules.cases import commands as c
from onevisit.rules.cases.contents import Contents
from onevisit.rules.cases.courses import CheckOutcome, LicenceAct, TerminationGround
from onevisit.rules.cases.phases import DeclineKind, ReviewOutcome
from onevisit.rules.matters.courses import SpecialKind
from onevisit.rules.matters.vocabulary import Delivery


def ordinary() -> Drive:
    """From the counter to the counter."""
    return driven(delivery=Delivery.WINDOW).accept().ready().grant().hand_out()


def corrected() -> Drive:
    """A notice, and everything in answer to it."""
    case = driven()
    case.do(case.ask("design", "form.road"))
    form = Contents("form", {"form": {"road": "中心路"}}, "0" * 32)
    supply = case.supply("design")
    case.do(c.Supply(supply.shown, form))
    return case


def silent_applicant() -> Drive:
    """A notice, and no answer."""
    case = driven()
    case.do(case.ask("design"))
    case.on(case.today + timedelta(days=40)).sweep()
    return case


def silent_organ() -> Drive:
    """Nobody answers the applicant."""
    case = driven()
    case.on(case.today + timedelta(days=8)).sweep()
    return case


def wrong_organ() -> Drive:
    """Declined, handed over, taken over."""
    case = driven()
    decline = c.Decline(DeclineKind.NOT_OURS, make.words("归市场监管。"), "market", (), hand_over=True)
    case.do(decline)
    case.do(c.TakeOver(make.words("已接收，请重新申请。")))
    return case


def deferred() -> Drive:
    """Accepted with something missing, which does not come."""
    case = in_parts("billboard", later=("site-consent",)).accept()
    case.on(case.state.deferred["site-consent"] + timedelta(days=1))
    case.do(c.RevokeAcceptance(make.words("逾期未补。")))
    return case


def committed() -> Drive:
    """A promise that is broken, and the licence with it."""
    case = in_parts("bookkeeping-agency", committed=("staff",)).accept().ready().grant()
    case.do(c.CheckCommitment(CheckOutcome.FAULTY, make.words("人员不足。"), ("staff",)))
    pledged = case.state.pledged
    assert pledged is not None
    assert pledged.mend_by is not None
    case.on(pledged.mend_by + timedelta(days=5))
    case.do(c.CheckCommitment(CheckOutcome.BROKEN, make.words("仍不符。")))
    case.do(c.ActOnLicence(LicenceAct.REVOKE, "pledge-broken", make.words("承诺不实。"), heard=True))
    case.do(c.RepairCredit(make.words("已改正。")))
    return case


def withdrawn() -> Drive:
    """Taken back."""
    case = driven()
    case.do(c.Withdraw(make.words("不办了。")))
    return case


def terminated() -> Drive:
    """Nobody is left to decide for."""
    case = driven().accept()
    case.do(c.Terminate(TerminationGround.DISSOLVED, make.words("公司已注销。")))
    return case


def examined() -> Drive:
    """A special procedure, and an extension."""
    case = driven("investment-approval").accept()
    case.do(c.Pause(SpecialKind.EXPERT_REVIEW, "decide", 10, make.words("需要专家评审。")))
    case.on(case.today + timedelta(days=9))
    case.do(c.Resume(SpecialKind.EXPERT_REVIEW, make.words("评审通过。")))
    case.do(c.Extend(5, make.words("情况复杂。")))
    return case


def heard() -> Drive:
    """A hearing, and a refusal."""
    case = driven().accept()
    case.do(c.TellHearing(make.words("拟不予许可。")))
    case.do(c.RecordView(make.words("不同意。")))
    case.do(c.RequestHearing())
    case.do(case.call_hearing())
    hearing = case.state.hearing
    assert hearing is not None
    assert hearing.day is not None
    case.on(hearing.day).do(case.record())
    case.ready(ReviewOutcome.FAIL).refuse()
    return case


def neighbours() -> Drive:
    """Interested parties who want nothing."""
    return driven("billboard").accept().ready().grant()


def forwarded() -> Drive:
    """The lower level reviews first."""
    return driven("subsistence").accept().ready()


def acted_upon() -> Drive:
    """Suspended, reinstated, recalled, struck off."""
    case = driven().accept().ready().grant()
    until = case.today + timedelta(days=30)
    case.do(c.ActOnLicence(LicenceAct.SUSPEND, "penalty", make.words("处罚。"), heard=True, until=until))
    case.do(c.ActOnLicence(LicenceAct.REINSTATE, "over", make.words("期满。")))
    case.do(c.ActOnLicence(LicenceAct.RECALL, "facts-changed", make.words("规划调整。"), heard=True))
    case.do(c.ActOnLicence(LicenceAct.CANCEL, "undone", make.words("注销。")))
    return case


def unreachable() -> Drive:
    """Sent, come back, published."""
    case = driven(delivery=Delivery.COURIER, post_address="博山区示例路1号").accept().ready().grant()
    case.hand_out(Delivery.COURIER)
    case.do(c.ReturnMail(make.words("查无此人。")))
    case.do(c.GiveNotice(make.words("请在公告期内领取。")))
    case.on(case.today + timedelta(days=31)).sweep()
    return case


ROADS: Mapping[str, Callable[[], Drive]] = {
    road.__name__: road
    for road in (
        ordinary,
        corrected,
        silent_applicant,
        silent_organ,
        wrong_organ,
        deferred,
        committed,
        withdrawn,
        terminated,
        examined,
        heard,
        neighbours,
        forwarded,
        acted_upon,
        unreachable,
    )
}
"""Every course by its name."""
