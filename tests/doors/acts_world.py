"""Cases that wait for each act of an organ, so that the page of every act shows something to somebody."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta

from casework.driving import Drive, driven, in_parts
from factories import cases as make
from onevisit.rules.cases import commands as c
from onevisit.rules.cases.courses import CheckOutcome, LicenceAct
from onevisit.rules.cases.phases import DeclineKind
from onevisit.rules.matters.courses import SpecialKind
from onevisit.rules.matters.vocabulary import Delivery

EXAMINED, COMMITTED = "procurement-complaint", "bookkeeping-agency"
FINANCE = "finance"
"""Whose matters these are: one with special procedures, one with commitments."""


def numbers() -> Mapping[str, str]:
    """The number of a case for each act, by the slug of its page."""
    accepted = driven().accept()
    examined = driven(EXAMINED).accept()
    resumed = driven(EXAMINED).accept()
    resumed.do(c.Pause(SpecialKind.TESTING, "decide", 5, make.words()))
    told = driven().accept()
    told.do(c.TellHearing(make.words()))
    granted, suspended = _granted(), _granted()
    until = suspended.today + timedelta(days=30)
    suspended.do(c.ActOnLicence(LicenceAct.SUSPEND, "penalty", make.words(), heard=True, until=until))
    declined = driven()
    declined.do(c.Decline(DeclineKind.NOT_OURS, make.words(), "market", (), hand_over=True))
    found = {
        **dict.fromkeys(("record-view", "tell-hearing", "extend", "terminate"), accepted),
        **dict.fromkeys(("request-hearing", "waive-hearing"), told),
        **dict.fromkeys(("call-hearing", "hold-hearing"), _called()),
        "pause": examined,
        "resume": resumed,
        "tell-interested": driven("billboard").accept(),
        "check": _committed(),
        "repair-credit": _broken(),
        **dict.fromkeys(("licence-suspend", "licence-revoke", "licence-recall", "licence-cancel"), granted),
        "licence-reinstate": suspended,
        "take-over": declined,
        "public-notice": _returned(),
        "change-delivery": accepted,
    }
    return {slug: case.number for slug, case in found.items()}


def _granted() -> Drive:
    return driven().accept().ready().grant()


def _called() -> Drive:
    """A hearing whose day has come, presided by the chief."""
    case = driven(at=make.later(-14)).accept()
    case.do(c.TellInterested(make.words(), 1))
    case.do(c.RequestHearing(interested=True), by=make.chief_of(case.number))
    case.do(case.call_hearing())
    return case


def _committed() -> Drive:
    return in_parts(COMMITTED, committed=("staff",)).accept().ready().grant()


def _broken() -> Drive:
    """A promise that was broken; it all began long before today."""
    case = in_parts(COMMITTED, at=make.later(-60), committed=("staff",)).accept().ready().grant()
    case.do(c.CheckCommitment(CheckOutcome.FAULTY, make.words(), ("staff",)))
    pledged = case.state.pledged
    assert pledged is not None
    assert pledged.mend_by is not None
    case.on(pledged.mend_by + timedelta(days=5))
    case.do(c.CheckCommitment(CheckOutcome.BROKEN, make.words()))
    return case


def _returned() -> Drive:
    """Sent, and come back."""
    case = driven(delivery=Delivery.COURIER, post_address="博山区示例路1号").accept().ready().grant()
    case.hand_out(Delivery.COURIER)
    case.do(c.ReturnMail(make.words("查无此人。")))
    return case
