"""Clause 5.1d: a commitment in place of a material: text, signature, public notice, a later check, and what follows."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from factories import cases as make
from onevisit.casework import queries
from onevisit.casework.contents import content
from onevisit.casework.models import Case
from onevisit.licences.models import Licence
from onevisit.platform import clock
from onevisit.platform.workdays.queries import calendar
from onevisit.rules.cases import commands as c
from onevisit.rules.cases.courses import PLEDGE_BROKEN, CheckOutcome, LicenceAct
from onevisit.rules.cases.phases import Phase
from onevisit.rules.cases.procedure import DutyKind, decider
from onevisit.rules.cases.refusals import CommitmentBarred, PledgeNeeded, RectifyFirst
from onevisit.rules.district.definition import Role

pytestmark = pytest.mark.django_db

MATTER = "bookkeeping-agency"
PROMISED = "rules"
NAME = "代理记账内部规范"


def on(day: object) -> object:
    """The clock at noon of a day."""
    return clock.at(make.noon_of(day))  # type: ignore[arg-type]


def published(day: object) -> str:
    """The public list as anybody reads it on that day."""
    with on(day):  # type: ignore[attr-defined]
        return Client().get(reverse("portal:commitments")).content.decode()


@pytest.mark.clause("5.1d")
def test_a_word_for_a_paper_published_granted_first_checked_later_and_revoked_when_false() -> None:
    # Text and signature: nobody's word counts before he has signed it.
    given = make.without(MATTER, PROMISED)
    with pytest.raises(PledgeNeeded):
        make.submitted(MATTER, shown=given, committed=(PROMISED,))
    number = make.committed(MATTER, PROMISED)
    paper = next(one for one in make.now(number).documents if one.kind == "commitment")
    said = content(paper.data)
    assert said["items"] == [NAME]
    assert said["pledge"]
    assert said["pledged_by"] == "示例·甲"
    assert said["consequences"]

    # Accepted and granted without the paper; the promise stands on the public list for its days, and no longer.
    assert make.now(number).phase is Phase.ACCEPTED
    assert make.now(number).shows(PROMISED) is None
    until = Case.objects.get(number=number).published_until
    assert until == calendar().add_working_days(make.NOON.date(), 5).due
    assert NAME in published(until)
    assert NAME not in published(until + timedelta(days=1))
    make.issued(MATTER, number=number)
    assert make.now(number).phase is Phase.ISSUED

    # The check has its day: sixty working days after the decision, in the list of whoever checks.
    organ = decider(make.matter_of(number), make.now(number))
    reviewer = make.staff(Role.REVIEWER, organ=organ)
    with on(make.NOON.date()):  # type: ignore[attr-defined]
        (check,) = queries.work(reviewer, kind=DutyKind.CHECK.value).items
    assert check.due_on == calendar().add_working_days(make.NOON.date(), 60).due

    # False: mend it by a day; nothing is revoked before that day is over.
    make.checked(number, CheckOutcome.FAULTY, PROMISED, at=make.later(days=7))
    mend_by = make.now(number).pledged.mend_by  # type: ignore[union-attr]
    assert mend_by == calendar().add_working_days(make.later(days=7).date(), 15).due
    head = make.staff(Role.HEAD, organ=organ, at=make.later(days=8))
    revoke = c.ActOnLicence(LicenceAct.REVOKE, PLEDGE_BROKEN, make.words(), heard=True)
    with pytest.raises(RectifyFirst):
        make.do(number, head, revoke, at=make.later(days=8))

    # Not mended: revoked, for everybody to see, and no further commitment for him until it is repaired.
    after = make.noon_of(mend_by + timedelta(days=1))
    make.checked(number, CheckOutcome.BROKEN, at=after)
    make.do(number, head, revoke, at=after + timedelta(minutes=1))
    licence = Licence.objects.get(case__number=number)
    with clock.at(after + timedelta(minutes=2)):
        verified = Client().get(reverse("portal:verified", args=[licence.token])).content.decode()
    assert "撤销" in verified
    later = after + timedelta(days=1)
    with pytest.raises(CommitmentBarred):
        make.submitted(MATTER, at=later, shown=given, committed=(PROMISED,), pledge=make.pledge())
    make.do(number, make.chief_of(number, later), c.RepairCredit(make.words("已纠正并完成整改。")), at=later)
    again = later + timedelta(days=1)
    assert make.submitted(MATTER, at=again, shown=given, committed=(PROMISED,), pledge=make.pledge())
